"""A protocol explained, as data."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.explaining import EnoughFor, Explained, Needed, OneOfTwo, Pair

FORMAT = "crisisaid/explain/v1"


def explain_json(found: Sequence[Explained]) -> str:
    """One entry a protocol; each answers file is whole, as `run --answers` reads it."""
    data = {"format": FORMAT, "protocols": [_one(one) for one in found]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _one(one: Explained) -> dict[str, object]:
    return {
        "id": one.protocol,
        "version": one.version,
        "digest": one.digest,
        "in_the_way": list(one.in_the_way),
        "not_decided": one.too_hard,
        "tiers": [
            {
                "tier": tier.tier,
                "sets": tier.sets,
                "patterns": tier.patterns,
                "whole": tier.whole,
                "ways": [_way(way) for way in tier.ways],
            }
            for tier in one.tiers
        ],
        "pairs": [_pair(pair) for pair in one.pairs],
        "without_pair": [{"threshold": none.threshold, "tier": none.tier, "says": none.says} for none in one.without],
    }


def _way(way: EnoughFor) -> dict[str, object]:
    lists = [{"at_least": one.at_least, "of": [_needed(choice) for choice in one.of]} for one in way.lists]
    return {"needs": [_needed(one) for one in way.needs], "lists": lists, "sets": way.sets}


def _needed(one: Needed) -> dict[str, object]:
    return {"item": one.item, "label": one.label, "answers": list(one.answers)}


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "threshold": pair.threshold,
        "tier": pair.tier,
        "protocol": pair.protocol,
        "item": pair.item,
        "label": pair.label,
        "both_say": [{"item": item, "label": label, "answer": answer} for item, label, answer in pair.shared],
        "below": _person(pair.below),
        "above": _person(pair.above),
    }


def _person(person: OneOfTwo) -> dict[str, object]:
    return {
        "answer": person.answer,
        "tier": person.tier,
        "session_ends_at": person.end,
        "answers_file": person.file,
    }
