"""Good and bad files: drop a directory in and it is a test. The bad directory's name is the code and the rule."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from crisisaid.model.finding import ERROR
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_json, read_yaml

if TYPE_CHECKING:
    from crisisaid.reading.document import Document

HERE = pathlib.Path(__file__).parent
GOOD = sorted((HERE / "good").iterdir())
BAD = sorted((HERE / "bad").iterdir())


def expected(folder: pathlib.Path) -> Any:
    return yaml.safe_load((folder / "expect.yaml").read_text(encoding="utf-8"))


def document_in(folder: pathlib.Path) -> Document:
    file = next(folder.glob("file.*"))
    read = read_json if file.suffix == ".json" else read_yaml
    return read(file.read_bytes(), file.name)


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_a_good_file_has_no_finding(folder: pathlib.Path) -> None:
    document = document_in(folder)
    data, findings = check_shape(document, expected(folder)["schema"])
    assert findings == ()
    assert data is not None


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_bad_file_has_these_findings_and_no_others(folder: pathlib.Path) -> None:
    wanted = expected(folder)
    document = document_in(folder)
    _, findings = check_shape(document, wanted["schema"])
    got = [(finding.code, finding.line) for finding in findings]
    assert got == [(one["code"], one["line"]) for one in wanted["findings"]], findings
    for finding, one in zip(findings, wanted["findings"], strict=True):
        assert one["says"] in f"{finding.message} {finding.hint}"
    assert folder.name.startswith(wanted["findings"][0]["code"])


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_a_finding_can_be_acted_on(folder: pathlib.Path) -> None:
    document = document_in(folder)
    for finding in check_shape(document, expected(folder)["schema"])[1]:
        assert finding.severity == ERROR
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message.endswith((".", "?"))
        assert finding.hint
        for theirs in ("schema", "token", "mapping", "scalar", "regex", "required property", "not valid under"):
            assert theirs not in f"{finding.message} {finding.hint}".lower()
        if document.lines:
            assert len(finding.excerpt) == len(document.lines[finding.line - 1][:200]) or finding.excerpt.endswith(
                "..."
            )
