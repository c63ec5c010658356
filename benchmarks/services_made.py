"""Made-up services in HSDS 3.0 JSON, as large a directory as wanted; the same seed gives the same bytes.

    python benchmarks/services_made.py 50000 services.json [--seed 1] [--country GB]

Every service is called "Example ..."; numbers are reserved for fiction (Ofcom: 020 7946 0000-0999, 0808 157 0000-0999,
07700 900000-900999; North America: 555-0100 to 555-0199); names of places are those of real regions, so that a search
by region has something to find. A third carries the attribute `crisisaid:kind`; the rest are plain HSDS. 3 in 100 lie
in the other of the two countries (GB, US), 7 in 100 have hours that no week can hold, 9 in 100 have none, and 1 in 200
has no way to be reached: those are what an import has to leave out.
"""

from __future__ import annotations

import argparse
import json
import random
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = uuid.UUID("6f1c7a86-3f0e-5c5e-9a2b-8d1f4e7c2b10")
GB_REGIONS = {
    "GB-LND": "London", "GB-MAN": "Manchester", "GB-BIR": "Birmingham", "GB-LDS": "Leeds", "GB-LIV": "Liverpool",
    "GB-BST": "Bristol", "GB-SHF": "Sheffield", "GB-NET": "Newcastle upon Tyne", "GB-GLG": "Glasgow",
    "GB-EDH": "Edinburgh", "GB-CRF": "Cardiff", "GB-SWA": "Swansea", "GB-KEN": "Kent", "GB-CON": "Cornwall",
    "GB-NFK": "Norfolk", "GB-CMA": "Cumbria",
}  # fmt: skip
US_REGIONS = {
    "US-CA": "California", "US-TX": "Texas", "US-NY": "New York", "US-FL": "Florida", "US-WA": "Washington",
    "US-OH": "Ohio", "US-IL": "Illinois", "US-GA": "Georgia", "US-MN": "Minnesota", "US-CO": "Colorado",
    "US-OR": "Oregon", "US-ME": "Maine",
}  # fmt: skip
AREA_CODES = ("212", "213", "206", "303", "312", "404", "415", "503", "512", "612", "614", "713")
NEEDS = (
    ("housing", "Homelessness and housing advice", "local"),
    ("food bank", "Food parcels and meals", "local"),
    ("counselling", "Talking therapy and counselling", "professional"),
    ("debt advice", "Money and debt advice", "local"),
    ("bereavement", "Support after a death", "local"),
    ("domestic abuse", "Refuge and safety planning", "domestic-violence"),
    ("crisis team", "Assessment at home by a crisis team", "crisis-team"),
    ("listening", "Somebody to talk to", "crisis"),
    ("youth", "Support for young people", "youth"),
    ("alcohol and drugs", "Support with alcohol and drugs", "substance"),
    ("carers", "Respite and advice for carers", "local"),
    ("asylum", "Advice for people seeking asylum", "local"),
    ("eating disorders", "Peer groups about eating", "professional"),
    ("veterans", "Support for those who have served", "veterans"),
    ("older people", "Befriending for older people", "older-adults"),
    ("parents", "Perinatal and family support", "local"),
)
LANGUAGES = (
    ("en", "English"), ("pl", "Polish"), ("ur", "Urdu"), ("es", "Spanish"), ("ar", "Arabic"), ("pt-BR", "Portuguese"),
    ("pa", "Punjabi"), ("ro", "Romanian"), ("so", "Somali"), ("uk", "Ukrainian"), ("cy", "Welsh"), ("zh", "Chinese"),
)  # fmt: skip
FILLING = (
    "Staff and trained volunteers listen, help to find out what matters most now, and go along to appointments where "
    "that is wanted. There is step-free access, a quiet room and a place for children to play."
)
PLACES = ("Harbour", "Mill", "Orchard", "Bridge", "Lantern", "Meadow", "Station", "Hill", "Quay", "Garden", "Chapel")


class Service:
    """One made-up service, by its number in the directory."""

    def __init__(self, number: int, seed: int, country: str) -> None:
        self.number = number
        self.chance = random.Random(seed * 1_000_003 + number)
        self.seed = seed
        across = {"GB": "US", "US": "GB"}[country]
        self.country = country if self.chance.random() >= 0.03 else across
        regions = GB_REGIONS if self.country == "GB" else US_REGIONS
        self.region = self.chance.choice(sorted(regions))
        self.place = regions[self.region]
        self.need, self.words, self.kind = self.chance.choice(NEEDS)

    def id(self, what: str) -> str:
        """An id that stays the same for the same seed, number and part."""
        return str(uuid.uuid5(SPACE, f"{self.seed}/{self.number}/{what}"))

    def made(self) -> dict[str, Any]:
        """The service as an HSDS reader would get it."""
        name = f"Example {self.chance.choice(PLACES)} {self.need.capitalize()} {self.place} {self.number:05}"
        organisation = f"Example {self.place} Trust {self.number % 997:03}"
        service: dict[str, Any] = {
            "id": self.id("service"),
            "name": name,
            "description": f"{self.words} in {self.place}. {FILLING} This service is made up and cannot be reached.",
            "status": self.chance.choices(("active", "inactive", "temporarily closed", "defunct"), (94, 2, 2, 2))[0],
            "url": f"https://service-{self.number:05}.example/",
            "email": f"hello@service-{self.number:05}.example",
            "application_process": self.chance.choice(
                ("Phone first.", "Self-referral by form.", "A professional refers.", "Walk in on any open day.")
            ),
            "eligibility_description": f"For anybody who lives, works or studies in {self.place}.",
            "fees_description": self.chance.choice(("Free of charge.", "A small fee, waived on request.", "")),
            "assured_date": f"20{self.chance.randint(24, 26)}-{self.chance.randint(1, 9):02}-15",
            "organization": {
                "id": str(uuid.uuid5(SPACE, f"{self.seed}/{organisation}")),
                "name": organisation,
                "description": "A made-up organisation for tests of scale.",
            },
            "phones": self.phones(),
            "schedules": self.schedules(),
            "languages": self.languages(),
            "service_areas": [self.area()],
            "service_at_locations": [self.location()],
            "cost_options": self.costs(),
        }
        self.ages(service)
        if self.number % 3 == 0:
            service["attributes"] = [self.kind_attribute()]
        if self.number % 200 == 199:
            self.unreachable(service)
        return service

    def phones(self) -> list[dict[str, Any]]:
        line = self.chance.randrange(1000)
        if self.country == "US":
            number = f"{self.chance.choice(AREA_CODES)}-555-01{line % 100:02}"
        else:
            number = self.chance.choice((f"020 7946 {line:04}", f"0808 157 {line:04}", f"07700 900{line:03}"))
        found: list[dict[str, Any]] = [{"id": self.id("phone"), "number": number, "type": "voice"}]
        if self.chance.random() < 0.1:
            found[0]["extension"] = self.chance.randint(1, 999)
        if self.chance.random() < 0.15:
            found.append({"id": self.id("text"), "number": number, "type": "text"})
        return found

    def schedules(self) -> list[dict[str, Any]]:
        pattern = self.chance.choices(
            ("office", "evenings", "night", "always", "weekend", "monthly", "fortnight", "none"),
            (45, 12, 8, 10, 9, 4, 3, 9),
        )[0]
        opens = f"{self.chance.randint(7, 10):02}:{self.chance.choice(('00', '30'))}"
        closes = f"{self.chance.randint(16, 19):02}:00"
        weekly: dict[str, Any] = {"freq": "WEEKLY", "interval": 1}
        rows: dict[str, list[dict[str, Any]]] = {
            "office": [{**weekly, "byday": "MO,TU,WE,TH,FR", "opens_at": opens, "closes_at": closes}],
            "evenings": [{**weekly, "byday": day, "opens_at": "18:00", "closes_at": "21:30"} for day in ("TU", "TH")],
            "night": [{**weekly, "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "20:00", "closes_at": "06:00"}],
            "always": [{**weekly, "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}],
            "weekend": [
                {**weekly, "byday": "MO,TU,WE,TH,FR", "opens_at": opens, "closes_at": closes},
                {**weekly, "byday": "SA,SU", "opens_at": "10:00", "closes_at": "14:00"},
            ],
            "monthly": [{"freq": "MONTHLY", "interval": 1, "byday": "2TU", "opens_at": "18:00", "closes_at": "20:00"}],
            "fortnight": [{**weekly, "interval": 2, "byday": "WE", "opens_at": "10:00", "closes_at": "12:00"}],
            "none": [],
        }
        return [
            {"id": self.id(f"schedule {place}"), "timezone": 0 if self.country == "GB" else -5, **row}
            for place, row in enumerate(rows[pattern])
        ]

    def languages(self) -> list[dict[str, Any]]:
        others = self.chance.sample(LANGUAGES[1:], self.chance.choices((0, 1, 2, 3), (50, 25, 15, 10))[0])
        return [
            {"id": self.id(f"language {code}"), "code": code, "name": name} for code, name in (LANGUAGES[0], *others)
        ]

    def area(self) -> dict[str, Any]:
        """Half name the region by its ISO 3166-2 code, half in words, as directories do."""
        coded = self.chance.random() < 0.5
        extent = self.region if coded else f"{self.place} and the villages around it"
        return {"id": self.id("area"), "name": self.place, "extent": extent, "extent_type": "text"}

    def location(self) -> dict[str, Any]:
        address = {
            "id": self.id("address"),
            "address_1": f"{self.number % 240 + 1} Example Street",
            "city": self.place,
            "state_province": self.region.partition("-")[2],
            "postal_code": "ZZ99 9ZZ" if self.country == "GB" else "00000",
            "country": self.country,
            "address_type": "physical",
        }
        location = {"id": self.id("place"), "location_type": "physical", "name": self.place, "addresses": [address]}
        return {"id": self.id("at"), "location": location}

    def costs(self) -> list[dict[str, Any]]:
        if self.chance.random() < 0.5:
            return [{"id": self.id("cost"), "option": "Free to everybody", "amount": 0}]
        return []

    def ages(self, service: dict[str, Any]) -> None:
        low, high = self.chance.choices(
            ((None, None), (16, None), (18, None), (None, 25), (50, None)), (5, 2, 2, 1, 1)
        )[0]
        service.update({key: age for key, age in (("minimum_age", low), ("maximum_age", high)) if age is not None})

    def kind_attribute(self) -> dict[str, Any]:
        term = {
            "id": str(uuid.uuid5(SPACE, "crisisaid:kind")),
            "code": "crisisaid:kind",
            "name": "kind",
            "description": "What kind of help this is, in crisisaid's words.",
            "taxonomy": "crisisaid",
        }
        return {"id": self.id("kind"), "value": json.dumps(self.kind), "taxonomy_term": term}

    def unreachable(self, service: dict[str, Any]) -> None:
        for part in ("phones", "url", "email", "service_at_locations"):
            service.pop(part)


def services(count: int, seed: int = 1, country: str = "GB") -> Iterator[dict[str, Any]]:
    """So many services, one by one."""
    for number in range(count):
        yield Service(number, seed, country).made()


def write(count: int, path: Path, seed: int = 1, country: str = "GB") -> None:
    """One page of an HSDS answer with every service in ``contents``, written as it is made."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"total_items": {count}, "total_pages": 1, "page_number": 1, "size": {count},\n"contents": [\n')
        for number, service in enumerate(services(count, seed, country)):
            file.write(",\n" if number else "")
            json.dump(service, file, ensure_ascii=False)
        file.write("\n]}\n")


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description="Made-up services in HSDS 3.0 JSON.")
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--country", choices=("GB", "US"), default="GB")
    asked = parser.parse_args()
    write(asked.count, asked.file, asked.seed, asked.country)
    print(f"{asked.count:,} services in {asked.file}, {asked.file.stat().st_size:,} bytes.")


if __name__ == "__main__":
    main()
