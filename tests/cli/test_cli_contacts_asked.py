"""`contacts setup`, `add` and `edit` on a real terminal: a coordinator is asked, goes back, asks why, and leaves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pexpect
import pytest

from crisisaid.app.workbench import today
from live.driver import _as_at_a_terminal, command, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TIMEOUT = 20


class Coordinator:
    """Reads what is asked, types an answer; ``heard`` is everything since the last answer."""

    def __init__(self, arguments: tuple[str, ...], environ: dict[str, str], columns: int) -> None:
        program = command("contacts", *arguments)
        self.child = pexpect.spawn(
            program[0], program[1:], env=environ, timeout=TIMEOUT, dimensions=(24, columns),
            encoding="utf-8", preexec_fn=_as_at_a_terminal,
        )  # fmt: skip
        self.child.delaybeforesend = None
        self.heard = ""
        self.rows: list[str] = []

    def hear(self) -> str:
        """What is said up to the next prompt, or to the end."""
        self.child.expect([r"\n> ", pexpect.EOF])
        raw = (self.child.before or "") + (self.child.after if isinstance(self.child.after, str) else "")
        self.rows += raw.replace("\r\n", "\n").split("\n")
        self.heard = plain(raw)
        return self.heard

    def answer(self, **said: str) -> None:
        """Each question, known by a few of its words, with what is typed; any other one is left out with Enter."""
        waiting = {ask.replace("_", " "): typed for ask, typed in said.items()}
        while waiting:
            heard = self.hear()
            assert heard.endswith(">"), f"it ended with {waiting} not asked: {heard}"
            found = next((ask for ask in waiting if ask in heard), "")
            self.type(waiting.pop(found) if found else "")

    def type(self, typed: str) -> None:
        self.child.sendline(typed)

    def turns(self, *turns: tuple[str, str]) -> None:
        """Each: what is typed, and some of the words that follow."""
        for typed, said in turns:
            self.type(typed)
            assert said in self.hear()

    def until(self, words: str) -> str:
        """Enter, until these words are heard."""
        while words not in self.hear():
            assert self.heard.endswith(">"), self.heard
            self.type("")
        return self.heard

    def end(self) -> int:
        """The exit code, once it has ended."""
        self.hear()
        while self.heard.endswith(">"):
            raise AssertionError(f"it still asks: {self.heard}")
        self.child.close()
        code = self.child.exitstatus
        assert code is not None
        return code


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "config" / "crisisaid" / "organisation"


@pytest.fixture
def sit_down(environ: dict[str, str]) -> Iterator[Callable[..., Coordinator]]:
    started: list[Coordinator] = []

    def start(*arguments: str, columns: int = 80) -> Coordinator:
        started.append(Coordinator(arguments, environ, columns))
        return started[-1]

    yield start
    for one in started:
        one.child.close(force=True)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_setup_from_an_empty_machine(sit_down: Callable[..., Coordinator], own: Path) -> None:
    person = sit_down("setup")
    person.answer(
        In_which_country="?",
        In_which_time_zone="1",
    )
    # "?" said why, and the question was still open: Enter left it, so the zone had no list to number.
    assert "type it again" in person.hear()
    person.turns(
        ("back", "In which country"), ("Narnia", "not a country known here"), ("United Kingdom", "1 Europe/London")
    )
    person.type("1")
    person.answer(
        organisation_called="Example: Night Line",
        Which_languages="English, Welsh",
        How_do_people_reach="2, 3",
        reach_your_shift_lead="020 7946 0101",
        reach_your_safeguarding_lead="not yet",
        Which_of_these="6, 7",
        **{"can be reached (the shift lead)": "1"},
        After_how_many="3",
        computer="no",
    )
    person.until("Write this to")
    assert not own.exists()
    person.type("yes")
    assert person.end() == 0
    policy, contacts = text(own / "policy.yaml"), text(own / "contacts.yaml")
    for line in (
        "country: GB", "timezone: Europe/London", 'name: "Example: Night Line"', "languages: [en, cy]",
        "channels: [phone, text_chat]", "roles: [shift_lead, safeguarding_lead]",
        "when_nobody: {shift_lead: safeguarding_lead}",
        "ring_minutes: 3", "shared_machine: false",
        "# reporting_duty: Danger to a child is reported the same day.",
    ):  # fmt: skip
        assert f"\n{line}\n" in policy
    assert contacts.endswith(
        'contacts:\n  - id: own-shift-lead\n    name: Shift lead\n    kind: shift-lead\n    phone: "020 7946 0101"\n'
    )
    assert "crisisaid contacts check" in person.heard


def test_setup_again_shows_what_is_set_and_keeps_it_with_enter(sit_down: Callable[..., Coordinator], own: Path) -> None:
    own.mkdir(parents=True)
    before = "# ours\nformat: crisisaid/policy/v1\ncountry: GB   # home\nretention_days: 30\nsite: north\n"
    (own / "policy.yaml").write_text(before, encoding="utf-8")
    person = sit_down("setup")
    assert "GB" in person.hear()
    person.type("")
    person.answer(For_how_many_days="-")
    person.until("Write this to")
    assert "- retention_days: 30" in person.heard
    person.type("yes")
    assert person.end() == 0
    assert text(own / "policy.yaml") == before.replace("retention_days: 30\n", "")
    assert text(own / "policy.yaml.previous") == before


def test_adding_asks_in_plain_words_and_shows_the_week(sit_down: Callable[..., Coordinator], own: Path) -> None:
    own.mkdir(parents=True)
    (own / "policy.yaml").write_text("format: crisisaid/policy/v1\ncountry: GB\n", encoding="utf-8")
    person = sit_down("add")
    assert "What is it called?" in person.hear()
    person.turns(
        ("", "It needs a name."),
        ("Example night line", "a crisis team"),
        ("19", "There is no 19 in the list"),
        ("5", "example-night-line"),
    )
    person.type("")
    person.answer(Which_number="call us")
    assert "Use digits" in person.hear()
    person.type("020 7946 0103")
    person.answer(When_is_it_open="tuesdays and thursdays 10pm to 6am")
    heard = person.hear()
    assert "Tu,Th 22:00-06:00" in heard
    assert "Thursday 22:00 to 06:00 (Friday)" in heard
    person.type("yes")
    person.answer(time_zone="Europe/London", Which_languages="English", try_next="samaritans")
    assert "no contact with the id" in person.hear()
    person.type("gb-crisis-samaritans")
    person.answer(Has_anybody_checked="2", On_which_day="", Who_checked="coordinator")
    assert "Write this to" in person.hear()
    assert 'phone: "020 7946 0103"' in person.heard
    person.type("yes")
    assert person.end() == 0
    assert text(own / "contacts.yaml").endswith(
        f"""\
contacts:
  - id: example-night-line
    name: Example night line
    kind: local
    phone: "020 7946 0103"
    hours: "Tu,Th 22:00-06:00"
    timezone: Europe/London
    languages: [en]
    fallback: [gb-crisis-samaritans]
    verified_on: "{today()}"
    verified_by: coordinator
    verified_how: website
"""
    )


def test_editing_shows_what_is_there_and_changes_what_is_answered(
    sit_down: Callable[..., Coordinator], own: Path
) -> None:
    own.mkdir(parents=True)
    before = """\
format: crisisaid/contacts/v1
contacts:
  - id: example-lead   # the id
    kind: shift-lead
    name: Shift lead
    phone: '020 7946 0101'   # the old one
    note: Ask for us.
"""
    (own / "contacts.yaml").write_text(before, encoding="utf-8")
    person = sit_down("edit", "example-lead")
    assert "Shift lead" in person.hear()
    person.type("")
    person.answer(Which_number="020 7946 0102", Anything_else="-")
    person.until("Write this to")
    person.type("back")
    person.until("Write this to")
    person.type("yes")
    assert person.end() == 0
    wanted = before.replace("'020 7946 0101'", '"020 7946 0102"').replace("    note: Ask for us.\n", "")
    assert text(own / "contacts.yaml") == wanted


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 4)])
@pytest.mark.parametrize("late", [False, True])
def test_leaving_writes_nothing(
    sit_down: Callable[..., Coordinator], own: Path, key: str, code: int, *, late: bool
) -> None:
    person = sit_down(
        "add",
        "--organisation",
        str(own),
        *(("--set", "name=Example", "--set", "kind=shift-lead") if late else ()),
        *(("--set", "phone=020 7946 0101") if late else ()),
    )
    person.hear()
    person.child.send(key)
    assert person.end() == code
    assert "Nothing was written." in person.heard
    assert "EMERGENCY CARD" not in person.heard
    assert not own.exists()


@pytest.mark.parametrize("typed", ["no", "", "yep", "YES!"])
def test_only_a_yes_writes(sit_down: Callable[..., Coordinator], own: Path, typed: str) -> None:
    person = sit_down("setup", "--organisation", str(own), "--set", "country=GB")
    assert "Type yes to write it" in person.hear()
    person.type(typed)
    assert person.end() == 1
    assert "Nothing was written." in person.heard
    assert not own.exists()


def test_what_somebody_else_writes_in_the_meantime_is_not_overwritten(
    sit_down: Callable[..., Coordinator], own: Path
) -> None:
    person = sit_down("setup", "--organisation", str(own), "--set", "country=GB")
    person.hear()
    own.mkdir(parents=True)
    (own / "policy.yaml").write_text("# mine\n", encoding="utf-8")
    person.type("yes")
    assert person.end() == 1
    assert "by somebody else" in person.heard
    assert text(own / "policy.yaml") == "# mine\n"
    assert sorted(path.name for path in own.iterdir()) == ["policy.yaml"]


@pytest.mark.parametrize("columns", [20, 40])
def test_questions_fit_a_narrow_screen_and_numbers_stay_whole(
    sit_down: Callable[..., Coordinator], own: Path, columns: int
) -> None:
    own.mkdir(parents=True)
    listed = (
        'format: crisisaid/contacts/v1\ncontacts:\n  - {id: a, name: A, kind: shift-lead, phone: "020 7946 0101"}\n'
    )
    (own / "contacts.yaml").write_text(listed, encoding="utf-8")
    person = sit_down("edit", "a", columns=columns)
    person.until("Which number is")
    whole = [row.strip() for row in person.rows if "020 7946" in row]
    assert whole == ["020 7946 0101"]
    assert not [row for row in person.rows if len(re.sub(r"^ {4}", "", row)) > columns and "Europe" not in row]
