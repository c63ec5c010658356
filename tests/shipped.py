"""What ships, read once for all tests of a run: reading fifteen protocols takes longer than most tests."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from crisisaid.app.bookshelf import protocols_folder
from crisisaid.library.files import SCENARIOS_FILE
from crisisaid.library.load import load_folder
from crisisaid.library.scenarios import parse_scenarios

if TYPE_CHECKING:
    from crisisaid.model.protocol import Protocol
    from crisisaid.model.scenario import Scenario

FOLDER = protocols_folder()
LOADED = load_folder(FOLDER)
LIBRARY = {loaded.protocol.id: loaded.protocol for loaded in LOADED if loaded.protocol}
"""By id. Nobody changes it: a test that needs another library copies it."""


@cache
def scenarios_of(protocol: Protocol) -> tuple[Scenario, ...]:
    """The written situations of a protocol that ships. There is no finding in any of them."""
    path = os.path.join(FOLDER, protocol.id, protocol.version, SCENARIOS_FILE)
    with open(path, "rb") as file:
        scenarios, findings = parse_scenarios(file.read(), path)
    assert findings == ()
    return scenarios
