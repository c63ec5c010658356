"""What is loaded on the way to the first prompt and to the card. Every module there is time that somebody waits.

The lists are committed beside this file. A new module of ours, or any from another project, has to be put there by
hand, with a reason; a module of the standard library may be missing (Python's versions differ) but never new.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

import crisisaid
from crisisaid.app.bookshelf import compiled_folder, protocols_folder
from live.driver import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
PACKAGE = Path(crisisaid.__file__).parent
FORBIDDEN = (
    "yaml", "jsonschema", "typer", "click", "rich", "json", "re", "typing", "dataclasses", "enum", "pathlib",
    "importlib.resources", "importlib.metadata", "tempfile", "subprocess", "logging", "datetime", "inspect",
)  # fmt: skip

WATCH = """
import sys, os
place, out, *arguments = sys.argv[1:]
sys.path.insert(0, place)
before = set(sys.modules)
from crisisaid import entry

def told(*_):
    names = sorted(set(sys.modules) - before)
    with open(out, "w") as file:
        file.write("\\n".join(names) + "\\n")
    os._exit(0)

if arguments[:1] == ["now"]:
    assert entry.run(arguments) == 0
    told()
from crisisaid.ui.line import LineScreen
LineScreen.read_line = told
entry.run(arguments)
os._exit(9)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the package as a wheel has it: with its protocols compiled."""
    if os.path.isdir(compiled_folder()):
        return PACKAGE.parent
    from crisisaid.library.compile import compile_folder

    copy = tmp_path_factory.mktemp("wheel")
    shutil.copytree(PACKAGE, copy / "crisisaid", ignore=shutil.ignore_patterns("directory", "__pycache__"))
    files, _ = compile_folder(protocols_folder())
    (copy / "crisisaid" / "compiled").mkdir()
    for name, data in files.items():
        (copy / "crisisaid" / "compiled" / name).write_bytes(data)
    return copy


def loaded(place: Path, out: Path, environ: Mapping[str, str], *arguments: str) -> tuple[str, ...]:
    """Modules beyond a bare interpreter's, at the moment that counts; no other project's are within reach."""
    child = pexpect.spawn(
        sys.executable, ["-S", "-E", "-c", WATCH, str(place), str(out), *arguments], env=dict(environ), timeout=20
    )
    child.expect(pexpect.EOF)
    said = child.before.decode()
    child.close()
    assert child.exitstatus == 0, said
    return tuple(out.read_text().split())


def committed(name: str) -> tuple[str, ...]:
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple(row for row in rows if row and not row.startswith("#"))


def is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (("--country", "GB"), "first_prompt_modules.txt"),
        ((), "first_prompt_modules.txt"),
        (("run", "suicide-first-response", "--country", "TR", "--channel", "phone"), "first_prompt_modules.txt"),
        (("now", "GB"), "now_modules.txt"),
        (("now",), "now_modules.txt"),
    ],
)
def test_exactly_these_modules_are_loaded(arguments: tuple[str, ...], listed: str, place: Path, tmp_path: Path) -> None:
    found = loaded(place, tmp_path / "found", environment(tmp_path, tmp_path), *arguments)
    # A country on the command line is looked up in the card's table before anything is shown.
    named = ("crisisaid.card", "crisisaid.card_numbers") if "--country" in arguments else ()
    known = tuple(sorted({*committed(listed), *named}))
    assert [name for name in found if not is_standard(name)] == [name for name in known if not is_standard(name)]
    assert {name for name in found if is_standard(name)} <= {name for name in known if is_standard(name)}
    assert not set(found) & set(FORBIDDEN)


def test_the_lists_hold_nothing_that_is_slow() -> None:
    for name in ("first_prompt_modules.txt", "now_modules.txt"):
        assert not set(committed(name)) & set(FORBIDDEN)
        assert list(committed(name)) == sorted(set(committed(name)))


@pytest.mark.parametrize("module", ["yaml", "re", "typing", "importlib.resources"])
def test_a_slow_module_on_the_way_is_noticed(module: str, place: Path, tmp_path: Path) -> None:
    """The control itself, switched off: put a module on the way, and the list no longer fits."""
    (tmp_path / "others").mkdir()
    if not is_standard(module):
        (tmp_path / "others" / f"{module}.py").write_text("")
    copy = tmp_path / "copy"
    shutil.copytree(place / "crisisaid", copy / "crisisaid", ignore=shutil.ignore_patterns("directory", "__pycache__"))
    entry = copy / "crisisaid" / "entry.py"
    added = f"import sys as _s\n_s.path.append({str(tmp_path / 'others')!r})\nimport {module}\n"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace("import os\n", f"import os\n{added}", 1), encoding="utf-8")
    found = loaded(copy, tmp_path / "found", environment(tmp_path, tmp_path), "now", "GB")
    assert module in found
    assert not set(found) <= set(committed("now_modules.txt"))


def test_a_wheel_carries_its_library_compiled() -> None:
    if not os.path.isdir(compiled_folder()):
        pytest.skip("this is a checkout: only a wheel has compiled files beside the package")
    folder = Path(compiled_folder())
    assert (folder / "index.bin").is_file()
    assert len(list((folder / "contacts").glob("??.bin"))) > 200
    assert (PACKAGE / "schemas" / "summary-v1.schema.json").is_file()
