"""`contacts export`: an organisation's contacts as HSDS JSON, CSV or vCard, however many there are."""

from __future__ import annotations

import contextlib
import sys

from crisisaid.app.checking import number
from crisisaid.app.contacts.directory import Directory
from crisisaid.app.printing import say
from crisisaid.app.progress import Progress
from crisisaid.app.services import Services
from crisisaid.errors import DONE, UsageRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crisisaid.model.contact import Contact

FORMS = ("hsds", "csv", "vcard", "vcard3")


def export(
    environ: Mapping[str, str], organisation: str, form: str, *, country: str = "", own: bool = False, output: str = ""
) -> int:
    """Write the contacts of a country (all the organisation's countries without one), or only the organisation's own.

    Raises UsageRefused where there is neither a country nor an organisation, FileRefused where it cannot be written.
    """
    directory = Directory(environ, organisation)
    codes = (country,) if country else directory.countries()
    if not codes:
        raise UsageRefused("Which country's contacts?", "Add --country GB, or name the organisation's folder.")
    contacts = tuple(_in_files(directory, codes, own))
    services = Services(directory.folder)
    many = len(contacts) + sum(services.countries().values())
    counted = Counted(many)
    every = _with_services(contacts, services, country)
    pieces = pieces_of(counted.each(every), form)
    if output:
        from crisisaid.store.streamed import write_pieces

        write_pieces(output, pieces)
    else:
        _print(pieces)
    _told(counted, form, output)
    return DONE


class Counted:
    """Counts contacts on their way out, and those of them that are not in use."""

    def __init__(self, total: int) -> None:
        self.done, self.unused = 0, 0
        self._progress = Progress("Writing contacts", max(total, 1))

    def each(self, contacts: Iterable[Contact]) -> Iterator[Contact]:
        for contact in contacts:
            self.done += 1
            self.unused += contact.status != "active"
            yield self._progress.after(contact)


def pieces_of(contacts: Iterable[Contact], form: str) -> Iterator[bytes]:
    """The file in one of FORMS, piece by piece."""
    if form == "hsds":
        from crisisaid.contacts.exchange.hsds_out import page as made
    elif form == "csv":
        from crisisaid.contacts.exchange.table import table as made
    else:
        from crisisaid.contacts.exchange.vcard import cards

        version = "3.0" if form == "vcard3" else "4.0"
        return (piece.encode("utf-8") for piece in cards(contacts, version))
    return (piece.encode("utf-8") for piece in made(contacts))


def _in_files(directory: Directory, codes: Iterable[str], own: bool) -> Iterator[Contact]:
    """Each contact once: the organisation's own people are in every country."""
    seen: set[str] = set()
    chosen = {contact.id for contact in directory.own()} if own else None
    for code in codes:
        for contact in directory.contacts(code):
            if contact.id not in seen and (chosen is None or contact.id in chosen):
                seen.add(contact.id)
                yield contact


def _with_services(contacts: tuple[Contact, ...], services: Services, country: str) -> Iterator[Contact]:
    """The contacts, then those of the imported directory that none of them goes over."""
    yield from contacts
    seen = {contact.id for contact in contacts}
    for contact in services.every():
        if contact.id not in seen and country in ("", contact.country):
            yield contact


def _print(pieces: Iterable[bytes]) -> None:
    """Data goes out as its own bytes, whatever the terminal's encoding, and quietly when nobody reads on."""
    with contextlib.suppress(BrokenPipeError):
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()


def _told(counted: Counted, form: str, output: str) -> None:
    left = counted.unused if form.startswith("vcard") else 0
    said = f"{number(counted.done - left, 'contact')} written{f' to {output}' if output else ''}."
    say(f"{said} {number(left, 'contact')} not in use left out." if left else said)
