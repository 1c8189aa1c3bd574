"""Orders and places: strict orders by a written chain of ties, and what draws say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.jit import compiled
from yucaihui.engines.ranking.fit import LEVELS
from yucaihui.engines.ranking.panel import Floats, Ints

# Scores that agree in so many decimals are tied: no machine's last digit decides a place.
DECIMALS = 6

Ranks = NDArray[np.int32]
Draws = NDArray[np.float32] | Floats


@dataclass(frozen=True, eq=False)
class Link:
    """One link of the chain of ties: its name and what is better the higher, one an entry."""

    name: str
    values: Floats


@dataclass(frozen=True, eq=False)
class Order:
    """`ranks` (entries,) from 1, all distinct, and the link that set each below the one above."""

    ranks: Ints
    decided_by: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Spread:
    """By entry: the 90 % interval of its rank and the chance to be among the top n."""

    low: Ints
    high: Ints
    chance: Floats


def order(chain: Sequence[Link]) -> Order:
    """Order by the first link; each further one parts what is tied so far. The last parts all.

    The first in rank has no entry above it: its place is said to be by the first link.
    """
    columns = np.array([np.round(link.values, DECIMALS) for link in chain]) + 0.0
    best_first = np.lexsort(-columns[::-1])
    ranks = np.empty(len(best_first), np.int64)
    ranks[best_first] = np.arange(1, len(best_first) + 1)
    apart = columns[:, best_first[1:]] != columns[:, best_first[:-1]]
    decided = np.zeros(len(best_first), np.int64)
    decided[best_first[1:]] = apart.argmax(axis=0)
    return Order(ranks, tuple(chain[n].name for n in decided.tolist()))


def lots(entries: Sequence[str], seed: int) -> Floats:
    """A lot of each entry, by seed and id alone: who else takes part changes nothing."""
    names = (f"{seed}\0{entry}".encode("utf-8", "surrogatepass") for entry in entries)
    return np.array([int.from_bytes(sha256(name).digest()[:4]) for name in names], np.float64)


def drawn_ranks(draws: Draws, group: Ints) -> tuple[Ranks, Ranks]:
    """(entries, draws) twice: in every draw the rank from 1 among all, and among its group."""
    best_first = np.argsort(-draws, axis=1, kind="stable")
    ranks = np.empty((2, *draws.shape[::-1]), np.int32)
    _write_ranks(best_first, group, ranks)
    return ranks[0], ranks[1]


def spread(drawn: Ranks, ranks: Ints, top: int) -> Spread:
    """What drawn ranks say; an interval is widened to hold the rank that was given."""
    chance = (drawn <= top).mean(axis=1)
    in_order = np.sort(drawn, axis=1)
    least, most = (round(level * (drawn.shape[1] - 1)) for level in LEVELS)
    return Spread(
        np.minimum(in_order[:, least], ranks), np.maximum(in_order[:, most], ranks), chance
    )


@compiled
def _write_ranks(best_first: Ints, group: Ints, ranks: Ranks) -> None:
    for draw in range(len(best_first)):
        seen = np.zeros(group.max() + 1, np.int32)
        for place in range(best_first.shape[1]):
            entry = best_first[draw, place]
            seen[group[entry]] += 1
            ranks[0, entry, draw] = place + 1
            ranks[1, entry, draw] = seen[group[entry]]
