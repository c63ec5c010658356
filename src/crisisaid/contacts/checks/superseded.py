"""Superseded numbers: those that a contact's ``replaces`` names, and where one still stands in a text."""

from __future__ import annotations

import re
import unicodedata

from crisisaid.contacts.checks.calling_codes import CALLING_CODES, SHARED
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisisaid.model.contact import Contact

NUMBER = re.compile(r"[0-9 +()./-]*[0-9][0-9 +()./-]*")
_BLANK = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASH = "\\-\u2010-\u2015\u2212\u30fc"
BETWEEN = rf"[{_BLANK}{_DASH}().\[\]/\u00b7\u2022]{{0,4}}(?:\n[{_BLANK}{_DASH}()]{{0,40}})?"
"""What people write between the digits of one number; a number may run on in the next line."""

KEYS = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}
LONG_WITH_LETTERS, PLAIN_DIGITS = 10, 5
"""Numbers of ten digits and more may end in letters (800-273-TALK): after the first five, a digit may be a letter."""

SHORT = 4
"""Up to so many digits a number may well be something else in a text: a year, a page, a price."""
A_FEW = 6

NOT_BEFORE = re.compile(r"(?:[A-Za-z#$\u00a3\u20ac]|(?<!\*)\*|[0-9][.,:]|[0-9]{3}[ \-])$")
NOT_BEHIND = re.compile(r"[.,:][0-9]|[ \-][0-9]{3}|[ \u00a0]?[%\u00b0\u20ac]|[A-Za-z]")
OTHER_COUNTRY = re.compile(r"(?:\+|\b00)[ ]?[0-9]{1,3}[ (\-.]{0,2}$")


class Replaced(Record):
    """A number that is not to be used any more, the country it belonged to, and those who stand in for it now."""

    number: str
    country: str
    by: tuple[Contact, ...]


class Hit(Record):
    """Where a superseded number stands in a text; ``short`` ones may be something else there."""

    start: int
    end: int
    written: str
    replaced: Replaced
    short: bool


def digits(number: str) -> str:
    """The digits alone."""
    return "".join(sign for sign in number if sign in "0123456789")


def superseded(contacts: Iterable[Contact]) -> tuple[Replaced, ...]:
    """Every number that contacts in use replace, once for each country; ``replaces`` also holds ids."""
    found: dict[tuple[str, str], Replaced] = {}
    for contact in contacts:
        if contact.status == "retired":
            continue
        for number in filter(NUMBER.fullmatch, contact.replaces):
            key = (digits(number), contact.country)
            known = found.get(key, Replaced(number, contact.country, ()))
            found[key] = known.but(by=(*known.by, contact))
    return tuple(found.values())


def numbers_of(contact: Contact) -> tuple[str, ...]:
    """The numbers under which a contact is reached; of "WORD to NUMBER" the number."""
    texted = contact.sms.rpartition(" to ")[2]
    return tuple(number for number in (contact.phone, texted, contact.textphone) if digits(number))


def current_again(replaced: Replaced, contacts: Iterable[Contact]) -> Contact | None:
    """A contact in use under this very number, as in another country; None when there is none."""
    wanted = digits(replaced.number)
    in_use = (one for one in contacts if one.status == "active" and one.id not in {by.id for by in replaced.by})
    return next((one for one in in_use if wanted in map(digits, numbers_of(one))), None)


class Finder:
    """Finds superseded numbers in texts. ``current`` are contacts whose numbers may hold an old one's digits."""

    def __init__(self, replaced: Sequence[Replaced], current: Iterable[Contact] = ()) -> None:
        inside = {(digits(number), one.country) for one in current for number in numbers_of(one)}
        self._known = tuple((one, pattern(one.number, one.country), _around(one, inside)) for one in replaced)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every place where one stands, whatever is written between its digits; in the order of the text."""
        plain = with_plain_digits(text)
        hits = [hit for known in self._known for hit in _hits(text, plain, *known)]
        return tuple(sorted(hits, key=lambda hit: (hit.start, hit.replaced.country)))


def with_plain_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9, character for character."""
    if text.isascii():
        return text
    return "".join(sign if sign.isascii() else _plain_digit(sign) for sign in text)


def _plain_digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    if value is not None:
        return str(value)
    return "+" if sign == "\uff0b" else sign


def pattern(number: str, country: str) -> re.Pattern[str]:
    """A number as people write it: at home, from abroad, with "(0)", with anything of BETWEEN between its digits."""
    code, bare = CALLING_CODES.get(country, ""), digits(number)
    between = _between(len(bare))
    lead, rest = ("", bare)
    if bare.startswith("0") and len(bare) > SHORT:
        lead, rest = "0", bare[1:]
    elif code == SHARED and bare.startswith(SHARED) and len(bare) == LONG_WITH_LETTERS + 1:
        lead, rest = f"(?:{SHARED}{between})?", bare[1:]
    body = between.join(_digit(sign, place, len(rest)) for place, sign in enumerate(rest))
    home = f"{lead}{between if lead == '0' else ''}{body}"
    if not code or len(bare) <= SHORT:
        return re.compile(rf"(?<![0-9]){home}(?![0-9])")
    abroad = rf"(?:(?:\+|00|011){BETWEEN})?{between.join(code)}{BETWEEN}(?:0{BETWEEN})?{body}"
    return re.compile(rf"(?<![0-9])(?:{abroad}|{home})(?![0-9])")


def _between(length: int) -> str:
    if length <= SHORT:
        return rf"[{_DASH}]?"
    return rf"[{_BLANK}{_DASH}.]?" if length <= A_FEW else BETWEEN


def _digit(sign: str, place: int, length: int) -> str:
    letters = KEYS.get(sign, "") if length >= LONG_WITH_LETTERS and place >= PLAIN_DIGITS else ""
    return f"[{sign}{letters}]" if letters else sign


def _around(one: Replaced, inside: set[tuple[str, str]]) -> tuple[re.Pattern[str], ...]:
    """Numbers in use that hold these digits and more."""
    bare = digits(one.number)
    longer = (other for other, country in inside if country == one.country and bare in other and other != bare)
    return tuple(pattern(other, one.country) for other in sorted(longer))


def _hits(
    text: str, plain: str, one: Replaced, wanted: re.Pattern[str], around: Sequence[re.Pattern[str]]
) -> Iterator[Hit]:
    taken = [found.span() for other in around for found in other.finditer(plain)]
    short = len(digits(one.number)) <= SHORT
    for found in wanted.finditer(plain):
        start, end = found.span()
        within = any(begin <= start and end <= stop for begin, stop in taken)
        if not within and not _is_part(plain, start, end, short=short):
            start -= plain[max(0, start - 1) : start] == "(" and ")" in plain[start:end]
            yield Hit(start, end, " ".join(text[start:end].split()), one, short)


def _is_part(plain: str, start: int, end: int, *, short: bool) -> bool:
    """Whether it is only a part of something else: a word, a sum, another country's number."""
    before, behind = plain[max(0, start - 8) : start], plain[end : end + 4]
    if plain[end - 1].isalpha() and behind[:1].isalpha():
        return True
    if short:
        return bool(NOT_BEFORE.search(before) or NOT_BEHIND.match(behind))
    return plain[start] not in "+" and bool(OTHER_COUNTRY.search(before))
