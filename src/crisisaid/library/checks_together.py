"""What only shows when all protocols lie side by side: where they send on to, and answers that carry over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisisaid.library.draft import near
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.protocol import Continue, Item, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def check_together(protocols: Sequence[Protocol], *, elsewhere: bool = False) -> tuple[Finding, ...]:
    """What only shows when all protocols lie side by side: where they send on to, and answers that carry over.

    With ``elsewhere`` there may be other folders beside this one, and what is not here is taken to be there.
    """
    known = {protocol.id: protocol for protocol in protocols}
    return tuple(finding for protocol in protocols for finding in _together(protocol, known, elsewhere=elsewhere))


def _together(protocol: Protocol, known: dict[str, Protocol], *, elsewhere: bool) -> Iterator[Finding]:
    file = f"{protocol.id}/{protocol.version}/protocol.yaml"
    origin = protocol.derived_from.partition("@")[0]
    if origin and origin not in known and not elsewhere:
        message = f"It was adapted from {protocol.derived_from}, and there is no protocol {origin!r}."
        yield Finding("CA0414", ERROR, file, 1, message, near(origin, tuple(known)))
    for step in protocol.steps:
        if isinstance(step, Continue) and step.to in known and known[step.to].about != protocol.about:
            message = f"The step {step.id!r} goes on to {step.to!r}, which is about somebody else."
            yield Finding("CA0310", ERROR, file, 1, message, "Say in words how to start it: crisisaid run ...")
        if isinstance(step, Continue) and step.to not in known and not elsewhere:
            message = f"The step {step.id!r} goes on to {step.to!r}, which is not there."
            yield Finding("CA0307", ERROR, file, 1, message, near(step.to, tuple(known)))
    for item in protocol.items():
        other, _, name = item.same_as.partition("/")
        same = next((one for one in known[other].items() if one.id == name), None) if other in known else None
        if elsewhere and other not in known:
            continue
        if item.same_as and (same is None or _takes(same) != _takes(item)):
            message = f"{item.id!r} is the same as {item.same_as!r}, which is not there or takes other answers."
            yield Finding("CA0308", ERROR, file, 1, message, "Both must be of one kind, with one scale.")


def _takes(item: Item) -> tuple[object, ...]:
    return item.kind, tuple(point.id for point in item.scale), tuple(option.id for option in item.options)
