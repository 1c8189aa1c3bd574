"""Each hard requirement of a position against one talent, as notes with both figures.

The verdicts are those of the mask in `kernel.scoring`: `unmet` is empty exactly for the pairs
that may be ranked.
"""

from dataclasses import dataclass

from yucaihui.engines.matching.features import place_names
from yucaihui.engines.matching.requirements import (
    ANY_LEVEL,
    CONDITION,
    DEGREE,
    LANGUAGE,
    OPEN_WHEN_SILENT,
    SALARY,
    YEARS,
    asked,
    offered,
    refuses,
)
from yucaihui.engines.matching.types import Note, Position, Talent, Value

Values = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Notes `…` for requirements met, `no_…` for unmet and `unknown_…` for unknown ones."""

    met: tuple[Note, ...]
    unmet: tuple[Note, ...]
    unknown: tuple[Note, ...]


def verdicts(position: Position, talent: Talent) -> Verdicts:
    """Judge every requirement that the position makes, in a fixed order."""
    sorted_notes: dict[str, list[Note]] = {"": [], "no_": [], "unknown_": []}
    offers = offered(talent)
    for name, ask in asked(position).items():
        offer = offers.get(name)
        verdict = _verdict(name, ask, offer, talent)
        if verdict is not None:
            sorted_notes[verdict].append(_note(verdict, name, ask, offer))
    _judge_place(position, talent, sorted_notes)
    return Verdicts(*(tuple(notes) for notes in sorted_notes.values()))


def _verdict(name: str, ask: float, offer: float | None, talent: Talent) -> str | None:
    """Prefix of the note's code, None when there is nothing to say."""
    if offer is not None:
        return "no_" if refuses(ask, offer) else ""
    if name in OPEN_WHEN_SILENT:
        return None
    listed = any(LANGUAGE + language.code == name for language in talent.languages)
    return "" if listed and ask == ANY_LEVEL else "unknown_"


def _judge_place(position: Position, talent: Talent, notes: dict[str, list[Note]]) -> None:
    if not (place_names(position.places) and place_names(talent.places)):
        return
    shared = set(place_names(position.places)) & set(place_names(talent.places))
    values = (("asked", position.places[-1]), ("has", "、".join(talent.places)))
    notes["" if shared else "no_"].append(Note(f"{'' if shared else 'no_'}place", values))


def _note(verdict: str, name: str, ask: float, offer: float | None) -> Note:
    kind, _, subject = name.partition(":")
    values: Values = (("asked", _shown(kind, ask)), ("has", _shown(kind, offer)))
    if subject:
        values = ((kind, subject), *values)
    return Note(verdict + kind, values)


def _shown(kind: str, number: float | None) -> Value:
    """Numbers as people know them: salaries positive, whole where they are whole."""
    if number is None:
        return None
    if kind == SALARY:
        return round(-number)
    if kind in {DEGREE, LANGUAGE.rstrip(":"), CONDITION.rstrip(":")}:
        return None if number == ANY_LEVEL else int(number)
    return int(number) if kind == YEARS and number.is_integer() else number
