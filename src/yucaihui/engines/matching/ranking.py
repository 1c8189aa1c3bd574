"""The k best of the eligible, exactly, ties by id; both ways in one pass over the pairs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.encoded import encode_positions, encode_talents
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.kernel import best
from yucaihui.engines.matching.legs import Legs, legs_of
from yucaihui.engines.matching.packed import ONE, Best, Lists, Packed
from yucaihui.engines.matching.packing import pack
from yucaihui.engines.matching.types import Match, Position, Progress, Talent
from yucaihui.engines.matching.weights import WEIGHTS


@dataclass(frozen=True, eq=False)
class Ranked(Mapping[str, tuple[Match, ...]]):
    """Lists by the id of who they are for, kept as arrays and put into words when asked for."""

    owners: tuple[str, ...]
    others: tuple[str, ...]
    lists: Lists
    legs: Legs

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.owners)}

    def __getitem__(self, owner: str) -> tuple[Match, ...]:
        row = self._row_of[owner]
        rows = self.lists.rows[row]
        count = int((rows >= 0).sum())
        parts = (self.lists.scores, self.legs.title, self.legs.skills, self.legs.text)
        figures = [(part[row, :count] / ONE).tolist() for part in parts]
        names = [self.others[other] for other in rows[:count].tolist()]
        return tuple(Match(*values) for values in zip(names, *figures, strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self.owners)

    def __len__(self) -> int:
        return len(self.owners)


@dataclass(frozen=True)
class BothWays:
    """Talents ranked for each position and positions for each talent, by id."""

    talents_for: Ranked
    positions_for: Ranked


def rank_talents(
    position: Position, talents: TalentIndex, k: int, atoms: Atoms | None = None
) -> tuple[Match, ...]:
    """The `k` best eligible talents for one position.

    `atoms` are of the index's encoder; without, the index's own and the default encoder.
    """
    encoded = encode_positions([position], talents.encoded_by(atoms))
    wanted = PositionIndex(encoded, talents.statistics)
    return _ranked(wanted, talents, k, 0).talents_for[position.id]


def rank_positions(
    talent: Talent, positions: PositionIndex, k: int, atoms: Atoms | None = None
) -> tuple[Match, ...]:
    """The `k` best eligible positions for one talent; see `rank_talents`."""
    encoded = encode_talents([talent], positions.encoded_by(atoms))
    wanting = TalentIndex(encoded, positions.statistics)
    return _ranked(positions, wanting, 0, k).positions_for[talent.id]


def match_both(
    positions: PositionIndex,
    talents: TalentIndex,
    k: int,
    progress: Progress | None = None,
    former: Mapping[str, Sequence[str]] | None = None,
    threads: int = 2,
) -> BothWays:
    """The `k` best eligible talents of each position and positions of each talent.

    Lists are shorter where fewer are eligible. A score depends on the pair and the statistics
    only, not on `k`. `progress` is called with positions done and in all. `former` lists by
    position the talents of an earlier run: where the search starts, it changes no result.
    `threads` search at once.
    """
    return _ranked(positions, talents, k, k, progress, former=former, threads=threads)


def match_refused(
    positions: PositionIndex, talents: TalentIndex, k: int, progress: Progress | None = None
) -> BothWays:
    """Like `match_both` among the pairs that a hard requirement refuses: the near misses."""
    return _ranked(positions, talents, k, k, progress, refused=True)


def _ranked(
    positions: PositionIndex,
    talents: TalentIndex,
    forward: int,
    backward: int,
    progress: Progress | None = None,
    *,
    refused: bool = False,
    former: Mapping[str, Sequence[str]] | None = None,
    threads: int = 2,
) -> BothWays:
    if min(forward, backward) < 0:
        raise ValueError(f"k must be 0 or more, not {min(forward, backward)}")
    asked, offered = pack(positions, talents)
    found = best(
        asked,
        offered,
        WEIGHTS,
        forward,
        backward=backward,
        refused=refused,
        threads=threads,
        progress=progress,
        seeds=_seeds(asked.ids, talents.row_of, former) if former else None,
    )
    nobody = Lists(
        np.zeros((len(offered), 0), dtype=np.int64), np.zeros((len(offered), 0), dtype=np.int32)
    )
    return BothWays(
        _named(asked, offered, found.forward, swapped=False),
        _named(asked, offered, found.backward or nobody, swapped=True),
    )


def _seeds(
    owners: tuple[str, ...], row_of: Mapping[str, int], former: Mapping[str, Sequence[str]]
) -> Best:
    """Former lists by present rows, -1 past the end of each; who has left is passed over."""
    found = [[row_of[one] for one in former.get(owner, ()) if one in row_of] for owner in owners]
    rows = np.full((len(owners), max(map(len, found), default=0)), -1, dtype=np.int64)
    for row, listed in zip(rows, found, strict=True):
        row[: len(listed)] = listed
    return Best(Lists(rows, np.full(rows.shape, -1, dtype=np.int32)))


def _named(asked: Packed, offered: Packed, lists: Lists, *, swapped: bool) -> Ranked:
    """The lists with the terms of every score."""
    owner, place = np.nonzero(lists.rows >= 0)
    other = lists.rows[owner, place]
    rows, columns = (other, owner) if swapped else (owner, other)
    scores = lists.scores[owner, place].astype(np.int64)
    flat = legs_of(asked, offered, WEIGHTS, rows, columns, scores)
    tables = [np.zeros(lists.rows.shape, dtype=np.int64) for _ in range(3)]
    for table, values in zip(tables, (flat.title, flat.skills, flat.text), strict=True):
        table[owner, place] = values
    sides = (offered.ids, asked.ids) if swapped else (asked.ids, offered.ids)
    return Ranked(*sides, lists, Legs(*tables))
