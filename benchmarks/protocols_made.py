"""Made-up protocols of as many items as wanted, in the shape of the shipped ones; the same number gives the same one.

A page is made of blocks of ten items: one red flag, seven warning signs (now and then on a scale), two protective
factors, on two checklists, of which the second and two thirds of the first are shown only to some. Each block has three
thresholds of its own and one that counts signs across four blocks; roles and guidance for every tier.
"""

from __future__ import annotations

from typing import Any

from crisisaid.library.build import build_condition
from crisisaid.model.condition import ALWAYS, TierIn
from crisisaid.model.protocol import (
    PROTECTIVE,
    RED_FLAG,
    WARNING_SIGN,
    Checklist,
    Guidance,
    Item,
    Point,
    Protocol,
    Referral,
    Step,
    Threshold,
)

BLOCK = 10
POINTS = tuple(Point(point, point) for point in ("never", "year", "month", "week", "today"))
TIERS = ("this_week", "before_you_part", "call_now")


def made(items: int, *, far: int = 3, version: str = "1.0.0") -> Protocol:
    """A protocol of so many items, a whole number of blocks; ``far`` is how many signs the far thresholds wait for."""
    steps: list[Step] = []
    thresholds: list[Threshold] = []
    for block in range(items // BLOCK):
        steps += _checklists(block)
        thresholds += _thresholds(block, far)
    steps += [Guidance(f"do-{tier}", tier, when=TierIn((tier,)), do=("Do it.",)) for tier in TIERS]
    to = tuple((tier, ("shift_lead",)) for tier in TIERS)
    steps.append(Referral("reach", "Reach", to, when=TierIn(TIERS)))
    return Protocol(
        "made",
        version,
        "draft",
        "Made",
        "Made.",
        tuple(steps),
        tuple(thresholds),
        (),
        about="supporter",
        digest=version,
    )


def _item(name: str, kind: str, **more: Any) -> Item:
    return Item(name, kind, "ask", name, name, **more)


def _checklists(block: int) -> list[Step]:
    red = _item(f"r{block}", RED_FLAG, tier="call_now" if block % 2 else "before_you_part")
    signs = [_item(f"w{block}_{n}", WARNING_SIGN, scale=POINTS if n == 0 and block % 5 == 0 else ()) for n in range(7)]
    helps = [_item(f"p{block}_{n}", PROTECTIVE) for n in range(2)]
    guards: dict[int, Any] = {
        1: {"any": [{"possible": f"w{block - 1}_1"}, {"possible": f"w{block - 1}_2"}]},
        2: {"possible": f"r{block - 1}"},
    }
    first = build_condition(guards[block % 3]) if block % 3 else ALWAYS
    second = build_condition(
        {"any": [{"possible": f"w{block}_0"}, {"possible": f"w{block}_1"}, {"possible": f"r{block}"}]}
    )
    return [
        Checklist(f"a{block}", "First", (red, *signs[:4]), when=first),
        Checklist(f"b{block}", "Second", (*signs[4:], *helps), when=second, together=bool(block % 2)),
    ]


def _thresholds(block: int, far: int) -> list[Threshold]:
    sign = [f"w{block}_{n}" for n in range(7)]
    several = {"count": {"at_least": 3, "of": [*sign[:5], {"possible": sign[5]}]}}
    alone = {"absent": f"p{block}_1"}
    found: list[tuple[str, str, Any]] = [
        (f"several{block}", "before_you_part", several),
        (f"danger{block}", "call_now", {"all": [sign[6], {"possible": sign[4]}, {"absent": f"p{block}_0"}]}),
        (
            f"some{block}",
            "this_week",
            {"any": [sign[1], {"possible": sign[3]}, {"all": [sign[2], alone]}]},
        ),
    ]
    if block >= 3:
        across = {"count": {"at_least": far, "of": [f"w{block - back}_2" for back in range(4)]}}
        found.append((f"across{block}", "before_you_part", across))
    return [Threshold(name, tier, build_condition(when), "Because.", ("made",)) for name, tier, when in found]
