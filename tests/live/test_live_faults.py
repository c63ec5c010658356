"""When the machine, the terminal or a file is broken: no traceback, and the emergency number every time."""

from __future__ import annotations

import random
import resource
import subprocess
from typing import TYPE_CHECKING

import pytest

from crisisaid import entry
from crisisaid.app.desk import Desk
from crisisaid.app.scripted import scripted
from crisisaid.card_numbers import NUMBERS
from crisisaid.errors import CrisisaidError
from crisisaid.library.load import parse_protocol
from crisisaid.model.event import Answered
from crisisaid.store.kept import read_back
from live.driver import command, plain
from live.organisations import CONTACTS, POLICY, folder, wrecked
from live.test_live_walks import GATE_CALL, sfr
from live.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from live.driver import Known, Terminal

ALL_HOMES = ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")


def emergency(country: str) -> set[str]:
    return {number for _, number, _ in NUMBERS[country][1]}


def whole_check(terminal: Terminal, country: str = "GB") -> str:
    """A check with an emergency in it, from end to end; what was on the terminal."""
    assert Walker(terminal, GATE_CALL, country=country).walk() == 0, terminal.text()[-1500:]
    return no_fault(terminal, country)


def no_fault(terminal: Terminal, country: str = "GB") -> str:
    said = terminal.text()
    assert "Traceback" not in said
    assert "fault of its own" not in plain(said)
    summary = said[said.rindex("\nMade at") :]
    assert emergency(country) & {row.strip() for row in summary.splitlines()}
    return said


def test_without_a_home(open_terminal: Callable[..., Terminal], environ: Mapping[str, str]) -> None:
    poor = {name: value for name, value in environ.items() if name not in ALL_HOMES or name == "XDG_CACHE_HOME"}
    whole_check(open_terminal(environ=poor))


def test_without_any_folder_at_all(open_terminal: Callable[..., Terminal], environ: Mapping[str, str]) -> None:
    whole_check(open_terminal(environ={name: value for name, value in environ.items() if name not in ALL_HOMES}))


@pytest.mark.parametrize("place", ["a file", "nowhere", "a link", "relative"])
def test_a_state_folder_that_cannot_be_used(
    place: str, open_terminal: Callable[..., Terminal], environ: Mapping[str, str], tmp_path: Path
) -> None:
    """As root everything may be written, so a folder that is only read-only proves nothing."""
    (tmp_path / "a file").write_text("mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a link").mkdir()
    (tmp_path / "a link" / "crisisaid").symlink_to(tmp_path / "elsewhere")
    chosen = {"nowhere": "/proc/nowhere", "relative": "state"}.get(place, str(tmp_path / place))
    said = whole_check(open_terminal(environ=dict(environ) | {"XDG_STATE_HOME": chosen}))
    if place != "relative":
        assert "cannot be taken up again" in plain(said)
    assert not list((tmp_path / "elsewhere").iterdir())
    assert (tmp_path / "a file").read_text() == "mine"


def test_a_full_disk(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = open_terminal(
        "--output", str(tmp_path / "s.md"), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    )
    assert Walker(terminal, GATE_CALL).walk() == 1
    said = plain(no_fault(terminal))
    assert said.count("cannot be taken up again") == 1
    assert "was not written" in said
    assert not (tmp_path / "s.md").exists()


def test_the_disk_fills_up_during_the_check(open_terminal: Callable[..., Terminal]) -> None:
    """A journal line that was written in part is not the last word: the check goes on, and says so once."""
    terminal = open_terminal(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900)))
    assert Walker(terminal, sfr(thoughts="now")).walk() == 0
    assert plain(no_fault(terminal)).count("cannot be taken up again") == 1


def test_no_more_files(open_terminal: Callable[..., Terminal]) -> None:
    """Whatever cannot be opened any more, there is the card."""
    terminal = open_terminal("--country", "GB", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (5, 5)))
    while terminal.prompt() is not None:
        terminal.answer("q")
    terminal.end()
    assert "Traceback" not in terminal.text()
    assert (
        emergency("GB") & {row.strip() for row in terminal.text().splitlines()} or "EMERGENCY CARD" in terminal.text()
    )


@pytest.mark.parametrize("shell", [">&-", ">/dev/full", ">/dev/null", "2>&-", "2>/dev/full"])
def test_an_output_that_is_gone(shell: str, open_terminal: Callable[..., Terminal]) -> None:
    """What cannot go to one stream goes to the other; a person at the keyboard is never left with nothing."""
    terminal = open_terminal("--country", "GB", "--channel", "phone", shell=shell)
    walker = Walker(terminal, GATE_CALL)
    code = walker.walk()
    said = terminal.text()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert emergency("GB") & {row.strip() for row in said.splitlines()}
    assert code in (0, 3), said[-1500:]
    if shell != ">&-":
        assert code == 0, said[-1500:]


@pytest.mark.parametrize("shell", [">&-", ">/dev/full", "<&-", "<&- >&-", "<&- >&- 2>&-"])
def test_streams_that_were_never_open(shell: str, environ: Mapping[str, str]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {shell}', "sh", *command("--country", "GB")],
        env=environ,
        capture_output=True,
        stdin=subprocess.DEVNULL if "<&-" not in shell else None,
        timeout=20,
        check=False,
    )
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert done.returncode in (3, 4)
    if "2>&-" not in shell:
        assert "999" in {row.strip() for row in said.splitlines()}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-16", "cp037"])
@pytest.mark.parametrize("country", ["TR", "CI"])
def test_a_terminal_in_another_encoding(
    encoding: str, country: str, open_terminal: Callable[..., Terminal], environ: Mapping[str, str]
) -> None:
    if encoding in ("utf-16", "cp037"):
        done = subprocess.run(
            command("--country", country),
            stdin=subprocess.DEVNULL,
            env=dict(environ) | {"PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode in (3, 4)
        return
    whole_check(open_terminal(environ=dict(environ) | {"PYTHONIOENCODING": encoding}), country)


@pytest.mark.parametrize("seed", range(20))
def test_a_broken_organisation_folder(
    seed: int, open_terminal: Callable[..., Terminal], tmp_path: Path, known: Known
) -> None:
    chance = random.Random(seed)
    policy = wrecked(POLICY.encode(), chance) if seed % 2 else POLICY.encode()
    own = folder(tmp_path / "own", wrecked(CONTACTS.encode(), chance), policy)
    terminal = open_terminal("--country", "GB", "--channel", "phone", "--organisation", str(own))
    assert terminal.prompt() is not None
    terminal.say("3")
    terminal.say("l")
    terminal.stop()
    no_fault(terminal)
    assert known


ODD = {
    "a folder": lambda path: path.mkdir(),
    "a fifo": lambda path: __import__("os").mkfifo(path),
    "a loop": lambda path: path.symlink_to(path),
    "gone": lambda path: path.symlink_to(path.with_name("gone")),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "large": lambda path: path.write_bytes(b"# " + b"x" * 30_000_000),
    "deep": lambda path: path.write_bytes(b"a: " + b"[" * 20_000),
    "laughs": lambda path: path.write_bytes(
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120))
    ),
}


@pytest.mark.parametrize("odd", list(ODD))
def test_what_is_no_file_of_contacts(odd: str, open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    own = folder(tmp_path / "own")
    (own / "contacts.yaml").unlink()
    ODD[odd](own / "contacts.yaml")
    terminal = open_terminal("--country", "GB", "--organisation", str(own))
    assert terminal.prompt() is not None
    terminal.stop()
    said = no_fault(terminal)
    assert "could not be used" in plain(said)


def test_many_broken_contact_files(environ: Mapping[str, str], tmp_path: Path) -> None:
    """In one process: whatever the file says, the ladder still ends in the emergency number."""
    desk = Desk(environ)
    for seed in range(1400):
        chance = random.Random(1000 + seed)
        own = folder(tmp_path / "own", wrecked(CONTACTS.encode(), chance), wrecked(POLICY.encode(), chance))
        desk.folder, desk._organisation, desk._contacts, desk.findings = str(own), None, {}, []
        made = desk.ladder("GB", ("shift_lead", "crisis_line"), "phone")
        assert made.rungs[-1].contact.phone in emergency("GB"), seed


def test_many_broken_protocols(known: Known) -> None:
    """Findings, or an error of ours, and never anything else."""
    from crisisaid.app.bookshelf import protocols_folder

    sources = []
    for name in known.library:
        path = f"{protocols_folder()}/{name}/{known.library[name].version}/protocol.yaml"
        with open(path, "rb") as file:
            sources.append(shortened(file.read()))
    for seed in range(600):
        chance = random.Random(seed)
        data = wrecked(chance.choice(sources), chance)
        try:
            loaded = parse_protocol(data, "protocol.yaml")
        except CrisisaidError:
            continue
        assert loaded.protocol is not None or loaded.findings, seed


def shortened(data: bytes) -> bytes:
    """The first of its kind of everything is enough, and quicker: two sources, two steps, a threshold."""
    head, _, rest = data.partition(b"\nsteps:\n")
    head = b"\n  - id: ".join(head.split(b"\n  - id: ")[:3])
    steps = rest.split(b"\n\n  - id: ")
    ends = data.partition(b"\nthresholds:\n")[2].split(b"\n  - id: ")
    few = b"\n\n  - id: ".join(steps[:3]).partition(b"\nthresholds:\n")[0]
    return (
        head
        + b"\nsteps:\n"
        + few
        + b"\nthresholds:\n"
        + b"\n  - id: ".join(ends[:2])
        + b"\notherwise: keep_supporting\n"
    )


@pytest.mark.parametrize("seed", range(60))
def test_broken_answer_files(seed: int, environ: Mapping[str, str], tmp_path: Path, capsys: object) -> None:
    from crisisaid.app.live import Wishes

    good = b"channel: phone\nabout: person\ngate: {taken_something: yes}\nanswers:\n  thoughts: now\n  plan: unsure\n"
    path = tmp_path / "answers.yaml"
    path.write_bytes(wrecked(good.replace(b"yes", b'"yes"'), random.Random(seed)))
    try:
        code = scripted(Wishes(protocol="suicide-first-response", country="GB"), str(path), environ)
    except CrisisaidError:
        return
    assert code == 0


def boom(*_: object, **__: object) -> int:
    secret = "thoughts: now, said by Example Person"
    raise RuntimeError(secret)


@pytest.mark.parametrize("where", ["crisisaid.app.live.check", "crisisaid.app.session.Session.run"])
def test_a_fault_of_the_program_itself(
    where: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], environ: Mapping[str, str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(where, boom)
    assert entry.run(["--country", "GB", "--channel", "phone"]) == entry.BUG
    said = capfd.readouterr()
    assert "EMERGENCY CARD" in said.out
    assert "999" in {row.strip() for row in said.out.splitlines()} or "crisisaid now GB" in said.out
    assert "RuntimeError" in said.err
    assert "fault of its own" in said.err
    for secret in ("Traceback", "thoughts", "Example Person", "secret", "wishes"):
        assert secret not in said.out.replace("crisisaid", "") + said.err


BROKEN = """
import sys
import {module} as broken
good, times = broken.{name}, []

def fails(*given, **named):
    times.append(1)
    if len(times) > {after}:
        secret = "they told me about Example Person"
        raise ZeroDivisionError(secret)
    return good(*given, **named)

broken.{name} = fails
from crisisaid import entry
sys.exit(entry.run(sys.argv[1:]))
"""


def broken(module: str, name: str, after: int = 0) -> str:
    return BROKEN.format(module=module, name=name, after=after)


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        ("crisisaid.app.session", "fold", 25),
        ("crisisaid.app.session", "present", 6),
        ("crisisaid.app.replies", "answer", 6),
        ("crisisaid.ui.keys", "reply_to", 7),
        ("crisisaid.app.countries", "country_name", 1),
    ],
)
def test_a_fault_in_the_middle_of_a_check(
    module: str, name: str, after: int, open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = open_terminal("--country", "GB", instead=broken(module, name, after))
    walker = Walker(terminal, sfr(thoughts="now"))
    assert walker.walk() == 3, terminal.text()[-800:]
    after_it = terminal.text()[terminal.text().rindex("EMERGENCY CARD") :]
    assert "ZeroDivisionError" in after_it
    assert "Traceback" not in after_it
    assert "Example Person" not in after_it
    assert "Noted" not in after_it
    assert "crisisaid resume" in after_it
    kept_answers_go_on(terminal, walker, open_terminal, tmp_path)


def kept_answers_go_on(
    terminal: Terminal, walker: Walker, open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """All answers but the one that was just being taken are there, and the check can be gone on with."""
    (path,) = (tmp_path / "state" / "crisisaid").glob("s-*")
    kept = {(one.protocol, one.item): one.answer for one in read_back(str(path))[0] if isinstance(one, Answered)}
    assert set(kept.items()) <= set(walker.given.items())
    assert len(kept) >= len(walker.given) - 7
    again = open_terminal("resume")
    assert Walker(again, sfr(thoughts="now")).walk() == 0
    assert again.said_all()
    assert terminal.text()


def test_a_fault_while_the_summary_is_made(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """A check is over when its summary is out, not before."""
    terminal = open_terminal("--country", "GB", instead=broken("crisisaid.app.summarise", "summarise"))
    walker = Walker(terminal, sfr(thoughts="now"))
    assert walker.walk() == 3
    assert "EMERGENCY CARD" in terminal.text()
    kept_answers_go_on(terminal, walker, open_terminal, tmp_path)


def test_an_interrupt_before_the_first_prompt(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("crisisaid.app.live.check", interrupt)
    assert entry.run([]) == entry.INTERRUPTED
    assert "EMERGENCY CARD" in capfd.readouterr().out
