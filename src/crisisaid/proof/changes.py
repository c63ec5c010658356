"""Changes: what is in one version and not in the other, or stands there otherwise, part by part.

Which step of the version each asks for: what takes something away that helped, or was asked of a red flag, is major;
what is new or stands elsewhere is minor. Whom it concerns is told by the patterns.
"""

from __future__ import annotations

from crisisaid.model.comparison import MAJOR, MINOR, Change
from crisisaid.model.protocol import RED_FLAG, Checklist, Continue, Guidance, Referral
from crisisaid.model.tier import RANK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisisaid.model.protocol import Item, Protocol, Step, Threshold

KINDS = {Checklist: "checklist", Guidance: "guidance", Referral: "referral", Continue: "continue"}


def changes(before: Protocol, now: Protocol) -> Iterator[Change]:
    """Every part that is new, gone or otherwise, in the order of the page; texts are told elsewhere."""
    if before.about != now.about:
        yield Change(MAJOR, "protocol", "for", f"It is for the {now.about} and no more for the {before.about}.")
    yield from _steps(before, now)
    yield from _items(before, now)
    yield from _thresholds(before, now)
    yield from _situations(before, now)
    yield from _statements(before, now)


def _steps(before: Protocol, now: Protocol) -> Iterator[Change]:
    old, new = {step.id: step for step in before.steps}, {step.id: step for step in now.steps}
    for name, step in old.items():
        other = new.get(name)
        if other is None or type(other) is not type(step):
            yield Change(MAJOR, "steps", name, f'The {_kind(step)} "{step.title or name}" is gone.')
    for name, step in new.items():
        other = old.get(name)
        if other is None or type(other) is not type(step):
            yield Change(MINOR, "steps", name, f'The {_kind(step)} "{step.title or name}" is new.')
        else:
            yield from _step(other, step)
    for name in _moved(list(old), list(new)):
        yield Change(MINOR, "steps", name, "It stands in another place on the page.")


def _kind(step: Step) -> str:
    return f"{KINDS[type(step)]} step" if isinstance(step, Continue) else KINDS[type(step)]


def _step(before: Step, now: Step) -> Iterator[Change]:
    match before, now:
        case Checklist(), Checklist():
            if before.together != now.together:
                way = "together, on one prompt" if now.together else "one by one"
                yield Change(MINOR, "steps", now.id, f"Its items are asked {way} now.")
        case Guidance(), Guidance():
            yield from _timer(before, now)
        case Continue(), Continue():
            if before.to != now.to:
                yield Change(MAJOR, "steps", now.id, f"It leads on to {now.to} and no more to {before.to}.")


def _timer(before: Guidance, now: Guidance) -> Iterator[Change]:
    old, new = (step.timer.seconds if step.timer else 0 for step in (before, now))
    if old and not new:
        yield Change(MAJOR, "steps", now.id, f"Its timer of {old} seconds is gone.")
    elif new and not old:
        yield Change(MINOR, "steps", now.id, f"It has a timer of {new} seconds now.")
    elif old != new:
        level = MAJOR if new > old else MINOR
        yield Change(level, "steps", now.id, f"Its timer runs {new} seconds and no more {old}.")


def _items(before: Protocol, now: Protocol) -> Iterator[Change]:
    old, new = {item.id: item for item in before.items()}, {item.id: item for item in now.items()}
    for name, item in old.items():
        if name not in new:
            yield Change(MAJOR, "items", name, f'"{item.label}" is not asked any more.')
    for name, item in new.items():
        if name not in old:
            yield Change(MINOR, "items", name, f'"{item.label}" is new.')
        else:
            yield from _item(old[name], item)
    places = {name: place for place, name in enumerate(name for name in old if name in new)}
    moved = _moved(list(old), list(new))
    for place, name in enumerate(name for name in new if name in old):
        if name in moved:
            later = place > places[name]
            level = MAJOR if later and new[name].kind == RED_FLAG else MINOR
            yield Change(level, "items", name, f'"{new[name].label}" is asked {"later" if later else "earlier"} now.')


def _item(before: Item, now: Item) -> Iterator[Change]:
    """What an answer to it means, and where it is asked."""
    if before.kind != now.kind:
        level = MAJOR if before.kind == RED_FLAG else MINOR
        yield Change(level, "items", now.id, f"It was a {_said(before.kind)} and is a {_said(now.kind)} now.")
    if before.tier and now.tier and before.tier != now.tier:
        way = "more" if RANK[now.tier] > RANK[before.tier] else "less"
        said = f"As a red flag it calls for {_tier(now.tier)}, {way} than before."
        yield Change(MINOR if way == "more" else MAJOR, "items", now.id, said)
    yield from _answers(before, now)
    if before.red_from != now.red_from and before.red_from and now.red_from:
        yield Change(
            MINOR, "items", now.id, f"It is a red flag from {now.red_from!r} on; before from {before.red_from!r}."
        )
    if before.channels != now.channels:
        fewer = set(before.channels) - set(now.channels)
        level = MAJOR if fewer and now.kind == RED_FLAG else MINOR
        yield Change(level, "items", now.id, f"It can be known on: {_said(', '.join(now.channels))}.")
    if before.how != now.how:
        yield Change(MINOR, "items", now.id, f"It is something to {now.how} now and no more to {before.how}.")
    if before.same_as != now.same_as:
        says = (
            f"It takes over the answer to {now.same_as}." if now.same_as else "It takes over no other answer any more."
        )
        yield Change(MINOR, "items", now.id, says)


def _answers(before: Item, now: Item) -> Iterator[Change]:
    old, new = ([point.id for point in item.scale or item.options] or ["no", "yes"] for item in (before, now))
    gone, more = [name for name in old if name not in new], [name for name in new if name not in old]
    if gone:
        yield Change(MAJOR, "items", now.id, f"These answers are gone: {', '.join(gone)}.")
    if more:
        yield Change(MINOR, "items", now.id, f"These answers are new: {', '.join(more)}.")
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield Change(MAJOR, "items", now.id, f"Its answers stand in another order: {', '.join(new)}.")


def _thresholds(before: Protocol, now: Protocol) -> Iterator[Change]:
    old, new = {one.id: one for one in before.thresholds}, {one.id: one for one in now.thresholds}
    for name, one in old.items():
        if name not in new:
            yield Change(MINOR, "thresholds", name, f"The threshold for {_tier(one.tier)} is gone.")
    for name, one in new.items():
        if name not in old:
            yield Change(MINOR, "thresholds", name, f"The threshold for {_tier(one.tier)} is new.")
        else:
            yield from _threshold(old[name], one)


def _threshold(before: Threshold, now: Threshold) -> Iterator[Change]:
    if before.tier != now.tier:
        said = f"It calls for {_tier(now.tier)} and no more for {_tier(before.tier)}."
        yield Change(MINOR, "thresholds", now.id, said)
    if before.interrupts and not now.interrupts:
        yield Change(MAJOR, "thresholds", now.id, "It does not end the checklists at once any more.")
    if now.interrupts and not before.interrupts:
        yield Change(MINOR, "thresholds", now.id, "It ends the checklists at once now.")


def _situations(before: Protocol, now: Protocol) -> Iterator[Change]:
    old, new = ([one.kind for one in version.situations] for version in (before, now))
    for kind in old:
        if kind not in new:
            yield Change(MAJOR, "steps", kind, f'What to do in the situation "{_said(kind)}" is gone.')
    for kind in new:
        if kind not in old:
            yield Change(MINOR, "steps", kind, f'What to do in the situation "{_said(kind)}" is new.')


def _statements(before: Protocol, now: Protocol) -> Iterator[Change]:
    """What a protocol states of itself changes nobody's help; what it promises may be less."""
    old, new = ({one.id: one for one in version.never} for version in (before, now))
    for name in (*old, *(name for name in new if name not in old)):
        if name not in new:
            yield Change(MINOR, "statements", name, "It is not stated under 'never' any more.")
        elif name not in old:
            yield Change(MINOR, "statements", name, "It is stated under 'never' now.")
        elif (old[name].when, old[name].below) != (new[name].when, new[name].below):
            yield Change(MINOR, "statements", name, "Something else is stated under 'never'.")
    yield from _within(dict(before.within), dict(now.within))
    if before.derived_from != now.derived_from:
        yield Change(MINOR, "statements", "derived_from", f"It is derived from {now.derived_from or 'nothing'}.")


def _within(before: dict[str, int], now: dict[str, int]) -> Iterator[Change]:
    for tier in dict.fromkeys((*before, *now)):
        if tier not in now:
            said = "nothing is stated any more"
        elif tier not in before:
            said = f"after at most {now[tier]} prompts, is stated now"
        elif before[tier] != now[tier]:
            said = f"after at most {now[tier]} prompts; before, after {before[tier]}"
        else:
            continue
        yield Change(MINOR, "statements", "within", f"{_tier(tier)}: {said}.")


def _moved(before: Sequence[str], now: Sequence[str]) -> set[str]:
    """What does not stand in the longest run of names that both have in the same order."""
    both = [name for name in now if name in before]
    place = {name: number for number, name in enumerate(before)}
    runs: list[tuple[str, ...]] = []
    for name in both:
        ahead = sorted((run for run in runs if place[run[-1]] < place[name]), key=len)
        runs.append((*ahead[-1], name) if ahead else (name,))
    return set(both) - set(sorted(runs, key=len)[-1] if runs else ())


def _said(word: str) -> str:
    return word.replace("_", " ")


def _tier(tier: str) -> str:
    return _said(tier).upper()
