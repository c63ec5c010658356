"""Places are told, never guessed, and never follow the current folder."""

from __future__ import annotations

import pytest

from crisisaid.store.places import cache_folder, config_folder, state_folder

FOLDERS = (state_folder, config_folder, cache_folder)


@pytest.mark.parametrize(
    ("platform", "environ", "places"),
    [
        ("linux", {"HOME": "/h"}, ("/h/.local/state/crisisaid", "/h/.config/crisisaid", "/h/.cache/crisisaid")),
        (
            "linux",
            {"HOME": "/h", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k"},
            ("/s/crisisaid", "/c/crisisaid", "/k/crisisaid"),
        ),
        ("linux", {"XDG_STATE_HOME": "/s"}, ("/s/crisisaid", "", "")),
        (
            "darwin",
            {"HOME": "/h"},
            ("/h/Library/Application Support/crisisaid",) * 2 + ("/h/Library/Caches/crisisaid",),
        ),
        (
            "win32",
            {"LOCALAPPDATA": "C:\\l", "APPDATA": "C:\\r", "HOME": "/h"},
            ("C:\\l\\crisisaid", "C:\\r\\crisisaid", "C:\\l\\crisisaid\\cache"),
        ),
        ("win32", {"HOME": "/h"}, ("", "", "")),
    ],
)
def test_places(platform: str, environ: dict[str, str], places: tuple[str, str, str]) -> None:
    assert tuple(folder(environ, platform) for folder in FOLDERS) == places


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"HOME": "relative"}, {"HOME": ".", "XDG_STATE_HOME": "here"}])
def test_no_home_means_keep_nothing(environ: dict[str, str]) -> None:
    for platform in ("linux", "darwin", "win32"):
        assert [folder(environ, platform) for folder in FOLDERS] == ["", "", ""]


def test_a_relative_place_is_passed_over() -> None:
    assert state_folder({"HOME": "/h", "XDG_STATE_HOME": "here"}, "linux") == "/h/.local/state/crisisaid"
