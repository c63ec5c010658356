"""Reading bytes: an ordinary file, or one sentence."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from crisisaid.errors import FileRefused
from crisisaid.reading.files import read_bytes

if TYPE_CHECKING:
    import pathlib


def sentence(path: object, limit: int = 1000) -> str:
    with pytest.raises(FileRefused) as caught:
        read_bytes(str(path), limit)
    assert caught.value.hint
    return caught.value.message


def test_an_ordinary_file(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x" * 1000)
    assert read_bytes(str(file), 1000) == b"x" * 1000
    assert "larger than 999 bytes" in sentence(file, 999)


def test_an_empty_file(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a").touch()
    assert read_bytes(str(tmp_path / "a")) == b""


def test_what_is_not_there(tmp_path: pathlib.Path) -> None:
    assert sentence(tmp_path / "none").endswith("is not there.")
    assert "cannot be opened" in sentence("a\0b")
    assert "cannot be opened" in sentence(tmp_path / ("x" * 5000))


def test_a_folder(tmp_path: pathlib.Path) -> None:
    assert "is a folder" in sentence(tmp_path)


def test_a_file_of_somebody_else(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", denied)
    assert "may not be read by you" in sentence(tmp_path / "a")


def test_a_disk_that_fails(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")

    def fails(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fails)
    assert "cannot be opened" in sentence(tmp_path / "a")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not an ordinary file" in sentence(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in folders here")
def test_a_socket(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s")
        assert "cannot be opened" in sentence("s")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no devices as files here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device(device: str) -> None:
    assert "ordinary file" in (message := sentence(device)) or "cannot be opened" in message


def test_a_loop_of_links(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "cannot be opened" in sentence(tmp_path / "a")
