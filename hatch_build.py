"""Compiles protocols and contacts into the wheel, so that no YAML is read on the way to a prompt."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc, type-arg, unused-ignore]
    """Runs when a wheel is built; an editable install keeps a cache of its own instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            # The checkout's own folder is found beside src/; a copy would go stale.
            return
        root = Path(self.root)
        for name in ("protocols", "protocols.lock", "drills"):
            build_data["force_include"][str(root / name)] = f"crisisaid/{name}"
        sys.path.insert(0, str(root / "src"))
        from crisisaid.app.building import compiled_for_wheel

        self._folder = tempfile.TemporaryDirectory()
        for name, data in compiled_for_wheel(str(root)).items():
            path = Path(self._folder.name, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"crisisaid/compiled/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
