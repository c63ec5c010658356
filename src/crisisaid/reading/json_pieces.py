"""JSON, strictly: no name twice, no NaN, nothing too deep; every value with its place."""

from __future__ import annotations

import json
import math
import re

from crisisaid.reading.page import NOT_JSON, TOO_MUCH, Page, Refused
from crisisaid.reading.tree import DEEPEST, Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisisaid.reading.document import Place

PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)

WHAT_TO_DO = "Check for a comma, quotation mark or bracket that is missing or one too many; JSON has no comments."


def json_tree(text: str, page: Page) -> Tree:
    """The page's data. Raises Refused where it is not JSON; lesser faults are in the tree's findings."""
    _look_at_nesting(text, page)
    _grammar(text, page)
    tree = Tree(page)
    for piece, at in _pieces(text):
        _take(tree, piece, at)
    return tree


def _pieces(text: str) -> Iterator[tuple[str, Place]]:
    line, start = 1, 0
    seen = 0
    for found in PIECE.finditer(text):
        breaks = text.count("\n", seen, found.start())
        if breaks:
            line, start = line + breaks, text.rfind("\n", 0, found.start()) + 1
        seen = found.start()
        yield found.group(), (line, found.start() - start + 1)


def _look_at_nesting(text: str, page: Page) -> None:
    """Before anything that calls itself for what lies inside."""
    depth = 0
    for piece, at in _pieces(text):
        depth += (piece in "{[") - (piece in "}]")
        if depth > DEEPEST:
            message = f"Lists and blocks lie inside one another more than {DEEPEST} deep here."
            raise Refused(page.finding(TOO_MUCH, at, message, "Flatten this part of the file."))


def _grammar(text: str, page: Page) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        at = (error.lineno, error.colno)
        raise Refused(page.finding(NOT_JSON, at, "From here on this is not JSON.", WHAT_TO_DO)) from None
    except ValueError:  # a number of more digits than Python takes; which one is found below
        pass


def _take(tree: Tree, piece: str, at: Place) -> None:
    if piece in "{[":
        tree.open({} if piece == "{" else [], at)
    elif piece in "}]":
        tree.close()
    elif piece not in ",:":
        value = _value(piece, tree.page, at)
        tree.scalar(value, at, quoted=piece.startswith('"'))


def _value(piece: str, page: Page, at: Place) -> object:
    try:
        value = json.loads(piece)
    except ValueError:
        value = math.nan
    if isinstance(value, float) and not math.isfinite(value):
        message = "This is not a number that can be used."
        raise Refused(page.finding(NOT_JSON, at, message, "Write an ordinary number, or text in quotes."))
    return value
