"""What may be wrong with a role play or sounds-like lines: names, ends, silence, lines that give the answer away."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from crisisaid.drill.truth import came_up_unsaid, end_of_marks, fact, is_least, items_of, pages_of, whole_truth
from crisisaid.engine.answers import allowed
from crisisaid.library.draft import near
from crisisaid.library.role_plays import SOUNDS_LIKE
from crisisaid.model.finding import ERROR, Finding
from crisisaid.model.protocol import DECLINED
from crisisaid.model.role_play import ENDING, GOOD, HARMFUL, OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisisaid.engine.fold import Library
    from crisisaid.model.protocol import Item, Protocol
    from crisisaid.model.role_play import RolePlay, Saying, SoundsLike
    from crisisaid.reading.document import Document, Path

CODES = ("unsure", "declined", "call now", "before you part", "this week", "keep supporting", "red flag", "threshold")
"""Words of the page that nobody in crisis says: they would give the answer away."""

FEWEST_WORDS = 3
"""A line shorter than this is the answer itself."""

BARE = re.compile(r"\W*(yes|no|not sure|maybe|i don't know)\W*", re.IGNORECASE)


def check_role_play(library: Library, role_play: RolePlay, document: Document) -> tuple[Finding, ...]:
    """Everything wrong with a role play that has its shape; its protocol must be in the library."""
    found = [*_place(role_play.id, role_play.protocol, document), *_names(library, role_play, document)]
    if not found:
        found += [*_end(library, role_play, document), *_voices(library, role_play, document)]
    found += [*_moments(role_play, document), *_unwritten(document)]
    return tuple(sorted(found, key=lambda one: one.line))


def check_sounds_like(protocol: Protocol, lines: SoundsLike, document: Document) -> tuple[Finding, ...]:
    """Everything wrong with a file of lines that has its shape."""
    items = {item.id: item for item in protocol.items()}
    found = [*_place(SOUNDS_LIKE.removesuffix(".yaml"), lines.protocol, document)]
    for name, by_answer in lines.heard.items():
        if name not in items:
            said = f"{protocol.id} has no item called {name!r}."
            found.append(_finding(document, "CA0906", ("items", name), said, near(name, items)))
            continue
        for answer, heard in by_answer.items():
            path: Path = ("items", name, "heard", answer)
            found += _answer(document, path, items[name], answer)
            found += [one for place, line in enumerate(heard) for one in _given_away(document, (*path, place), line)]
    return tuple(sorted((*found, *_missing(items, lines, document)), key=lambda one: one.line))


def _missing(items: Mapping[str, Item], lines: SoundsLike, document: Document) -> Iterator[Finding]:
    """Every item needs a line for every answer that people give; a refusal sounds like not knowing if it has none."""
    for name, item in items.items():
        heard = lines.heard.get(name, {})
        lacking = [answer for answer in allowed(item) if answer not in heard and answer != DECLINED]
        if lacking:
            said = f"{name!r} has no line for {', '.join(lacking)}."
            path: Path = ("items", name) if name in lines.heard else ("items",)
            hint = "Write one: what is said or noticed when it is so."
            yield _finding(document, "CA1002", path, said, hint)


def _place(name: str, protocol: str, document: Document) -> Iterator[Finding]:
    parts = os.path.normpath(document.file).split(os.sep)
    if len(parts) > 1 and (parts[-2], parts[-1]) != (protocol, f"{name}.yaml"):
        said = f"This is {name} for {protocol}, and lies in {'/'.join(parts[-2:])}."
        yield _finding(document, "CA0503", ("protocol",), said, f"Move it to {protocol}/{name}.yaml, or mend the file.")


def _names(library: Library, role_play: RolePlay, document: Document) -> Iterator[Finding]:
    pages = pages_of(library, role_play)
    items = items_of(library, role_play)
    for part in ("facts", "voices"):
        for (page, name), said in getattr(role_play, part).items():
            path: Path = (part if page == role_play.protocol else f"danger_{part}", name)
            if (page, name) not in items:
                known = tuple(item for other, item in items if other == page)
                message = f"{page} has no item called {name!r}" + ("." if page in pages else ", and is not asked here.")
                yield _finding(document, "CA0906", path, message, near(name, known))
            elif part == "facts":
                yield from _answer(document, path, items[page, name], said)
    ids = {item for _, item in items}
    for place, moment in enumerate(role_play.moments):
        if moment.after not in (OPENING, ENDING) and moment.after not in ids:
            said = f"No item is called {moment.after!r}."
            yield _finding(
                document, "CA0906", ("moments", place, "after"), said, near(moment.after, tuple(sorted(ids)))
            )
    yield from _twice([one.id for one in role_play.moments], document)


def _twice(ids: list[str], document: Document) -> Iterator[Finding]:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            said = f"The id {name!r} is used twice."
            yield _finding(document, "CA0303", ("moments", place, "id"), said, "Give one of them another id.")


def _answer(document: Document, path: Path, item: Item, answer: str) -> Iterator[Finding]:
    if answer not in allowed(item):
        said = f"{item.id!r} cannot be answered {answer!r}."
        yield _finding(document, "CA0906", path, said, near(answer, allowed(item)))


def _end(library: Library, role_play: RolePlay, document: Document) -> Iterator[Finding]:
    tier = end_of_marks(library, role_play, whole_truth(library, role_play)).disposition.tier
    if tier != role_play.tier:
        said = f"With everything asked and heard the tier is {tier}, not {role_play.tier}."
        yield _finding(document, "CA1001", ("expect", "tier"), said, "Correct the tier, or what is true of them.")


def _voices(library: Library, role_play: RolePlay, document: Document) -> Iterator[Finding]:
    items = items_of(library, role_play)
    for page, name in came_up_unsaid(library, role_play):
        said = f"{page}/{name} comes up, and nothing says what is so."
        part = "facts" if page == role_play.protocol else "danger_facts"
        yield _finding(document, "CA1002", (part,), said, "State it: a setting or a support has no usual answer.")
    for key, answer in whole_truth(library, role_play).items():
        if key not in role_play.voices and not is_least(items[key], answer):
            said = f"{key[0]}/{key[1]} comes up as {answer}, and nothing is heard."
            part = "facts" if key[0] == role_play.protocol else "danger_facts"
            yield _finding(document, "CA1002", (part, key[1]), said, "Write what is heard when it is asked plainly.")
    for key, voice in role_play.voices.items():
        part = "voices" if key[0] == role_play.protocol else "danger_voices"
        # A bare no is a real answer to a leading way of asking: that is what is practised.
        if not is_least(items[key], fact(items[key], key, role_play.facts)):
            yield from _given_away(document, (part, key[1], "plainly"), voice.plainly)


def _given_away(document: Document, path: Path, line: str) -> Iterator[Finding]:
    words = line.casefold()
    if BARE.fullmatch(line) or len(line.split()) < FEWEST_WORDS:
        said = f"{line!r} is the answer itself, not how it sounds."
        yield _finding(document, "CA1003", path, said, "Write what somebody would say, or what is noticed.")
    for code in CODES:
        if re.search(rf"\b{code}\b", words):
            said = f"This line says {code!r}, a word of the page that nobody in crisis uses."
            yield _finding(document, "CA1003", path, said, "Write what somebody would say, or what is noticed.")


def _moments(role_play: RolePlay, document: Document) -> Iterator[Finding]:
    for place, moment in enumerate(role_play.moments):
        yield from _choices(moment.choices, ("moments", place, "choices"), document)
    yield from _choices(role_play.first_steps, ("first_steps",), document)


def _choices(choices: tuple[Saying, ...], path: Path, document: Document) -> Iterator[Finding]:
    kinds = [one.kind for one in choices]
    for kind in (GOOD, HARMFUL):
        if kind not in kinds:
            said = f"None of these is {kind}."
            yield _finding(document, "CA1004", path, said, "Give one good and one harmful thing to choose from.")
    for place, one in enumerate(choices):
        if one.kind == HARMFUL and not (one.consequence and one.instead):
            said = "A harmful one needs its consequence, and what to say or do instead."
            yield _finding(document, "CA1004", (*path, place), said, "Add 'consequence' and 'instead'.")


def _unwritten(document: Document) -> Iterator[Finding]:
    """What a new file came with, and nobody has filled in yet."""
    for line, text in enumerate(document.lines, 1):
        if "TODO" in text:
            said = "This is still to be written."
            yield Finding("CA0812", ERROR, document.file, line, said, "Replace the TODO.", excerpt=text.strip()[:200])


def _finding(document: Document, code: str, path: Path, message: str, hint: str) -> Finding:
    for length in range(len(path), -1, -1):
        if path[:length] in document.positions:
            return Finding(code, ERROR, document.file, document.positions[path[:length]][0], message, hint)
    return Finding(code, ERROR, document.file, 1, message, hint)
