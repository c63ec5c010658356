"""Where this user's files belong. The environment is passed in; an empty answer means: keep nothing."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "crisisaid"


def state_folder(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """Where the crash journal lives; it must outlive a dropped connection."""
    if platform == "win32":
        return _windows(environ, "LOCALAPPDATA")
    return _place(environ, "XDG_STATE_HOME", _home(platform, "Library/Application Support", ".local/state"))


def config_folder(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """Where an organisation's folder is looked for."""
    if platform == "win32":
        return _windows(environ, "APPDATA")
    return _place(environ, "XDG_CONFIG_HOME", _home(platform, "Library/Application Support", ".config"))


def cache_folder(environ: Mapping[str, str], platform: str = sys.platform) -> str:
    """Where compiled protocols and contacts are kept; all of it can be made again."""
    if platform == "win32":
        return _windows(environ, "LOCALAPPDATA", "cache")
    return _place(environ, "XDG_CACHE_HOME", _home(platform, "Library/Caches", ".cache"))


def organisation_folder(environ: Mapping[str, str], named: str = "") -> str:
    """The organisation's folder: the one that was named, else the one in the user's config folder, if there is one."""
    if named:
        return named
    base = config_folder(environ)
    own = os.path.join(base, "organisation") if base else ""
    return own if own and os.path.isdir(own) else ""


def _home(platform: str, on_a_mac: str, elsewhere: str) -> str:
    return on_a_mac if platform == "darwin" else elsewhere


def _place(environ: Mapping[str, str], variable: str, under_home: str) -> str:
    """A relative path is no place: it would follow the folder the program happens to be started in."""
    chosen = environ.get(variable, "")
    if os.path.isabs(chosen):
        return os.path.join(chosen, NAME)
    home = environ.get("HOME", "")
    return os.path.join(home, under_home, NAME) if os.path.isabs(home) else ""


def _windows(environ: Mapping[str, str], variable: str, *inside: str) -> str:
    import ntpath

    chosen = environ.get(variable, "")
    return ntpath.join(chosen, NAME, *inside) if ntpath.isabs(chosen) else ""
