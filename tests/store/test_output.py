"""Files on request are whole or not there; kept copies are exact or not there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from crisisaid.errors import FileRefused
from crisisaid.store.journal import erase
from crisisaid.store.output import from_cache, keep_in_cache, write_atomically


def fails(code: int) -> object:
    def call(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def test_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "summary.txt"
    write_atomically(str(path), b"one")
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    write_atomically(str(path), b"two" * 100_000, 0o644)
    assert path.read_bytes() == b"two" * 100_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert os.listdir(tmp_path) == ["summary.txt"]


def test_a_name_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_atomically("summary.txt", b"one")
    assert (tmp_path / "summary.txt").read_bytes() == b"one"


def test_written_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:7]))
    write_atomically(str(tmp_path / "a"), bytes(range(100)))
    assert (tmp_path / "a").read_bytes() == bytes(range(100))


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the disk reports an error"),
        (errno.EROFS, "this program may not write there"),
    ],
)
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    path = tmp_path / "summary.txt"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails(code))
        with pytest.raises(FileRefused) as refused:
            write_atomically(str(path), b"new")
    assert refused.value.message == f"{path} could not be written: {words}."
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["summary.txt"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, call, interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_atomically(str(tmp_path / "summary.txt"), b"new")
    assert os.listdir(tmp_path) == []


def test_what_is_in_the_way(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    os.symlink(target, tmp_path / "link")
    os.symlink(tmp_path / "nowhere", tmp_path / "broken")
    os.mkfifo(tmp_path / "fifo")
    names = sorted(os.listdir(tmp_path))
    for place, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "link", "is a link"),
        (tmp_path / "broken", "is a link"),
        (tmp_path / "fifo", "is not an ordinary file"),
        (Path("/dev/null"), "is not an ordinary file"),
        (tmp_path / "missing" / "a", "there is no folder for it"),
        (target / "a", "there is no folder for it"),
    ):
        with pytest.raises(FileRefused, match=words):
            write_atomically(str(place), b"new")
    for nothing in ("", "a\0b"):
        with pytest.raises(FileRefused):
            write_atomically(nothing, b"new")
    assert target.read_bytes() == b"mine"
    assert sorted(os.listdir(tmp_path)) == names


class TestKeptCopies:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> str:
        return str(tmp_path / "cache" / "crisisaid")

    @pytest.mark.parametrize("data", [b"", b"one", bytes(range(256)) * 400, b"\n\n"])
    def test_what_is_kept_comes_back(self, folder: str, data: bytes) -> None:
        keep_in_cache(folder, "0123.bin", data)
        assert from_cache(folder, "0123.bin") == data
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
        assert stat.S_IMODE(os.stat(os.path.join(folder, "0123.bin")).st_mode) == 0o600

    def test_missing(self, folder: str) -> None:
        assert from_cache(folder, "a") is None
        keep_in_cache(folder, "a", b"x")
        assert from_cache(folder, "b") is None

    def test_every_byte_changed_or_cut(self, folder: str) -> None:
        keep_in_cache(folder, "a", b"compiled")
        path = Path(folder, "a")
        whole = path.read_bytes()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
            assert from_cache(folder, "a") is None
            path.write_bytes(whole[:place])
            assert from_cache(folder, "a") is None
        path.write_bytes(whole + b"x")
        assert from_cache(folder, "a") is None

    @pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", "/a", ".hidden", "a\\b", "a\0b", "c:a"])
    def test_only_plain_names(self, folder: str, name: str) -> None:
        keep_in_cache(folder, name, b"x")
        assert not os.path.exists(folder)
        assert from_cache(folder, name) is None

    @pytest.mark.parametrize("call", ["makedirs", "open", "write", "fsync", "replace"])
    def test_a_failing_disk_is_not_worth_a_word(self, folder: str, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fails(errno.ENOSPC))
            keep_in_cache(folder, "a", b"x")
        assert from_cache(folder, "a") is None

    def test_planted(self, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keep_in_cache(folder, "a", b"x")
        os.symlink(os.path.join(folder, "a"), os.path.join(folder, "link"))
        os.mkfifo(os.path.join(folder, "fifo"))
        assert from_cache(folder, "link") is None
        assert from_cache(folder, "fifo") is None
        os.symlink(folder, tmp_path / "elsewhere")
        assert from_cache(str(tmp_path / "elsewhere"), "a") is None
        assert from_cache(folder, "a") == b"x"
        me = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: me + 1)
        assert from_cache(folder, "a") is None

    def test_no_folder(self) -> None:
        for place in ("", "/dev/null/x", "a\0b"):
            keep_in_cache(place, "a", b"x")
            assert from_cache(place, "a") is None

    def test_erase_knows_its_own(self, folder: str) -> None:
        keep_in_cache(folder, "a", b"x")
        Path(folder, ".t-0123456789abcdef").write_bytes(b"unfinished")
        Path(folder, "somebody.txt").write_bytes(b"theirs")
        assert [os.path.basename(path) for path in erase(folder)] == [".t-0123456789abcdef", "a"]
        assert os.listdir(folder) == ["somebody.txt"]

    def test_erase_looks_into_a_cache_beside_the_journals(self, tmp_path: Path) -> None:
        keep_in_cache(str(tmp_path / "state" / "cache"), "a", b"x")
        erase(str(tmp_path / "state"))
        assert not (tmp_path / "state").exists()
