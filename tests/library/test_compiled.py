"""What is compiled is what was built, to the last field; and a shelf opens the newest version that may be used."""

from __future__ import annotations

import pytest
from test_checks import GOOD

from crisisaid.errors import ProtocolNotFound
from crisisaid.library.compile import compile_folder, compiled_files
from crisisaid.library.compiled import dump, load
from crisisaid.library.load import parse_protocol
from crisisaid.library.shelf import Shelf
from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import Protocol


def built(version: str = "1.0.0", status: str = "draft") -> Protocol:
    text = GOOD.replace('version: "1.0.0"', f'version: "{version}"').replace("status: draft", f"status: {status}")
    protocol = parse_protocol(text.encode(), "example.yaml").protocol
    assert protocol is not None
    return protocol


def shelf(*protocols: Protocol) -> Shelf:
    files = compiled_files(protocols)
    return Shelf(lambda name: files[name])


def test_compiled_and_loaded_is_the_same() -> None:
    protocol = built()
    again = load(dump(protocol))
    assert again == protocol
    assert again.steps[0].when is ALWAYS


def test_the_newest_version_is_opened_and_the_old_one_stays() -> None:
    both = shelf(built("1.9.0"), built("1.10.0"))
    assert both["example"].version == "1.10.0"
    assert both.version("example", "1.9.0").version == "1.9.0"
    assert len(both) == 1


def test_a_retired_version_is_not_walked() -> None:
    assert shelf(built("1.0.0"), built("2.0.0", "retired"))["example"].version == "1.0.0"


def test_an_unknown_protocol_names_the_nearest() -> None:
    with pytest.raises(ProtocolNotFound, match="exampel") as problem:
        shelf(built()).entry("exampel")
    assert "example" in problem.value.hint
    with pytest.raises(ProtocolNotFound):
        shelf(built()).version("example", "9.9.9")


def test_a_broken_protocol_does_not_keep_the_others_away(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name, text in (("example", GOOD), ("broken", GOOD.replace("steps:", "stepps:"))):
        folder = tmp_path / name / "1.0.0"
        folder.mkdir(parents=True)
        (folder / "protocol.yaml").write_text(text)
    files, findings = compile_folder(str(tmp_path))
    assert set(Shelf(lambda name: files[name])) == {"example"}
    assert [finding.file for finding in findings if "stepps" in finding.message] == ["broken/1.0.0/protocol.yaml"]


def test_a_released_protocol_that_was_changed_is_not_used(tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "library" / "example" / "1.0.0"
    folder.mkdir(parents=True)
    (folder / "protocol.yaml").write_text(GOOD.replace("status: draft", "status: released"))
    (tmp_path / "lock").write_text(f"{'0' * 64}  example/1.0.0/protocol.yaml\n")
    files, findings = compile_folder(str(tmp_path / "library"))
    assert len(Shelf(lambda name: files[name])) == 0
    assert [finding.code for finding in findings] == ["CA0502"]
