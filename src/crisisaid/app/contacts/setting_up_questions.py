"""The questions of setup, each made when its turn comes: earlier answers decide what is offered."""

from __future__ import annotations

from difflib import get_close_matches

from crisisaid.app.contacts.keeping_values import shown, value_of
from crisisaid.app.contacts.questions import Question
from crisisaid.app.contacts.setting_up_words import (
    ASKED,
    CHANNEL_WORDS,
    ROLE_ASKED,
    ROLE_HOW,
    ROLE_KINDS,
    ROLE_WHY,
    STANDS_IN,
    STANDS_IN_HOW,
    STANDS_IN_WHY,
    UNSET,
)
from crisisaid.app.contacts.setting_up_zones import zones_of
from crisisaid.contacts.editing.checks import POLICY
from crisisaid.contacts.roles import ROLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import Any

    from crisisaid.app.contacts.questions import Answers, Taken

    Step = Callable[[Answers], Question | None]

NOT_YET = ("not yet", "no", "none")
EMPTY: tuple[Any, ...] = (None, "", (), [])
STANDS = "when_nobody."


class SettingQuestions:
    """``present`` are the settings now; ``numbers`` the number of each role that has one; ``sites`` those there are;
    ``known`` names by id of the contacts there are.
    """

    def __init__(
        self, present: Mapping[str, Any], numbers: Mapping[str, str], sites: Sequence[str], known: Mapping[str, str]
    ) -> None:
        self._present, self._numbers, self._sites, self._known = present, numbers, sites, known

    def steps(self) -> tuple[Step, ...]:
        """Every question, in order."""
        names = list(ASKED)
        before, after = names[: names.index("roles")], names[names.index("roles") + 1 :]
        numbers = [self._number(role) for role in ROLE_KINDS]
        stand_ins = [self._stand_in(role) for role in ROLES]
        return (*map(self._setting, before), *numbers, self._roles, *stand_ins, *map(self._setting, after))

    def _setting(self, name: str) -> Step:
        special = {"timezone": self._timezone, "channels": self._channels, "site": self._site}
        return special.get(name) or (lambda answers: self._plain(name, answers))

    def _plain(self, name: str, answers: Answers, **more: Any) -> Question:
        ask, why, how = ASKED[name]
        now = answers.get(name, self._present.get(name))
        return Question(
            **{
                "name": name,
                "ask": ask,
                "take": lambda typed: value_of(name, typed, POLICY),
                "why": why,
                "about": f"{why} Left open: {UNSET[name]}" if now in EMPTY else why,
                "how": how,
                "present": "" if now in EMPTY else shown(now),
                **more,
            }
        )

    def _timezone(self, answers: Answers) -> Question:
        zones = zones_of(answers.get("country") or self._present.get("country") or "")
        return self._plain("timezone", answers, choices=tuple((zone, zone) for zone in zones))

    def _channels(self, answers: Answers) -> Question:
        return self._plain("channels", answers, choices=CHANNEL_WORDS)

    def _site(self, answers: Answers) -> Question | None:
        return self._plain("site", answers, choices=tuple((one, one) for one in self._sites)) if self._sites else None

    def _number(self, role: str) -> Step:
        def ask(answers: Answers) -> Question:
            words = ROLES[role].replace("the ", "your ", 1)
            now = answers.get(role) or self._numbers.get(role, "")
            asked = ROLE_ASKED.format(role=words)
            return Question(role, asked, number_taken, ROLE_WHY, how=ROLE_HOW, present=now)

        return ask

    def _roles(self, answers: Answers) -> Question:
        reached = {**self._numbers, **{role: answers.get(role) for role in ROLE_KINDS if role in answers}}
        listed = [role for role in ROLES if reached.get(role) or role in (self._present.get("roles") or ())]
        offered = shown(answers.get("roles") or listed)
        return self._plain("roles", answers, choices=tuple(ROLES.items()), present="", offered=offered)

    def _stand_in(self, role: str) -> Step:
        def ask(answers: Answers) -> Question | None:
            roles = answers.get("roles") or self._present.get("roles") or ()
            if role not in roles:
                return None
            others = tuple((one, ROLES[one]) for one in roles if one != role)
            now = answers.get(STANDS + role) or (self._present.get("when_nobody") or {}).get(role, "")
            asked = STANDS_IN.format(role=ROLES[role])
            taken = stand_in_taken(role, self._known)
            return Question(STANDS + role, asked, taken, STANDS_IN_WHY, how=STANDS_IN_HOW, choices=others, present=now)

        return ask


def number_taken(typed: str) -> Taken:
    """A number as dialled; nothing for "not yet"."""
    return ("", "") if typed.casefold() in NOT_YET else value_of("phone", typed)


def stand_in_taken(role: str, known: Collection[str]) -> Callable[[str], Taken]:
    """Who stands in for a role: another role, or a contact there is."""

    def take(typed: str) -> Taken:
        words = typed.casefold().replace(" ", "_")
        name = words if words in ROLES else typed
        fault = stand_in_fault(role, name, known)
        return (None, fault) if fault else (name, "")

    return take


def stand_in_fault(role: str, name: str, known: Collection[str]) -> str:
    """What is wrong with who stands in; somebody who is nobody would make a gap look covered. "" for nothing."""
    if name == role:
        return f"{role!r} cannot stand in for itself."
    if name in ROLES or name in known:
        return ""
    close = get_close_matches(name, (*ROLES, *known), 1)
    hint = f"Did you mean {close[0]!r}?" if close else "See crisisaid contacts list for the ids."
    return f"{name!r}, who is to stand in for {role!r}, is no role and no contact. {hint}"
