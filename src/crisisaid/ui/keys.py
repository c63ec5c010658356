"""The keys that work at every prompt, their full words, and how a typed line becomes a reply. No terminal in here."""

from __future__ import annotations

from crisisaid.model.view import GOES_ON, REST, Picked, Pressed, Said, Typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.view import Reply, View

KEYS = (
    ("s", "could not ask this", ("skip",)),
    ("x", "can't tell here", ("can't tell", "cannot tell", "cant tell")),
    ("b", "back: take the last answer back", ("back",)),
    ("f", '"they just said ...", or the contact broke off: note it', ("find", "said", "they just said")),
    ("o", "note (kept in memory, gone at the end)", ("note",)),
    ("w", "why this is here, and what would change where this stands", ("why",)),
    ("i", "what changes: a chat, a caller about them, a minor, an interpreter, abuse, the end", ("if", "changes")),
    ("c", "which contact fits: cannot speak, deaf, no credit, language, for whom", ("contacts", "fit")),
    ("+", "hand over sooner", ("raise",)),
    ("-", "hand over later (a second person must agree)", ("lower",)),
    ("l", "ask the shift lead", ("lead", "shift lead")),
    ("e", "EMERGENCY CARD", ("emergency", "card")),
    ("r", "repeat this", ("repeat", "again")),
    ("h", "these keys", ("help", "keys", "?")),
    ("q", "stop, with a summary of what is known", ("quit", "stop")),
)

_WORD_TO_KEY = {word: key for key, _, words in KEYS for word in (key, *words)}
_ANSWER_WORDS = {
    "y": "yes", "yes": "yes", "n": "no", "no": "no", "u": "unsure", "unsure": "unsure",
    "d": "declined", "declined": "declined",
}  # fmt: skip
_TICKS = {**_ANSWER_WORDS, "s": "skipped", "skip": "skipped", "x": "cannot_tell", "none": "no", "all": "yes"}
_DONE = ("done", "ok")


class NotUnderstood(Exception):
    """What was typed is no answer here; the message says what to do, and nothing was recorded."""


def reply_to(view: View, line: str) -> Reply:
    """What a typed line means at this prompt. Raises NotUnderstood; Enter alone never answers."""
    typed = line.strip()
    if view.kind == "words":
        return _words(typed)
    word = typed.casefold()
    if not word:
        return _enter(view)
    for choice in view.choices:
        if word in choice.keys:
            return Said(choice.value)
    if view.kind in ("together", "board"):
        ticked = _ticked(view, word)
        if ticked is not None:
            return ticked
    if word in _WORD_TO_KEY:
        return Pressed(_WORD_TO_KEY[word])
    if view.free:
        return Typed(typed)
    raise NotUnderstood(f"'{typed[:20]}' is not one of the answers here. Nothing was recorded.")


def _words(typed: str) -> Reply:
    """At a prompt for words letters are text; a colon makes them keys again."""
    if typed.startswith(":") and typed[1:].casefold() in _WORD_TO_KEY:
        return Pressed(_WORD_TO_KEY[typed[1:].casefold()])
    return Typed(typed)


def _enter(view: View) -> Reply:
    if view.enter == GOES_ON:
        return Said("")
    if view.enter == REST:
        return Picked((), rest=True)
    raise NotUnderstood("Enter alone records nothing.")


def _ticked(view: View, word: str) -> Picked | None:
    """Numbers are yes; ``u 3`` unsure, ``n 3`` no, ``d 3`` declined, ``s 3`` not asked; a bare letter is for all."""
    tokens = word.replace(",", " ").split()
    if view.kind == "board" and word in _DONE:
        return Picked((), done=True)
    if not any(token.isdigit() for token in tokens):
        return _ticked_all(view, tokens)
    answer, given = "yes", []
    for token in tokens:
        if token.isdigit():
            given.append((_entry(view, int(token)), answer))
        elif token in _TICKS:
            answer = _TICKS[token]
        else:
            raise NotUnderstood(f"'{token[:20]}' is neither a number nor y, n, u, d, s or x. Nothing was recorded.")
    return Picked(tuple(given))


def _ticked_all(view: View, tokens: list[str]) -> Picked | None:
    if len(tokens) != 1 or view.kind == "board" or tokens[0] not in ("u", "unsure", "n", "none", "no", "d", "s", "x"):
        return None
    open_entries = [item for item, _, noted in view.entries if not noted]
    if _TICKS[tokens[0]] == "no":
        return Picked((), rest=True)
    return Picked(tuple((item, _TICKS[tokens[0]]) for item in open_entries))


def _entry(view: View, number: int) -> str:
    if not 0 < number <= len(view.entries):
        raise NotUnderstood(f"There is no number {number} here. Nothing was recorded.")
    item, _, noted = view.entries[number - 1]
    if noted and view.kind == "together":
        raise NotUnderstood(f"Number {number} is noted already ({noted}). Press b to take it back.")
    return item
