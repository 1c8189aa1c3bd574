"""Do two records describe one person? A score from the traits that they share.

Fellegi and Sunter's record linkage (JASA 1969) in its simplest form: every shared trait is one
independent piece of evidence, and the pieces are joined by noisy-or; what contradicts lowers it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from yucaihui.engines.text.names import person_key

THRESHOLD = 0.8

# How much one shared trait alone speaks for one person.
WEIGHTS: dict[str, float] = {
    "id_document": 0.99,
    "email": 0.85,
    "phone": 0.8,
    "name": 0.55,
    "school_same_dates": 0.6,
    "school": 0.3,
    "employer_same_start": 0.6,
    "employer": 0.3,
}
# Different names in one script, or different ID cards, speak against it.
OTHER_NAME = 0.5


@dataclass(frozen=True, slots=True)
class Stay:
    """A school or employer by its key, with dates as written."""

    key: str
    started: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared. `documents` are digests by kind; contacts are in their normal form."""

    name_zh: str = ""
    name_en: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    documents: frozenset[tuple[str, str]] = frozenset()
    schools: frozenset[Stay] = frozenset()
    employers: frozenset[Stay] = frozenset()


@dataclass(frozen=True, slots=True)
class Resemblance:
    """`score` from 0 to 1 and the codes of WEIGHTS (and `other_name`) that made it."""

    score: float
    reasons: tuple[str, ...]


def resemblance(a: Traits, b: Traits) -> Resemblance:
    """How likely two records are of one person. Symmetric.

    Two different ID cards are two people, whatever else they share.
    """
    if _other_id_card(a, b):
        return Resemblance(0.0, ("other_id_card",))
    reasons = tuple(_shared(a, b))
    score = 1 - prod(1 - WEIGHTS[reason] for reason in reasons)
    if _other_name(a, b) and "id_document" not in reasons:
        return Resemblance(round(score * OTHER_NAME, 4), (*reasons, "other_name"))
    return Resemblance(round(score, 4), reasons)


def _shared(a: Traits, b: Traits) -> Iterable[str]:
    if a.documents & b.documents:
        yield "id_document"
    if a.emails & b.emails:
        yield "email"
    if a.phones & b.phones:
        yield "phone"
    if _same_name(a, b):
        yield "name"
    yield from _shared_stays(a, b)


def _shared_stays(a: Traits, b: Traits) -> Iterable[str]:
    if a.schools & b.schools:
        yield "school_same_dates"
    elif _keys(a.schools) & _keys(b.schools):
        yield "school"
    if _starts(a.employers) & _starts(b.employers):
        yield "employer_same_start"
    elif _keys(a.employers) & _keys(b.employers):
        yield "employer"


def _names(a: Traits, b: Traits) -> list[tuple[str, str]]:
    """The names that can be compared: those in the same script."""
    pairs = ((a.name_zh, b.name_zh), (a.name_en, b.name_en))
    return [(person_key(one), person_key(other)) for one, other in pairs if one and other]


def _same_name(a: Traits, b: Traits) -> bool:
    return any(one == other for one, other in _names(a, b))


def _other_name(a: Traits, b: Traits) -> bool:
    return bool(_names(a, b)) and not _same_name(a, b)


def _other_id_card(a: Traits, b: Traits) -> bool:
    one, other = ({d for kind, d in t.documents if kind == "id_card"} for t in (a, b))
    return bool(one and other and not one & other)


def _keys(stays: Iterable[Stay]) -> set[str]:
    return {stay.key for stay in stays}


def _starts(stays: Iterable[Stay]) -> set[tuple[str, str]]:
    return {(stay.key, stay.started) for stay in stays if stay.started}
