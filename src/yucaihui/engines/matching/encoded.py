"""Records as counts, vectors and numbers: all an index keeps of them, and no text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching import requirements
from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.counts import Counts, Floats, Hashes, Ints, count, stack
from yucaihui.engines.matching.digests import record_digest
from yucaihui.engines.matching.encoding import Vectors, default_encoder
from yucaihui.engines.matching.features import (
    feature_hash,
    place_names,
    skill_names,
    skill_phrase,
    text_tokens,
    title_grams,
)
from yucaihui.engines.matching.tongues import languages_of
from yucaihui.engines.matching.types import Position, Talent


@dataclass(frozen=True, eq=False)
class Titles:
    """Distinct titles by hash with their vectors, and which of them each record has.

    Record r has the titles `owned[starts[r]:starts[r + 1]]`.
    """

    hashes: Hashes
    vectors: Vectors
    grams: Counts
    owned: Ints
    starts: Ints


@dataclass(frozen=True, eq=False)
class Skills:
    """Skills of each record, and for each column the hash of its name and that name's vector."""

    counts: Counts
    hashes: Hashes
    vectors: Vectors


@dataclass(frozen=True, eq=False)
class Encoded:
    """Records in the order of their ids.

    `digests` tell whether a record is still what was encoded. `numbers` holds by requirement what
    is asked or offered, (records,), NaN for nothing asked or not known; see `requirements`.
    `languages` are those of the text; see `tongues`.
    """

    ids: tuple[str, ...]
    digests: Hashes
    titles: Titles
    skills: Skills
    text: Counts
    places: Counts
    numbers: dict[str, Floats]
    languages: NDArray[np.uint64]


def encode_positions(positions: Iterable[Position], atoms: Atoms | None = None) -> Encoded:
    """Encode positions; ValueError when an id occurs twice.

    `atoms` gives the vectors of titles and skills; without, the default encoder makes them.
    """
    ordered, atoms = _in_order(positions), atoms or Atoms(default_encoder())
    return Encoded(
        ids=tuple(position.id for position in ordered),
        digests=_digests(ordered),
        titles=_encode_titles([(position.title,) for position in ordered], atoms),
        skills=_encode_skills([position.skills for position in ordered], atoms),
        text=count(position_tokens(position) for position in ordered),
        places=count(place_names(position.places) for position in ordered),
        numbers=_table([requirements.asked(position) for position in ordered]),
        languages=_languages(map(position_text, ordered)),
    )


def encode_talents(talents: Iterable[Talent], atoms: Atoms | None = None) -> Encoded:
    """Encode talents; see `encode_positions`."""
    ordered, atoms = _in_order(talents), atoms or Atoms(default_encoder())
    return Encoded(
        ids=tuple(talent.id for talent in ordered),
        digests=_digests(ordered),
        titles=_encode_titles([talent.titles for talent in ordered], atoms),
        skills=_encode_skills([talent.skills for talent in ordered], atoms),
        text=count(talent_tokens(talent) for talent in ordered),
        places=count(place_names(talent.places) for talent in ordered),
        numbers=_table([requirements.offered(talent) for talent in ordered]),
        languages=_languages(map(talent_text, ordered)),
    )


# A page explains the positions that it has just encoded.
@lru_cache(32)
def position_tokens(position: Position) -> tuple[str, ...]:
    """Words a position is searched with: none where it is a title alone, which has its own leg."""
    words = text_tokens(position.title, *position.skills, position.text) if position.text else ()
    return tuple(words)


def talent_tokens(talent: Talent) -> list[str]:
    """Words a talent is found by."""
    return text_tokens(*talent.titles, *talent.skills, talent.text)


def position_text(position: Position) -> str:
    """What the language of a position's words is told by."""
    return f"{position.title}\n{position.text}" if position.text else ""


def talent_text(talent: Talent) -> str:
    """What the language of a talent's words is told by."""
    return "\n".join((talent.text, *talent.titles))


def merged(first: Encoded, second: Encoded) -> Encoded:
    """The records of both in the order of their ids; ValueError when they share an id."""
    ids = first.ids + second.ids
    order = _order_of(ids)
    return Encoded(
        ids=tuple(ids[row] for row in order),
        digests=np.concatenate((first.digests, second.digests))[order],
        titles=_merged_titles(first.titles, second.titles, order),
        skills=_merged_skills(first.skills, second.skills, order),
        text=stack(first.text, second.text).rows(order),
        places=stack(first.places, second.places).rows(order),
        numbers=_merged_numbers(first, second, order),
        languages=np.concatenate((first.languages, second.languages))[order],
    )


def selected(records: Encoded, rows: Ints) -> Encoded:
    """The records `rows` (ascending)."""
    return Encoded(
        ids=tuple(records.ids[row] for row in rows),
        digests=records.digests[rows],
        titles=_selected_titles(records.titles, rows),
        skills=_selected_skills(records.skills, rows),
        text=records.text.rows(rows),
        places=records.places.rows(rows),
        numbers=_selected_numbers(records, rows),
        languages=records.languages[rows],
    )


def unchanged(former: Encoded, records: Iterable[Position | Talent]) -> Encoded:
    """Those of `former` that are encodings of `records`."""
    now = {record.id: record_digest(record) for record in records}
    before = zip(former.ids, former.digests.tolist(), strict=True)
    same = np.array([now.get(name) == digest for name, digest in before], dtype=np.bool_)
    return selected(former, np.flatnonzero(same))


Record = TypeVar("Record", Position, Talent)


def _in_order(records: Iterable[Record]) -> list[Record]:
    found = list(records)
    return [found[row] for row in _order_of([record.id for record in found])]


def _digests(records: Sequence[Position | Talent]) -> Hashes:
    return np.fromiter(map(record_digest, records), dtype=np.uint64, count=len(records))


def _order_of(ids: Sequence[str]) -> Ints:
    order = sorted(range(len(ids)), key=ids.__getitem__)
    for before, after in pairwise(order):
        if ids[before] == ids[after]:
            raise ValueError(f"the id {ids[after]!r} occurs twice")
    return np.array(order, dtype=np.int64)


def _encode_titles(titles: Sequence[tuple[str, ...]], atoms: Atoms) -> Titles:
    known: dict[str, int] = {}
    owned = [known.setdefault(title, len(known)) for group in titles for title in group]
    return Titles(
        hashes=np.fromiter(map(feature_hash, known), dtype=np.uint64, count=len(known)),
        vectors=atoms.vectors(list(known)),
        grams=count(map(title_grams, known)),
        owned=np.array(owned, dtype=np.int64),
        starts=np.cumsum([0, *map(len, titles)]),
    )


def _encode_skills(skills: Sequence[tuple[str, ...]], atoms: Atoms) -> Skills:
    names = [skill_names(listed) for listed in skills]
    phrases = {
        feature_hash(key): skill_phrase(name) for found in names for key, name in found.items()
    }
    counts = count(names)
    ordered = [phrases[column] for column in counts.vocabulary.tolist()]
    hashes = np.fromiter(map(feature_hash, ordered), dtype=np.uint64, count=len(ordered))
    return Skills(counts, hashes, atoms.vectors(ordered))


def _languages(texts: Iterable[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(languages_of, texts), dtype=np.uint64)


def _merged_titles(first: Titles, second: Titles, order: Ints) -> Titles:
    shift = len(first.hashes)
    both = Titles(
        np.concatenate((first.hashes, second.hashes)),
        np.concatenate((first.vectors, second.vectors)),
        stack(first.grams, second.grams),
        np.concatenate((first.owned, second.owned + shift)),
        np.concatenate((first.starts, second.starts[1:] + first.starts[-1])),
    )
    return _selected_titles(both, order)


def _selected_titles(titles: Titles, rows: Ints) -> Titles:
    lengths = np.diff(titles.starts)[rows]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    inside = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
    owned = titles.owned[np.repeat(titles.starts[rows], lengths) + inside]
    # By hash: a title that both parts of a merged index have is one title again.
    hashes, used, renumbered = np.unique(
        titles.hashes[owned], return_index=True, return_inverse=True
    )
    kept = owned[used]
    return Titles(hashes, titles.vectors[kept], titles.grams.rows(kept), renumbered, starts)


def _merged_skills(first: Skills, second: Skills, order: Ints) -> Skills:
    columns = np.concatenate((first.counts.vocabulary, second.counts.vocabulary))
    _, kept = np.unique(columns, return_index=True)
    both = Skills(
        stack(first.counts, second.counts),
        np.concatenate((first.hashes, second.hashes))[kept],
        np.concatenate((first.vectors, second.vectors))[kept],
    )
    return _selected_skills(both, order)


def _selected_skills(skills: Skills, rows: Ints) -> Skills:
    counts = skills.counts.rows(rows)
    kept = np.searchsorted(skills.counts.vocabulary, counts.vocabulary)
    return Skills(counts, skills.hashes[kept], skills.vectors[kept])


def _table(rows: Sequence[dict[str, float]]) -> dict[str, Floats]:
    names = sorted({name for row in rows for name in row})
    return {name: np.array([row.get(name, np.nan) for row in rows]) for name in names}


def _selected_numbers(records: Encoded, rows: Ints) -> dict[str, Floats]:
    """Without the requirements that nobody of them has any more."""
    chosen = {name: values[rows] for name, values in records.numbers.items()}
    return {name: values for name, values in chosen.items() if not np.isnan(values).all()}


def _merged_numbers(first: Encoded, second: Encoded, order: Ints) -> dict[str, Floats]:
    names = sorted(first.numbers.keys() | second.numbers.keys())
    return {
        name: np.concatenate((_column(first, name), _column(second, name)))[order] for name in names
    }


def _column(records: Encoded, name: str) -> Floats:
    return records.numbers.get(name, np.full(len(records.ids), np.nan))
