"""The house: who may import whom, no circles, nothing opens a socket, no room grown out of shape."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import crisisaid

PACKAGE = Path(crisisaid.__file__).parent
SHELF = {"library", "contacts", "store", "formats", "ui"}

MAY_IMPORT = {
    "card": {"card_numbers"},
    "card_numbers": set(),
    "errors": {"model"},
    "model": {"model"},
    "engine": {"engine", "model"},
    "proof": {"proof", "engine", "model"},
    "drill": {"drill", "proof", "engine", "model"},
    "reading": {"reading", "model", "errors"},
    "library": {"library", "model", "engine", "proof", "drill", "reading", "errors"},
    "contacts": {"contacts", "model", "reading", "errors"},
    "store": {"store", "model", "errors"},
    "formats": {"formats", "model"},
    "ui": {"ui", "model", "errors"},
    "app": {"app", "model", "engine", "proof", "drill", "reading", "errors", "card", "card_numbers"} | SHELF,
    "cli": {"cli", "app", "errors", "model", "card", ""},
    "entry": {"card", "app", "cli", "errors"},
    "__main__": {"entry"},
    "__init__": set(),
}
OUTSIDE = {
    "reading": {"yaml", "jsonschema", "referencing"},
    "cli": {"typer"},
    "formats": {"rich"},
    "app": {"fsrs"},
}
NO_CLOCK_OR_FILE = {"time", "datetime", "random", "os", "pathlib", "io", "socket", "subprocess"}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 250, 40


@cache
def modules() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(PACKAGE).with_suffix("")): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(tree: ast.Module, *, running: bool = False) -> set[str]:
    """Every module named in an import; with ``running`` only those that are really imported when it runs."""
    asleep: set[int] = set()
    if running:
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
                asleep |= {id(child) for part in node.body for child in ast.walk(part)}
    found = set()
    for node in ast.walk(tree):
        if id(node) in asleep:
            continue
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def room_of(module: str) -> str:
    return module.split("/", maxsplit=1)[0]


def test_rooms_import_only_what_the_table_allows() -> None:
    wrong = []
    for module, tree in modules().items():
        room = room_of(module)
        for name in imported(tree):
            if name.startswith("crisisaid."):
                other = name.split(".")[1]
                if other not in MAY_IMPORT[room] and not (other == "__version__" and room in ("cli", "app")):
                    wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_third_parties_stay_where_they_belong() -> None:
    third = {"yaml", "jsonschema", "referencing", "typer", "rich", "click"}
    wrong = [
        f"{module} imports {name}"
        for module, tree in modules().items()
        for name in imported(tree)
        if name.split(".")[0] in third - OUTSIDE.get(room_of(module), set())
    ]
    assert wrong == []


def test_the_engine_and_the_model_touch_nothing() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, tree in modules().items()
        if room_of(module) in ("engine", "model", "proof")
        for name in imported(tree)
        if name.split(".")[0] in NO_CLOCK_OR_FILE
    ]
    assert wrong == []


def test_only_the_store_opens_a_file_to_write() -> None:
    wrong = []
    for module, tree in modules().items():
        if room_of(module) == "store":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open":
                mode = ast.unparse(node.args[1]) if len(node.args) > 1 else "'r'"
                wrong += [f"{module}: open({mode})"] if set("wax+") & set(mode) else []
    assert wrong == []


def test_nothing_opens_a_socket() -> None:
    network = {"socket", "ssl", "http", "urllib", "requests", "asyncio", "ftplib", "smtplib"}
    wrong = [f"{m} imports {n}" for m, tree in modules().items() for n in imported(tree) if n.split(".")[0] in network]
    assert wrong == []


def test_no_import_goes_round_in_a_circle() -> None:
    names = {"crisisaid." + module.replace("/", "."): module for module in modules()}
    arrows = {
        names_of: {other for other in imported(tree, running=True) if other in names and other != names_of}
        for names_of, tree in ((f"crisisaid.{module.replace('/', '.')}", tree) for module, tree in modules().items())
    }
    # An import inside a function runs later, but a circle of modules is a circle all the same.
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " > ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in sorted(arrows[module]):
                walk(other, (*way, module))
            done.add(module)

    for module in sorted(arrows):
        walk(module, ())


def test_package_inits_are_empty() -> None:
    full = [m for m, tree in modules().items() if m.endswith("__init__") and m != "__init__" and tree.body]
    assert full == []


def test_no_module_and_no_function_has_grown_out_of_shape() -> None:
    grown = []
    for module, tree in modules().items():
        lines = (PACKAGE / f"{module}.py").read_text(encoding="utf-8").count("\n")
        grown += [f"{module}: {lines} lines"] if lines > MOST_LINES and module != "card_numbers" else []
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    grown.append(f"{module}:{node.name}: {length} lines")
    assert grown == []
