"""`protocol explain`: which answers establish each tier, and the two people on either side of each threshold."""

from __future__ import annotations

import os

from crisisaid.app.explain_words import explained
from crisisaid.app.printing import hand_out, say
from crisisaid.app.proving import in_the_way, tell
from crisisaid.app.workbench import Workbench
from crisisaid.errors import DONE, REFUSED
from crisisaid.model.explaining import Explained
from crisisaid.store.output import make_folders, write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.app.proving import Spending


def explain(
    environ: Mapping[str, str],
    library: str,
    ids: Sequence[str],
    tiers: Sequence[str],
    spending: Spending,
    *,
    pairs: bool = False,
    everything: bool = False,
    examples: str = "",
    as_json: bool = False,
    output: str = "",
) -> int:
    """Print what is asked for; 1 when a protocol has findings or a limit was reached."""
    bench = Workbench(environ, library, ids, checks=False)
    found = []
    for loaded in bench.last():
        tell(f"Explaining {loaded.path.rpartition('/')[0]}")
        errors = in_the_way(bench, loaded)
        if loaded.protocol is None or errors:
            name, version, _ = loaded.path.split("/")
            found.append(Explained(name, version, in_the_way=errors))
        else:
            here = {**bench.library, loaded.protocol.id: loaded.protocol}
            found.append(explained(here, loaded.protocol, tiers, pairs=pairs, limits=spending.limits()))
    hand_out(_written(found, as_json=as_json, everything=everything), output)
    if examples:
        _write_examples(found, examples)
    return REFUSED if any(one.in_the_way or one.too_hard for one in found) else DONE


def _written(found: Sequence[Explained], *, as_json: bool, everything: bool) -> str:
    if as_json:
        from crisisaid.formats.explain_json import explain_json

        return explain_json(found)
    from crisisaid.formats.explain_text import explain_text

    return explain_text(found, everything=everything)


def _write_examples(found: Sequence[Explained], folder: str) -> None:
    """Both people of every pair as answers files: PROTOCOL-THRESHOLD-ITEM-below.yaml and -above.yaml."""
    make_folders(folder)
    for one in found:
        for pair in one.pairs:
            for side, person in (("below", pair.below), ("above", pair.above)):
                path = os.path.join(folder, f"{one.protocol}-{pair.threshold}-{pair.item}-{side}.yaml")
                write_atomically(path, person.file.encode(), mode=0o644)
        say(f"Written for {one.protocol}: {2 * len(one.pairs)} files in {folder}")
