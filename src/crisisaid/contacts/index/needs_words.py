"""Needs: what people look for, in plain words, and the other words under which a directory lists the same help."""

from __future__ import annotations

NEEDS: dict[str, str] = {
    "food": "food bank/foodbank/food parcel/meals/hungry/hunger/soup kitchen/pantry/groceries/nothing to eat",
    "housing": "shelter/homeless/homelessness/hostel/eviction/evicted/rough sleeping/rough sleeper/accommodation/"
    "nowhere to stay/nowhere to sleep/somewhere to stay/somewhere to sleep/sleeping rough/roof",
    "debt": "money/bills/bailiff/loan/arrears/rent arrears/debt advice/money advice/broke/bankruptcy/budgeting",
    "benefits": "welfare/welfare rights/allowance/universal credit/disability benefit/social security/income",
    "work": "job/employment/unemployment/unemployed/redundancy/training",
    "alcohol": "drink/drinking/drinker/sober/sobriety/detox/recovery",
    "drugs": "drug/substance/addiction/addicted/overdose/needle exchange/detox/recovery/naloxone",
    "gambling": "gamble/gambler/betting/bets",
    "bereavement": "grief/grieving/bereaved/mourning/death/somebody died/someone died/funeral/loss/widow/widower",
    "violence at home": "domestic abuse/domestic violence/refuge/abusive partner/partner violence/coercive control/"
    "hits me/hit me/beaten/safe house",
    "sexual assault": "rape/raped/sexual violence/sexual abuse/sexually abused/assaulted",
    "child protection": "child abuse/safeguarding children/neglect/child at risk",
    "talking": "listening/listen/counselling/counseling/counsellor/therapy/therapist/somebody to talk to/"
    "someone to talk to/befriending",
    "loneliness": "lonely/isolation/isolated/befriending/companionship",
    "crisis": "suicide/suicidal/crisis team/crisis line/want to die/end my life",
    "eating": "eating disorder/eating disorders/food and body",
    "family": "parents/parenting/parent/family support/new baby/perinatal/mother and baby/postnatal",
    "pregnancy": "pregnant/maternity/abortion/antenatal",
    "carers": "carer/caring/caregiver/respite/young carers",
    "young people": "youth/teenager/teenagers/young person/children/adolescent",
    "older people": "elderly/older adults/pensioner/pensioners/seniors/old age",
    "veterans": "veteran/armed forces/military/ex-service/served in the forces",
    "lgbtq": "gay/lesbian/bisexual/trans/transgender/queer/coming out",
    "migrants": "asylum/asylum seeker/asylum seekers/refugee/refugees/immigration/migrant/visa/trafficking",
    "legal advice": "law centre/lawyer/solicitor/legal/rights",
    "health": "doctor/clinic/nurse/medical/gp/walk-in centre",
    "mental health": "anxiety/depression/depressed/panic/stress/psychological",
    "disability": "disabled/wheelchair/learning disability/sight loss/deaf/hearing loss",
    "transport": "lift/bus fare/travel costs/ride",
    "clothes": "clothing/blankets/baby clothes/coats",
    "prison": "prisoner/prisoners/offender/probation/released from prison",
    "poison": "poisoning/swallowed/overdose",
}
"""A need, and other ways to say it, divided by strokes."""

OF_KIND: dict[str, tuple[str, ...]] = {
    "crisis": ("crisis", "talking"),
    "text": ("crisis", "talking"),
    "youth": ("young people",),
    "domestic-violence": ("violence at home",),
    "child-protection": ("child protection",),
    "poison": ("poison",),
    "sexual-assault": ("sexual assault",),
    "lgbtq": ("lgbtq",),
    "substance": ("alcohol", "drugs"),
    "veterans": ("veterans",),
    "older-adults": ("older people",),
    "crisis-team": ("crisis",),
    "mobile-crisis": ("crisis",),
}
"""What a kind of contact is for, whatever its name says."""

_LITTLE = """
    a about am an and are at be by can for from get has have help her him his how i in is it me my near need needs no of
    on or our out service services she some somebody someone that the their them they this to up us want wants we what
    where who with you your
"""
SMALL = frozenset(_LITTLE.split())
"""Words that say nothing about what is needed."""
LONGEST_PHRASE = 5

_SAME: dict[str, set[str]] = {}


def phrases(typed: list[str]) -> list[tuple[str, ...]]:
    """What was typed, phrase by phrase, each followed by other ways to say it; small words are left out.

    "rent arrears leeds" is ("rent arrears", "debt", "money" ...) and ("leeds",). If nothing but small words was
    typed, they are kept.
    """
    found: list[tuple[str, ...]] = []
    words, at = [word.casefold() for word in typed], 0
    while at < len(words):
        length = next((n for n in range(LONGEST_PHRASE, 0, -1) if _said(words[at : at + n]) in _known()), 0)
        said = " ".join(words[at : at + max(1, length)])
        if length or said not in SMALL:
            found.append((said, *sorted(_known().get(_plain(said), set()) - {said})))
        at += max(1, length)
    return found or [(word,) for word in words]


def single_words() -> tuple[str, ...]:
    """Every way to say a need that is one word."""
    return tuple(sorted({way for need in NEEDS for way in _ways(need) if " " not in way}))


def _ways(need: str) -> tuple[str, ...]:
    return (need, *NEEDS[need].split("/"))


def _known() -> dict[str, set[str]]:
    """Every way to say a need, with all the ways to say the same; made on first use."""
    if not _SAME:
        for need in NEEDS:
            for way in _ways(need):
                _SAME.setdefault(_plain(way), set()).update(_ways(need))
    return _SAME


def _said(words: list[str]) -> str:
    return " ".join(_plain(word) for word in words)


def _plain(text: str) -> str:
    """Without capitals, and one word like many: "loans" is "loan"."""
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
                    for word in text.casefold().split())  # fmt: skip
