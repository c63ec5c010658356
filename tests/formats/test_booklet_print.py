"""The whole library on paper: the look for danger first, each page with its digest, lines to write numbers on."""

from __future__ import annotations

import functools
import itertools
import re

from test_protocol_formats import Seen, words
from test_protocol_samples import REVIEW

from crisisaid.app.words import HEADLINES
from crisisaid.contacts.roles import ROLES
from crisisaid.formats.booklet import booklet_html, booklet_markdown, in_order
from crisisaid.formats.protocol_parts import banner
from shipped import LIBRARY

EMERGENCY = "EMERGENCY CARD: <Example> & Co\n\n    555-0100\n   a * b ``` c"
REVIEWS = dict.fromkeys(LIBRARY, REVIEW)
GIVEN = sorted(LIBRARY.values(), key=lambda one: one.title, reverse=True)
FEW = [LIBRARY["danger-now"], LIBRARY["suicide-first-response"]]


@functools.cache
def html(**more: str) -> str:
    return booklet_html(GIVEN, EMERGENCY, REVIEWS, HEADLINES, ROLES, date="2026-11-23", **more)


@functools.cache
def markdown(**more: str) -> str:
    return booklet_markdown(GIVEN, EMERGENCY, REVIEWS, HEADLINES, ROLES, date="2026-11-23", **more)


def test_the_order() -> None:
    ordered = in_order(GIVEN)
    assert ordered[0].id == "danger-now"
    about = [one.about for one in ordered]
    assert about == sorted(about)
    assert len(ordered) == len(LIBRARY)


def test_both_have_every_page_with_its_digest_and_review() -> None:
    for text in (words("".join(Seen(html()).words)), words(re.sub(r"\\(.)", r"\1", markdown()))):
        for protocol in LIBRARY.values():
            known = f"{protocol.id} {protocol.version} ({protocol.status}), digest {protocol.digest[:12]}."
            line = f"{known} {banner(protocol, REVIEW)}"
            assert words(line) in text
            assert text.count(words(f"digest {protocol.digest[:12]}")) >= 2, "in the contents, and on its page"
            assert all(words(rule.because) in text for rule in protocol.thresholds)


def test_the_first_page_says_what_it_is_not_and_that_paper_grows_old() -> None:
    for text in (html(organisation="Example <Centre>"), markdown(organisation="Example <Centre>")):
        said = words(re.sub(r"\\(.)", r"\1", text.replace("&lt;", "<").replace("&gt;", ">")))
        assert "printed on 2026-11-23 for example <centre>." in said
        assert "it never rates" in said
        assert "never means safe" in said
        assert "crisisaid list" in said


def test_the_emergency_page_is_printed_as_it_is() -> None:
    kept = html().partition("<pre>")[2].partition("</pre>")[0]
    assert kept == "EMERGENCY CARD: &lt;Example&gt; &amp; Co\n\n    555-0100\n   a * b ``` c"
    assert "````text\nEMERGENCY CARD: <Example> & Co\n\n    555-0100\n   a * b ``` c\n````" in markdown()


def test_there_is_a_line_for_each_number_and_no_number() -> None:
    text = html()
    assert text.count('<p class="blank">') == len(set(ROLES.values()))
    assert markdown().count("\\_" * 30) == len(set(ROLES.values()))


def test_one_document_a_sheet_a_page_no_name_twice() -> None:
    seen = Seen(html())
    assert seen.open == []
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    linked = {(attributes["href"] or "")[1:] for _, attributes in seen.tags if "href" in attributes} & set(LIBRARY)
    assert linked == set(LIBRARY)
    assert set(LIBRARY) <= set(ids)
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert html().count('class="sheet first"') == 1, "every protocol begins on a new sheet"


def test_reviews_that_differ_stand_on_their_own_pages() -> None:
    reviews = {**REVIEWS, "danger-now": "approved by Example for practice"}
    text = booklet_html(FEW, EMERGENCY, reviews, HEADLINES, ROLES, date="2026-11-23")
    assert "See the top of each page" in text
    assert "Approved by Example for practice." in text


def test_a_thin_booklet_has_no_pictures() -> None:
    text = booklet_html(FEW, EMERGENCY, REVIEWS, HEADLINES, ROLES, date="2026-11-23", pictures=False)
    assert "<svg" not in text
    assert "<svg" in html()
    assert Seen(text).words != []
