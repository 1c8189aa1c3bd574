"""A skill near the asked one counts in part: by the lexicon's families, else by its meaning."""

from importlib.resources import files

import numpy as np
import pytest

from tests.engines.matching.records import ATOMS
from yucaihui.engines.matching.features import feature_hash, skill_names, skill_phrase
from yucaihui.engines.matching.near import families, nearness
from yucaihui.engines.text.skills import canonical_skill, is_known_skill


def quarters(asked: str, owned: str) -> int:
    sides = []
    for name in (asked, owned):
        ((key, canonical),) = skill_names((name,)).items()
        hashes = np.array([feature_hash(key)], dtype=np.uint64)
        sides.append((hashes, ATOMS.vectors([skill_phrase(canonical)])))
    (wanted, had) = sides
    return int(nearness(*wanted, *had).toarray()[0, 0])


@pytest.mark.parametrize(
    ("asked", "owned", "expected"),
    [
        ("Python", "Python3", 4),
        ("PyTorch", "TensorFlow", 3),
        ("MySQL", "PostgreSQL", 2),
        ("C#", "Java", 1),
        ("有限元", "ANSYS", 2),
        ("Python", "护理", 0),
        # The lexicon lists both and says nothing: what they sound like does not count.
        ("SPICE", "ASPICE", 0),
        # It lists neither.
        ("battery pack design", "battery pack designing", 3),
        ("battery pack design", "wedding planning", 0),
    ],
)
def test_quarters(asked: str, owned: str, expected: int) -> None:
    assert quarters(asked, owned) == expected
    assert quarters(owned, asked) == expected


def test_unknown_skills_meet_across_languages() -> None:
    assert quarters("urban planning", "城市规划") > 0


def test_the_nearest_of_several_counts() -> None:
    names = ("Kotlin", "Java", "C#")
    hashes = np.array([feature_hash(name.lower()) for name in names], dtype=np.uint64)
    vectors = ATOMS.vectors(names)
    near = nearness(hashes, vectors, hashes, vectors).toarray()
    assert near.tolist() == [[4, 2, 0], [2, 4, 1], [0, 1, 4]]


def test_families_are_symmetric_and_never_as_much_as_the_skill_itself() -> None:
    first, second, counts = families()
    pairs = dict(zip(zip(first.tolist(), second.tolist(), strict=True), counts, strict=True))
    assert all(pairs[other, one] == count for (one, other), count in pairs.items())
    assert set(counts.tolist()) == {1, 2, 3}
    assert all(one != other for one, other in pairs)


def test_families_name_skills_as_the_lexicon_does() -> None:
    lines = files("yucaihui.engines.matching").joinpath("near_skills.txt").read_text("utf-8")
    named = [
        name.strip()
        for line in lines.splitlines()
        if ":" in line and not line.startswith("#")
        for name in line.partition(":")[2].split(";")
    ]
    assert [name for name in named if not is_known_skill(name)] == []
    assert [name for name in named if canonical_skill(name) != name] == []
