"""`protocol diff`: what two versions make otherwise of the same answers, and which step of a version that asks for."""

from __future__ import annotations

import os

from crisisaid.app.answers_file import answers_file
from crisisaid.app.named_versions import Names
from crisisaid.app.printing import hand_out, say
from crisisaid.app.proving import tell
from crisisaid.app.words import HEADLINES
from crisisaid.errors import DONE, REFUSED, UsageRefused
from crisisaid.library.versions import bump
from crisisaid.model.comparison import STEPS, Libraries
from crisisaid.model.record import Record
from crisisaid.proof.compare import compare
from crisisaid.proof.replay import Replay
from crisisaid.proof.session import ANY
from crisisaid.store.output import make_folders, write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.app.named_versions import Named
    from crisisaid.app.proving import Spending
    from crisisaid.model.comparison import Comparison, Example, Pattern, Played
    from crisisaid.model.protocol import Protocol
    from crisisaid.proof.session import Limits

    Library = Mapping[str, Protocol]

SHOWN = 20
"""So many patterns of each list are written out unless all are wanted."""


class Wanted(Record):
    """What is to be compared, and how it is to be told; ``everything`` writes out every pattern."""

    before: str
    now: str
    library: str = ""
    as_json: bool = False
    everything: bool = False
    examples: str = ""
    output: str = ""


def diff(environ: Mapping[str, str], wanted: Wanted, spending: Spending) -> int:
    """Compare; 1 where nothing is decided, or where the version number makes too small a step for what has changed."""
    names = Names(environ, wanted.library)
    before, now = names.find(wanted.before), names.find(wanted.now)
    if (before.protocol is None) != (now.protocol is None):
        raise UsageRefused("A library can only be compared with a library.", "Name two protocols, or two folders.")
    most = 0 if wanted.everything or wanted.as_json else SHOWN
    found = _compared(before, now, spending, most)
    hand_out(_written(found, most, as_json=wanted.as_json), wanted.output)
    if wanted.examples:
        _write_examples(found, wanted.examples)
    fine = all(is_enough(one) and not one.not_decided for one in found.both)
    return DONE if fine else REFUSED


def is_enough(found: Comparison) -> bool:
    """Whether the step that the version numbers make is as large as what has changed asks for."""
    declared = STEPS.index(found.declared) if found.declared in STEPS else -1
    return declared >= STEPS.index(found.level)


def _compared(before: Named, now: Named, spending: Spending, most: int) -> Libraries:
    if before.protocol is not None and now.protocol is not None:
        pair = (before.protocol, now.protocol)
        return Libraries((compared(now.here, *pair, before.here, limits=spending.limits(), most=most),))
    both = [name for name in before.own if name in now.own]
    found = []
    for name in both:
        tell(f"Comparing {name}")
        pair = (before.own[name], now.own[name])
        found.append(compared(now.here, *pair, before.here, limits=spending.limits(), most=most))
    new, gone = (tuple(_only(one, other)) for one, other in ((now, before), (before, now)))
    return Libraries(tuple(found), new, gone)


def _only(here: Named, there: Named) -> Iterator[str]:
    return (f"{one.id} {one.version}" for name, one in here.own.items() if name not in there.own)


def compared(
    library: Library,
    before: Protocol,
    now: Protocol,
    library_before: Library,
    *,
    limits: Limits = ANY,
    most: int = SHOWN,
) -> Comparison:
    """The comparison of two versions, with the step that their numbers make and the answers files of its examples."""
    found = compare(library, before, now, limits, shown=most, library_before=library_before)
    return _with_files(found.but(declared=bump(before.version, now.version)))


def _with_files(found: Comparison) -> Comparison:
    def told(patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
        return tuple(one.but(example=_played(one.example, found)) if one.example else one for one in patterns)

    changes = (one.but(pattern=told((one.pattern,))[0]) if one.pattern else one for one in found.changes)
    return found.but(
        less=told(found.less),
        more=told(found.more),
        reach=tuple(one.but(patterns=told(one.patterns)) for one in found.reach),
        changes=tuple(changes),
    )


def _played(example: Example, found: Comparison) -> Example:
    """With the text of its files; where both versions ask the same, it is one file for both."""
    before, now = example.before, example.now
    ends = f"In {found.before.version} a session with {{}} ends at {HEADLINES[before.end]}, "
    ends += f"in {found.now.version} at {HEADLINES[now.end]}. Made by crisisaid protocol diff."
    if _asked(before) == _asked(now):
        text = _file(before, ends.format("these answers"))
        return example.but(before=before.but(file=text), now=now.but(file=text))
    texts = [_file(one, ends.format("the answers of this person")) for one in (before, now)]
    return example.but(before=before.but(file=texts[0]), now=now.but(file=texts[1]))


def _asked(played: Played) -> tuple[object, ...]:
    return played.channel, played.gate, played.answers, played.also


def _file(played: Played, remark: str) -> str:
    return answers_file(Replay(played.channel, played.gate, played.answers, played.also, played.end), [remark])


def _written(found: Libraries, most: int, *, as_json: bool) -> str:
    if as_json:
        from crisisaid.formats.comparison_json import comparison_json

        return comparison_json(found)
    from crisisaid.formats.comparison_text import comparison_text

    return comparison_text(found, most)


def _write_examples(found: Libraries, folder: str) -> None:
    """Every example as an answers file: ID-less-1.yaml, or -before and -now where the versions ask otherwise."""
    make_folders(folder)
    for comparison in found.both:
        for name, example in _named(comparison):
            before, now = example.before.file, example.now.file
            files = {name: now} if before == now else {f"{name}-before": before, f"{name}-now": now}
            for file, text in files.items():
                path = os.path.join(folder, f"{comparison.now.id}-{file}.yaml")
                write_atomically(path, text.encode("utf-8"), mode=0o644)
                say(f"Written: {path}")


def _named(found: Comparison) -> Iterator[tuple[str, Example]]:
    lists = [("less", found.less), ("more", found.more)]
    lists += [(f"{one.step or one.kind}-{'more' if one.more else 'fewer'}", one.patterns) for one in found.reach]
    lists += [(one.about, (one.pattern,)) for one in found.changes if one.pattern]
    for name, patterns in lists:
        for place, pattern in enumerate(patterns, 1):
            if pattern.example:
                yield f"{name}-{place}", pattern.example
