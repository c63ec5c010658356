"""The strict readers: bytes to a Document. What is not plain data in one document is refused, with its line."""

from __future__ import annotations

from crisisaid.reading.characters import open_page
from crisisaid.reading.document import Document
from crisisaid.reading.json_pieces import json_tree
from crisisaid.reading.page import NEEDS_QUOTES, NOT_JSON, NOT_YAML, Page, Refused
from crisisaid.reading.yaml_events import yaml_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisisaid.model.finding import Finding
    from crisisaid.reading.tree import Tree


def read_yaml(data: bytes, file: str) -> Document:
    """A YAML file. Every scalar is the text that was written; any fault but missing quotes leaves no data."""
    return _read(data, file, yaml_tree, NOT_YAML)


def read_json(data: bytes, file: str) -> Document:
    """A JSON file, as strictly."""
    return _read(data, file, json_tree, NOT_JSON)


def _read(data: bytes, file: str, build: Callable[[str, Page], Tree], code: str) -> Document:
    page = Page(file, ())
    try:
        page, text, findings = open_page(data, file)
        if findings:
            return _without_data(page, findings)
        tree = build(text, page)
    except Refused as refused:
        return _without_data(page, refused.findings)
    if not tree.filled or tree.data == "":
        empty = page.finding(code, (1, 1), "There is nothing in this file.", "Write its content, or delete it.")
        return _without_data(page, (*tree.findings, empty))
    return _document(page, tree)


def _document(page: Page, tree: Tree) -> Document:
    if any(finding.code != NEEDS_QUOTES for finding in tree.findings):
        return _without_data(page, tree.findings)
    return Document(
        tree.data,
        tree.positions,
        frozenset(tree.quoted),
        tuple(tree.findings),
        page.lines,
        tree.key_positions,
        page.file,
    )


def _without_data(page: Page, findings: Sequence[Finding]) -> Document:
    return Document(None, {}, frozenset(), tuple(findings), page.lines, {}, page.file)
