"""Agreement between the tiers that were named and the tiers that were right: weighted kappa with its interval.

Weighted kappa: J. Cohen, Weighted kappa, Psychological Bulletin 70, 1968. Its large-sample standard error:
J. L. Fleiss, J. Cohen, B. S. Everitt, Large sample standard errors of kappa and weighted kappa, Psychological
Bulletin 72, 1969.
"""

from __future__ import annotations

from math import sqrt

from crisisaid.model.drill_report import Agreement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST = 10
"""With fewer drills than this an interval says nothing."""

NORMAL_95 = 1.959963984540054
"""Both sides of 95 % of the normal distribution."""


def weighted_kappa(pairs: Iterable[tuple[str, str]], categories: Sequence[str]) -> Agreement:
    """Agreement of (right, named) pairs; being two steps off weighs twice as much as one."""
    place = {name: number for number, name in enumerate(categories)}
    size = len(categories)
    table = [[0] * size for _ in range(size)]
    for one, other in pairs:
        table[place[one]][place[other]] += 1
    total = sum(map(sum, table))
    if not total:
        return Agreement(0, None)
    share = [[cell / total for cell in row] for row in table]
    rows = [sum(row) for row in share]
    columns = [sum(row[number] for row in share) for number in range(size)]
    weight = [[1 - abs(one - other) / (size - 1) for other in range(size)] for one in range(size)]
    cells = [(one, other) for one in range(size) for other in range(size)]
    seen = sum(weight[i][j] * share[i][j] for i, j in cells)
    chance = sum(weight[i][j] * rows[i] * columns[j] for i, j in cells)
    if chance == 1:
        return Agreement(total, None)
    kappa = (seen - chance) / (1 - chance)
    if total < FEWEST:
        return Agreement(total, kappa)
    of_row = [sum(columns[j] * weight[i][j] for j in range(size)) for i in range(size)]
    of_column = [sum(rows[i] * weight[i][j] for i in range(size)) for j in range(size)]
    spread = sum(share[i][j] * (weight[i][j] - (of_row[i] + of_column[j]) * (1 - kappa)) ** 2 for i, j in cells)
    variance = (spread - (kappa - chance * (1 - kappa)) ** 2) / (total * (1 - chance) ** 2)
    error = NORMAL_95 * sqrt(max(0.0, variance))
    return Agreement(total, kappa, kappa - error, kappa + error)
