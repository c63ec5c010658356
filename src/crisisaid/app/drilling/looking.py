"""`drill list`, `check` and `new`: what can be practised, what is wrong with it, and a skeleton for one more."""

from __future__ import annotations

import json
import os
import re

from crisisaid.app.bookshelf import open_shelf, own_protocols
from crisisaid.app.checking import number
from crisisaid.app.drilling.shelf import FOLDER, Drills, drill_files, folders, read_file
from crisisaid.app.drilling.skeleton import role_play_skeleton
from crisisaid.app.printing import hand_out, print_out, say
from crisisaid.errors import DONE, REFUSED, FileRefused, UsageRefused
from crisisaid.formats.findings_text import findings_text
from crisisaid.store.output import make_folders, write_atomically
from crisisaid.store.places import organisation_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.model.role_play import RolePlay

KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def list_drills(
    environ: Mapping[str, str], organisation: str, folder: str, protocols: Sequence[str] = (), *, as_json: bool
) -> int:
    """Every role play with what it is for, of these protocols or of all; what cannot be used is said, with why."""
    drills = Drills(environ, organisation, folder)
    for name in protocols:
        drills.library.entry(name)
    role_plays, with_lines, findings = drills.every(protocols)
    shown = [role_plays[name] for name in sorted(role_plays)]
    if as_json:
        print_out(json.dumps([_data(one) for one in shown], ensure_ascii=False, indent=2))
    else:
        print_out("\n".join(row for one in shown for row in _rows(one)) or "There is no role play here.")
        every = set(with_lines) == set(protocols or drills.library)
        lines = "as well" if every else f"for {', '.join(with_lines)}" if with_lines else "none"
        print_out(f"Short cases from written situations: crisisaid drill quick. People at a line (--lines): {lines}.")
    if findings:
        say(findings_text(findings).rstrip())
    return REFUSED if findings else DONE


def _rows(one: RolePlay) -> tuple[str, ...]:
    kinds = ", ".join(kind.replace("_", " ") for kind in one.kinds)
    return (f"{one.protocol}/{one.id}", f"  {one.title} ({kinds})", f"  It speaks of: {one.content_note}", "")


def _data(one: RolePlay) -> dict[str, object]:
    names = ("id", "protocol", "title", "content_note", "channel", "about", "digest")
    return {**{name: getattr(one, name) for name in names}, "kinds": list(one.kinds)}


def check(environ: Mapping[str, str], organisation: str, folder: str, output: str) -> int:
    """Everything wrong with role plays and lines; as strict with an organisation's as with the program's own."""
    library = open_shelf(environ, own=own_protocols(environ, organisation))
    places = folders(environ, organisation, folder)
    found = [read_file(library, place, file) for place in places for file in drill_files(place)]
    findings = tuple(finding for one in found for finding in one.findings)
    hand_out(findings_text(findings), output)
    say(f"{number(len(findings), 'finding')} in {number(len(found), 'file')}.")
    return REFUSED if findings else DONE


def new(environ: Mapping[str, str], organisation: str, folder: str, protocol_id: str, name: str) -> int:
    """Write a commented role play to begin with."""
    if not KEBAB.fullmatch(name):
        raise UsageRefused(f"{name!r} cannot be an id.", "Use small letters, digits and hyphens: like-this.")
    protocol = open_shelf(environ, own=own_protocols(environ, organisation))[protocol_id]
    own = organisation_folder(environ, organisation)
    if not folder and not own:
        raise UsageRefused("It is not known where to put it.", "Name a folder: --drills FOLDER.")
    path = os.path.join(folder or os.path.join(own, FOLDER), protocol.id, f"{name}.yaml")
    if os.path.lexists(path):
        raise FileRefused(f"{path} is there already.", "Choose another id.")
    make_folders(os.path.dirname(path))
    write_atomically(path, role_play_skeleton(protocol, name).encode("utf-8"), mode=0o644)
    print_out(path)
    say(f"Fill in every TODO. Then: crisisaid drill check{f' --drills {folder}' if folder else ''}")
    return DONE
