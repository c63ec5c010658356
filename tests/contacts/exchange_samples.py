"""What the tests of exchange share: records of other programs, made-up contacts, and the way there and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from crisisaid.card import country_code
from crisisaid.contacts.entries import CHOICES
from crisisaid.contacts.exchange.hsds_in import read_hsds
from crisisaid.contacts.exchange.outside import Origin
from crisisaid.contacts.exchange.table import read_table
from crisisaid.contacts.kinds import SERVICES
from crisisaid.model.contact import Contact
from crisisaid.reading.json_stream import records
from crisisaid.reading.page import FORBIDDEN
from crisisaid.reading.text_stream import text_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crisisaid.contacts.exchange.outside import Taken

LETTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t=+-@'\";,\\:0123456789Ee.#")
WORDS = st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()) and not FORBIDDEN.search(text))
LISTED = st.lists(WORDS | st.just(" "), max_size=3).map(tuple)
NUMBER = st.from_regex(r"[0-9 +()*#-]{0,6}[0-9][0-9 +()*#-]{0,12}", fullmatch=True)
AGE = st.none() | st.integers(0, 130)
TEXTS = ("press", "sms", "chat", "web", "email", "address", "region", "area", "hours", "timezone", "refer_how", "note")
MORE_TEXTS = ("last_seen", "verified_on", "verified_by")
LISTS = ("closed_on", "languages", "populations", "fallback", "replaces", "sources")


def stated(name: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(CHOICES[name])


CONTACTS = st.builds(
    Contact,
    id=st.from_regex("[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True),
    name=WORDS,
    kind=stated("kind"),
    country=st.sampled_from(("GB", "US", "AD")),
    phone=NUMBER,
    textphone=st.just("") | NUMBER,
    services=st.lists(st.sampled_from(SERVICES), unique=True).map(tuple),
    min_age=AGE,
    max_age=AGE,
    free=st.sampled_from((None, True, False)),
    confidence=st.just("") | stated("confidence"),
    verified_how=st.just("") | stated("verified_how"),
    status=stated("status"),
    layer=st.just("imported"),
    **{name: st.just("") | WORDS for name in (*TEXTS, *MORE_TEXTS)},
    **dict.fromkeys(LISTS, LISTED),
)
"""Whatever a record of ours may hold, however unlikely."""

HOME = Origin("made.json", "GB", "Europe/London", country_code)


def json_file(folder: Path, data: object, name: str = "made.json") -> str:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(path)


def from_hsds(folder: Path, data: object, origin: Origin = HOME) -> list[Taken]:
    return list(read_hsds(records(json_file(folder, data)), origin))


def from_table(folder: Path, text: str, origin: Origin = HOME) -> list[Taken]:
    path = folder / "made.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_table(text_lines(str(path)), origin))


def contacts_in(taken: Sequence[Taken]) -> list[Contact]:
    """Every contact; it is a failure of the test when one was left out."""
    assert [finding.message for one in taken for finding in one.findings] == []
    return [one.contact for one in taken if one.contact]


def service(**more: Any) -> dict[str, Any]:
    """A foreign service, as small as it can be taken over."""
    return {
        "id": "s-1",
        "name": "Example counselling",
        "status": "active",
        "phones": [{"number": "0808 157 0001"}],
        **more,
    }
