"""The questions about one contact, in the order in which a coordinator would tell somebody about it."""

from __future__ import annotations

import re
import unicodedata

from crisisaid.app.contacts.keeping_values import shown, value_of
from crisisaid.app.contacts.keeping_words import ASKED, FIRST_NEEDED, HOW_CHECKED, KIND_WORDS, NO_WAY, SERVICE_WORDS
from crisisaid.app.contacts.questions import Question
from crisisaid.contacts.entries import WAYS
from crisisaid.contacts.hours.text import corrected, read_hours
from crisisaid.contacts.hours.words import dates_table, week_table
from crisisaid.contacts.kinds import EMERGENCY, OWN_PEOPLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from crisisaid.app.contacts.questions import Answers, Taken

    Step = Callable[[Answers], Question | None]

CHOICES = {"kind": KIND_WORDS, "services": SERVICE_WORDS, "verified_how": HOW_CHECKED}
MOST_NAMED = 30
"""More contacts than this to fall back on are not listed; any id can be typed."""


class ContactQuestions:
    """``present`` are the contact's fields now, {} for a new one; ``known`` names by id of those there are."""

    def __init__(
        self, present: Mapping[str, Any], known: Mapping[str, str], unstated: Mapping[str, str], today: str
    ) -> None:
        self._present, self._known, self._unstated, self._today = present, known, unstated, today

    def steps(self) -> tuple[Step, ...]:
        """Every question, each made when its turn comes."""
        return tuple(self._step(name) for name in ASKED)

    def _step(self, name: str) -> Step:
        special = {
            "id": self._id,
            "country": self._country,
            "press": self._press,
            "address": self._address,
            "hours": self._hours,
            "timezone": self._timezone,
            "services": self._services,
            "fallback": self._fallback,
            "verified_on": self._verified_on,
            "verified_by": self._verified_by,
        }
        return special.get(name) or (lambda answers: self._plain(name, answers))

    def _now(self, name: str, answers: Answers) -> Any:
        return answers.get(name, self._present.get(name))

    def _plain(self, name: str, answers: Answers, **more: Any) -> Question:
        ask, why, how = ASKED[name]
        now = self._now(name, answers)
        return Question(
            **{
                "name": name,
                "ask": ask,
                "take": lambda typed: value_of(name, typed),
                "why": why,
                "how": how,
                "choices": CHOICES.get(name, ()),
                "present": "" if now in (None, "", (), []) else shown(now),
                "needed": FIRST_NEEDED.get(name, ""),
                **more,
            }
        )

    def _id(self, answers: Answers) -> Question | None:
        if self._present:
            return None
        offered = answers.get("id") or suggested(str(answers["name"]), str(answers["kind"]), self._known)
        return self._plain("id", answers, take=self._new_id, offered=offered, present="")

    def _new_id(self, typed: str) -> Taken:
        if typed in self._known:
            return None, f"{typed!r} is there already: {self._known[typed]}."
        return value_of("id", typed)

    def _country(self, answers: Answers) -> Question | None:
        own = self._now("kind", answers) in OWN_PEOPLE
        home = self._unstated.get("country", "")
        how = f"Enter: {home}, as for all that name none." if home and "country" not in self._present else ""
        needed = "" if home or own else FIRST_NEEDED["country"]
        return None if own else self._plain("country", answers, how=how, needed=needed)

    def _press(self, answers: Answers) -> Question | None:
        return self._plain("press", answers) if self._now("phone", answers) else None

    def _address(self, answers: Answers) -> Question:
        reachable = any(self._now(way, answers) for way in WAYS if way != "address")
        return self._plain("address", answers, needed="" if reachable else NO_WAY)

    def _hours(self, answers: Answers) -> Question:
        return self._plain("hours", answers, take=hours_taken, echo=week_words)

    def _timezone(self, answers: Answers) -> Question | None:
        abroad = self._now("country", answers) not in (None, "", self._unstated.get("country", ""))
        zone = "" if abroad else self._unstated.get("timezone", "")
        how = f"Enter: {zone}, as for all that name none." if zone else ASKED["timezone"][2]
        return self._plain("timezone", answers, how=how) if self._now("hours", answers) else None

    def _services(self, answers: Answers) -> Question | None:
        return self._plain("services", answers) if self._now("kind", answers) == EMERGENCY else None

    def _fallback(self, answers: Answers) -> Question:
        mine = answers.get("id", self._present.get("id"))
        others = [(name, f"{words} ({name})") for name, words in self._known.items() if name != mine]
        return self._plain("fallback", answers, take=self._others, choices=tuple(others[:MOST_NAMED]))

    def _others(self, typed: str) -> Taken:
        from difflib import get_close_matches

        value, fault = value_of("fallback", typed)
        for name in value or () if not fault else ():
            if name not in self._known:
                close = get_close_matches(name, self._known, 1)
                hint = f"Did you mean {close[0]!r}?" if close else "Its id is needed: crisisaid contacts list."
                return None, f"There is no contact with the id {name!r}. {hint}"
        return value, fault

    def _verified_on(self, answers: Answers) -> Question | None:
        if answers.get("verified_how") in (None, "unverified"):
            return None
        return self._plain("verified_on", answers, offered=self._today, present="")

    def _verified_by(self, answers: Answers) -> Question | None:
        return self._plain("verified_by", answers) if answers.get("verified_on") else None


def hours_taken(typed: str) -> Taken:
    """Hours as they are written in a file, from the same or from words; what was understood is said back first."""
    value, fault = value_of("hours", typed)
    meant = corrected(typed) if fault else ""
    return (meant, "") if meant else (value, fault)


def week_words(hours: str) -> Sequence[str]:
    """The week as a table, and the dates that differ."""
    read, _ = read_hours(hours)
    return (f"    {hours}", *(f"    {row}" for row in (*week_table(read), *dates_table(read)))) if read else ()


def suggested(name: str, kind: str, known: Mapping[str, str]) -> str:
    """An id for a new contact: its name in small letters; of a name in another script, its kind."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")[:60].strip("-") or kind
    numbered = (words if count == 1 else f"{words}-{count}" for count in range(1, len(known) + 3))
    return next(one for one in numbered if one not in known)
