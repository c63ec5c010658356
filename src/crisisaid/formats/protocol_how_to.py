"""How a printed page is used: the rules of the engine, in the words of somebody who holds the page and a pencil.

What stands here is DESIGN section 5 and engine/weigh.py. A test reads these pages as printed, walks them, and comes to
the same end as the engine.
"""

from __future__ import annotations

from crisisaid.model.protocol import CHANNELS, GATE
from crisisaid.model.tier import BEFORE_YOU_PART, KEEP_SUPPORTING, NOT_FINISHED, TIERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol

SUPPORTER = "supporter"


def how_to(protocol: Protocol, headlines: Mapping[str, str], gate_title: str = "") -> tuple[str, ...]:
    """The sentences of the box at the top, in the order in which they are needed."""
    before, unfinished = headlines[BEFORE_YOU_PART], headlines[NOT_FINISHED]
    return (
        "Hand over sooner at any time, without a reason.",
        *_first(protocol, before, unfinished, gate_title),
        "Go from top to bottom. Ask or notice, and mark an answer. What you hear before its place, or after it, is "
        "marked too and counts at once.",
        f"An arrow (->) behind an answer is the tier that it gives. Red flag: yes has its own tier. Not sure, or would "
        f"not say: {before}. Nothing takes that away.",
        "After each answer look at the rules it counts in; in a list to look at together, after the whole list. Every "
        "rule that is true gives its tier. The highest tier wins.",
        f"Highest first: {', '.join(headlines[tier] for tier in reversed(TIERS))}.",
        'A rule that says "stop asking" ends the questions of this page at once, and nothing else: what to do, whom '
        "to reach and where to go on still count.",
        "Passed over: you came to it and could not ask, or cannot tell here. Not asked is not a no.",
        "At the end, and when you stop: was a red flag passed over or never reached, in a step that was not left out? "
        f"Then at least {before} if anything of concern was noted on any page, otherwise at least {unfinished}. The "
        "same if a page that you should go on to was not done.",
        f"None of this: {headlines[KEEP_SUPPORTING]}. It never means safe.",
    )


def what_lines_mean(protocol: Protocol) -> tuple[str, ...]:
    """When exactly a line about an item is true, for whoever is not sure of the box at the top."""
    return (
        '"Nobody can say": not sure, or would not say. "Not confirmed": no, not sure, would not say, or passed over. '
        '"Not known": not sure, would not say, or passed over. "Or worse": that answer, or one further down its list.',
        'A line about an item without an answer is not true yet. But passed over is enough for "not confirmed" and '
        'for "not known".',
        'The other way round at "Ask these only if" and "Go on only if": there, a line about an item without an answer '
        'counts as true, so ask. After "stop asking" it does not send you on to another page.',
        "If these lines are not true, leave the step out. Its items do not count as not asked. Lines about those of "
        'its items that have no answer are not true, but for lines that say "or its step was left out".',
        *_elsewhere(protocol),
        'Do a step that says "Do this when" as soon as its lines are true. If an answer makes lines further up true, '
        "here or on an earlier page, go back and do that step now. Whom to reach: again whenever the tier rises. When "
        "nothing is left to ask on any page, the tier so far takes in what was not asked.",
        "Of concern is any answer to a red flag or warning sign but no, or the first point of its list.",
        "An answer that changed later does not lower the tier that was reached. Only a second person can agree to a "
        "lower one: never under the tier of a red flag, and never because something was not asked.",
    )


def _first(protocol: Protocol, before: str, unfinished: str, gate_title: str) -> tuple[str, ...]:
    """Where this page stands beside the look for danger."""
    if protocol.id == GATE:
        return (
            "This page comes first. Then go to the page for what is going on; the tier of this page counts there too.",
            "Only this look was wanted? Then its end is the end. You wanted a page for what is going on, and stopped "
            f"before it? Then at least {before} if anything of concern was noted, otherwise {unfinished}.",
        )
    if protocol.about == SUPPORTER:
        return ("This page is about you. No other page has to come first.",)
    name = f'"{gate_title}" ({GATE})' if gate_title else GATE
    return (
        f"First do the page {name}. All pages that you do are one: the highest tier of any of them wins. If it says "
        "stop asking, call first; then you may go on here while help is on its way.",
    )


def _elsewhere(protocol: Protocol) -> tuple[str, ...]:
    if all(set(item.channels) >= set(CHANNELS) for item in protocol.items()):
        return ()
    return (
        'Where "Can be known" does not name your channel, do not ask: it counts as passed over. In a step that you '
        "ask only because an answer is missing, it counts as not reached.",
    )
