"""The index as a file: whole or not at all, and whatever else lies in its place is refused in one sentence."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from services_indexed import service

from crisisaid.app.services import SERVICES, Services, build
from crisisaid.contacts.index.tables import VERSION
from crisisaid.errors import FileRefused
from crisisaid.model.need import Need
from crisisaid.store import service_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.model.contact import Contact

NEED = Need(country="GB")
OLD = (service("Example Old"),)
MANY = tuple(service(f"Example Service {n}", note="Food parcels " * 10) for n in range(3000))


def made(folder: Path, contacts: tuple[Contact, ...] = OLD) -> Path:
    path = folder / SERVICES
    assert build(str(path), contacts, lambda: None) == len(contacts)
    return path


def names(folder: Path) -> list[str]:
    return [one.name for one in Services(str(folder)).match(NEED, ("local",))]


def files(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_it_is_built_counted_and_read(tmp_path: Path) -> None:
    counted: list[None] = []
    assert build(str(tmp_path / SERVICES), (*OLD, service("Example Other")), lambda: counted.append(None)) == 2
    assert len(counted) == 2
    services = Services(str(tmp_path))
    assert services.there()
    assert services.countries() == {"GB": 2}
    assert [one.name for one in services.every()] == ["Example Old", "Example Other"]
    assert [one.name for one in services.by_id("example-other")] == ["Example Other"]
    assert [one.name for one in services.search("other").contacts] == ["Example Other"]
    assert files(tmp_path) == [SERVICES]


def test_the_one_before_is_kept_and_a_reader_goes_on_with_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = Services(str(tmp_path))
    assert [one.name for one in before.every()] == ["Example Old"]
    made(tmp_path, (service("Example New"),))
    assert [one.name for one in before.every()] == ["Example Old"]
    assert names(tmp_path) == ["Example New"]
    kept = sqlite3.connect(f"file:{path}.previous?mode=ro", uri=True)
    assert kept.execute("SELECT name FROM entry").fetchall() == [("Example Old",)]
    assert files(tmp_path) == [SERVICES, f"{SERVICES}.previous"]


def test_an_import_may_read_the_index_it_replaces(tmp_path: Path) -> None:
    path = made(tmp_path)
    build(str(path), (*Services(str(tmp_path)).every(), service("Example New")), lambda: None)
    assert [one.name for one in Services(str(tmp_path)).every()] == ["Example Old", "Example New"]


def test_it_is_opened_only_to_be_read(tmp_path: Path) -> None:
    connection = service_index.open_index(str(made(tmp_path)), VERSION)
    assert connection is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM entry")


def test_a_folder_with_signs_that_mean_something_in_an_address(tmp_path: Path) -> None:
    folder = tmp_path / "50% of #1? ü"
    folder.mkdir()
    made(folder)
    assert names(folder) == ["Example Old"]


def test_where_there_is_no_index_nothing_is_found_and_nothing_is_loaded(tmp_path: Path) -> None:
    assert service_index.open_index(str(tmp_path / SERVICES), VERSION) is None
    asked = (
        "import sys\nfrom crisisaid.app.services import Services\nfrom crisisaid.model.need import Need\n"
        f"s = Services({str(tmp_path)!r})\n"
        "assert (s.match(Need(country='GB'), ('local',)), s.by_id('x'), tuple(s.every())) == ((), (), ())\n"
        "assert (s.countries(), s.search('food').contacts) == ({}, ())\n"
        "assert Services('').match(Need(), ('local',)) == ()\n"
        "assert 'sqlite3' not in sys.modules and '_sqlite3' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)


def _html(path: Path) -> None:
    path.write_text("<!doctype html><title>Sign in</title>" * 40)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE service (place INTEGER)")
    other.close()


def _version(change: int) -> bytes:
    return (VERSION + change).to_bytes(4, "big")


def _future(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60] + _version(1) + path.read_bytes()[64:])


def _past(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60] + _version(-1) + path.read_bytes()[64:])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _scribbled(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:200] + b"\xff" * (len(data) - 200))


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_html, "is not an index of services"),
        (_empty, "is not an index of services"),
        (_foreign, "is not an index of services"),
        (_future, "was made by a newer crisisaid"),
        (_past, "was made by an older crisisaid"),
        (_cut, "is damaged: a part of it is missing"),
        (_scribbled, "is damaged"),
        (_a_folder, "cannot be read"),
        (_a_loop, "cannot be read"),
    ],
)
def test_what_is_no_index_is_refused_in_one_sentence(tmp_path: Path, spoil: object, said: str) -> None:
    path = made(tmp_path)
    spoil(path)  # type: ignore[operator]
    services = Services(str(tmp_path))
    for ask in (
        lambda: services.match(NEED, ("local",)),
        lambda: services.search("food"),
        lambda: services.by_id("example-old"),
        services.countries,
        lambda: tuple(services.every()),
    ):
        with pytest.raises(FileRefused) as refused:
            ask()
        assert said in refused.value.message
        assert refused.value.message.endswith(".")
        assert "\n" not in refused.value.message + refused.value.hint
        assert refused.value.hint


@pytest.mark.parametrize("start", range(24))
def test_a_page_that_went_bad_is_refused_or_does_no_harm(tmp_path: Path, start: int) -> None:
    path = made(tmp_path, MANY[:200])
    data = bytearray(path.read_bytes())
    place = 4096 + (len(data) - 4096) * start // 24
    data[place : place + 512] = os.urandom(512)
    path.write_bytes(data)
    services = Services(str(tmp_path))
    for ask in (
        lambda: services.match(NEED, ("local",)),
        lambda: services.search("food parcels"),
        lambda: tuple(services.every()),
    ):
        with suppress(FileRefused):
            ask()
    with suppress(FileRefused):
        assert {one.phone for one in Services(str(tmp_path)).every()} <= {"020 7946 0001"}


def test_a_digit_that_a_disk_has_changed_is_never_shown(tmp_path: Path) -> None:
    path = made(tmp_path)
    data = path.read_bytes()
    assert data.count(b"020 7946 0001") == 1
    path.write_bytes(data.replace(b"020 7946 0001", b"020 7946 0007"))
    for ask in (lambda: Services(str(tmp_path)).match(NEED, ("local",)), lambda: Services(str(tmp_path)).search("old")):
        with pytest.raises(FileRefused, match="is damaged"):
            ask()


def test_a_damaged_one_can_be_replaced(tmp_path: Path) -> None:
    _scribbled(made(tmp_path))
    made(tmp_path, (service("Example New"),))
    assert names(tmp_path) == ["Example New"]


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    (tmp_path / SERVICES).symlink_to(elsewhere)
    with pytest.raises(FileRefused, match="not an ordinary file"):
        build(str(tmp_path / SERVICES), OLD, lambda: None)
    assert elsewhere.read_text() == "mine"
    assert files(tmp_path) == ["elsewhere", SERVICES]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="there is no folder for it"):
        build(str(tmp_path / "nowhere" / SERVICES), OLD, lambda: None)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_nobody_may_write_in(tmp_path: Path) -> None:
    made(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileRefused, match="may not write there"):
            build(str(tmp_path / SERVICES), MANY, lambda: None)
        assert names(tmp_path) == ["Example Old"]
    finally:
        tmp_path.chmod(0o700)


def test_a_file_system_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path)

    def refused(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(service_index, "make_own", refused)
    with pytest.raises(FileRefused, match="this program may not write there"):
        build(str(tmp_path / SERVICES), MANY, lambda: None)
    assert names(tmp_path) == ["Example Old"]


def test_a_full_disk_leaves_the_old_one(tmp_path: Path) -> None:
    path = made(tmp_path)

    def fill(connection: sqlite3.Connection) -> int:
        connection.execute("PRAGMA max_page_count = 4")
        connection.execute("CREATE TABLE large (text TEXT)")
        connection.execute("INSERT INTO large VALUES (?)", ("x" * 100_000,))
        return 1

    with pytest.raises(FileRefused, match="the disk is full"):
        service_index.build(str(path), VERSION, fill)
    assert names(tmp_path) == ["Example Old"]
    assert files(tmp_path) == [SERVICES]


RUN = """
import os, sys
sys.path.insert(0, {tests!r})
from test_contacts_index_file import MANY
from crisisaid.app.services import build
from crisisaid.errors import FileRefused
{more}
"""


def started(more: str) -> subprocess.Popen[str]:
    code = RUN.format(tests=str(Path(__file__).parent), more=more)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_disk_that_takes_no_more_leaves_the_old_one(tmp_path: Path) -> None:
    path = made(tmp_path)
    run = started(
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        f"try:\n    build({str(path)!r}, MANY, lambda: None)\n"
        "except FileRefused as refused:\n    print(refused.message)"
    )
    said, _ = run.communicate(timeout=30)
    assert said.startswith(f"{path} could not be written:")
    assert run.returncode == 0
    assert names(tmp_path) == ["Example Old"]
    assert files(tmp_path) == [SERVICES]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("after", [1, 1500, 2999])
def test_killed_in_the_middle_the_old_one_is_used(tmp_path: Path, after: int) -> None:
    path = made(tmp_path)
    run = started(
        f"seen = 0\ndef done():\n    global seen\n    seen += 1\n    if seen == {after}:\n"
        "        print('here', flush=True)\n        import signal; signal.pause()\n"
        f"build({str(path)!r}, MANY, done)"
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "here\n"
    run.send_signal(signal.SIGKILL)
    run.wait(timeout=30)
    run.stdout.close()
    assert names(tmp_path) == ["Example Old"]
    left = [name for name in files(tmp_path) if name != SERVICES]
    assert len(left) == 1
    made(tmp_path, (service("Example New"),))
    assert set(left) < set(files(tmp_path)), "another import may still be writing it"
    os.utime(tmp_path / left[0], (0, 0))
    made(tmp_path, (service("Example Newer"),))
    assert not set(left) & set(files(tmp_path))
    assert names(tmp_path) == ["Example Newer"]


def test_an_import_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    path = made(tmp_path)

    def broken() -> Iterator[Contact]:
        yield from MANY[:1500]
        raise FileRefused("The file broke off.")

    with pytest.raises(FileRefused, match="broke off"):
        build(str(path), broken(), lambda: None)
    assert names(tmp_path) == ["Example Old"]
    assert files(tmp_path) == [SERVICES]
    with pytest.raises(FileRefused, match="disk reports an error"):
        service_index.build(str(path), VERSION, lambda index: index.execute("SELECT nothing FROM nowhere"))  # type: ignore[arg-type, return-value]
    assert names(tmp_path) == ["Example Old"]


def test_a_disk_without_second_names_keeps_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path)

    def no_links(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    made(tmp_path, (service("Example New"),))
    assert names(tmp_path) == ["Example New"]
    os.replace(tmp_path / f"{SERVICES}.previous", tmp_path / SERVICES)
    assert names(tmp_path) == ["Example Old"]
