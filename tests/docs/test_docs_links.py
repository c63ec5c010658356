"""Every relative link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs_pages import FENCE, LINK, ROOT, anchors, name_of, pages, said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_relative_link_resolves(page: Path) -> None:
    broken = []
    for match in LINK.finditer(FENCE.sub("", said(page))):
        path, _, anchor = match["target"].partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        there = (page.parent / path).resolve() if path else page
        leads_there = there.exists() and there.is_relative_to(ROOT) and (not anchor or anchor in anchors(there))
        if not leads_there:
            broken.append(match["target"])
    assert broken == []
