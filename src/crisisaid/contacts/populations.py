"""Populations: whom a line is for, as a closed list of groups with the words under which files name them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisisaid.model.contact import Contact

GROUPS: dict[str, tuple[str, str]] = {
    "children": ("children", "under-18 minors child aboriginal-children youth-5-25"),
    "young-people": ("young people", "youth under-25 under-35 youth-12-25 youth-5-25 teenagers students young-adults"),
    "older-adults": ("older people", "older-people seniors elderly over-60 over-65"),
    "women": ("women", "woman girls"),
    "men": ("men", "man boys"),
    "lgbtq": ("LGBTQ+ people", "lgbt lgbtqia lgbtqi gay lesbian bisexual queer"),
    "transgender": ("trans people", "trans non-binary"),
    "veterans": ("veterans and the military", "military armed-forces service-members"),
    "families": ("families", "parents relatives adults-worried-about-a-child carers family"),
    "bereaved": ("people who grieve", "bereavement grief survivors-of-suicide-loss"),
    "crime-victims": ("people who were harmed by a crime", "victims survivors domestic-violence"),
    "deaf": ("deaf people", "hard-of-hearing deafblind"),
    "disabled": ("disabled people", "disability"),
    "indigenous": ("Indigenous people", "aboriginal-torres-strait-islander first-nations maori inuit native-american"),
    "migrants": ("refugees and migrants", "refugees asylum-seekers immigrants"),
    "drugs-and-alcohol": ("people who use drugs or alcohol", "people-using-drugs substance addiction"),
    "disaster-affected": ("people hit by a disaster", "disaster"),
    "farmers": ("farmers", "rural agriculture"),
    "health-workers": ("health and emergency workers", "first-responders nurses doctors"),
}
"""A group's words for people, and other words by which a file may name it."""

EVERYBODY = frozenset({"", "general", "everybody", "all", "adults", "adult"})
OF_KIND = {"youth": "young-people", "lgbtq": "lgbtq", "veterans": "veterans", "older-adults": "older-adults"}
"""A kind of line that says by itself whom it is for."""

_GROUPS_OF: dict[str, tuple[str, ...]] = {}
for _group, (_, _others) in GROUPS.items():
    for _word in (_group, *_others.split()):
        _GROUPS_OF[_word] = (*_GROUPS_OF.get(_word, ()), _group)


def groups_named(words: Iterable[str]) -> tuple[str, ...]:
    """The groups these words stand for; a word that is none of ours stays itself, for everybody stays out."""
    plain = (word.strip().casefold().replace(" ", "-").replace("_", "-") for word in words)
    found = (group for word in plain if word not in EVERYBODY for group in _GROUPS_OF.get(word, (word,)))
    return tuple(dict.fromkeys(found))


def groups_of(contact: Contact) -> tuple[str, ...]:
    """Whom a contact is for; none when it is for everybody."""
    if not contact.populations and contact.kind not in OF_KIND:
        return ()
    own = (OF_KIND[contact.kind],) if contact.kind in OF_KIND else ()
    return tuple(dict.fromkeys((*own, *groups_named(contact.populations))))


def groups_of_age(age: int | None) -> tuple[str, ...]:
    """The groups an age puts somebody into. Lines set their own bounds; these only decide what is shown first."""
    if age is None:
        return ()
    young = ("children", "young-people") if age < 18 else ("young-people",) if age < 26 else ()
    return young or (("older-adults",) if age >= 65 else ())


def group_words(group: str) -> str:
    """The group as a supporter would say it."""
    return GROUPS[group][0] if group in GROUPS else group.replace("-", " ")
