"""Checks of words: what may never be shown, what harms when it is said of suicide, what is too hard, what is too long.

Sources: DESIGN section 2 (banned words); the project's safety notes, section 1.2 (claims); reporting guidance on
suicide (no "commit", no "successful", no method) as restated in the evidence for authors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisisaid.library.draft import warning
from crisisaid.library.reading_grade import reading_grade
from crisisaid.model.plain import wrap
from crisisaid.model.protocol import Checklist, Guidance, Referral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.library.draft import Draft, Path, Problem
    from crisisaid.model.protocol import Item, Step

GRADE = 8.0
"""What is said aloud should be read with ease after so many years of school."""

WIDTH, ROWS = 76, 22
"""A screen of 80 columns and 24 rows, less the margins and the row that is typed on."""

CONTACT_ROWS = 7
"""What a referral shows of the first two contacts."""

BANNED = (
    (r"risk (score|level|rating|assessment|category)s?", "say what was noted, and what to do"),
    (r"assess(es|ing|ed)? (the |their |suicide )?risk", "say what to ask, and what to do"),
    (r"(low|medium|moderate|high|raised|severe|no)[- ]risk", "name the tier: what to do, and by when"),
    (r"at[- ]risk", "say what the danger is"),
    (r"(risk|danger|lethality|severity) score", "say what was noted"),
    (r"predict(s|ed|ing|ion|ions)?", "nobody can tell what somebody will do"),
    (r"diagnos(e|es|ed|is|ing|tic)", "say what can be seen and heard"),
    (r"screen(s|ed|ing)? for", "say 'ask about'"),
    (r"triage tool", "say 'checklist'"),
    (r"patients?|victims?|clients?|addicts?|junkies?|alcoholics?|schizophrenics?", "say 'the person', or 'they'"),
    (r"the mentally ill|psychos?|lunatics?|crazy|insane|manipulative", "say what the person does or feels"),
    (r"attention[- ]seek\w*|cry for help|non-?complian\w+|in denial", "say what the person does or feels"),
    (r"suffer(s|ing|er|ers)? from|afflicted", "say 'lives with' or 'has'"),
    (r"stay calm and everything|just calm down", "say what helps"),
)
UNSAFE = (
    (r"commit(s|ted|ting)? suicide", "say 'died by suicide' or 'ended their life'"),
    (r"(un)?successful(ly)? (suicide|attempt)", "say 'died by suicide' or 'tried to'"),
    (r"(failed|completed) (suicide|attempts?)", "say 'died by suicide' or 'tried to'"),
    (r"suicide (epidemic|victim|note)", "say it without drama"),
    (
        r"(promise|swear) (me |us )?(that you will |you will |you'll |to )?(not|never|won't)",
        "no contracts: agree a next step",
    ),
    (
        r"(between (you and me|us)|our secret|tell no ?one|will not tell anybody|won't tell any\w+)",
        "never promise secrecy",
    ),
    (r"you('re| are) (completely |totally )?safe (now|here) with me", "promise only what you can do"),
    (r"\d+ ?(mg|milligrams?|tablets|pills|capsules)", "no method detail"),
    (r"ligature|noose|hang(ed|ing)? (them|him|her|your)sel\w+|jump(ed|ing|s)? (off|from|in front)", "no method detail"),
    (r"slit(s|ting)?|overdos(e|ed|ing) (of|on) \d", "no method detail"),
)
DENIED = re.compile(r"\b(not|never|no|nor|cannot|without)(\s+[\w']+){0,3}\s+[\"(]?$", re.IGNORECASE)
"""A denial right before the word: "does not diagnose", "no risk score". Further back it may deny something else."""

Text = tuple["Path", str]


def banned_words(draft: Draft) -> Iterator[Problem]:
    """Words that rate or label somebody, or claim what this is not. A denial ("this does not ...") may use them."""
    for path, text in shown(draft):
        if path[0] not in ("not_for", "audience"):
            for said, instead in _said(BANNED, _plain(text)):
                yield warning("CA0803", path, f"'{said}' is not said here.", instead)


def safe_messaging(draft: Draft) -> Iterator[Problem]:
    """Words that harm when suicide is spoken of, promises nobody can keep, and any detail of a method."""
    for path, text in shown(draft):
        if path[-2:-1] != ("avoid",):
            for said, instead in _said(UNSAFE, text):
                yield warning("CA0804", path, f"'{said}' can do harm.", instead)


def _said(patterns: tuple[tuple[str, str], ...], text: str) -> Iterator[tuple[str, str]]:
    """Each pattern that is said and not denied right before, with what to say instead; once for each pattern."""
    for pattern, instead in patterns:
        found = re.finditer(rf"\b({pattern})\b", text, re.IGNORECASE)
        match = next((one for one in found if not DENIED.search(text[: one.start()])), None)
        if match:
            yield match[0], f"{_capital(instead)}."


def placeholders(draft: Draft) -> Iterator[Problem]:
    """What a new protocol came with, and nobody has filled in yet."""
    for path, text in _texts(draft.data, ()):
        if re.search(r"\bTODO\b", text, re.IGNORECASE):
            yield warning("CA0812", path, "This is still to be written.", "Replace the TODO.")


def hard_words(draft: Draft) -> Iterator[Problem]:
    """What is said aloud and needs too many years of school."""
    for path, text in spoken(draft):
        grade = reading_grade(text)
        if grade > GRADE:
            said = f"This is said aloud and reads at grade {grade:.1f}; at most {GRADE:.0f} is easy to follow."
            yield warning("CA0802", path, said, "Use shorter sentences and plainer words.")


def too_long(draft: Draft) -> Iterator[Problem]:
    """A prompt that does not fit on a screen of 80 x 24: its beginning would have scrolled away."""
    for place, step in enumerate(draft.protocol.steps):
        for path, rows in _prompts(step, ("steps", place)):
            if rows > ROWS:
                said = f"This takes {rows} rows of a screen that shows {ROWS}."
                yield warning("CA0801", path, said, "Shorten it, or make two steps of it.")


def shown(draft: Draft) -> Iterator[Text]:
    """Every text that a supporter may see, and where it stands. Notes, open points and sources are for reviewers."""
    for key in ("title", "summary", "audience", "not_for", "steps", "thresholds", "never", "situations"):
        yield from _texts(draft.data.get(key), (key,))


def _texts(value: object, path: Path) -> Iterator[Text]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in ("id", "when", "sources", "to", "same_as", "kind", "tier", "from", "how"):
                yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _texts(part, (*path, place))


def spoken(draft: Draft) -> Iterator[Text]:
    """What is said aloud or sent: what is asked, and the lines to say."""
    for path, text in shown(draft):
        to_say = path[-2] in ("say", "say_second_hand") if len(path) > 2 else False
        to_ask = path[-1] in ("text", "second_hand") and path[-3:-2] == ("items",)
        if to_say or to_ask:
            yield path, text


def _prompts(step: Step, path: Path) -> Iterator[tuple[Path, int]]:
    match step:
        case Checklist(together=True):
            yield path, _rows(step.prompt or step.title, *(f"  1  {item.label}" for item in step.items))
        case Checklist():
            for number, item in enumerate(step.items):
                yield (*path, "items", number), _rows(step.title, *_asked(item))
        case Guidance():
            timer = (f"At: 00:00: {step.timer.then}",) if step.timer else ()
            for say in (step.say, step.say_second_hand):
                yield path, _rows(step.title, *(f"Avoid: {text}" for text in (*step.do, *say, *step.avoid)), *timer)
        case Referral():
            yield (
                path,
                CONTACT_ROWS + _rows(f"BEFORE YOU PART: {step.title}", *(f"Do: {text}" for text in step.do), *"12345"),
            )


def _asked(item: Item) -> Iterator[str]:
    yield from (f"Ask: {text}" for text in (item.text, item.second_hand) if text)
    if item.listen_for:
        yield f"Listen for: {item.listen_for}"
    yield from (f"  1  {point.text}" for point in (*item.scale, *item.options))


def _rows(*lines: str) -> int:
    return sum(len(wrap(line, WIDTH, "", "    ")) for line in lines)


def _plain(text: str) -> str:
    """Names of protocols are no words of ours to a supporter."""
    return text.replace("child-or-adult-at-risk", "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
