"""The library at leisure: one protocol in every form, and all of them as a booklet."""

from __future__ import annotations

from crisisaid.app import words
from crisisaid.app.desk import Desk
from crisisaid.app.listing import say_findings
from crisisaid.app.printing import hand_out
from crisisaid.card import card_text
from crisisaid.contacts.roles import ROLES
from crisisaid.formats.booklet import booklet_html, booklet_markdown
from crisisaid.formats.flow_mermaid import mermaid
from crisisaid.formats.flow_svg import flow_svg
from crisisaid.formats.protocol_card import protocol_card, protocol_card_html
from crisisaid.formats.protocol_html import protocol_html
from crisisaid.formats.protocol_json import protocol_json
from crisisaid.formats.protocol_markdown import protocol_markdown
from crisisaid.formats.protocol_page import protocol_page
from crisisaid.model.protocol import GATE, Continue
from crisisaid.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.model.protocol import Protocol

FORMS = ("page", "card", "card-html", "markdown", "html", "mermaid", "svg", "json")


def show_protocol(wanted: Wanted, environ: Mapping[str, str]) -> int:
    """One protocol, whole, in one of FORMS. Raises ProtocolNotFound with near names."""
    desk = Desk(environ, wanted.organisation, wanted.library)
    shelf = desk.library
    protocol = (
        shelf.version(wanted.protocol, wanted.version) if wanted.version else shelf[shelf.entry(wanted.protocol).id]
    )
    hand_out(_as(wanted.form, protocol, desk), wanted.output)
    return say_findings(desk)


class Wanted(Record):
    """Which protocol is to be shown, and how."""

    protocol: str
    version: str = ""
    form: str = "page"
    output: str = ""
    library: str = ""
    organisation: str = ""


def _as(form: str, protocol: Protocol, desk: Desk) -> str:
    review, heads = desk.review(protocol), words.HEADLINES
    others = {name: desk.library[name] for name in _named(protocol) if name in desk.library}
    match form:
        case "json":
            return protocol_json(protocol, review)
        case "card":
            return protocol_card(protocol, review, heads, roles=ROLES)
        case "card-html":
            return protocol_card_html(protocol, review, heads, roles=ROLES)
        case "markdown":
            return protocol_markdown(protocol, review, heads, roles=ROLES, others=others)
        case "html":
            return protocol_html(protocol, review, heads, roles=ROLES, others=others)
        case "mermaid":
            return mermaid(protocol, heads, others=others)
        case "svg":
            return flow_svg(protocol, heads, others=others)
    return protocol_page(protocol, review, heads, roles=ROLES, others=others)


def _named(protocol: Protocol) -> dict[str, None]:
    """The protocols that a page speaks of: the danger check, where it goes on to, whose answers it takes over."""
    onward = (step.to for step in protocol.steps if isinstance(step, Continue))
    same = (item.same_as.partition("/")[0] for item in protocol.items() if item.same_as)
    return dict.fromkeys((GATE, *onward, *same))


def booklet(environ: Mapping[str, str], wanted: Wanted, country: str) -> int:
    """The whole library to print: the emergency page first, then every protocol, so that this is not the only copy."""
    desk = Desk(environ, wanted.organisation, wanted.library)
    protocols = tuple(desk.library[name] for name in desk.library)
    reviews = {protocol.id: desk.review(protocol) for protocol in protocols}
    bind = booklet_markdown if wanted.form == "markdown" else booklet_html
    text = bind(
        protocols,
        card_text(country),
        reviews,
        words.HEADLINES,
        ROLES,
        date=desk.stamp()[:10],
        organisation=desk.organisation().name,
    )
    hand_out(text, wanted.output)
    return say_findings(desk)
