"""Changes to contacts.yaml and policy.yaml that touch only their own lines: comments, order and spelling stay.

Each answers with the bytes of the whole file, read again and compared with what was meant; nothing is written here.
"""

from __future__ import annotations

import re

from crisisaid.contacts.editing.sheet import cut
from crisisaid.contacts.editing.spans import behind_colon, blank, end_of, indent, key_of, remark, start_of
from crisisaid.contacts.editing.yaml_text import ALWAYS_QUOTED, CONTACT_ORDER, as_read, entry_lines, in_order, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crisisaid.contacts.editing.sheet import Cut, Sheet
    from crisisaid.reading.document import Path

LIST = "contacts"
DASH = 2
"""The column of the dashes in a list that has none yet."""
DASH_LINE = re.compile(r"[ ]*-[ ]*(?:#.*)?")


def changed(sheet: Sheet, path: Path, changes: Mapping[str, Any], order: tuple[str, ...] = CONTACT_ORDER) -> bytes:
    """The file with names of one block set to values, or taken out where the value is None.

    ``path`` leads to the block: () is the file itself, ("contacts", 2) the third contact. Raises FileRefused where the
    block is not laid out in lines of its own.
    """
    block = _at(sheet.document.data, path)
    start = start_of(sheet.document, path)
    if not isinstance(block, dict) or sheet.document.lines[start[0]][start[1]] == "{":
        raise sheet.too_odd(path)
    kept = [name for name in block if name not in changes or changes[name] is not None]
    cuts: list[Cut] = []
    for name, value in in_order(changes, order):
        if name not in block and value is not None:
            before = [other for other in kept if _rank(other, order) < _rank(name, order)] or kept[:1]
            cuts.append(_inserted(sheet, (*path, name), value, before))
        elif name in block and value is None:
            cuts.append(_cleared(sheet, path, name))
        elif name in block and not _same(sheet, (*path, name), value):
            cuts += _replaced(sheet, (*path, name), value)
    after = {name: value for name, value in {**block, **changes}.items() if value is not None}
    after = {name: as_read(value) if name in changes else value for name, value in after.items()}
    return cut(sheet, cuts, _with(sheet.document.data, path, after), path)


def added(sheet: Sheet, entries: Sequence[Mapping[str, Any]]) -> bytes:
    """The file with more contacts at the end of its list. Raises FileRefused where the list stands in one line."""
    document = sheet.document
    listed = document.data.get(LIST)
    cuts: list[Cut] = []
    if listed in ([], ""):
        colon, end = behind_colon(document, (LIST,)), end_of(document, (LIST,), listed)
        dash, row, gap, apart = DASH, end[0], False, True
        cuts.append((sheet.offset(colon), sheet.offset(end), ""))
    elif isinstance(listed, list) and document.lines[start_of(document, (LIST,))[0]].lstrip().startswith("-"):
        dash, row = start_of(document, (LIST,))[1], _rows_of(sheet, len(listed) - 1)[1]
        gap = apart = len(listed) == 1 or _apart(sheet, len(listed) - 1)
    else:
        raise sheet.too_odd((LIST,))
    lines = [line for entry in entries for line in (*([""] if apart else []), *entry_lines(entry, dash))]
    here = sheet.rows(row, row)[1]
    cuts.append((here, here, "".join(line + sheet.end for line in lines[0 if gap or not apart else 1 :])))
    new = [{name: as_read(value) for name, value in in_order(entry)} for entry in entries]
    return cut(sheet, cuts, {**document.data, LIST: [*(listed or []), *new]}, (LIST,))


def removed(sheet: Sheet, place: int) -> bytes:
    """The file without one contact, and without the comment lines right above it and inside it."""
    document, listed = sheet.document, sheet.document.data[LIST]
    first, last = _rows_of(sheet, place)
    top, end_above = first, _rows_of(sheet, place - 1)[1] if place else key_of(document, (LIST,))[0]
    while remark(document.lines[top - 1]) and top - 1 > end_above:
        top -= 1
    above, below = document.lines[top - 1], (*document.lines[last + 1 : last + 2], "")[0]
    if blank(above) and (blank(below) or place == len(listed) - 1):
        top -= 1
    elif not place and top - 1 == end_above and blank(below) and len(listed) > 1:
        last += 1
    cuts: list[Cut] = [(*sheet.rows(top, last), "")]
    if len(listed) == 1:
        here = sheet.offset(behind_colon(document, (LIST,)))
        cuts.append((here, here, " []"))
    rest = [one for other, one in enumerate(listed) if other != place]
    return cut(sheet, cuts, {**document.data, LIST: rest}, (LIST, place))


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _with(data: Any, path: Path, block: Any) -> Any:
    """The data with another block at the end of the path."""
    if not path:
        return block
    inside = _with(data[path[0]], path[1:], block)
    if isinstance(data, dict):
        return {**data, path[0]: inside}
    return [inside if place == path[0] else one for place, one in enumerate(data)]


def _same(sheet: Sheet, path: Path, value: Any) -> bool:
    """Whether it says this already, in a way no reader takes for anything else."""
    safe = path[-1] not in ALWAYS_QUOTED or isinstance(value, list | tuple) or path in sheet.document.quoted
    return safe and bool(_at(sheet.document.data, path) == as_read(value))


def _replaced(sheet: Sheet, path: Path, value: Any) -> list[Cut]:
    """New words in the place of the old ones; a comment behind them stays."""
    document, old = sheet.document, _at(sheet.document.data, path)
    words = written(str(path[-1]), value)
    colon, start, end = behind_colon(document, path), start_of(document, path), end_of(document, path, old)
    if old == "" and path not in document.quoted:
        return [(sheet.offset(colon), sheet.offset(colon), f" {words}")]
    if isinstance(old, dict | list) and document.lines[start[0]][start[1]] not in "[{":
        here = sheet.offset(colon)
        return [(here, here, f" {words}"), (*sheet.rows(colon[0] + 1, end[0]), "")]
    return [(sheet.offset(start), sheet.offset(end), words)]


def _cleared(sheet: Sheet, path: Path, name: str) -> Cut:
    """The lines of a name are taken out. On the line of the dash, the next name moves up."""
    document = sheet.document
    key, block = key_of(document, (*path, name)), _at(document.data, path)
    last = end_of(document, (*path, name), block[name])[0]
    if blank(document.lines[key[0]][: key[1]]):
        return (*sheet.rows(key[0], last), "")
    names = list(block)
    following = names[names.index(name) + 1 :]
    spot = key_of(document, (*path, following[0])) if following else key
    if spot[0] != last + 1:
        raise sheet.too_odd((*path, name))
    return sheet.offset(key), sheet.offset(spot), ""


def _inserted(sheet: Sheet, path: Path, value: Any, before: list[str]) -> Cut:
    """A line of its own below the names that come before it; in a file of settings, below its own example."""
    document, block, name = sheet.document, path[:-1], path[-1]
    row = max(end_of(document, (*block, one), _at(document.data, (*block, one)))[0] for one in before)
    column = key_of(document, (*block, before[0]))[1]
    if not block:
        example = re.compile(rf"#[ ]*{re.escape(str(name))}:")
        row = next((at for at, line in enumerate(document.lines) if example.match(line)), row)
    while remark(document.lines[row + 1]) and indent(document.lines[row + 1]) > column:
        row += 1
    here = sheet.rows(row, row)[1]
    return here, here, f"{' ' * column}{name}: {written(str(name), value)}{sheet.end}"


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _rows_of(sheet: Sheet, place: int) -> tuple[int, int]:
    """The first and last line of a contact, with the comment lines that hang below it."""
    document, path = sheet.document, (LIST, place)
    row, column = start_of(document, path)
    before = document.lines[row][:column]
    if not before.strip():
        row -= 1
        while blank(document.lines[row]) or (remark(document.lines[row])):
            row -= 1
        before = document.lines[row]
    if not DASH_LINE.fullmatch(before):
        raise sheet.too_odd(path)
    last = end_of(document, path, document.data[LIST][place])[0]
    dash = start_of(document, (LIST,))[1]
    while (
        last + 1 < len(document.lines) and remark(document.lines[last + 1]) and indent(document.lines[last + 1]) > dash
    ):
        last += 1
    return row, last


def _apart(sheet: Sheet, place: int) -> bool:
    """Whether an empty line stands above this contact and its comments."""
    row = _rows_of(sheet, place)[0] - 1
    while remark(sheet.document.lines[row]):
        row -= 1
    return blank(sheet.document.lines[row])
