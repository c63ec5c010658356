"""The emergency card: what to ask, whom to call, what to say, what to do while waiting. It cannot fail.

Standard library only, no file, one write. Medical lines say only what needs no training.
"""

from __future__ import annotations

import os
import sys

from crisisaid.card_numbers import ALSO, DATA_DATE, NUMBERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

REFUSED = 2
NEAR = 5

WHERE = """\
1. FIRST ASK: WHERE EXACTLY ARE THEY? Address, floor, door, landmark.
   Their place may not be yours: tell the dispatcher it is another area.
"""

CALL = """\
2. CALL NOW. On the phone with them? Use a second phone, or ask a colleague.
"""

CALL_SOMEWHERE = """\
2. CALL NOW. Type: crisisaid now GB    (GB: the country where they are)
   Not known? Most listed for an ambulance, in {counts} of {all} countries:
"""

CALL_WITHOUT = """\
2. CALL. No emergency number of this country is known here.
   Ask them, or anybody near them, which number people there call.
   Or call the nearest hospital, or ask somebody near them to go there.
   Nothing else left? Most listed for an ambulance, in {count} of {all} countries:
"""

SAY = """\
3. SAY where they are and what happened. Are they awake? Are they breathing?
   Give your phone number. Do not hang up until you are told to.
"""

WHO_COMES = """\
4. SAY WHO SHOULD COME: an ambulance. Police only for a weapon or violence.
   Ask who is coming. If it is safe, tell the person.
"""

WHO_COMES_WITHOUT_AMBULANCE = """\
4. SAY WHO SHOULD COME: medical help. Say so even if police or fire answer.
   Ask who is coming. If it is safe, tell the person.
"""

WAIT = """\
5. WHILE YOU WAIT: stay with them, or on the line. Watch their breathing.
   Not breathing well, or cannot be woken: say so. Do what you are told.
   Breathing, but cannot be woken: turn them on their side.
   A fit: clear the space, cushion the head, put nothing in the mouth.
"""

END = f"""\
YOU ARE NOT SAFE THERE? Leave first, then call.
Numbers: public lists compiled on {DATA_DATE}. Nobody has dialled them.
"""

# A country whose name is also a place in another country.
NOT_THE_OTHER = {"GE": " (the country, not the US state)"}


def _plain(words: str) -> str:
    """The words in ASCII: accents taken off, anything else that cannot be shown as a question mark."""
    if not words.isascii():
        import unicodedata

        words = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return "".join(sign if " " <= sign <= "~" else "?" for sign in words)


def _key(words: str) -> str:
    """What is left of a name when case, accents, dots and small words do not count."""
    letters = "".join(sign if sign.isalpha() else " " for sign in _plain(words.casefold())).split()
    if letters[:1] == ["the"]:
        del letters[0]
    return "".join("saint" if word == "st" else word for word in letters if word != "and")


def _names() -> dict[str, str]:
    """Every name the card knows, as a key, with its country's code."""
    names = {_key(other): code for other, code in ALSO.items()}
    names.update((_key(name), code) for code, (name, _) in NUMBERS.items())
    return names


def country_code(words: str) -> str:
    """The code of the country somebody typed (a code, or a name in any case and without accents); "" if not known."""
    typed = words.strip().upper()
    if typed in NUMBERS:
        return typed
    key = _key(words)
    if key.upper() in NUMBERS:
        return key.upper()
    return _names().get(key, "")


def near(words: str) -> tuple[str, ...]:
    """Names of countries that look like what somebody typed, best first."""
    from difflib import get_close_matches

    key, names = _key(words), _names()
    shared = [known for known in names if len(key) > 3 and (known.startswith(key) or key.startswith(known))]
    close = get_close_matches(key, names, NEAR, 0.7)
    held = [known for known in names if len(key) > 3 and key in known]
    codes = dict.fromkeys(names[known] for known in (*shared, *close, *held))
    return tuple(NUMBERS[code][0] for code in codes)[:NEAR]


def _most_listed(places: int) -> list[tuple[str, int]]:
    """The numbers that bring an ambulance in most countries, with how many."""
    found: dict[str, int] = {}
    for _, numbers in NUMBERS.values():
        for number in {number for words, number, _ in numbers if "ambulance" in words.lower()}:
            found[number] = found.get(number, 0) + 1
    return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))[:places]


def _number_line(number: str) -> str:
    """A number stands alone on its line, as dialled."""
    return f"    {number}\n"


def _call_somewhere() -> str:
    listed = _most_listed(2)
    counts = " and ".join(str(count) for _, count in listed)
    lines = "".join(_number_line(number) for number, _ in listed)
    return CALL_SOMEWHERE.format(counts=counts, all=len(NUMBERS)) + lines


def _call_without_number() -> str:
    number, count = _most_listed(1)[0]
    return CALL_WITHOUT.format(count=count, all=len(NUMBERS)) + _number_line(number)


def _call_numbers(numbers: tuple[tuple[str, str, str], ...]) -> str:
    text = CALL
    if not _has_ambulance(numbers):
        text += "   No ambulance number of this country is known here. Ask for medical help.\n"
    for words, number, remark in numbers:
        text += _number_line(number) + f"   {words}{f' ({remark})' if remark else ''}\n"
    return text + ("   No answer? Call the next number.\n" if len(numbers) > 1 else "")


def _has_ambulance(numbers: tuple[tuple[str, str, str], ...]) -> bool:
    return any("ambulance" in words.lower() for words, _, _ in numbers)


def card_text(code: str = "") -> str:
    """The whole card for a country; without one, or with one that is not known, the card for anywhere."""
    code = code.upper()
    if code not in NUMBERS:
        return "\n".join(("EMERGENCY CARD\n", WHERE, _call_somewhere(), SAY, WHO_COMES, WAIT, END))
    name, numbers = NUMBERS[code]
    name = _plain(name)
    head = f"EMERGENCY CARD: {name}{NOT_THE_OTHER.get(code, '')}\n"
    call = _call_numbers(numbers) if numbers else _call_without_number()
    who = WHO_COMES if _has_ambulance(numbers) or not numbers else WHO_COMES_WITHOUT_AMBULANCE
    return "\n".join((head, WHERE, call, SAY, who, WAIT, END))


def _write(text: str, stream: TextIO | None) -> bool:
    """One write to a stream, past its buffer where it has a number; False when it cannot be written there."""
    if stream is None:
        return False
    data = text.encode("ascii", "replace")
    try:
        stream.flush()
        number = stream.fileno()
    except Exception:
        number = -1
    try:
        if number >= 0:
            while data:
                data = data[os.write(number, data) :]
        else:
            stream.write(data.decode("ascii"))
            stream.flush()
    except Exception:
        return False
    return True


def print_card(code: str = "", stream: TextIO | None = None) -> None:
    """Print the card at once, on standard error if standard output is gone; never raises."""
    text = card_text(code)
    if not _write(text, stream or sys.stdout):
        _write(text, sys.stderr)


def _not_known(words: str) -> str:
    names = " or ".join(f"{_plain(name)} ({country_code(name)})" for name in near(words))
    hint = f" Did you mean {names}?" if names else ""
    return f'"{_plain(words)[:60]}" is not a country known here.{hint} Type: crisisaid now GB\n'


def main(arguments: list[str]) -> int:
    """`crisisaid now [COUNTRY]`: the card comes first, whatever was typed."""
    words = " ".join(word for word in arguments if not word.startswith("-"))
    code = country_code(words)
    print_card(code)
    if words.strip() and not code:
        _write(_not_known(words), sys.stderr)
        return REFUSED
    if any(word.startswith("-") for word in arguments):
        _write("This command takes a country and nothing else. Type: crisisaid now GB\n", sys.stderr)
        return REFUSED
    return 0
