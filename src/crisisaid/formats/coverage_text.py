"""Coverage for a coordinator: for every role and language, that somebody is there, or when nobody is."""

from __future__ import annotations

from crisisaid.formats.periods import briefly, exactly, lasting, moment, zone_of
from crisisaid.model.plain import clean, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from crisisaid.model.cover import Cover, Period, Spans

WIDTH = 100
MOST_ROWS = 6
"""More rows than this for one gap nobody reads; --all shows them."""

TITLES = (
    ("gaps", "NOBODY"),
    ("stood_in", "Only who stands in"),
    ("some_people", "Only contacts for some people"),
    ("unknown", "Only contacts that do not say which languages they speak"),
)


def coverage_text(
    covers: Sequence[Cover], period: Period, names: Mapping[str, str], *, everything: bool = False
) -> str:
    """The whole of it. ``names`` gives the words for roles, tiers, languages and contacts' ids.

    What comes back every week is said once; with ``everything`` every gap stands by itself.
    """
    zone = zone_of(period.timezone)
    clock = f"times in {period.timezone}" if period.timezone else "times as on this computer"
    rows = [f"From {moment(period.start, zone)} to {moment(period.end, zone)}, {clock}."]
    page = _Page(period, names, zone, everything)
    for role in dict.fromkeys(cover.role for cover in covers):
        rows += ["", *page.of_role([cover for cover in covers if cover.role == role])]
    return "\n".join(clean(row) for row in rows) + "\n"


class _Page:
    def __init__(self, period: Period, names: Mapping[str, str], zone: tzinfo | None, everything: bool) -> None:
        self._whole: Spans = ((period.start, period.end),)
        self._names, self._zone, self._everything = names, zone, everything

    def of_role(self, covers: Sequence[Cover]) -> Iterator[str]:
        tiers = ", ".join(self._name(tier) for tier in covers[0].tiers)
        role = self._name(covers[0].role)
        yield f"{role[:1].upper()}{role[1:]}" + (f" ({tiers})" if tiers else "")
        alike: dict[tuple[object, ...], list[Cover]] = {}
        for cover in covers:
            alike.setdefault(cover.but(language="").values(), []).append(cover)
        for same in alike.values():
            yield from self._of_languages(same)

    def _of_languages(self, covers: Sequence[Cover]) -> Iterator[str]:
        """Languages of which the same is true, told once."""
        cover = covers[0]
        languages = ", ".join(self._name(one.language) for one in covers if one.language)
        told = [(title, getattr(cover, name), name) for name, title in TITLES if getattr(cover, name)]
        indent = "    " if languages else "  "
        if languages:
            yield f"  {languages}:" + ("" if told else " somebody at all times")
        elif not told:
            yield f"{indent}Somebody at all times"
        for title, spans, name in told:
            yield from self._told(self._title(title, name, cover), spans, indent)
        if cover.without_hours:
            ids = ", ".join(self._name(one) for one in cover.without_hours)
            said = f"Hours not known, so never counted; they would help if they were written down: {ids}"
            yield from wrap(said, WIDTH, indent, f"{indent}  ")

    def _title(self, title: str, name: str, cover: Cover) -> str:
        if name != "stood_in":
            return title
        return f"{title} ({', '.join(self._name(one) for one in cover.stand_ins)})"

    def _told(self, title: str, spans: Spans, indent: str) -> Iterator[str]:
        if spans == self._whole:
            yield from wrap(f"{title}: at all times", WIDTH, indent, f"{indent}  ")
            return
        yield from wrap(f"{title}, {lasting(spans)} in all:", WIDTH, indent, f"{indent}  ")
        rows = exactly(spans, self._zone) if self._everything else briefly(spans, self._zone)
        shown = rows if self._everything or len(rows) <= MOST_ROWS + 1 else rows[:MOST_ROWS]
        for row in shown:
            yield from wrap(row, WIDTH, f"{indent}  ", f"{indent}    ")
        if len(shown) < len(rows):
            yield f"{indent}  and {len(rows) - len(shown)} more: --all"

    def _name(self, word: str) -> str:
        return self._names.get(word, word)
