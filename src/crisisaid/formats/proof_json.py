"""A proof as data: every property with its state, and everybody who shows that one does not hold."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisisaid.model.proving import Proof, Shown, Side

FORMAT = "crisisaid/proof/v1"


def proof_json(proofs: Sequence[Proof]) -> str:
    """One entry a protocol; the answers file of each person is whole, as `run --answers` reads it."""
    data = {"format": FORMAT, "protocols": [_one(proof) for proof in proofs]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _one(proof: Proof) -> dict[str, object]:
    return {
        "id": proof.protocol,
        "version": proof.version,
        "digest": proof.digest,
        "combinations": proof.people,
        "in_the_way": list(proof.in_the_way),
        "results": [
            {
                "property": one.property,
                "statement": one.sentence,
                "state": one.state,
                "says": one.says,
                "examples": [_example(shown) for shown in one.shown],
            }
            for one in proof.results
        ],
    }


def _example(shown: Shown) -> dict[str, object]:
    return {"about": shown.about, "says": shown.says, "people": [_side(side) for side in shown.sides]}


def _side(side: Side) -> dict[str, object]:
    says = [
        {"item": item, "label": label, "answer": answer, "asked": asked} for item, label, answer, asked in side.says
    ]
    return {"says": says, "tier": side.tier, "session_ends_at": side.end, "answers_file": side.file}
