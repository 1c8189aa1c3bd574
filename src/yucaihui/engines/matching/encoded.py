"""Records as counts and numbers: all an index keeps of them, and no text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from yucaihui.engines.matching import requirements
from yucaihui.engines.matching.counts import Counts, Floats, Ints, count, stack
from yucaihui.engines.matching.features import (
    place_names,
    skill_names,
    text_tokens,
    title_grams,
)
from yucaihui.engines.matching.types import Position, Talent


@dataclass(frozen=True, eq=False)
class Titles:
    """Distinct titles, and which of them each record has.

    Record r has the titles `owned[starts[r]:starts[r + 1]]`, at least one (an empty title
    stands for none, and is like nothing).
    """

    grams: Counts
    owned: Ints
    starts: Ints


@dataclass(frozen=True, eq=False)
class Encoded:
    """Records in the order of their ids.

    `numbers` holds by requirement what is asked or offered, (records,), NaN for nothing asked
    or not known; see `requirements`.
    """

    ids: tuple[str, ...]
    titles: Titles
    skills: Counts
    text: Counts
    places: Counts
    numbers: dict[str, Floats]


def encode_positions(positions: Iterable[Position]) -> Encoded:
    """Encode positions; ValueError when an id occurs twice."""
    ordered = _in_order(positions)
    return Encoded(
        ids=tuple(position.id for position in ordered),
        titles=_encode_titles([(position.title,) for position in ordered]),
        skills=count(skill_names(position.skills) for position in ordered),
        text=count(position_tokens(position) for position in ordered),
        places=count(place_names(position.places) for position in ordered),
        numbers=_table([requirements.asked(position) for position in ordered]),
    )


def encode_talents(talents: Iterable[Talent]) -> Encoded:
    """Encode talents; ValueError when an id occurs twice."""
    ordered = _in_order(talents)
    return Encoded(
        ids=tuple(talent.id for talent in ordered),
        titles=_encode_titles([talent.titles or ("",) for talent in ordered]),
        skills=count(skill_names(talent.skills) for talent in ordered),
        text=count(talent_tokens(talent) for talent in ordered),
        places=count(place_names(talent.places) for talent in ordered),
        numbers=_table([requirements.offered(talent) for talent in ordered]),
    )


def position_tokens(position: Position) -> list[str]:
    """Words a position is searched with."""
    return text_tokens(position.title, *position.skills, position.text)


def talent_tokens(talent: Talent) -> list[str]:
    """Words a talent is found by."""
    return text_tokens(*talent.titles, *talent.skills, talent.text)


def merged(first: Encoded, second: Encoded) -> Encoded:
    """The records of both in the order of their ids; ValueError when they share an id."""
    ids = first.ids + second.ids
    order = _order_of(ids)
    return Encoded(
        ids=tuple(ids[row] for row in order),
        titles=_merged_titles(first.titles, second.titles, order),
        skills=stack(first.skills, second.skills).rows(order),
        text=stack(first.text, second.text).rows(order),
        places=stack(first.places, second.places).rows(order),
        numbers=_merged_numbers(first, second, order),
    )


def selected(records: Encoded, rows: Ints) -> Encoded:
    """The records `rows` (ascending)."""
    return Encoded(
        ids=tuple(records.ids[row] for row in rows),
        titles=_selected_titles(records.titles, rows),
        skills=records.skills.rows(rows),
        text=records.text.rows(rows),
        places=records.places.rows(rows),
        numbers={name: values[rows] for name, values in records.numbers.items()},
    )


Record = TypeVar("Record", Position, Talent)


def _in_order(records: Iterable[Record]) -> list[Record]:
    found = list(records)
    return [found[row] for row in _order_of([record.id for record in found])]


def _order_of(ids: Sequence[str]) -> Ints:
    order = sorted(range(len(ids)), key=ids.__getitem__)
    for before, after in pairwise(order):
        if ids[before] == ids[after]:
            raise ValueError(f"the id {ids[after]!r} occurs twice")
    return np.array(order, dtype=np.int64)


def _encode_titles(titles: Sequence[tuple[str, ...]]) -> Titles:
    known: dict[str, int] = {}
    owned = [known.setdefault(title, len(known)) for group in titles for title in group]
    starts = np.cumsum([0, *map(len, titles)])
    return Titles(count(map(title_grams, known)), np.array(owned, dtype=np.int64), starts)


def _merged_titles(first: Titles, second: Titles, order: Ints) -> Titles:
    shift = first.grams.matrix.shape[0]
    owned = np.concatenate((first.owned, second.owned + shift))
    starts = np.concatenate((first.starts, second.starts[1:] + first.starts[-1]))
    return _selected_titles(Titles(stack(first.grams, second.grams), owned, starts), order)


def _selected_titles(titles: Titles, rows: Ints) -> Titles:
    lengths = np.diff(titles.starts)[rows]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    inside = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
    owned = titles.owned[np.repeat(titles.starts[rows], lengths) + inside]
    used, renumbered = np.unique(owned, return_inverse=True)
    return Titles(titles.grams.rows(used), renumbered, starts)


def _table(rows: Sequence[dict[str, float]]) -> dict[str, Floats]:
    names = sorted({name for row in rows for name in row})
    return {name: np.array([row.get(name, np.nan) for row in rows]) for name in names}


def _merged_numbers(first: Encoded, second: Encoded, order: Ints) -> dict[str, Floats]:
    names = sorted(first.numbers.keys() | second.numbers.keys())
    return {
        name: np.concatenate((_column(first, name), _column(second, name)))[order] for name in names
    }


def _column(records: Encoded, name: str) -> Floats:
    return records.numbers.get(name, np.full(len(records.ids), np.nan))
