"""`drill class`: one file with scenarios and seed, to carry on a stick; and practice from such a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crisisaid.app.drilling.shelf import Drills, drill_files, folders
from crisisaid.app.printing import hand_out, say
from crisisaid.errors import DONE, FileRefused, UsageRefused
from crisisaid.library.role_plays import SOUNDS_LIKE
from crisisaid.reading.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT = "crisisaid/class/v1"


def make(
    environ: Mapping[str, str], protocols: Sequence[str], *, count: int, seed: int, output: str, organisation: str
) -> int:
    """Write the file of a class: what is practised, word for word, on which words of the protocols, and the seed."""
    drills = Drills(environ, organisation)
    names = list(dict.fromkeys(protocols)) or sorted(drills.library)
    about = {name: {"version": drills.library[name].version, "digest": drills.library[name].digest} for name in names}
    files = {}
    for folder in folders(environ, organisation):
        for file in drill_files(folder):
            if file.split("/")[0] in names:
                files[file] = read_bytes(f"{folder}/{file}").decode("utf-8")
    if not files:
        raise UsageRefused("There is nothing to practise for these protocols.", "See crisisaid drill list.")
    data = {"format": FORMAT, "seed": seed, "count": count, "protocols": about, "files": files}
    hand_out(json.dumps(data, ensure_ascii=False, indent=1) + "\n", output)
    plays = sum(not file.endswith(SOUNDS_LIKE) for file in files)
    say(f"A class of {len(names)} protocols and {plays} role plays, {count} short cases each with seed {seed}.")
    return DONE


class Carried:
    """A class's file. Raises FileRefused where it cannot be used, or was made for other words of a protocol."""

    def __init__(self, path: str) -> None:
        try:
            data = json.loads(read_bytes(path))
        except ValueError:
            raise FileRefused(f"{path} is not the file of a class.", "It is made by crisisaid drill class.") from None
        if not isinstance(data, dict) or not str(data.get("format", "")).startswith("crisisaid/class/"):
            raise FileRefused(f"{path} is not the file of a class.", "It is made by crisisaid drill class.")
        if data["format"] != FORMAT:
            raise FileRefused(f"{path} was made by a newer crisisaid.", "Update this one, or ask for an older file.")
        self.path = path
        self.seed, self.count = self._number(data, "seed"), self._number(data, "count")
        self.protocols = self._part(data, "protocols")
        self.files = {name: text for name, text in self._part(data, "files").items() if isinstance(text, str)}

    def _number(self, data: dict[str, Any], name: str) -> int:
        if not isinstance(data.get(name), int):
            raise FileRefused(f"{self.path}: {name} is missing or no number.", "Ask for the file again.")
        return int(data[name])

    def _part(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        if not isinstance(data.get(name), dict):
            raise FileRefused(f"{self.path}: {name} is missing.", "Ask for the file again.")
        return dict(data[name])

    def drills(self, environ: Mapping[str, str], organisation: str) -> Drills:
        """Its role plays and lines, on the protocols that are here; they must be word for word those of the class."""
        drills = Drills(environ, organisation, carried=self.files)
        for name, about in self.protocols.items():
            here = drills.library[name].digest if name in drills.library else ""
            if not isinstance(about, dict) or about.get("digest") != here:
                said = f"{self.path} was made for other words of {name} than those here."
                raise FileRefused(said, "Practise with the same crisisaid and the same protocols as your class.")
        return drills
