"""Role plays and sounds-like lines from their files, as strictly read as a protocol."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from crisisaid.model.protocol import GATE
from crisisaid.model.record import Record
from crisisaid.model.role_play import Moment, Part, RolePlay, Saying, SoundsLike, Voice
from crisisaid.reading.shape import check_shape
from crisisaid.reading.strict import read_yaml

if TYPE_CHECKING:
    from crisisaid.model.finding import Finding
    from crisisaid.reading.document import Document

SOUNDS_LIKE = "sounds-like.yaml"
"""The name of a protocol's file of lines; every other file beside it is a role play."""


class ReadRolePlay(Record):
    """``role_play`` is None when a finding stands in the way."""

    role_play: RolePlay | None
    document: Document
    findings: tuple[Finding, ...] = ()


class ReadLines(Record):
    """``lines`` is None when a finding stands in the way."""

    lines: SoundsLike | None
    document: Document
    findings: tuple[Finding, ...] = ()


def read_role_play(data: bytes, file: str) -> ReadRolePlay:
    """The role play in these bytes, or what stands in the way of it."""
    document = read_yaml(data, file)
    shaped, findings = (None, document.findings) if document.findings else check_shape(document, "role-play-v1")
    if findings or shaped is None:
        return ReadRolePlay(None, document, findings)
    return ReadRolePlay(_role_play(shaped, hashlib.sha256(data).hexdigest()), document)


def read_sounds_like(data: bytes, file: str) -> ReadLines:
    """The lines in these bytes, or what stands in the way of them."""
    document = read_yaml(data, file)
    shaped, findings = (None, document.findings) if document.findings else check_shape(document, "sounds-like-v1")
    if findings or shaped is None:
        return ReadLines(None, document, findings)
    items = shaped["items"]
    heard = {item: {answer: tuple(lines) for answer, lines in one["heard"].items()} for item, one in items.items()}
    ask = {item: one["ask"] for item, one in items.items() if "ask" in one}
    digest = hashlib.sha256(data).hexdigest()
    return ReadLines(SoundsLike(shaped["protocol"], heard, ask, tuple(shaped["settings"]), digest), document)


def _role_play(data: dict[str, Any], digest: str) -> RolePlay:
    """The record of a file that has passed its schema."""
    stops = data.get("stops", {})
    named = {name: data[name] for name in ("id", "protocol", "title", "content_note", "channel", "vignette", "opening")}
    return RolePlay(
        **named,
        kinds=tuple(data["kinds"]),
        about=data.get("about", "person"),
        part=Part(data["part"]["who"], tuple(data["part"]["plays"]), data["part"]["helps"]),
        facts=_by_key(data, "facts"),
        voices={key: Voice(**voice) for key, voice in _by_key(data, "voices").items()},
        otherwise=tuple(data["otherwise"]),
        nothing_seen=tuple(data["nothing_seen"]),
        moments=tuple(_moment(one) for one in data["moments"]),
        first_steps=tuple(Saying(**one) for one in data["first_steps"]),
        tier=data["expect"]["tier"],
        learn=data["learn"],
        stops_after=stops.get("after", 0),
        silence=stops.get("silence", ""),
        digest=digest,
    )


def _by_key(data: dict[str, Any], name: str) -> dict[tuple[str, str], Any]:
    """What is said of the danger check's items and of the protocol's own, in one."""
    danger = {(GATE, item): what for item, what in data.get(f"danger_{name}", {}).items()}
    return danger | {(data["protocol"], item): what for item, what in data[name].items()}


def _moment(data: dict[str, Any]) -> Moment:
    return Moment(data["id"], data["after"], data["heard"], tuple(Saying(**one) for one in data["choices"]))
