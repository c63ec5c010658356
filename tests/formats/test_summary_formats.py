"""What whoever takes over reads: complete, in order, numbers whole, nothing taken for markup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from summary_samples import ACTING, LINE, SAMPLES, bare, contact

from crisisaid.formats.summary_json import summary_data, summary_json
from crisisaid.formats.summary_markdown import escaped, summary_markdown
from crisisaid.formats.summary_text import summary_text
from crisisaid.model.record import Record
from crisisaid.model.summary import ConsentLine, FollowUpLine, ReasonLine, Summary
from crisisaid.model.tier import TIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = (
    "[call 999] now",
    "*ring* _them_ **at once**",
    "<b>stop</b> &amp; <!-- gone -->",
    "a | b | c",
    "`run` ``this``",
    "- not a point",
    "1. not a list",
    "2) nor this",
    "+ or this",
    "# no heading",
    "===",
    "---",
    "> no quote",
    "\\*",
    "~~gone~~",
    "![no](picture)",
    "[/red] :skull: [link=https://example.org]x[/link]",
    "$x$",
)

# Fields that are codes for machines, or shown in words of the format's own.
IN_WORDS = {
    "tier", "stopped", "item", "threshold", "kind", "answer", "outcome", "asked", "agreed", "raised",
    "open", "channel", "about", "country", "role", "reason", "why", "protocol", "digest", "contact",
    "to", "what", "checked_on", "status", "known", "answers", "goes_on",
}  # fmt: skip
NOT_IN_TEXT = {"publisher", "year", "url"}

PHONES = st.text(alphabet="0123456789 +-()*#", min_size=2, max_size=18).filter(
    lambda text: any(letter.isdigit() for letter in text)
)


def words_of(value: object, left_out: set[str], name: str = "") -> Iterator[str]:
    """Every piece of content that a reader has to find."""
    if isinstance(value, Record):
        for field in value._fields:
            if field == "id" and type(value).__name__ != "ProtocolLine":
                continue
            yield from words_of(getattr(value, field), left_out, field)
    elif isinstance(value, tuple):
        for one in value:
            yield from words_of(one, left_out, name)
    elif isinstance(value, str) and value and name not in left_out:
        yield value


def without_covered(summary: Summary) -> Summary:
    return summary.but(reasons=tuple(reason for reason in summary.reasons if reason.kind != "red_flag"))


def flat(text: str) -> str:
    return " ".join(text.split())


def rendered(markdown: str) -> str:
    """What a reader of the Markdown sees."""
    seen = []
    for token in MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(markdown):
        assert token.type not in ("html_block", "code_block", "hr", "table_open")
        for child in token.children or ():
            assert child.type not in ("html_inline", "image", "em_open", "strong_open", "s_open"), markdown
            seen.append(" " if child.type == "softbreak" else child.content)
        seen.append("\n")
    return "".join(seen)


@pytest.mark.parametrize("tier", TIERS)
def test_text_says_everything(tier: str) -> None:
    text = flat(summary_text(SAMPLES[tier], 500))
    kept = without_covered(SAMPLES[tier])
    named = kept.but(reasons=tuple(reason.but(sources=()) for reason in kept.reasons))
    for words in words_of(named, IN_WORDS | NOT_IN_TEXT):
        assert words.lower() in text.lower()
    for reason in kept.reasons:
        assert all((source.publisher or source.title) in text for source in reason.sources)


@pytest.mark.parametrize("tier", TIERS)
def test_markdown_says_everything(tier: str) -> None:
    text = flat(rendered(summary_markdown(SAMPLES[tier])))
    for words in words_of(without_covered(SAMPLES[tier]), IN_WORDS):
        assert words.lower() in text.lower()


@pytest.mark.parametrize("tier", TIERS)
def test_order(tier: str) -> None:
    text = summary_text(SAMPLES[tier])
    order = (
        SAMPLES[tier].headline, "Made at", "DRAFT", SAMPLES[tier].lead, "\nWHY\n", "\nWHOM TO REACH",
        "\nSAY AT HANDOFF\n", "\nWHILE YOU WAIT\n", "\nWHAT WE AGREED", "Follow-up: tomorrow at 10",
        "\nWHAT WOULD CHANGE THIS\n- You were not sure: A plan.", "\n- Not known yet: Has been", "\n- Most worth",
        "\nNOT ASKED\n", "\nUNSURE\n", "\nDECLINED\n",
        "\nCHANGES\n", "\nNOTES\n", "\nFOR YOU\n", "\nPROTOCOLS\n", "\nINTENDED USE\n",
    )  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert ("does not mean that the person is safe" in flat(text)) == (tier == "keep_supporting")
    assert text.endswith(f"{SAMPLES[tier].intended_use}\n")


@pytest.mark.parametrize("tier", TIERS)
def test_empty_sections_are_left_out(tier: str) -> None:
    text = summary_text(bare(tier))
    for heading in ("WHY", "WHOM TO REACH", "SAY AT HANDOFF", "NOT ASKED", "CHANGES", "NOTES", "PROTOCOLS"):
        assert heading not in text
    assert "WHAT WOULD CHANGE" not in text
    assert text.startswith(f"{SAMPLES[tier].headline}\n")
    assert summary_markdown(bare(tier)).startswith("# ")


@settings(max_examples=60, deadline=None)
@given(PHONES, PHONES, st.sampled_from(TIERS))
def test_numbers_stand_alone_at_every_width(phone: str, sms: str, tier: str) -> None:
    summary = SAMPLES[tier].but(contacts=(contact(phone=phone, sms=sms), LINE))
    for width in (*range(20, 41), 79, 80, 120, 200):
        lines = [line.strip() for line in summary_text(summary, width).splitlines()]
        for number in (phone, sms, LINE.phone, LINE.sms, LINE.chat):
            assert number.strip() in lines
    paragraphs = [part.strip("`") for part in summary_markdown(summary).split("\n\n")]
    seen = [line.strip() for line in rendered(summary_markdown(summary)).splitlines()]
    for number in (phone.strip(), sms.strip(), LINE.phone):
        assert number in paragraphs
        assert flat(number) in [flat(line) for line in seen]


@pytest.mark.parametrize("width", range(20, 201))
def test_every_width_holds(width: int) -> None:
    for tier in TIERS:
        lines = summary_text(SAMPLES[tier], width).splitlines()
        assert all(len(line) <= width or line.strip() == LINE.chat for line in lines)
        assert {"020 7946 0000", LINE.phone, LINE.sms, LINE.chat} <= {line.strip() for line in lines}


@pytest.mark.parametrize("text", HOSTILE)
def test_content_is_never_markup(text: str) -> None:
    summary = SAMPLES["call_now"].but(lead=text, notes=(text,), while_waiting=(text,), headline=text)
    assert summary_text(summary, 200).count(text) >= 4
    shown = rendered(summary_markdown(summary))
    assert shown.count(text) >= 4


@settings(deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1))
def test_any_line_shows_in_markdown_as_it_is(text: str) -> None:
    assert flat(rendered(escaped(text))) == flat(text)
    assert flat(rendered(f"- {escaped(text)}")) == flat(text)
    assert flat(rendered(f"### 1. {escaped(text)}")) == flat(f"1. {text}")


def test_no_byte_that_steers_a_terminal() -> None:
    nasty = "\x1b[2J\x9b1m\u202ex\x00\ud800\U000e0041"
    summary = SAMPLES["call_now"].but(lead=nasty, notes=(nasty,), contacts=(contact(phone=f"5{nasty}5", name=nasty),))
    for made in (summary_text(summary), summary_markdown(summary), summary_json(summary)):
        made.encode("utf-8")
        assert not any(letter != "\n" and (ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0) for letter in made)
        assert "\u202e" not in made
    assert json.loads(summary_json(summary))["lead"] == nasty


def test_headings_and_the_tier_are_plain_letters() -> None:
    for tier in TIERS:
        assert summary_text(SAMPLES[tier]).isascii()


def check_same(record: Record, data: object, extra: frozenset[str] = frozenset()) -> None:
    assert isinstance(data, dict)
    assert set(data) == set(record._fields) | extra
    for field in record._fields:
        value = getattr(record, field)
        if isinstance(value, Record):
            check_same(value, data[field])
        elif isinstance(value, tuple):
            assert len(value) == len(data[field])
            for one, other in zip(value, data[field], strict=True):
                if isinstance(one, Record):
                    check_same(one, other)
                else:
                    assert one == other
        else:
            assert value == data[field]


@pytest.mark.parametrize("tier", TIERS)
def test_json_is_the_record(tier: str) -> None:
    for summary in (SAMPLES[tier], bare(tier)):
        data = json.loads(summary_json(summary))
        assert data == summary_data(summary)
        assert next(iter(data)) == "schema"
        assert data["schema"] == "crisisaid/summary/v1"
        check_same(summary, data, frozenset({"schema"}))


def test_json_keeps_words_readable() -> None:
    assert "gęślą" in summary_json(SAMPLES["call_now"].but(lead="gęślą"))


@pytest.mark.parametrize(
    ("asked", "words", "expected"),
    [
        ("no", "They asked that nobody is told.", "NO CONSENT: They asked that nobody is told."),
        ("no", "", "NO CONSENT: The person did not agree."),
        ("not_recorded", "the session stopped before it was asked", "Consent was not recorded: the session stopped"),
        ("not_recorded", "Consent was not recorded.", "Consent was not recorded."),
        ("", "", "Consent was not recorded."),
    ],
)
def test_missing_consent_is_said_on_the_third_line(asked: str, words: str, expected: str) -> None:
    summary = SAMPLES["before_you_part"].but(consent=ConsentLine(asked, "", "", words))
    assert summary_text(summary).splitlines()[2].startswith(expected)
    assert summary_text(summary).lower().count("consent") == expected.lower().count("consent")


def test_consent_that_could_not_be_asked() -> None:
    summary = SAMPLES["before_you_part"].but(consent=ConsentLine("could_not_ask", "", "", ""))
    assert "CONSENT\nThe person could not be asked." in summary_text(summary)


def test_a_red_flag_is_dropped_only_under_a_threshold_that_is_as_urgent() -> None:
    flag = ReasonLine("red_flag", "danger-now", "about_to_act", "call_now", "Red flag answered yes.", (ACTING,), ())
    threshold = ReasonLine("threshold", "p", "intent", "call_now", "They may act.", (ACTING,), ())
    lower = threshold.but(tier="before_you_part")
    elsewhere = threshold.but(evidence=(ACTING.but(item="another"),))
    for reasons, shown in (
        ((flag, threshold), False),
        ((flag, lower), True),
        ((flag, elsewhere), True),
        ((flag,), True),
    ):
        text = summary_text(SAMPLES["call_now"].but(reasons=reasons))
        assert ("Red flag answered yes." in text) == shown
    assert len(json.loads(summary_json(SAMPLES["call_now"].but(reasons=(flag, threshold))))["reasons"]) == 2


def test_red_flags_are_marked_and_first() -> None:
    text = summary_text(SAMPLES["this_week"])
    assert "NOT ASKED\n- RED FLAG: An earlier attempt\n- Sleeping badly" in text
    assert "UNSURE\n- RED FLAG: A plan" in text


def test_what_was_skipped_is_listed_once_with_its_reason() -> None:
    text = summary_text(SAMPLES["this_week"])
    assert text.count("Nobody with them") == 1
    assert "- Nobody with them (cannot be told on this channel)" in text


def test_hours_are_never_better_than_known() -> None:
    for now, words in (("closed", "CLOSED NOW"), ("unknown", "not known whether"), ("open", "open now")):
        text = summary_text(SAMPLES["call_now"].but(contacts=(contact(open=now, hours="Mo-Su 08:00-20:00"),)), 200)
        assert words in text
    assert "Not known whether they are open now." in summary_text(
        SAMPLES["call_now"].but(contacts=(contact(open="unknown", hours=""),))
    )


def test_a_contact_without_a_number_says_so() -> None:
    assert "No number is stored." in summary_text(SAMPLES["call_now"].but(contacts=(contact(phone="", checked=""),)))


def test_a_follow_up_without_a_time() -> None:
    assert "Follow-up: agreed." in summary_text(SAMPLES["this_week"].but(follow_up=FollowUpLine("agreed", "")))
