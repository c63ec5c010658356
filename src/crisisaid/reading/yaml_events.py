"""YAML, strictly: PyYAML's events into a Tree. No anchors, aliases, tags, merges or second documents.

libyaml is fast and PyYAML's own reader is slow; they differ in what they take (tabs, a '?' inside brackets) and in
the words of their errors. So libyaml only ever says yes: where it stumbles, or meets what the two see differently,
PyYAML's own reader decides. A file reads alike on a machine with libyaml and on one without.
"""

from __future__ import annotations

import re

import yaml

from crisisaid.reading.page import NOT_PLAIN_DATA, NOT_YAML, SECOND_DOCUMENT, Page, Refused
from crisisaid.reading.tree import Tree
from crisisaid.reading.yaml_faults import QUESTION, explain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crisisaid.reading.document import Place

PURE: Any = yaml.SafeLoader
FAST: Any = getattr(yaml, "CSafeLoader", PURE)

BROKEN = (yaml.YAMLError, ValueError, OverflowError)
"""PyYAML's own reader also raises ValueError and OverflowError, for escapes beyond the last character."""

SEEN_DIFFERENTLY = re.compile(r"\t|[|>][-+0-9]*#")
"""A tab, and a remark that touches the sign of a block: libyaml is the more lenient."""

RUN_TOGETHER = re.compile(r"\?|\s*:[,?\[\]{}]")
"""Behind a plain word in brackets: libyaml refuses it or takes it as part of the word, PyYAML takes it apart."""

RUN_TOGETHER_WORDS = (
    "Two things run together inside these brackets.",
    "Put quotes around text, and a space behind each ':'.",
)


class Doubtful(Exception):
    """The two readers may not see this alike."""


class Reading:
    """One pass over the events of a page."""

    def __init__(self, page: Page, text: str, fast: bool) -> None:
        self.page = page
        self.text = text
        self.tree = Tree(page)
        self.fast = fast
        self.last: Place = (1, 1)
        self.documents = 0
        self.flow: list[bool] = []

    def take(self, event: Any) -> None:
        """One event, whatever it is."""
        self.last = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self._document()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_extra(f"'*{event.anchor}' repeats another part of the file.", "Write it out here.")
            self.tree.scalar("*", self.last, quoted=True)
        elif isinstance(event, yaml.ScalarEvent):
            self._marked(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._marked(event)
            self.flow.append(bool(event.flow_style))
            self.tree.open({} if isinstance(event, yaml.MappingStartEvent) else [], self.last)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.flow.pop()
            self.tree.close()

    def _document(self) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "A second document begins at this '---'."
            self.tree.refuse(SECOND_DOCUMENT, self.last, message, "Keep one document in a file.")

    def _marked(self, event: Any) -> None:
        if self.fast and (event.anchor is not None or event.tag is not None):
            raise Doubtful
        if event.anchor is not None:
            self._refuse_extra(f"'&{event.anchor}' is an anchor.", "Delete it: nothing is repeated in these files.")
        if event.tag is not None:
            message = "A word that starts with '!' is a tag."
            self.tree.refuse(NOT_PLAIN_DATA, self.last, message, "Delete it, or put quotes around the text.")

    def _refuse_extra(self, message: str, hint: str) -> None:
        self.tree.note(NOT_PLAIN_DATA, self.last, message, hint)

    def _scalar(self, event: Any) -> None:
        quoted = bool(event.style)  # plain is None in one reader and '' in the other
        if not quoted and self.flow and self.flow[-1]:
            self._in_brackets(event)
        if event.value == "<<" and not quoted:
            self._refuse_extra("'<<' would merge another block into this one.", "Write its lines out here.")
        self.tree.scalar(event.value, self.last, quoted)

    def _in_brackets(self, event: Any) -> None:
        """What only one of the two readers takes."""
        if self.fast:
            if "?" in event.value:
                raise Doubtful
        elif found := RUN_TOGETHER.match(self.text, event.end_mark.index):
            self.tree.refuse(NOT_YAML, self.last, *(QUESTION if found.group() == "?" else RUN_TOGETHER_WORDS))


def yaml_tree(text: str, page: Page) -> Tree:
    """The page's data. Raises Refused where reading has to end; lesser faults are in the tree's findings."""
    _no_directives(page)
    doubt: Exception = Doubtful()
    if FAST is not PURE and not SEEN_DIFFERENTLY.search(text):
        try:
            return _pass(text, Reading(page, text, fast=True), FAST)
        except Refused as refused:
            if refused.findings[-1].code != NOT_YAML:
                raise
        except (Doubtful, *BROKEN) as error:
            doubt = error
    return _slowly(text, page, doubt)


def _slowly(text: str, page: Page, doubt: Exception) -> Tree:
    """The last word; what libyaml found broken stays refused even so."""
    reading = Reading(page, text, fast=False)
    try:
        tree = _pass(text, reading, PURE)
    except BROKEN as error:
        raise _refused(reading, error) from None
    if not isinstance(doubt, Doubtful) and not tree.findings:
        raise _refused(reading, doubt)
    return tree


def _pass(text: str, reading: Reading, loader: Any) -> Tree:
    for event in yaml.parse(text, Loader=loader):
        reading.take(event)
    return reading.tree


def _refused(reading: Reading, error: Exception) -> Refused:
    at, message, hint = explain(error, reading.page.lines, reading.last)
    finding = reading.page.finding(NOT_YAML, at, message, hint)
    return Refused(*reading.tree.findings, finding)


def _no_directives(page: Page) -> None:
    for number, line in enumerate(page.lines, 1):
        if line.startswith("%"):
            message = "A line that starts with '%' gives orders to the reader of the file."
            raise Refused(page.finding(NOT_PLAIN_DATA, (number, 1), message, "Delete the line."))
