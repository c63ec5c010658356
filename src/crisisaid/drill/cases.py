"""Short cases: a few lines, then a tier and whom to reach first; from written situations, and from pairs at a line."""

from __future__ import annotations

from crisisaid.drill.truth import is_least
from crisisaid.engine.answers import NOT_APPLICABLE
from crisisaid.engine.evaluate import truth
from crisisaid.engine.page import Page
from crisisaid.model.protocol import CONTEXT, PROTECTIVE, UNSURE, Referral
from crisisaid.model.record import Record
from crisisaid.proof.people import session
from crisisaid.proof.session import pages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.role_play import SoundsLike
    from crisisaid.model.state import State
    from crisisaid.proof.boundaries import Boundary
    from crisisaid.proof.people import Person

    Pick = Callable[[Sequence[str]], str]
    """Takes one of several lines; by chance, or by a seed."""


class Case(Record):
    """A vignette with the tier it needs and the roles that may be reached first; of a pair also what it practises.

    ``item`` and ``answer`` are those in which the two people of a pair differ.
    """

    id: str
    protocol: str
    vignette: str
    tier: str
    roles: tuple[str, ...]
    threshold: str = ""
    item: str = ""
    answer: str = ""


def roles_first(library: Library, state: State) -> tuple[str, ...]:
    """The first role of each hand-over that is offered at the end of this session, in the order of the pages."""
    tier = state.disposition.tier
    found = []
    for used in state.protocols:
        if used.id not in library:
            continue
        page = Page(library[used.id], state.answers, state.skipped, state.channel)
        for step in page.protocol.steps:
            if isinstance(step, Referral) and truth(step.when, page, tier):
                found += list(dict(step.to).get(tier, ()))[:1]
    return tuple(dict.fromkeys(found))


def sounds(page: Page, lines: SoundsLike, person: Person, item: str, pick: Pick) -> str:
    """The vignette of one person of a pair: a setting, what is so with them, and last the item of the pair.

    ``page`` is the protocol at the end of their session: what does not apply with them is not heard. "" where a line is
    missing: then there is nothing to hear.
    """
    said = []
    for one in page.protocol.items():
        answer = person.says.get((page.protocol.id, one.id), "").removesuffix("*")
        heard_of = _is_heard(one, answer) and page.known(one.id) != NOT_APPLICABLE
        if not answer or not (one.id == item or heard_of):
            continue
        heard = lines.heard.get(one.id, {})
        of_it = heard.get(answer) or heard.get(UNSURE if answer == "declined" else "", ())
        if not of_it:
            return ""
        said.append((one.id == item, pick(of_it)))
    said.sort(key=lambda pair: pair[0])
    return " ".join([pick(lines.settings), *(line for _, line in said)])


def _is_heard(item: Item, answer: str) -> bool:
    """Whether it belongs into a vignette: a setting, a sign that is there, a support that is missing."""
    if item.kind == PROTECTIVE:
        return answer != "yes"
    return item.kind == CONTEXT or not is_least(item, answer)


def pair_cases(
    library: Mapping[str, Protocol], protocol: Protocol, lines: SoundsLike, pairs: Sequence[Boundary], pick: Pick
) -> Iterator[tuple[Case, Case]]:
    """Both people of every pair that can be heard, the one with less first."""
    walked = pages(library, protocol)
    for one in pairs:
        if one.item[0] != protocol.id:
            continue
        cases = []
        for side, person, answer, tier in zip(
            ("below", "above"), (one.below, one.above), one.answers, one.tiers, strict=True
        ):
            end = session(library, walked, person).end
            page = Page(protocol, end.answers, end.skipped, end.channel)
            vignette = sounds(page, lines, person, one.item[1], pick)
            name = f"{one.threshold}/{one.item[1]}/{side}"
            roles = roles_first(library, end)
            cases.append(Case(name, protocol.id, vignette, tier, roles, one.threshold, one.item[1], answer))
        if all(case.vignette for case in cases):
            yield cases[0], cases[1]
