"""What reaches the terminal: the bytes, the widths, and whether what has to be answered is on the screen."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from crisisaid.app.present import present
from crisisaid.app.words import HEADLINES
from crisisaid.card_numbers import NUMBERS
from crisisaid.engine.fold import fold
from crisisaid.engine.scripted import start
from crisisaid.errors import InputEnded
from crisisaid.model.state import OfferReferral
from crisisaid.ui.line import LineScreen
from live.driver import Asked, plain
from live.test_live_walks import CALL, GATE_CALL, SFR, sfr
from live.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Callable

    from live.driver import Known, Terminal

EVERYTHING = sfr(
    wish_dead="yes", thoughts="now", intent="thinks_only", plan="yes", means_near="yes", means_apart="yes",
    behaviour="past_3_months", intoxicated="unsure", refuses_help="yes", contact_lost="unsure", worse_lately="yes",
)  # fmt: skip
"""Opens nearly every step of the page without ending its questions."""

GATE_BOTH = {("danger-now", "violence_now"): "yes", ("danger-now", "not_waking"): "yes"}
GATE_SECOND = {
    ("danger-now", name): "unsure" for name in ("fit", "confused", "chest_or_breath", "strangled", "badly_hurt")
}
OTHERS = re.compile(rb"\x1b(?!\[[0-9;]*m)")
BOXES = re.compile("[\u2500-\u259f]")
COLOURS = re.compile(rb"\x1b\[[0-9;]*m")


def everything_visible(terminal: Terminal) -> Callable[[Asked], None]:
    """Looks at the screen whenever a prompt is asked: its heading and its action line have to be on it."""

    def look(asked: Asked) -> None:
        rows = terminal.screen()
        seen = " ".join(" ".join(rows).split())
        assert seen.endswith(f"{asked.ask}:"), f"the action line is not the last on the screen: {asked.ask!r}"
        heading = first_words(terminal, asked)
        if heading:
            assert heading in seen, f"{heading!r} is not on the screen any more:\n" + "\n".join(rows)

    return look


def first_words(terminal: Terminal, asked: Asked) -> str:
    """The heading of a prompt, as its view has it."""
    if asked.prompt is None:
        return ""
    state = fold(terminal.known.library, [start(terminal.known.library, SFR, channel="phone", country="GB")])
    return plain(present(asked.prompt, state, terminal.known.desk).heading)


WALKS = [
    ("GB", {}, "person"),
    ("GB", EVERYTHING, "person"),
    ("US", EVERYTHING, "third_party"),
    ("IN", CALL, "person"),
    ("GB", GATE_BOTH, "person"),
    ("US", GATE_CALL, "third_party"),
    ("TR", GATE_SECOND, "person"),
    ("GB", sfr(wish_dead="unsure", age_group="under_18", own_plan="unsure", behaviour="over_a_year"), "person"),
]


@pytest.mark.parametrize(("country", "answers", "about"), WALKS)
def test_every_prompt_is_whole_on_a_small_screen(
    country: str, answers: dict[tuple[str, str], str], about: str, open_terminal: Callable[..., Terminal]
) -> None:
    terminal = open_terminal()
    walker = Walker(terminal, answers, country=country, about=about, look=everything_visible(terminal))
    assert walker.walk() == 0


@pytest.mark.parametrize("about", ["person", "third_party"])
def test_every_prompt_of_the_library_leaves_room_for_what_is_new(about: str, known: Known) -> None:
    """Also those that no walk above comes to: alone, with its action line, in 21 of 24 rows."""
    state = fold(known.library, [start(known.library, SFR, channel="phone", country="GB", about=about)])
    seen = 0
    for prompt in set(known.prompts):
        if isinstance(prompt, OfferReferral):
            continue
        out = io.StringIO()
        with pytest.raises(InputEnded):
            LineScreen(out, nobody="-").ask(present(prompt, state, known.desk))
        shown = out.getvalue().partition("At any prompt:")
        rows = shown[0].strip("\n").split("\n") + shown[2].strip("\n").split("\n")[2:-1]
        assert len(rows) <= 21, f"{len(rows)} rows:\n" + "\n".join(rows)
        seen += 1
    assert seen > 40


@pytest.mark.parametrize("country", ["GB", "US", "IN"])
@pytest.mark.parametrize("answers", [GATE_CALL, GATE_BOTH, GATE_SECOND, CALL, sfr(thoughts="now")])
def test_whom_to_call_first_is_on_the_screen(
    country: str, answers: dict[tuple[str, str], str], open_terminal: Callable[..., Terminal]
) -> None:
    """At every referral: the first contact's number is visible while the supporter is asked what became of it."""
    terminal = open_terminal("--channel", "phone")
    looked = []

    def look(asked: Asked) -> None:
        if not isinstance(asked.prompt, OfferReferral):
            return
        ladder = terminal.known.desk.ladder(country, asked.prompt.roles, "phone")
        first = ladder.rungs[0].contact
        number = first.phone or first.sms or first.chat
        looked.append(number)
        rows = [row.strip() for row in terminal.screen()]
        assert any(number in row for row in rows), f"{number} is not on the screen:\n" + "\n".join(rows)

    assert Walker(terminal, answers, country=country, look=look).walk() == 0
    assert looked


def everything(terminal: Terminal) -> None:
    """Through every kind of prompt and every key that prints something."""
    walker = Walker(terminal, EVERYTHING)
    pressed = set()
    while (asked := terminal.prompt()) is not None:
        kind = type(asked.prompt).__name__
        if kind not in pressed and asked.prompt is not None:
            pressed.add(kind)
            for key in ("h", "w", "r", "zz", "f", "done"):
                terminal.say(key)
            terminal.say("e")
        terminal.answer(walker.reply(asked))
    assert terminal.end() == 0


def test_the_only_escapes_are_bold_and_colour(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal()
    everything(terminal)
    raw = bytes(terminal.raw)
    assert not OTHERS.search(raw)
    assert COLOURS.search(raw)
    assert_quiet(raw)


def assert_quiet(raw: bytes) -> None:
    """Nothing that moves the cursor back, rings, or draws."""
    assert not re.search(rb"\r(?!\n)", raw)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]", raw)
    text = raw.decode("utf-8")
    assert not BOXES.search(text)
    assert not re.search("[\U0001f000-\U0001ffff\u2600-\u27bf]", text)


@pytest.mark.parametrize(
    ("arguments", "more"),
    [(["--plain"], {}), ([], {"ACCESSIBLE": "1"}), ([], {"TERM": "dumb"}), ([], {"TERM": "-"})],
)
def test_plain_has_no_escape_at_all(
    arguments: list[str], more: dict[str, str], environ: dict[str, str], open_terminal: Callable[..., Terminal]
) -> None:
    changed = {name: value for name, value in (environ | more).items() if value != "-"}
    terminal = open_terminal(*arguments, environ=changed)
    everything(terminal)
    assert b"\x1b" not in terminal.raw
    assert_quiet(bytes(terminal.raw))


@pytest.mark.parametrize("said", ["", "0", "false"])
def test_accessible_may_be_off(said: str, environ: dict[str, str], open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("--country", "GB", environ=environ | {"ACCESSIBLE": said})
    terminal.prompt()
    assert b"\x1b[1m" in terminal.raw


def test_no_colour_leaves_bold(environ: dict[str, str], open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(environ=environ | {"NO_COLOR": "1"})
    everything(terminal)
    assert set(COLOURS.findall(bytes(terminal.raw))) == {b"\x1b[1m", b"\x1b[0m"}


def test_colour_never_stands_alone(open_terminal: Callable[..., Terminal]) -> None:
    """Whatever is coloured is the tier's own word, in bold too."""
    terminal = open_terminal()
    everything(terminal)
    coloured = re.findall(rb"(\x1b\[[0-9;]+m)([^\x1b]*)\x1b\[0m", bytes(terminal.raw))
    for style, words in coloured:
        assert style.startswith(b"\x1b[1"), style
        if style != b"\x1b[1m":
            assert any(name in words.decode() for name in HEADLINES.values())


@pytest.mark.parametrize("arguments", [[], ["--board"]])
@pytest.mark.parametrize("columns", [80, 100, 200])
def test_no_line_is_wider_than_is_read_easily(
    columns: int, arguments: list[str], open_terminal: Callable[..., Terminal]
) -> None:
    terminal = open_terminal("--country", "GB", *arguments, columns=columns)
    assert Walker(terminal, EVERYTHING).walk() == 0
    assert {row for row in terminal.text().splitlines() if len(row) > 79} == set()


@pytest.mark.parametrize("how", ["eof", "output"])
def test_the_last_lines_fit_too(how: str, open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("--country", "GB", *(["--output", "/nonexistent/summary.md"] if how == "output" else []))
    terminal.prompt()
    if how == "eof":
        terminal.child.sendeof()
        assert terminal.end() == 4
    else:
        assert terminal.stop() == 1
    assert {row for row in terminal.text().splitlines() if len(row) > 79} == set()


@pytest.mark.parametrize("columns", [20, 25, 40])
@pytest.mark.parametrize("country", ["GB", "US", "IN"])
def test_every_number_is_whole_at_any_width(columns: int, country: str, open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("--country", country, "--channel", "phone", rows=50, columns=columns)
    terminal.prompt()
    terminal.say("e")
    card = {row.strip() for row in terminal.text().splitlines()}
    assert {number for _, number, _ in NUMBERS[country][1]} <= card
    terminal.answer("3")
    terminal.prompt()
    assert terminal.stop() == 0
    summary = terminal.text()[terminal.text().rindex("\nMade at") :]
    rows = {row.strip() for row in summary.splitlines()}
    desk = terminal.known.desk
    ladder = desk.ladder(country, ("ambulance", "shift_lead"), "phone")
    assert ladder.rungs
    for rung in ladder.rungs:
        phone = rung.contact.phone + (f" (then press {rung.contact.press})" if rung.contact.press else "")
        assert {way for way in (phone, rung.contact.sms) if way} <= rows
    # Words that hold no digit and are no link give way; numbers never do.
    wide = [row for row in summary.splitlines() if len(row) > columns and not re.search(r"\d|://|@", row)]
    assert wide == []


def test_a_terminal_that_does_not_know_its_size(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("--country", "GB", rows=0, columns=0)
    terminal.prompt()
    assert max(map(len, terminal.text().splitlines())) > 40
