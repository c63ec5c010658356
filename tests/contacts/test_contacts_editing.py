"""Changes to an organisation's files touch their own lines and no others."""

from __future__ import annotations

import random
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crisisaid.contacts.editing.checks import POLICY, Around, judged, value_faults
from crisisaid.contacts.editing.entries import added, changed, removed
from crisisaid.contacts.editing.sheet import read_sheet
from crisisaid.contacts.editing.yaml_text import POLICY_ORDER, as_read, entry_lines, written
from crisisaid.contacts.kinds import ORGANISATION
from crisisaid.errors import ContentRefused, FileRefused
from crisisaid.reading.strict import read_yaml

FILE = """\
# top of the file
format: crisisaid/contacts/v1   # do not change
country: "NO"
contacts:
  # Own people
  - id: lead   # the id
    name: "Lead: # one"   # odd
    # about the phone
    phone: "020 7946 0101"   # always
      # indented more
    languages:   # two of them
      - en
      - cy
    note: >
      folded text
      # part of the text

    hours: '24/7'

  # The team
  - name: Team
    id: team
    kind: crisis-team
    fallback: [lead,  # first
      other]
    note: plain text
      goes on   # remark
    # last words
# end
"""


def edit(text: str, place: int, changes: dict[str, Any]) -> str:
    return changed(read_sheet(text.encode(), "contacts.yaml"), ("contacts", place), changes).decode()


def lines_between(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines only the old one has, and those only the new one has."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return [line for line in before if line not in after], [line for line in after if line not in before]


@pytest.mark.parametrize(
    ("place", "changes", "gone", "come"),
    [
        (
            0,
            {"phone": "020 7946 0111"},
            ['    phone: "020 7946 0101"   # always\n'],
            ['    phone: "020 7946 0111"   # always\n'],
        ),
        (0, {"press": "2"}, [], ['    press: "2"\n']),
        (0, {"hours": None}, ["    hours: '24/7'\n"], []),
        (
            0,
            {"languages": ["no", "pl"]},
            ["    languages:   # two of them\n", "      - en\n", "      - cy\n"],
            ['    languages: ["no", pl]   # two of them\n'],
        ),
        (
            0,
            {"note": "Say: yes # no"},
            ["    note: >\n", "      folded text\n", "      # part of the text\n"],
            ['    note: "Say: yes # no"\n'],
        ),
        (
            1,
            {"fallback": ["lead"]},
            ["    fallback: [lead,  # first\n", "      other]\n"],
            ["    fallback: [lead]\n"],
        ),
        (1, {"note": None}, ["    note: plain text\n", "      goes on   # remark\n"], []),
        (1, {"name": None}, ["  - name: Team\n", "    id: team\n"], ["  - id: team\n"]),
        (
            1,
            {"verified_on": "2026-11-02", "min_age": 18, "free": True},
            [],
            ["    min_age: 18\n", "    free: true\n", '    verified_on: "2026-11-02"\n'],
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_edit_changes_its_own_lines(
    place: int, changes: dict[str, Any], gone: list[str], come: list[str], end: str
) -> None:
    old = FILE.replace("\n", end)
    new = edit(old, place, changes)
    assert lines_between(old, new) == tuple([line.replace("\n", end) for line in some] for some in (gone, come))
    assert read_yaml(new.encode(), "").findings == ()


def test_a_new_field_goes_behind_those_that_come_before_it() -> None:
    rows = edit(FILE, 0, {"press": "2", "kind": "shift-lead"}).splitlines()
    assert rows[6:11] == [
        '    name: "Lead: # one"   # odd',
        "    kind: shift-lead",
        "    # about the phone",
        '    phone: "020 7946 0101"   # always',
        "      # indented more",
    ]
    assert rows[11] == '    press: "2"'


def test_removing_takes_the_comments_right_above_and_inside() -> None:
    sheet = read_sheet(FILE.encode(), "contacts.yaml")
    assert removed(sheet, 1).decode() == FILE[: FILE.index("\n  # The team")] + "# end\n"
    left = FILE[: FILE.index("  # Own people")] + FILE[FILE.index("  # The team") :]
    assert removed(sheet, 0).decode() == left


def test_the_last_one_that_goes_leaves_an_empty_list_to_add_to() -> None:
    text = b"format: crisisaid/contacts/v1\ncontacts: # ours\n- id: one\n# end\n"
    empty = removed(read_sheet(text, "c"), 0)
    assert empty == b"format: crisisaid/contacts/v1\ncontacts: [] # ours\n# end\n"
    again = added(read_sheet(empty, "c"), [{"id": "one"}])
    assert again == b"format: crisisaid/contacts/v1\ncontacts: # ours\n  - id: one\n# end\n"


@pytest.mark.parametrize(
    ("listed", "line"),
    [
        ("contacts: [{id: a, note: x}]\n", 2),
        ("contacts: [\n  {id: a},\n  {id: b}]\n", 2),
    ],
)
def test_a_list_in_brackets_is_left_alone_and_its_line_is_named(listed: str, line: int) -> None:
    sheet = read_sheet(f"format: crisisaid/contacts/v1\n{listed}".encode(), "contacts.yaml")
    for change in (
        lambda: changed(sheet, ("contacts", 0), {"note": "y"}),
        lambda: removed(sheet, 0),
        lambda: added(sheet, [{"id": "c"}]),
    ):
        with pytest.raises(FileRefused, match=r"contacts.yaml, line [23]:"):
            change()
    assert line == 2


def test_a_file_that_cannot_be_read_is_refused_with_its_line() -> None:
    for text in ("contacts:\n\t- id: a\n", "contacts:\n  - id: a\n    id: b\n", "- a\n", ""):
        with pytest.raises(ContentRefused) as refused:
            read_sheet(text.encode(), "contacts.yaml")
        assert refused.value.message.startswith("contacts.yaml has mistakes")


def test_settings_go_below_their_own_example() -> None:
    text = "format: crisisaid/policy/v1\n\n# why\n# name: Example\n\n# days\n# retention_days: 30\nsite: north\n"
    sheet = read_sheet(text.encode(), "policy.yaml")
    new = changed(sheet, (), {"retention_days": 14, "name": "Ours"}, POLICY_ORDER).decode()
    assert new == text.replace("Example\n", "Example\nname: Ours\n").replace(
        "days: 30\n", "days: 30\nretention_days: 14\n"
    )


AWKWARD = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Lo", "Mn")), max_size=30
).map(lambda text: text.strip())
WORDS = st.sampled_from(
    ["no", "NO", "0800", "112", "1e3", "a: b", "a #b", "'x'", '"y"', "\\n", "- a", "? x", "[a", "{a", "*a", "&a", "!a",
     "%a", "@a", "`a", "|", ">", "~", "null", "2026-11-02", "12:30", "a,b", "😀", "ünïcode", "x" * 300, "=", "<<", ".5"]
)  # fmt: skip


@given(st.one_of(AWKWARD.filter(bool), WORDS), st.sampled_from(["name", "phone", "note", "hours", "verified_by"]))
@settings(max_examples=200, deadline=None)
def test_every_value_comes_back_as_it_was_given(value: str, name: str) -> None:
    for one in (value, [value, "en"]):
        document = read_yaml(f"a:\n  {name}: {written(name, one)}\n".encode(), "")
        assert document.findings == ()
        assert document.data == {"a": {name: as_read(one)}}


@given(st.one_of(AWKWARD.filter(bool), WORDS))
@settings(max_examples=100, deadline=None)
def test_another_reader_of_yaml_takes_numbers_and_words_for_text(value: str) -> None:
    import yaml

    for name in ("phone", "name"):
        assert yaml.safe_load(f"{name}: {written(name, value)}") == {name: value}
        assert yaml.safe_load(f"{name}: {written(name, [value])}") == {name: [value]}


Piece = TypeVar("Piece")


class Made:
    """A file as a person may have typed it: ``rows`` of each entry apart from the rest, so that tests can tell them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.end = self.pick(["\n", "\r\n"])
        self.dash = self.pick([0, 1, 2, 4])
        self.gap = self.pick([1, 1, 1, 3])
        self.entries = [self.entry(place) for place in range(self.pick([1, 2, 3, 5]))]
        self.head = [*self.remarks(0), "format: crisisaid/contacts/v1" + self.remark(), "contacts:" + self.remark()]
        self.tail = [*self.remarks_inside(0), *(["organisation: Example" + self.remark()] if self.pick([0, 1]) else [])]

    def pick(self, among: list[Piece]) -> Piece:
        return self.chance.choice(among)

    def remark(self) -> str:
        return self.pick(["", "", "", "  # x", " # phone: 'no'", "   # - id: other", ' #😀 "open'])

    def remarks(self, column: int) -> list[str]:
        line = " " * column + self.pick(["# a", "#b: c", "# - id: d", "# [", "# 😀 'e"])
        return self.pick([[], [], [], [line], [line, line], [""]])

    def entry(self, place: int) -> list[str]:
        column = self.dash + 1 + self.gap
        fields = [self.field(name, column) for name in self.chance.sample(["phone", "note", "hours", "name"], 3)]
        fields += [self.listed("languages", column)] * self.pick([0, 1])
        fields.insert(self.pick([0, 0, 1]), [f"id: entry-{place}" + self.remark()])
        rows = [row for field in fields for row in (*field, *self.remarks_inside(column))]
        rows = [row if not row or row.startswith(" ") else " " * column + row for row in rows]
        return [" " * self.dash + "-" + " " * self.gap + rows[0].strip(), *rows[1:]]

    def remarks_inside(self, column: int) -> list[str]:
        return [row for row in self.remarks(column) if row] if self.pick([0, 1]) else []

    def field(self, name: str, column: int) -> list[str]:
        deeper = " " * (column + 2)
        forms: list[list[str]] = [
            [f'{name}: "020 7946 # 0101"' + self.remark()],
            [f"{name}: 'it''s'" + self.remark()],
            [f"{name}: ünï 😀 words" + self.remark()],
            [f"{name}: two", f"{deeper}lines" + self.remark()],
            [f"{name}: |", f"{deeper}# one", f"{deeper}two"],
            [f"{name}: >-", f"{deeper}one", "", f"{deeper}two"],
            [f'{name}: "two', f'{deeper}# lines \\" of it"' + self.remark()],
            [f"{name}:" + self.remark(), f"{deeper}below" + self.remark()],
        ]
        return self.pick(forms)

    def listed(self, name: str, column: int) -> list[str]:
        deeper = " " * (column + self.pick([0, 2]))
        return self.pick(
            [
                [f"{name}: [en, 'a]b', \"# c\"]" + self.remark()],
                [f"{name}: [en, # one", f"{' ' * (column + 1)}cy]" + self.remark()],
                [f"{name}:" + self.remark(), f"{deeper}- en" + self.remark(), f"{deeper}- cy"],
            ]
        )

    def text(self, entries: list[list[str]] | None = None) -> bytes:
        rows = [*self.head, *(row for entry in (entries or self.entries) for row in entry), *self.tail]
        whole = self.end.join(rows) + (self.end if self.chance.random() < 0.8 else "")
        return (b"\xef\xbb\xbf" if self.chance.random() < 0.2 else b"") + whole.encode()


def is_part_of(some: list[str], all_of_them: list[str]) -> bool:
    """Whether the lines stand in the others in this order."""
    rest = iter(all_of_them)
    return all(line in rest for line in some)


def rows_of(data: bytes) -> list[str]:
    return data.decode().splitlines(keepends=True)


NEW = [{"id": "new", "name": "New: one", "kind": "local", "phone": "0800", "languages": ["no"]}]


@given(st.integers(0, 10_000_000))
@settings(max_examples=150, deadline=None)
def test_adding_and_removing_again_leaves_every_byte_as_it_was(seed: int) -> None:
    data = Made(seed).text()
    after = added(read_sheet(data, "c"), NEW)
    place = len(read_yaml(data, "").data["contacts"])
    assert read_yaml(after, "").data["contacts"][place]["phone"] == "0800"
    rows = rows_of(data)
    assert is_part_of(rows if data.endswith(b"\n") else rows[:-1], rows_of(after))
    again = removed(read_sheet(after, "c"), place)
    # A block of text at the very end of a file without a line end got one when something came below it, and keeps it.
    assert again == data or again.removesuffix(b"\n").removesuffix(b"\r") == data
    assert again == data or read_yaml(again, "").data["contacts"] == read_yaml(after, "").data["contacts"][:-1]


@given(st.integers(0, 10_000_000))
@example(930080)  # the last one goes, no line end, and a block of text stands last from then on
@settings(max_examples=150, deadline=None)
def test_removing_one_leaves_the_lines_of_all_others(seed: int) -> None:
    made = Made(seed)
    data = made.text()
    place = made.pick(list(range(len(made.entries))))
    after = removed(read_sheet(data, "c"), place)
    others = [one for at, one in enumerate(read_yaml(data, "").data["contacts"]) if at != place]
    assert read_yaml(after, "").data["contacts"] == others
    kept = [row for at, entry in enumerate(made.entries) if at != place for row in entry if row.strip()]
    found = [row.removeprefix("\ufeff").rstrip("\r\n") for row in rows_of(after)]
    assert is_part_of(kept, found)
    assert is_part_of([row for row in made.head[:-1] if row], found)


@given(st.integers(0, 10_000_000))
@example(516)  # what stood last goes, no line end, and a block of text stands last from then on
@settings(max_examples=250, deadline=None)
def test_editing_one_leaves_the_lines_of_all_others(seed: int) -> None:
    made = Made(seed)
    data = made.text()
    place = made.pick(list(range(len(made.entries))))
    changes: dict[str, Any] = {
        name: made.pick([None, "112", "x: 'y' # z", "two words"])
        for name in made.chance.sample(["phone", "note", "hours", "name", "press"], 2)
    } | made.chance.choice([{}, {"languages": ["no", "pt-BR"]}, {"languages": None}])
    try:
        after = changed(read_sheet(data, "c"), ("contacts", place), changes)
    except FileRefused:
        # The one layout that is left alone: a comment between a name on the line of the dash and the next name.
        first = next(iter(read_yaml(data, "").data["contacts"][place]))
        assert changes.get(first, "") is None
        return
    # A block of text at the very end reads the same with and without the file's last line end.
    old, new = (read_yaml(one.rstrip(b"\r\n") + b"\n", "").data for one in (data, after))
    wanted = {name: value for name, value in {**old["contacts"][place], **changes}.items() if value is not None}
    assert new["contacts"][place] == wanted
    assert [one for at, one in enumerate(new["contacts"]) if at != place] == [
        one for at, one in enumerate(old["contacts"]) if at != place
    ]
    before = [row for entry in made.entries[:place] for row in entry]
    behind = [*(row for entry in made.entries[place + 1 :] for row in entry), *made.tail]
    rows = [row.rstrip("\r\n") for row in rows_of(after.removeprefix(b"\xef\xbb\xbf"))]
    assert rows[: len(made.head) + len(before)] == [*made.head, *before]
    assert not behind or rows[-len(behind) :] == behind
    assert (b"\r\n" in data) == (b"\r\n" in after) or len(rows) < 2
    if data.endswith(b"\n") != after.endswith(b"\n"):
        # What stood last is gone, and the block of text that is last from then on needs its line end.
        assert after.endswith(b"\n")
        assert read_yaml(after.rstrip(b"\r\n"), "").data != read_yaml(after, "").data


def test_an_entry_is_written_in_one_order() -> None:
    fields = {"verified_on": "2026-11-02", "phone": "0800", "id": "a", "hide": True, "reason": "x", "name": "A"}
    assert entry_lines(fields) == [
        "  - id: a",
        "    name: A",
        '    phone: "0800"',
        '    verified_on: "2026-11-02"',
        "    hide: true",
        "    reason: x",
    ]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("phone", "call us", "Use digits"),
        ("hours", "weekdays 9am to 5pm", 'Write: hours: "Mo-Fr 09:00-17:00"'),
        ("timezone", "London", 'Write: timezone: "Europe/London"'),
        ("closed_on", ["2026-02-30"], "not a day"),
        ("web", "example.org", 'Write: web: "https://example.org"'),
        ("note", "x" * 401, "400"),
        ("country", "norway", "two capital letters"),
        ("id", "A b", "small letters"),
        ("kind", "boss", "must be one of"),
        ("phon", "112", "Did you mean 'phone:'"),
        ("note", "a\u202eb", "not allowed"),
    ],
)
def test_a_value_is_judged_before_it_is_written(name: str, value: Any, said: str) -> None:
    faults = value_faults(name, value)
    assert said in " ".join(f"{one.message} {one.hint}" for one in faults)


def test_settings_are_judged_too() -> None:
    assert value_faults("ring_minutes", 31, POLICY)
    assert value_faults("when_nobody", {"boss": "shift_lead"}, POLICY)
    assert value_faults("when_nobody", {"shift_lead": "own-lead"}, POLICY) == ()
    assert value_faults("roles", ["shift_lead", "boss"], POLICY)


def test_a_changed_file_is_judged_with_what_lies_around_it() -> None:
    text = FILE.replace("id: team", "id: team\n    country: GB\n    phone: '0800'").encode()
    around = Around(ORGANISATION, today="2026-11-23")
    codes = {one.code for one in judged(text, "c", "team", around)}
    assert "CA0606" in codes  # 'other' is nobody
    assert "CA0601" in codes  # the lead has no kind
