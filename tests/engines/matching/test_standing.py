"""Who asks "why not?" is told the place, or the requirement and by how much."""

from hypothesis import given, settings

from tests.engines.matching.records import ATOMS, TALENTS, position_of, talent_of
from yucaihui.engines.matching import (
    Note,
    Position,
    Talent,
    build_indexes,
    match_both,
    why_not,
)
from yucaihui.engines.text.degree import Degree


@given(position_of("p"), TALENTS)
@settings(max_examples=15, deadline=None)
def test_the_place_is_that_in_the_ranked_list(
    position: Position, talents: tuple[Talent, ...]
) -> None:
    asked, offered = build_indexes([position], talents, ATOMS)
    ranked = [match.id for match in match_both(asked, offered, len(talents)).talents_for["p"]]
    for talent in talents:
        standing = why_not(position, talent, offered, ATOMS)
        place = ranked.index(talent.id) + 1 if talent.id in ranked else None
        assert (standing.place, standing.eligible) == (place, len(ranked))


@given(position_of("p"), TALENTS, talent_of("new"))
@settings(max_examples=10, deadline=None)
def test_a_talent_that_is_not_in_the_index_stands_as_if_it_were(
    position: Position, talents: tuple[Talent, ...], new: Talent
) -> None:
    offered = build_indexes([position], talents, ATOMS)[1]
    alone = why_not(position, new, offered, ATOMS)
    among = why_not(position, new, offered.updated([new], ATOMS), ATOMS)
    assert alone == among


def test_what_refuses_is_told_with_the_shortfall() -> None:
    position = Position("p", "算法工程师", min_degree=Degree.MASTER)
    talent = Talent("t", ("算法工程师",), degree=Degree.BACHELOR)
    standing = why_not(position, talent, build_indexes([], [talent], ATOMS)[1], ATOMS)
    assert (standing.place, standing.eligible) == (None, 0)
    assert standing.explanation.refused_by == (Note("no_degree", (("asked", 3), ("has", 2))),)
