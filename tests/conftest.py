"""What tests of several rooms share. This file also puts the folder of the tests where they can import from."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from live.driver import Known


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled once: what a checkout has to read before its first prompt."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def known(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Known:
    """What the library says may be asked."""
    from live.driver import Known, environment

    return Known(environment(tmp_path_factory.mktemp("home"), cache))


@pytest.fixture(scope="session")
def build_directory() -> Any:
    """The tool that writes the directory; without it, or without what it needs, the test is left out."""
    pytest.importorskip("babel")
    import crisisaid

    path = Path(crisisaid.__file__).parents[2] / "tools" / "build_directory.py"
    if not path.exists():
        pytest.skip("the tools are not part of an installed package")
    spec = importlib.util.spec_from_file_location("build_directory", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.fixture
def environ(tmp_path: Path, cache: Path) -> dict[str, str]:
    """Every folder the program may use is this test's own, but for the cache."""
    from live.driver import environment

    return environment(tmp_path, cache)
