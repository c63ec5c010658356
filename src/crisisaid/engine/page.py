"""Page: one protocol with what is known of it so far, at one moment of a session."""

from __future__ import annotations

from crisisaid.engine.answers import NOT_APPLICABLE, NOT_ASKED, SKIPPED, allowed
from crisisaid.engine.evaluate import truth
from crisisaid.model.condition import ALWAYS
from crisisaid.model.protocol import UNSURE, Checklist

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisisaid.engine.evaluate import Truth
    from crisisaid.model.condition import Condition
    from crisisaid.model.protocol import Continue, Item, Protocol
    from crisisaid.model.state import Key


class Page:
    """Answers to "what is known of this item?" for one protocol at one moment. Nothing on it changes.

    ``answers`` and ``skipped`` are those of the whole session, by (protocol, item): an item that is the same as
    another protocol's takes over its answer. An item that cannot be known on the channel counts as skipped.
    """

    def __init__(
        self, protocol: Protocol, answers: Mapping[Key, str], skipped: Mapping[Key, str], channel: str = ""
    ) -> None:
        self.protocol = protocol
        self.items: dict[str, Item] = {}
        self._guard_of: dict[str, Condition] = {}
        self._answers = answers
        self._skipped = skipped
        self._channel = channel
        self._truths: dict[int, Truth] = {}
        self._known: dict[str, str] = {}
        self._answered: dict[str, str] = {}
        for step in protocol.steps:
            if isinstance(step, Checklist):
                for item in step.items:
                    self.items[item.id] = item
                    self._guard_of[item.id] = step.when

    def answer(self, item_id: str) -> str:
        """What was answered, here or under the name the item has elsewhere; "" when nothing was."""
        if item_id not in self._answered:
            self._answered[item_id] = self._look_up(item_id)
        return self._answered[item_id]

    def _look_up(self, item_id: str) -> str:
        own = self._answers.get((self.protocol.id, item_id), "")
        item = self.items[item_id]
        if own:
            # A word from another version or a damaged file must not read as "no".
            return own if own in allowed(item) else UNSURE
        if not item.same_as:
            return ""
        other, _, name = item.same_as.partition("/")
        carried = self._answers.get((other, name), "")
        return carried if carried in allowed(item) else ""

    def known(self, item_id: str) -> str:
        """The answer; or that it was skipped, does not apply, or was not asked. Remembered, for it is read often."""
        if item_id not in self._known:
            self._known[item_id] = self._find_out(item_id)
        return self._known[item_id]

    def _find_out(self, item_id: str) -> str:
        answer = self.answer(item_id)
        if answer:
            return answer
        guard = self.shown(self._guard_of[item_id])
        if guard is False:
            return NOT_APPLICABLE
        if (self.protocol.id, item_id) in self._skipped:
            return SKIPPED
        if guard and self.hidden_here(item_id):
            return SKIPPED
        return NOT_ASKED

    def carried(self, item_id: str) -> bool:
        """Whether the answer was given under the name that the item has in another protocol, and not here."""
        return bool(self.answer(item_id)) and (self.protocol.id, item_id) not in self._answers

    def hidden_here(self, item_id: str) -> bool:
        """Whether this cannot be known on the channel the supporter is on."""
        return bool(self._channel) and self._channel not in self.items[item_id].channels

    def waiting(self, item_id: str) -> bool:
        """Whether a supporter could still be asked for it."""
        return self.known(item_id) == NOT_ASKED and not self.hidden_here(item_id)

    def can_be_noted(self, item_id: str) -> bool:
        """Whether it can be noted now: also what was passed over, and what does not apply by the answers so far.

        Somebody who said no to thoughts may speak of a plan a minute later.
        """
        return not self.answer(item_id) and not self.hidden_here(item_id)

    def shown(self, guard: Condition) -> Truth:
        """Whether a guard or a threshold holds; remembered, for they are read often."""
        if guard is ALWAYS:
            return True
        key = id(guard)
        if key not in self._truths:
            self._truths[key] = truth(guard, self)
        return self._truths[key]

    def sends_on(self, step: Continue, *, ended: bool) -> bool:
        """Whether a continue step puts its protocol on the list.

        Where the questions were ended because life may be in danger, what was not asked sends nobody on.
        """
        return bool(self.shown(step.when)) if ended else self.applies(step)

    def applies(self, step: Checklist | Continue) -> bool:
        """A step whose guard is still open is shown: what is not known is not a reason to leave it out."""
        return self.shown(step.when) is not False
