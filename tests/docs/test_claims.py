"""The claims lint: no word that promises more than there is, rates a person, or tells how.

It looks at everything that is read by people: README, CHANGELOG, CONTRIBUTING and docs, the command line's help, every
text of the protocols, and the sentences of the program. A sentence that denies a claim is allowed only where it stands
word for word in ALLOWED. Titles of other people's publications are not ours to change and are left out.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import typer
import yaml
from docs_pages import ROOT, name_of, pages, said

from crisisaid.cli.main import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BANNED = {
    "diagnose": r"diagnos\w*",
    "detect": r"detect(s|ed|ing|ion|or)?\b",
    "predict": r"predict\w*",
    "screen for": r"screen(s|ed|ing)? (\w+ )?for\b",
    "assess risk": r"(assess|evaluat|estimat|measur)\w* (\w+ )?risks?\b|risk (assessment|screening|evaluation)s?\b",
    "risk score, level": (
        r"risks? (scor|level|rating|categor|stratif|band|tier)\w*|(scor|rat)(e|es|ed|ing) (\w+ )?risks?\b"
    ),
    "low, medium, high risk": r"(low|lower|medium|moderate|high|higher)[ -]+risks?\b",
    "at risk": r"\bat[ -]risk\b",
    "triage tool": r"triage tools?\b",
    # "treated as under 18" claims nothing.
    "treat": r"\btreat(s|ed|ing|ment|ments)?\b(?! (\w+ ){0,4}as\b)",
    "therapy": r"\b(psycho)?therap(y|ies|ist|ists|eutic)\b",
    "prevent suicide": r"prevent\w* (\w+ )?suicides?\b|suicide prevention\b",
    "proven": r"clinically (proven|validated|tested|approved)|evidence[ -]based|\bvalidated\b",
    "compliant": r"(hipaa|gdpr|dcb ?0129)[ -]?(complian\w*|ready|certified)",
    "anonymised": r"anonymi[sz](e|es|ed|ing|ation)\b",
    "secure delete": r"secure(ly)? (delet|eras|remov|wip)\w*|militar\w+[ -]grade",
    "committed suicide": r"commit\w* suicide|(failed|successful) (suicide|attempt)",
    "secrecy": (
        r"(fully|completely|totally|strictly|100 ?%) (confidential|private|anonymous|safe|secure)"
        r"|(keep|stays?|remains?) (\w+ )?(a )?secret|nobody will (ever )?(know|find out)|just between (you and me|us)"
        r"|promise (you )?(not to tell|that (nobody|no one))"
    ),
    "method detail": (
        r"lethal (dose|amount|drop)|\b\d+ ?(mg|milligrams?|grams?|ml|tablets?|pills?)\b"
        r"|how (many|much) (pills|tablets) (it takes|are needed)|painless (way|method|death)"
    ),
    "they are safe": r"(they|person|somebody|someone|he|she) (is|are) (now )?safe\b",
}
PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in BANNED.items()}

ALLOWED = frozenset(
    {
        # The sentences every summary, protocol and page needs: a result is no all-clear.
        "It cannot tell you that somebody is safe.",
        "It does **not** mean that they are safe.",
        "This does not mean that they are safe.",
        "It does not mean that the person is safe.",
        "It does not replace training, a supervisor, a clinical assessment or the emergency services, "
        "and it cannot tell that somebody is safe.",
        "Do not tell them, or yourself, that this means they are safe.",
        "Do not write down that somebody is safe.",
        # What somebody else may ask, and what is asked first.
        '"Can you keep a secret?',
        "Ask first if they are safe to talk and can get out, then about the other person.",
        # What a protocol is not for.
        "Working through what happened, or any kind of therapy.",
    }
)
"""Exact sentences that deny a claim. One that is no longer used is taken out."""

NOT_OURS = frozenset({"title", "publisher", "url", "licence"})
"""Of a source: what its publisher calls it."""

NOT_SHOWN = frozenset({"notes", "needs_review", "said_as", "listen_for", "expect", "answers", "gate"})
"""Of a protocol: for reviewers, or what others say and not we."""

OF_OTHERS = frozenset({"treat", "therapy"})
"""Words that claim too much of a program, and are right of a hospital."""

DENIED = re.compile(r"\b(do not|does not|not|never|nobody)\b", re.IGNORECASE)

PROGRAM_TEXTS = (
    "app/words.py",
    *("app/present.py", "app/present_more.py", "app/pressed.py", "app/replies.py", "app/reasons.py", "app/live.py"),
    *(
        "app/words_for_you.py",
        "app/choosing.py",
        "app/on_offer.py",
        "app/situations.py",
        "app/checking.py",
        "app/authoring.py",
    ),
    *("app/stopped.py", "app/board.py", "app/reviewing.py", "card.py", "entry.py", "errors.py"),
    *("cli/main.py", "cli/options.py", "cli/protocol.py", "ui/keys.py", "ui/line.py", "library/skeleton.py"),
    *("contacts/roles.py", "contacts/words.py", "formats/summary_words.py", "formats/summary_page.py"),
    *("formats/protocol_how_to.py", "formats/protocol_parts.py", "formats/protocol_steps.py"),
    *(
        "formats/protocol_card.py",
        "formats/protocol_card_lines.py",
        "formats/flow_parts.py",
        "formats/booklet_words.py",
    ),
)


def sentences(text: str) -> Iterator[str]:
    """A text's sentences, with runs of space as one; a point of a list and a cell of a table end one too."""
    for part in re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.) |\n#+ |\s\|\s|\|\n", text):
        plain = " ".join(part.split()).strip("|#>- ")
        yield from (one for one in re.split(r"(?<=[.!?:])[\"*_)]*\s+", plain) if one)


def help_texts() -> Iterator[tuple[str, str]]:
    program: Any = typer.main.get_command(whole())
    groups = [one for one in program.commands.values() if hasattr(one, "commands")]
    inside = [one for group in groups for one in group.commands.values()]
    for command in (program, *program.commands.values(), *inside):
        yield f"help of {command.name}", command.help or ""
        for option in command.params:
            yield f"help of {command.name} {option.name}", getattr(option, "help", "") or ""


def protocol_texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "protocols").rglob("*.yaml")):
        for way, text in walk(yaml.load(said(path), LOADER)):
            if not ("sources" in way and way[-1] in NOT_OURS) and not NOT_SHOWN & set(way):
                yield f"{name_of(path)} {'.'.join(map(str, way))}", text.replace("child-or-adult-at-risk", "")


def walk(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield way, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from walk(one, (*way, key))


def program_texts() -> Iterator[tuple[str, str]]:
    for name in PROGRAM_TEXTS:
        tree = ast.parse(said(ROOT / "src" / "crisisaid" / name))
        remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
                yield f"{name}:{node.lineno}", node.value


@cache
def everything() -> tuple[tuple[str, str], ...]:
    """(where, text) of all that is looked at."""
    of_pages = ((name_of(page), said(page).replace("child-or-adult-at-risk", "")) for page in pages())
    return (*of_pages, *help_texts(), *protocol_texts(), *program_texts())


def claims(where: str, text: str) -> list[str]:
    return [
        f"{where}: {name}: {one}"
        for one in sentences(text)
        if one not in ALLOWED
        for name, pattern in PATTERNS.items()
        if pattern.search(one) and not _fits_a_protocol(where, name, one)
    ]


def _fits_a_protocol(where: str, name: str, sentence: str) -> bool:
    """A protocol may speak of treatment by others, and tell a supporter what not to say or promise."""
    in_protocol = where.startswith("protocols/")
    denied = name in ("they are safe", "secrecy") and DENIED.search(sentence) is not None
    return in_protocol and (name in OF_OTHERS or denied)


def test_nothing_claims_more_than_there_is() -> None:
    found = [claim for where, text in everything() for claim in claims(where, text)]
    assert found == [], "Say it in other words; a denial goes into ALLOWED, word for word."


def test_no_exception_is_left_over() -> None:
    used = {one for _, text in everything() for one in sentences(text)}
    assert sorted(ALLOWED - used) == [], "Take these out of ALLOWED: nothing says them any more."


SAMPLES = {
    "diagnose": "It helps to diagnose depression.",
    "detect": "It detects warning signs.",
    "predict": "It predicts who will be unwell.",
    "screen for": "Use it to screen people for suicide.",
    "assess risk": "A quick risk assessment for volunteers.",
    "risk score, level": "The risk level is shown at the end.",
    "low, medium, high risk": "They are high-risk.",
    "at risk": "For people at risk.",
    "triage tool": "A triage tool for peers.",
    "treat": "It treats distress.",
    "therapy": "A kind of therapy.",
    "prevent suicide": "It prevents suicide.",
    "proven": "A clinically validated checklist.",
    "compliant": "GDPR-compliant.",
    "anonymised": "The journal is anonymised.",
    "secure delete": "Files are securely erased.",
    "committed suicide": "He committed suicide.",
    "secrecy": "Everything you say is completely confidential.",
    "method detail": "They took 20 tablets.",
    "they are safe": "The person is safe.",
}


@pytest.mark.parametrize("name", BANNED)
def test_the_lint_finds_what_it_is_for(name: str) -> None:
    assert any(f": {name}: " in claim for claim in claims("sample", SAMPLES[name]))


@pytest.mark.parametrize(
    "text", ["- One thing.\n- It predicts\n  the future.\n", "| a | It predicts the future |\n", "> It *predicts* it."]
)
def test_the_lint_looks_into_lists_tables_and_broken_lines(text: str) -> None:
    assert claims("sample", text)
