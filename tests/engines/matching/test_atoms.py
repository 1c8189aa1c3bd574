"""Each title and skill is encoded once, and kept by its hash."""

from collections.abc import Sequence

import numpy as np
import pytest

from yucaihui.engines.matching import Atoms, Position, Talent, atoms_of, build_indexes
from yucaihui.engines.matching.encoding import Vectors
from yucaihui.engines.matching.features import feature_hash


class Counting:
    """An encoder that remembers what it was asked."""

    name = digest = "counting"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.full((len(texts), 128), 7, dtype=np.int8)


POSITIONS = [Position("p", "Nurse", skills=("first aid", "K8s")), Position("q", "Nurse")]
TALENTS = [Talent("t", ("Nurse", "Cook"), skills=("First-Aid", "Kubernetes"))]


def test_each_text_is_encoded_once_for_both_sides() -> None:
    encoder = Counting()
    build_indexes(POSITIONS, TALENTS, Atoms(encoder))
    assert sorted(encoder.asked) == ["Cook", "Nurse", "first aid", "kubernetes"]


def test_a_changed_record_encodes_only_what_is_new() -> None:
    encoder = Counting()
    atoms = Atoms(encoder)
    talents = build_indexes(POSITIONS, TALENTS, atoms)[1]
    encoder.asked.clear()
    talents.updated([Talent("t", ("Nurse", "Baker"), skills=("first aid",))], atoms)
    assert encoder.asked == ["Baker"]


def test_stored_vectors_need_no_encoder() -> None:
    atoms = Atoms(Counting())
    build_indexes(POSITIONS, TALENTS, atoms)
    wanted = atoms_of(POSITIONS, TALENTS)
    stored = atoms.stored(wanted)
    assert set(stored) == wanted
    again = Atoms.from_stored(None, stored)
    assert again.vectors(["Nurse"]).tolist() == [[7] * 128]
    assert not again.vectors(["Pilot"]).any()


def test_hashes_name_titles_and_skills_of_both_sides() -> None:
    texts = ("Nurse", "Cook", "first aid", "kubernetes")
    assert atoms_of(POSITIONS, TALENTS) == set(map(feature_hash, texts))


def test_another_encoder_is_refused() -> None:
    talents = build_indexes(POSITIONS, TALENTS, Atoms(Counting()))[1]
    other = Counting()
    other.digest = "other"  # type: ignore[misc]
    with pytest.raises(ValueError, match="encoded by another encoder: rebuild it"):
        talents.updated(TALENTS, Atoms(other))


@pytest.mark.parametrize("text", ["νοσοκόμα", "ქართული", "🙂", "42", "", "ผู้จัดการ"])
def test_a_text_in_a_language_that_the_encoder_does_not_know_has_no_vector(text: str) -> None:
    assert not Atoms(Counting()).vectors([text]).any()


@pytest.mark.parametrize("text", ["nurse", "C++", "Krankenpfleger", "nurse (RN) 3"])
def test_any_word_that_could_be_of_its_languages_has_one(text: str) -> None:
    assert Atoms(Counting()).vectors([text]).any()
