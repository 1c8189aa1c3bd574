"""Who goes on to the next stage, and by which rule."""

from dataclasses import dataclass
from typing import Literal

from yucaihui.engines.ranking.results import Ranked, Ranking


@dataclass(frozen=True, slots=True)
class Advanced:
    """An entry that goes on: by its `rank` in its track, or by a wild card and its rank overall."""

    entry: str
    track: str
    rule: Literal["track", "wild_card"]
    rank: int


@dataclass(frozen=True, slots=True)
class Advance:
    """The rule, who goes on by it, and of each track who would be next, both by rank overall."""

    per_track: int
    wild_cards: int
    through: tuple[Advanced, ...]
    next_in_line: tuple[str, ...]


def advance(ranking: Ranking, per_track: int, wild_cards: int = 0) -> Advance:
    """The first `per_track` of each track, then the best of all others by rank overall.

    Raises ValueError for numbers below 0.
    """
    if min(per_track, wild_cards) < 0:
        raise ValueError("per_track and wild_cards have to be 0 or more")
    others = [one for one in ranking.entries if one.in_track.rank > per_track]
    wild = {one.entry for one in others[:wild_cards]}
    through = (
        _advanced(one, is_wild=one.entry in wild)
        for one in ranking.entries
        if one.in_track.rank <= per_track or one.entry in wild
    )
    first_out = dict[str, str]()
    for one in others[wild_cards:]:
        first_out.setdefault(one.track, one.entry)
    return Advance(per_track, wild_cards, tuple(through), tuple(first_out.values()))


def _advanced(one: Ranked, *, is_wild: bool) -> Advanced:
    if is_wild:
        return Advanced(one.entry, one.track, "wild_card", one.overall.rank)
    return Advanced(one.entry, one.track, "track", one.in_track.rank)
