"""Sheet: one page to print for a site: whom to call, in words, with the numbers exactly as they are dialled."""

from __future__ import annotations

from crisisaid.model.record import Record

# Kinds of way. What is dialled or typed stays whole on its own line; an address may be wrapped.
PHONE = "phone"
WRITTEN = "written"
LINK = "link"
ADDRESS = "address"


class Way(Record):
    """One way to reach a contact; ``label`` says what to do with the number where it is not simply called.

    ``after`` is what to do once connected, such as a menu digit.
    """

    kind: str
    number: str
    label: str = ""
    after: str = ""


class SheetEntry(Record):
    """One contact. ``need`` says how much it is needed, 0 most: what does not fit on the page is left out from the end.

    An entry without ``ways`` is a line to write a number on by hand. ``says`` are whole sentences: hours, languages,
    how to refer, when it was checked. ``urgent`` ones are printed largest.
    """

    need: int
    section: str
    title: str
    ways: tuple[Way, ...] = ()
    says: tuple[str, ...] = ()
    urgent: bool = False


class Sheet(Record):
    """A page. ``standing`` stands under the title; ``about`` are sentences under a section's heading, by section;
    ``remarks`` say below the contacts what there is not.

    ``known`` is how many contacts the directory has for the country, on this page or not; ``more`` is the command
    that lists them all.
    """

    title: str
    standing: tuple[str, ...]
    entries: tuple[SheetEntry, ...]
    known: int
    more: str
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()
    remarks: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
