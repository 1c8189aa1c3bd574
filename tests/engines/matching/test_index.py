"""An index saved, loaded or updated scores like one built anew."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engines.matching.records import ATOMS, POSITIONS, TALENTS
from yucaihui.engines.matching import (
    Atoms,
    Position,
    PositionIndex,
    Talent,
    TalentIndex,
    build_indexes,
    match_both,
)
from yucaihui.engines.matching.encoded import encode_positions, encode_talents
from yucaihui.engines.matching.encoding import DIMENSIONS, Vectors
from yucaihui.engines.matching.weights import GRAM_UNIT, SKILL_QUARTERS, TEXT_SHARES

Records = tuple[Sequence[Position], Sequence[Talent]]
SIDES = st.tuples(POSITIONS, TALENTS)


@given(SIDES)
@settings(max_examples=30, deadline=None)
def test_a_loaded_index_is_the_saved_one(records: Records) -> None:
    asked, offered = build_indexes(*records, ATOMS)
    loaded = PositionIndex.from_bytes(asked.to_bytes()), TalentIndex.from_bytes(offered.to_bytes())
    assert loaded[0].to_bytes() == asked.to_bytes()
    assert match_both(*loaded, 5) == match_both(asked, offered, 5)


@given(SIDES, TALENTS, st.sets(st.sampled_from([f"r{n}" for n in range(30)])))
@settings(max_examples=15, deadline=None)
def test_an_updated_index_scores_as_if_built_with_the_new_records(
    records: Records, new: Sequence[Talent], gone: set[str]
) -> None:
    positions, talents = records
    asked, offered = build_indexes(positions, talents, ATOMS)
    replaced = {talent.id for talent in new}
    left = [t for t in talents if t.id not in gone | replaced]
    fresh = TalentIndex(encode_talents([*left, *new], ATOMS), offered.statistics)
    updated = offered.without(gone).updated(new)
    assert match_both(asked, updated, 9) == match_both(asked, fresh, 9)
    assert updated.records.ids == fresh.records.ids


@given(SIDES, POSITIONS)
@settings(max_examples=20, deadline=None)
def test_positions_are_updated_in_the_same_way(records: Records, new: Sequence[Position]) -> None:
    asked, offered = build_indexes(*records, ATOMS)
    replaced = {position.id for position in new}
    left = [p for p in records[0] if p.id not in replaced]
    fresh = PositionIndex(encode_positions([*left, *new], ATOMS), asked.statistics)
    assert match_both(asked.updated(new), offered, 9) == match_both(fresh, offered, 9)


@given(SIDES, SIDES)
@settings(max_examples=30, deadline=None)
def test_indexes_built_from_former_ones_score_as_if_built_anew(
    before: Records, records: Records
) -> None:
    former = build_indexes(*before, ATOMS)
    fresh, renewed = (build_indexes(*records, ATOMS, one) for one in (None, former))
    assert fresh[0].statistics.digest == renewed[0].statistics.digest
    assert match_both(*fresh, 9) == match_both(*renewed, 9)
    for one, other in zip(fresh, renewed, strict=True):
        assert one.records.digests.tolist() == other.records.digests.tolist()
        assert one.records.numbers.keys() == other.records.numbers.keys()


def test_what_did_not_change_is_not_encoded_again() -> None:
    records = [Position("p", "护士")], [Talent("t", ("护士",)), Talent("u", ("出纳",))]
    former = build_indexes(*records, ATOMS)
    without_encoder = Atoms(Silent(ATOMS.digest), {})
    changed = [records[1][0], Talent("u", ("收银员",))]
    renewed = build_indexes(records[0], changed, without_encoder, former)[1].records.titles
    assert renewed.vectors.any(axis=1)[renewed.owned].tolist() == [True, False]


def test_former_indexes_of_another_encoder_are_passed_over() -> None:
    records = [Position("p", "护士")], [Talent("t", ("护士",))]
    former = build_indexes(*records, Atoms(Silent("another")))
    assert build_indexes(*records, ATOMS, former)[1].records.titles.vectors.any()


def test_an_id_twice_is_refused_beside_former_indexes_too() -> None:
    former = build_indexes([], [Talent("a")], ATOMS)
    with pytest.raises(ValueError, match="the id 'a' occurs twice"):
        build_indexes([], [Talent("a"), Talent("a", ("护士",))], ATOMS, former)


@dataclass
class Silent:
    """An encoder that makes nothing of any text."""

    digest: str
    name: str = "silent"
    languages: frozenset[str] = frozenset({"zh"})

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), DIMENSIONS), dtype=np.int8)


@given(SIDES)
@settings(max_examples=30, deadline=None)
def test_the_shares_of_the_asked_skills_add_to_one(records: Records) -> None:
    asked = build_indexes(*records, ATOMS)[0]
    sums = np.asarray(asked.skills.matrix.sum(axis=1)).reshape(-1)
    some = np.diff(asked.skills.matrix.indptr) > 0
    assert sums.tolist() == (SKILL_QUARTERS * some).tolist()


@given(SIDES)
@settings(max_examples=30, deadline=None)
def test_no_leg_gives_more_than_its_whole(records: Records) -> None:
    for index in build_indexes(*records, ATOMS):
        squares = index.titles.matrix.power(2).sum(axis=1)
        assert (squares[squares > 0] >= GRAM_UNIT**2).all()
        assert (squares <= GRAM_UNIT**2 + 2 * GRAM_UNIT).all()
    assert set(asked_sums(records).tolist()) <= {0, TEXT_SHARES}


def asked_sums(records: Records) -> NDArray[np.float64]:
    return np.asarray(build_indexes(*records, ATOMS)[0].text.matrix.sum(axis=1))


def test_an_id_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="the id 'a' occurs twice"):
        build_indexes([], [Talent("a"), Talent("a")])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not an archive", b"\x93NUMPY"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a saved matching index"):
        TalentIndex.from_bytes(data)


def test_an_index_of_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = build_indexes([], [Talent("a")], ATOMS)[1]
    monkeypatch.setattr("yucaihui.engines.matching.codec.ENGINE_VERSION", "older-0")
    data = offered.to_bytes()
    monkeypatch.undo()
    with pytest.raises(ValueError, match=r"saved by engine older-0, this is .*: rebuild it"):
        TalentIndex.from_bytes(data)
