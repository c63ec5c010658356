"""`drill sign` and `drill trained`: an observer signs somebody off; who is trained on the words that are here today?"""

from __future__ import annotations

import json

from crisisaid.app.bookshelf import open_shelf, own_protocols
from crisisaid.app.drilling.starting import PSEUDONYM, results_folder, today
from crisisaid.app.printing import print_out, say
from crisisaid.errors import DONE, REFUSED, UsageRefused
from crisisaid.formats.drill_report_data import trained_data
from crisisaid.model.drill_report import Refusal
from crisisaid.model.sign_off import SignOff, Trained
from crisisaid.store.sign_offs import append_sign_off, newest, read_sign_offs, sign_offs_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.app.drilling.starting import Setting
    from crisisaid.library.shelf import Shelf


def sign(environ: Mapping[str, str], setting: Setting, protocol: str, observer: str) -> int:
    """Write down that an observer has seen this trainee practise this protocol, as it is today."""
    if not PSEUDONYM.fullmatch(setting.trainee):
        raise UsageRefused("It is not known who is signed off.", "Give the pseudonym: --as.")
    if not observer.strip():
        raise UsageRefused("--observer is empty.", "Name the role that answers for it, such as trainer; no name.")
    folder = results_folder(environ, setting.results)
    entry = open_shelf(environ, own=own_protocols(environ, setting.organisation)).entry(protocol)
    one = SignOff(setting.trainee, entry.id, entry.version, entry.digest, observer.strip(), today())
    path = append_sign_off(folder, one)
    say(f"{one.trainee} is signed off on {one.protocol} {one.version} by: {one.observer}, {one.date}. In {path}.")
    return DONE


def trained(environ: Mapping[str, str], setting: Setting, *, as_json: bool) -> int:
    """Everybody who was signed off, and whether on the words that are here today; 1 when a line is not read."""
    folder = results_folder(environ, setting.results)
    library = open_shelf(environ, own=own_protocols(environ, setting.organisation))
    rows, wrong = who_is_trained(library, [folder])
    if as_json:
        data = [trained_data(row) for row in rows]
        print_out(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            one, same = row.sign_off, row.still_these_words
            words = "" if same else "  (the protocol has other words today: see drill next)"
            print_out(f"{one.trainee}  {one.protocol} {one.version}  {one.date}  {one.observer}{words}")
        if not rows:
            print_out("Nobody was signed off here.")
    for refused in wrong:
        say(f"Not read: line {refused.line} of the sign-offs in {folder}.")
    return REFUSED if wrong else DONE


def who_is_trained(library: Shelf, folders: Sequence[str]) -> tuple[tuple[Trained, ...], tuple[Refusal, ...]]:
    """Of each trainee and protocol the last sign-off in these folders; and the lines that cannot be read."""
    signed: list[SignOff] = []
    wrong: list[Refusal] = []
    for folder in folders:
        found, lines = read_sign_offs(folder)
        signed += found
        wrong += [Refusal(sign_offs_file(folder), line, "This is no sign-off.") for line in lines]
    return tuple(
        Trained(one, one.protocol in library and library.entry(one.protocol).digest == one.digest)
        for one in newest(signed)
    ), tuple(wrong)
