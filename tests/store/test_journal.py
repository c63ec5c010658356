"""What was acknowledged is on the disk, nothing somebody said is, and a failing disk stops nobody."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from journal_samples import CANARY, EVERY_KIND, GATE, HOUR, NOW, TWELVE, without_words

from crisisaid.errors import JournalError
from crisisaid.model.event import EVENTS, Answered, Event, Noted
from crisisaid.store import journal as journals
from crisisaid.store.journal import Journal, MemoryJournal, decode, encode, erase, read_back, take_up, waiting


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "state" / "crisisaid")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "BETWEEN_TRIES", 0.0)


def kept(folder: str, events: tuple[Event, ...] = TWELVE) -> str:
    """A session that stopped."""
    journal = Journal.start(folder, NOW)
    for event in events:
        journal.append(event)
    assert journal.failed == ""
    journal.close()
    return journal.path


class TestLines:
    @pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
    def test_every_event_comes_back(self, event: Event) -> None:
        line = encode(event)
        assert "\n" not in line
        assert line.isascii()
        assert decode(line) == without_words(event)

    def test_every_kind_is_tried(self) -> None:
        assert {type(event) for event in EVERY_KIND} == set(EVENTS)

    @pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
    def test_any_changed_letter_is_noticed(self, event: Event) -> None:
        line = encode(event)
        for place, letter in enumerate(line):
            for other in {letter.swapcase(), chr(ord(letter) ^ 1), " ", "\x00", "\udc80", "é"} - {letter}:
                assert decode(line[:place] + other + line[place + 1 :]) is None
            assert decode(line[:place]) is None
            assert decode(line[:place] + line[place + 1 :]) is None

    @pytest.mark.parametrize(
        "body",
        [
            "Answered",
            "Answered protocol=p item=i",
            "Answered protocol=p item=i answer=yes more=x",
            "Answered protocol=p item=i item=i answer=yes",
            "Continued by=chosen",
            "Started gate.id=x channel= country= about=",
            "Nothing",
            "",
            "Set name=channel value=\x1b[2J",
            "Set name value=x",
            "Record",
            "Used id=a version=b digest=c",
        ],
    )
    def test_a_whole_line_that_is_no_event(self, body: str) -> None:
        from zlib import crc32

        assert decode(f"{crc32(body.encode()):08x} {body}") is None

    @pytest.mark.parametrize("answer", ["two words", "line\nend", "\x1b[2J", "é", "x" * 300, "a=b"])
    def test_only_codes_are_written(self, folder: str, answer: str) -> None:
        with pytest.raises(ValueError, match=r"Answered\.answer is not a code"):
            encode(Answered("p", "i", answer))
        journal = Journal.start(folder, NOW)
        journal.append(Answered("p", "i", answer))
        assert journal.failed.startswith(
            "If this program stops, this entry and all after it cannot be taken up again: "
        )
        assert answer not in journal.failed


class TestOneSession:
    def test_events_come_back_in_order(self, folder: str) -> None:
        events, remarks = read_back(kept(folder, EVERY_KIND))
        assert events == tuple(map(without_words, EVERY_KIND))
        assert remarks == (
            "The words of 1 note were not kept.",
            "If a time was agreed for the follow-up, it was not kept: note it again.",
        )

    def test_nothing_somebody_said_is_on_the_disk(self, folder: str) -> None:
        path = kept(folder, EVERY_KIND)
        for file in Path(folder).rglob("*"):
            content = file.read_bytes()
            assert not any(word in content for word in (CANARY.encode(), b"canary", b"bridge"))
        assert "Noted" in Path(path).read_text()

    def test_only_this_user_may_read(self, folder: str) -> None:
        old = os.umask(0o000)
        try:
            path = kept(folder)
        finally:
            os.umask(old)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700

    def test_a_folder_that_was_open_to_others_is_closed(self, folder: str) -> None:
        os.makedirs(folder, mode=0o755)
        kept(folder)
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700

    def test_no_time_finer_than_the_hour(self, folder: str) -> None:
        first = Path(kept(folder)).read_text()
        second = Path(folder, os.path.basename(kept(folder))).read_text()
        assert first == second
        assert str(int(NOW)) not in first

    def test_on_the_disk_before_append_returns(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        calls: list[str] = []
        write, sync = os.write, os.fsync
        journal = Journal.start(folder, NOW)
        monkeypatch.setattr(os, "write", lambda fd, data: (calls.append("write"), write(fd, data))[1])
        monkeypatch.setattr(os, "fsync", lambda fd: (calls.append("fsync"), sync(fd))[1])
        journal.append(TWELVE[0])
        assert calls == ["write", "fsync"]

    def test_a_normal_end_leaves_nothing(self, folder: str) -> None:
        journal = Journal.start(folder, NOW)
        journal.append(TWELVE[0])
        journal.close_and_remove()
        journal.close_and_remove()
        journal.append(TWELVE[1])
        assert os.listdir(folder) == []
        assert journal.failed == ""

    def test_a_file_that_cannot_be_removed_is_emptied(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        journal = Journal.start(folder, NOW)
        journal.append(TWELVE[0])
        monkeypatch.setattr(os, "unlink", fails(errno.EROFS))
        journal.close_and_remove()
        assert Path(journal.path).read_bytes() == b""

    def test_what_cannot_be_removed_is_said(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        journal = Journal.start(folder, NOW)
        monkeypatch.setattr(os, "unlink", fails(errno.EROFS))
        monkeypatch.setattr(os, "ftruncate", fails(errno.EIO))
        journal.close_and_remove()
        assert journal.failed.endswith(journal.path)

    def test_memory_keeps_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        journal = MemoryJournal()
        journal.append(Noted(CANARY))
        journal.close()
        journal.close_and_remove()
        assert (journal.failed, journal.events, journal.remarks, journal.path) == ("", (), (), "")
        assert CANARY not in repr(vars(journal))
        assert list(tmp_path.iterdir()) == []


def fails(code: int) -> object:
    def call(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


PROBLEMS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EIO: "the disk reports an error",
    errno.EROFS: "this program may not write there",
}


class TestFailingDisk:
    @pytest.mark.parametrize("problem", PROBLEMS)
    @pytest.mark.parametrize("call", ["write", "fsync"])
    @pytest.mark.parametrize("nth", range(13))
    def test_a_session_goes_on(
        self, folder: str, monkeypatch: pytest.MonkeyPatch, nth: int, call: str, problem: int
    ) -> None:
        right = getattr(os, call)
        done = []

        def counted(*given: object) -> object:
            done.append(given)
            return right(*given) if len(done) <= nth else fails(problem)()

        with monkeypatch.context() as patch:
            patch.setattr(os, call, counted)
            journal = Journal.start(folder, NOW)
            for event in TWELVE:
                journal.append(event)
        assert (
            journal.failed
            == f"If this program stops, this entry and all after it cannot be taken up again: {PROBLEMS[problem]}."
        )
        journal.append(TWELVE[0])
        journal.close()
        events, _ = read_back(journal.path)
        assert events == TWELVE[: len(events)]
        journal.close_and_remove()

    def test_after_a_failure_the_disk_is_left_alone(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        journal = Journal.start(folder, NOW)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fails(errno.EIO))
            journal.append(TWELVE[0])
        before = Path(journal.path).read_bytes()
        journal.append(TWELVE[1])
        assert Path(journal.path).read_bytes() == before
        journal.close_and_remove()
        assert os.listdir(folder) == []

    def test_a_write_in_part_counts_as_failed(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        write = os.write
        journal = Journal.start(folder, NOW)
        journal.append(TWELVE[0])
        monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:9]))
        journal.append(TWELVE[1])
        assert "the disk is full" in journal.failed
        journal.close()
        assert read_back(journal.path) == (
            TWELVE[:1],
            ("The last entry was not written whole and was left out. Ask it again.",),
        )

    @pytest.mark.parametrize("call", ["makedirs", "open"])
    @pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.ENOENT])
    def test_a_folder_that_cannot_be_written(
        self, folder: str, monkeypatch: pytest.MonkeyPatch, call: str, code: int
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fails(code))
            journal = Journal.start(folder, NOW)
        journal.append(TWELVE[0])
        journal.close_and_remove()
        assert journal.failed

    @pytest.mark.parametrize("place", ["", "a\0b", "/dev/null/x"])
    def test_no_folder_at_all(self, place: str) -> None:
        journal = Journal.start(place, NOW)
        assert journal.failed
        assert waiting(place, NOW) == ()
        assert erase(place) == ()

    def test_a_file_system_without_locks(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(journals, "lock", fails(errno.ENOLCK))
        journal = Journal.start(folder, NOW)
        assert journal.failed
        assert os.listdir(folder) == []

    def test_a_very_long_session(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(journals, "LIMIT", 500)
        journal = Journal.start(folder, NOW)
        for event in TWELVE:
            journal.append(event)
        assert "the session is too long" in journal.failed
        assert os.path.getsize(journal.path) <= 500


class TestDamage:
    def test_cut_at_every_place(self, folder: str) -> None:
        path = Path(kept(folder))
        whole = path.read_bytes()
        for length in range(len(whole)):
            path.write_bytes(whole[:length])
            events, remarks = read_back(str(path))
            complete = whole[:length].count(b"\n")
            assert events == TWELVE[: max(0, complete - 1)]
            assert bool(remarks) == (length == 0 or whole[length - 1 : length] != b"\n")

    def test_every_byte_changed(self, folder: str) -> None:
        path = Path(kept(folder))
        whole = path.read_bytes()
        for place in range(len(whole)):
            for change in (0x20, 0x81, whole[place] ^ 0x0A):
                if not change:
                    continue
                path.write_bytes(whole[:place] + bytes([whole[place] ^ change]) + whole[place + 1 :])
                events, remarks = read_back(str(path))
                before = whole[:place].count(b"\n")
                assert events == TWELVE[: max(0, before - 1)]
                assert remarks
        waiting(folder, NOW)

    def test_what_is_left_out_is_counted(self, folder: str) -> None:
        path = Path(kept(folder))
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join([*lines[:4], b"#" + lines[4], *lines[5:]]))
        assert read_back(str(path)) == (
            TWELVE[:3],
            ("The file is damaged: 9 entries were left out at the end. Ask again what is missing.",),
        )

    def test_what_is_added_after_damage_can_be_read(self, folder: str) -> None:
        path = Path(kept(folder))
        whole = path.read_bytes()
        for length in range(len(whole.splitlines(keepends=True)[0]) + 200, len(whole), 37):
            path.write_bytes(whole[:length])
            journal = take_up(str(path), NOW + HOUR)
            before = journal.events
            journal.append(EVERY_KIND[2])
            journal.close()
            assert read_back(str(path)) == ((*before, EVERY_KIND[2]), ())

    @pytest.mark.parametrize("content", [b"", b"\n", b"\x00" * 5000, b"PK\x03\x04", b"\xff\xfe\n" * 99, b"x" * 999_999])
    def test_something_else_altogether(self, folder: str, content: bytes) -> None:
        path = Path(kept(folder))
        path.write_bytes(content)
        os.utime(path, (NOW, NOW))
        assert read_back(str(path)) == ((), ("Nothing in this session's file can be read.",))
        assert waiting(folder, NOW) == ()
        with pytest.raises(JournalError):
            take_up(str(path), NOW)
        assert path.read_bytes() == content


class TestPlanted:
    """Something else lies where a journal should be: refused, and nothing outside is touched."""

    NAME = "s-0123456789abcdef"

    def refused(self, folder: str) -> None:
        path = os.path.join(folder, self.NAME)
        with pytest.raises(JournalError, match=r"cannot be read\.$"):
            read_back(path)
        with pytest.raises(JournalError, match=r"cannot be read\.$"):
            take_up(path, NOW)
        before = os.path.lexists(path)
        assert waiting(folder, NOW) == ()
        assert waiting(folder, NOW + 99 * HOUR) == ()
        assert os.path.lexists(path) == before

    @pytest.fixture
    def outside(self, folder: str, tmp_path: Path) -> Path:
        path = tmp_path / "outside"
        os.rename(kept(folder), path)
        return path

    def test_symlink(self, folder: str, outside: Path) -> None:
        before = outside.read_bytes()
        os.symlink(outside, os.path.join(folder, self.NAME))
        self.refused(folder)
        assert erase(folder) == (os.path.join(folder, self.NAME), folder)
        assert outside.read_bytes() == before

    def test_hard_link(self, folder: str, outside: Path) -> None:
        before = outside.read_bytes()
        os.link(outside, os.path.join(folder, self.NAME))
        self.refused(folder)
        erase(folder)
        assert outside.read_bytes() == before

    def test_fifo_directory_and_nothing(self, folder: str, outside: Path) -> None:
        self.refused(folder)
        os.mkfifo(os.path.join(folder, self.NAME))
        self.refused(folder)
        os.unlink(os.path.join(folder, self.NAME))
        os.mkdir(os.path.join(folder, self.NAME))
        self.refused(folder)
        assert erase(folder) == ()

    def test_too_large(self, folder: str, outside: Path) -> None:
        path = Path(folder, self.NAME)
        path.write_bytes(outside.read_bytes() + b"\n" * 1_000_000)
        self.refused(folder)

    def test_somebody_elses(self, folder: str, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        os.rename(outside, os.path.join(folder, self.NAME))
        me = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: me + 1)
        self.refused(folder)
        assert Journal.start(folder, NOW).failed
        assert erase(folder) == ()

    def test_the_folder_is_a_link(self, tmp_path: Path, folder: str, outside: Path) -> None:
        os.rename(outside, os.path.join(folder, self.NAME))
        link = tmp_path / "link"
        os.symlink(folder, link)
        assert waiting(str(link), NOW) == ()
        assert Journal.start(str(link), NOW).failed
        assert erase(str(link)) == ()
        assert os.listdir(folder) == [self.NAME]


class TestWaiting:
    def test_a_running_session_is_not_listed(self, folder: str) -> None:
        journal = Journal.start(folder, NOW)
        journal.append(TWELVE[0])
        assert waiting(folder, NOW) == ()
        assert waiting(folder, NOW + 99 * HOUR) == ()
        journal.close()
        (one,) = waiting(folder, NOW + 60)
        assert (one.path, one.protocols, one.events) == (journal.path, ("danger-now",), 1)
        assert 0 <= NOW - one.started_at < HOUR
        assert len(one.code.split()) == 2

    def test_codes_and_protocols(self, folder: str) -> None:
        paths = {kept(folder, EVERY_KIND) for _ in range(5)}
        found = waiting(folder, NOW)
        assert {one.path for one in found} == paths
        assert {one.protocols for one in found} == {("danger-now", "suicide-first-response")}
        assert waiting(folder, NOW) == found

    def test_the_newest_first(self, folder: str) -> None:
        for hours in (3, 5, 4):
            journal = Journal.start(folder, NOW + hours * HOUR)
            journal.append(TWELVE[0])
            journal.close()
        times = [one.started_at for one in waiting(folder, NOW + 6 * HOUR)]
        assert times == sorted(times, reverse=True)

    def test_nothing_noted_nothing_listed(self, folder: str) -> None:
        Journal.start(folder, NOW).close()
        assert waiting(folder, NOW) == ()

    @pytest.mark.parametrize(
        ("hours", "there"), [(0, True), (11, True), (12, False), (999, False), (-1, True), (-99, False)]
    )
    def test_kept_for_twelve_hours_whatever_the_clock_does(self, folder: str, hours: int, there: bool) -> None:
        path = kept(folder)
        assert bool(waiting(folder, NOW + hours * HOUR)) == there
        assert os.path.exists(path) == there

    def test_what_is_too_old_is_not_taken_up(self, folder: str) -> None:
        path = kept(folder)
        with pytest.raises(JournalError, match="older than 12 hours"):
            take_up(path, NOW + 13 * HOUR)

    def test_twelve_hours_count_from_the_last_time_it_was_taken_up(self, folder: str) -> None:
        path = kept(folder)
        take_up(path, NOW + 11 * HOUR).close()
        assert len(waiting(folder, NOW + 20 * HOUR)) == 1
        assert waiting(folder, NOW + 24 * HOUR) == ()

    def test_an_unreadable_file_goes_by_its_own_time(self, folder: str) -> None:
        path = Path(kept(folder))
        path.write_bytes(b"damaged")
        os.utime(path, (NOW, NOW))
        assert waiting(folder, NOW + 11 * HOUR) == ()
        assert path.exists()
        assert waiting(folder, NOW + 13 * HOUR) == ()
        assert not path.exists()

    def test_other_files_are_never_touched(self, folder: str) -> None:
        kept(folder)
        for name in ("notes.txt", "s-short", "s-0123456789abcdeX", ".s-0123456789abcde"):
            Path(folder, name).write_text("mine")
            os.utime(Path(folder, name), (0, 0))
        waiting(folder, NOW + 99 * HOUR)
        erase(folder)
        assert len(os.listdir(folder)) == 4


class TestTakeUp:
    def test_it_goes_on_where_it_stopped(self, folder: str) -> None:
        journal = take_up(kept(folder), NOW + HOUR)
        assert journal.events == TWELVE
        assert journal.failed == ""
        journal.append(EVERY_KIND[3])
        assert waiting(folder, NOW + HOUR) == ()
        journal.close()
        assert read_back(journal.path) == ((*TWELVE, EVERY_KIND[3]), ())
        take_up(journal.path, NOW + HOUR).close_and_remove()
        assert os.listdir(folder) == []

    def test_not_twice(self, folder: str) -> None:
        first = take_up(kept(folder), NOW)
        with pytest.raises(JournalError, match="another terminal"):
            take_up(first.path, NOW)
        first.append(EVERY_KIND[3])
        first.close()
        assert take_up(first.path, NOW).events == (*TWELVE, EVERY_KIND[3])

    def test_not_after_it_ended_elsewhere(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        path = kept(folder)

        def ended_meanwhile(fd: int) -> None:
            os.unlink(path)

        monkeypatch.setattr(journals, "lock", ended_meanwhile)
        with pytest.raises(JournalError, match="has ended"):
            take_up(path, NOW)

    def test_a_full_disk_stops_nobody(self, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
        path = kept(folder)
        monkeypatch.setattr(os, "write", fails(errno.ENOSPC))
        journal = take_up(path, NOW)
        assert journal.events == TWELVE
        assert "the disk is full" in journal.failed


def test_erase_removes_every_journal(folder: str) -> None:
    paths = sorted(kept(folder) for _ in range(3))
    assert erase(folder) == (*paths, folder)
    assert not os.path.exists(folder)
    assert erase(folder) == ()


def test_what_the_way_to_the_first_prompt_costs() -> None:
    heavy = {
        "json",
        "typing",
        "re",
        "hashlib",
        "errno_words",
        "tempfile",
        "pathlib",
        "shutil",
        "logging",
        "dataclasses",
    }
    code = "import sys; import crisisaid.store.journal; print(' '.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(result.stdout.split())


def test_the_digest_is_kept(folder: str) -> None:
    events, _ = read_back(kept(folder))
    assert getattr(events[0], "gate", None) == GATE
