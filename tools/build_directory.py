"""Write the built-in directory and the emergency card's number table from the evidence file.

    python tools/build_directory.py EVIDENCE.yaml

Nothing here adds, corrects or reformats a number: what the evidence says is written as it stands. The same
evidence gives the same bytes. Hours without a time zone get the country's own, where the IANA time zone database
(zone.tab) lists exactly one for it.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH

import yaml
from babel import Locale

DATA_DATE = "2026-11-23"
PACKAGE = Path(__file__).resolve().parent.parent / "src" / "crisisaid"

FIELDS = (
    *("id", "country", "region", "kind", "name", "services", "phone", "sms", "chat", "web", "hours", "timezone"),
    *("languages", "populations", "free", "replaces", "sources", "last_seen", "confidence", "note"),
)

# CLDR also names places that are no ISO 3166-1 country (XK is the code everybody uses for Kosovo and stays).
NOT_COUNTRIES = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")

EVERYDAY = {
    "CD": "Congo (Kinshasa)",
    "CG": "Congo (Brazzaville)",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
}

SERVICES = ("ambulance", "police", "fire")
ALWAYS = "24/7"

# What a supporter must know about a number before dialling it, from the note of the same record.
REMARKS = {"za-emergency-112": "from mobile phones"}
SMS_WORDS = "Deaf or hard of hearing: by text message (SMS) only"
LOW = "one source only: not confirmed"

HEAD = """\
# {name}: emergency numbers and help lines, from public lists compiled {date}.
# Nobody has dialled these numbers. Each must be checked with the operator's own site or office line before anybody
# relies on it. Never test-call a crisis line.
# Written by tools/build_directory.py from the evidence file: change it there.
format: "crisisaid/directory/v1"
country: {code}
name: {quoted}
data_date: "{date}"
contacts:
"""

# Other names people type. Names shared by two countries (congo, korea, virgin islands) stay out: the card then
# says which countries are meant. Case, accents, dots, "the", "&" and "St." are seen to by the card.
ALSO = {
    "AE": "uae, emirates",
    "AG": "antigua, barbuda",
    "AT": "osterreich, oesterreich",
    "AX": "aland",
    "BA": "bosnia, herzegovina",
    "BN": "brunei darussalam",
    "BR": "brasil",
    "BY": "belorussia, byelorussia",
    "CD": "drc, dr congo, democratic republic of the congo, zaire",
    "CG": "republic of the congo, congo republic",
    "CH": "schweiz, suisse, svizzera",
    "CI": "ivory coast",
    "CN": "prc, people's republic of china, mainland china",
    "CV": "cabo verde",
    "CZ": "czech republic, czech",
    "DE": "deutschland",
    "ES": "espana, canary islands, balearic islands",
    "FK": "falklands, malvinas",
    "FM": "federated states of micronesia",
    "GB": "uk, britain, great britain, england, scotland, wales, northern ireland",
    "HK": "hong kong sar, hong kong sar china",
    "IE": "eire, republic of ireland",
    "IR": "islamic republic of iran, persia",
    "IT": "italia",
    "KG": "kyrgyz republic",
    "KN": "st kitts, nevis",
    "KP": "dprk, democratic people's republic of korea",
    "KR": "republic of korea",
    "LA": "lao, lao pdr",
    "LK": "ceylon",
    "MD": "republic of moldova",
    "MK": "macedonia, fyrom",
    "MM": "burma",
    "MO": "macau, macao sar china",
    "NL": "holland",
    "NZ": "aotearoa",
    "PG": "png",
    "PL": "polska",
    "PS": "palestinian territories, state of palestine, west bank, gaza, gaza strip",
    "PT": "azores, madeira",
    "RU": "russian federation",
    "SA": "ksa, saudi",
    "SK": "slovak republic",
    "ST": "sao tome, principe",
    "SY": "syrian arab republic",
    "SZ": "swaziland",
    "TL": "east timor",
    "TR": "turkey",
    "TT": "trinidad, tobago",
    "TZ": "united republic of tanzania",
    "US": "usa, america, united states of america, states",
    "VA": "vatican, holy see",
    "VC": "st vincent, grenadines",
    "VN": "viet nam",
    "WS": "western samoa",
}


def country_names() -> dict[str, str]:
    """Every country code with the name people use for it."""
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    codes = sorted(code for code in names if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES)
    return {code: EVERYDAY.get(code, names[code].replace("\u2019", "'")) for code in codes}


def services(record: dict[str, Any]) -> list[str]:
    """Which services answer an emergency number, as far as its name says so."""
    if record["kind"] != "emergency":
        return []
    said = record["name"].lower()
    return [service for service in SERVICES if service in said]


def quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def field_lines(name: str, value: object) -> list[str]:
    if isinstance(value, list):
        return [f"{name}:", *(f"  - {quoted(entry)}" for entry in value)]
    return [f"{name}: {quoted(value)}"]


def record_text(record: dict[str, Any]) -> str:
    lines = [line for name in FIELDS if name in record for line in field_lines(name, record[name])]
    return "".join(f"  {'- ' if place == 0 else '  '}{line}\n" for place, line in enumerate(lines))


def country_text(code: str, name: str, records: list[dict[str, Any]]) -> str:
    head = HEAD.format(name=name, date=DATA_DATE, code=quoted(code), quoted=quoted(name))
    return head + "".join(record_text(record) for record in records)


@cache
def zone_table() -> str:
    """The text of zone.tab: of this system, else of the tzdata package."""
    for folder in map(Path, TZPATH):
        if (folder / "zone.tab").is_file():
            return (folder / "zone.tab").read_text(encoding="utf-8")
    try:
        return (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        raise SystemExit("no zone.tab here: pip install tzdata") from None


@cache
def only_zone(code: str) -> str:
    """The time zone of a country that has exactly one; "" where there are several, or none is listed."""
    rows = (row.split("\t") for row in zone_table().splitlines() if not row.startswith("#"))
    zones = [row[2] for row in rows if row[0] == code]
    return zones[0] if len(zones) == 1 else ""


def zone_of_hours(record: dict[str, Any]) -> str:
    """The zone to add to hours that do not say theirs; open all the time needs none."""
    if "timezone" in record or record.get("hours", ALWAYS) == ALWAYS:
        return ""
    return only_zone(record["country"])


def completed(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its services and the time zone of its hours; refuses a field this tool would lose."""
    unknown = set(record) - set(FIELDS)
    if unknown:
        raise SystemExit(f"{record['id']}: the directory has no field {', '.join(sorted(unknown))}")
    added = {"services": services(record), "timezone": zone_of_hours(record)}
    return {**record, **{name: value for name, value in added.items() if value}}


def number_row(record: dict[str, Any]) -> tuple[str, str, str]:
    """(words, number, remark) for the card."""
    words = ", ".join(record.get("services", ())).capitalize() or record["name"]
    number = record.get("phone") or record["sms"]
    if "phone" not in record:
        words = SMS_WORDS
    return words, number, LOW if record["confidence"] == "low" else REMARKS.get(record["id"], "")


def card_order(record: dict[str, Any]) -> tuple[bool, bool, bool, bool, int, bool]:
    """An ambulance first, police alone last; of the others the confirmed ones first, then those that bring most."""
    found, sure = record.get("services", []), record["confidence"]
    return "ambulance" not in found, not found, found == ["police"], sure == "low", -len(found), sure != "high"


def country_entry(code: str, name: str, rows: list[tuple[str, str, str]]) -> str:
    """One country of the table, laid out as the formatter would."""
    written = [f"({', '.join(quoted(part) for part in row)})" for row in rows]
    if not written:
        return f'    "{code}": ({quoted(name)}, ()),\n'
    if len(written) == 1:
        numbers = f"        ({written[0]},),\n"
    else:
        numbers = "        (\n" + "".join(f"            {row},\n" for row in written) + "        ),\n"
    return f'    "{code}": (\n        {quoted(name)},\n{numbers}    ),\n'


def also_names(names: dict[str, str]) -> dict[str, str]:
    pairs = {other: code for code, others in ALSO.items() for other in others.split(", ")}
    wrong = [other for other, code in pairs.items() if code not in names]
    if wrong:
        raise SystemExit(f"no such country for: {', '.join(wrong)}")
    return dict(sorted(pairs.items()))


def numbers_module(names: dict[str, str], records: dict[str, list[dict[str, Any]]]) -> str:
    emergency = {
        code: sorted((r for r in records.get(code, []) if r["kind"] == "emergency"), key=card_order) for code in names
    }
    return "".join(
        (
            '"""The emergency card\'s numbers. Written by tools/build_directory.py; do not edit.\n\n',
            "Country code -> (name, ((words, number, remark), ...)); a country without a known number has none.\n",
            'They come from public lists: nobody has dialled them.\n"""\n\n',
            f'DATA_DATE = "{DATA_DATE}"\n\n',
            "NUMBERS: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {\n",
            *(country_entry(code, names[code], [number_row(r) for r in emergency[code]]) for code in names),
            "}\n\nALSO: dict[str, str] = {\n",
            *(f'    {quoted(other)}: "{code}",\n' for other, code in also_names(names).items()),
            "}\n",
        )
    )


def by_country(evidence: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for record in yaml.safe_load(evidence):
        groups.setdefault(record["country"], []).append(completed(record))
    return dict(sorted(groups.items()))


def build(evidence: str) -> dict[str, str]:
    """Path inside the package -> text, for every file this tool writes."""
    names, records = country_names(), by_country(evidence)
    files = {f"directory/{code}.yaml": country_text(code, names[code], found) for code, found in records.items()}
    return {**files, "card_numbers.py": numbers_module(names, records)}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    files = build(Path(arguments[0]).read_text(encoding="utf-8"))
    for old in (PACKAGE / "directory").glob("*.yaml"):
        if f"directory/{old.name}" not in files:
            old.unlink()
    for path, text in files.items():
        (PACKAGE / path).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(files) - 1} countries and the card's numbers written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
