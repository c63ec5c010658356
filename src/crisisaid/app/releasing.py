"""What a release asks for: a large enough step of the version number, and a name where somebody gets less help."""

from __future__ import annotations

import os

from crisisaid.app.comparing import compared, is_enough
from crisisaid.app.printing import say
from crisisaid.errors import FileRefused, UsageRefused
from crisisaid.library.files import PROTOCOL_FILE
from crisisaid.library.load import load_in_folder
from crisisaid.library.releases import releases_beside, releases_in, with_release
from crisisaid.library.shelf import order
from crisisaid.model.comparison import MAJOR
from crisisaid.model.record import Record
from crisisaid.model.released import Released
from crisisaid.reading.files import read_bytes
from crisisaid.store.output import write_atomically

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.app.workbench import Workbench
    from crisisaid.library.load import Loaded
    from crisisaid.model.comparison import Comparison
    from crisisaid.model.protocol import Protocol

REASONS = 6
"""So many reasons for a step are said; `protocol diff` says them all."""


class Approver(Record):
    """Who answers for a release with less help; both are empty where nobody was named."""

    name: str = ""
    role: str = ""

    def named(self) -> bool:
        """Whether somebody is named. Raises UsageRefused where a name comes without a role, or the other way round."""
        if bool(self.name.strip()) != bool(self.role.strip()):
            raise UsageRefused("--approved-by and --role go together.", "Name who answers for it, and in which role.")
        return bool(self.name.strip())


def step_asked_for(bench: Workbench, loaded: Loaded) -> Comparison | None:
    """What has changed since the newest release below this version; None where this is the first release."""
    before = _before(bench, loaded)
    if before is None or loaded.protocol is None:
        return None
    return compared(bench.library, before, loaded.protocol, bench.library)


def _before(bench: Workbench, loaded: Loaded) -> Protocol | None:
    name, version, _ = loaded.path.split("/")
    known = [path.split("/") for path in bench.lock]
    below = [
        path[1] for path in known if path[0] == name and path[-1] == PROTOCOL_FILE and order(path[1]) < order(version)
    ]
    if not below:
        return None
    path = f"{name}/{max(below, key=order)}/{PROTOCOL_FILE}"
    found = load_in_folder(bench.folder, path)
    if found.protocol is None or found.protocol.digest != bench.lock[path]:
        said = f"{path} is not what was released, so that nothing can be compared with it."
        raise FileRefused(said, "Take the released file from its source again.")
    return found.protocol


def may_be_released(found: Comparison, approver: Approver) -> bool:
    """Whether the step is large enough and, for a major one, somebody answers for it; says what is missing."""
    named = approver.named()
    name, before, now = found.now.id, found.before.version, found.now.version
    if found.not_decided:
        say(f"It could not be decided what has changed since {before}. {found.not_decided}")
        found = found.but(level=MAJOR, why=("Nobody knows whether there is less help than before",))
    large = is_enough(found)
    if large and (found.level != MAJOR or named):
        return True
    say(f"{name} {now} was not released. Since {before} there is a {found.level} change:")
    for why in found.why[:REASONS]:
        say(f"  - {why}")
    if len(found.why) > REASONS:
        say(f"  - and {len(found.why) - REASONS} more of that kind")
    if not large:
        say(f"The version number makes a smaller step ({found.declared}). Give it a larger one.")
    if found.level == MAJOR and not named:
        say("Somebody has to answer for it: --approved-by NAME --role ROLE.")
    say(f"See: crisisaid protocol diff {name}@{before} {name}@{now}")
    return False


def entry(loaded: Loaded, digest: str, date: str, found: Comparison | None, approver: Approver) -> Released:
    """What is written down of this release."""
    name, version, _ = loaded.path.split("/")
    who = (approver.name.strip(), approver.role.strip())
    if found is None:
        return Released(name, version, digest, date, "", "first", *who)
    step = "not decided" if found.not_decided else found.level
    return Released(name, version, digest, date, found.before.version, step, *who)


def write_down(bench: Workbench, release: Released) -> None:
    """Adds the release to the file beside the lock, unless it stands there already. Raises FileRefused."""
    path = releases_beside(bench.folder)
    before = _text(path)
    known = releases_in(before.encode("utf-8"), path)
    if any((one.protocol, one.version, one.digest) == release.values()[:3] for one in known):
        return
    after = with_release(before, release)
    if releases_in(after.encode("utf-8"), path) != (*known, release):
        raise FileRefused(f"{path} has something behind its list.", "Move 'releases:' to the end of the file.")
    write_atomically(path, after.encode("utf-8"), mode=0o644)


def _text(path: str) -> str:
    return read_bytes(path).decode("utf-8", "replace") if os.path.lexists(path) else ""
