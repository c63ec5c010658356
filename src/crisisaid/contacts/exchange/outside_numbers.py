"""Outside numbers: what another program wrote into a field for a number, as it is dialled, with nothing guessed."""

from __future__ import annotations

import re

from crisisaid.contacts.exchange.outside import words
from crisisaid.model.record import Record

MOST_DIGITS = 15
"""A number of the public network has no more (ITU-T E.164)."""
LONGEST = 40

PLAIN = re.compile(r"[0-9 +()*#-]*[0-9][0-9 +()*#-]*")
RUN = re.compile(r"[+(*#]?[0-9][0-9 ()./*#-]*")
EXTENSION = re.compile(
    r"(?:\bext(?:ension|n)?\b\.?|(?<=[0-9 ])x|#|\bpress\b|\boption\b)[: ]*([0-9]{1,8})\b", re.IGNORECASE
)


class Dialled(Record):
    """A number as dialled; ``press`` is what to press or the extension; ``note`` the words that stood around it.

    Without a number ``fault`` says why.
    """

    number: str = ""
    press: str = ""
    note: str = ""
    fault: str = ""


def dialled(written: object) -> Dialled:
    """A number from words such as "(020) 7946 0000", "800.555.0100 x12" or "988 (press 1)"."""
    text = words(written).strip("\"' ").removeprefix("tel:")
    if not text:
        return Dialled()
    if PLAIN.fullmatch(text) and _digits(text):
        return Dialled(text)
    extension = EXTENSION.search(text)
    if extension and re.search("[0-9]", text[extension.end() :]):
        return Dialled(fault=f"{text[:60]!r} holds more than one number.")
    press = extension[1] if extension else ""
    rest = f"{text[: extension.start()]} {text[extension.end() :]}" if extension else text
    runs = [run for run in RUN.findall(rest) if len(re.sub("[^0-9]", "", run)) > 1]
    if len(runs) != 1:
        return Dialled(
            fault=f"{text[:60]!r} holds {'more than one number' if runs else 'no number that can be dialled'}."
        )
    return _with_words(runs[0], press, rest, text)


def _with_words(run: str, press: str, rest: str, text: str) -> Dialled:
    run = run.rstrip(" ()-./")
    before, after = rest.split(run, 1)
    if (before and before[-1].isalnum()) or (after and after[0].isalnum()) or re.search(r"[0-9]-[A-Za-z]{2}", text):
        return Dialled(fault=f"{text[:60]!r} has letters in the number; write the digits.")
    number = run.replace(".", "-")
    number = number + ")" * (number.count("(") - number.count(")"))
    if "/" in number or not PLAIN.fullmatch(number) or not _digits(number):
        return Dialled(fault=f"{text[:60]!r} cannot be dialled.")
    about = " ".join(re.sub(r"[()\[\],;]", " ", f"{before} {after}").split()).strip(":.-# ")
    return Dialled(number, press, about if re.search("[^\\W\\d_]", about) else "")


def _digits(number: str) -> bool:
    return 2 <= sum(sign.isdigit() for sign in number) <= MOST_DIGITS and len(number) <= LONGEST
