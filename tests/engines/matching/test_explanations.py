"""An explanation is the score itself: its terms add up to the bit, in any order."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.records import ATOMS, SKILLS, position_of, talent_of
from yucaihui.engines.matching import (
    Explanation,
    Language,
    Note,
    Position,
    Talent,
    build_indexes,
    explain,
)
from yucaihui.engines.matching.encoded import (
    position_text,
    position_tokens,
    talent_text,
    talent_tokens,
)
from yucaihui.engines.matching.encoding import SCALE, parts
from yucaihui.engines.matching.encoding.training.work import pair_lines
from yucaihui.engines.matching.features import skill_names, title_grams
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packing import pack
from yucaihui.engines.matching.tongues import languages_of
from yucaihui.engines.matching.weights import (
    DENSE_SHARE,
    SKILL_WEIGHT,
    TEXT_WEIGHT,
    TITLE_WEIGHT,
    WEIGHTS,
)
from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.skills import canonical_skill, spelling

NAMES = [
    name
    for names in islice(pair_lines(parts.chinese_names()), 0, None, 40)
    for side in names
    for name in side
]


@given(position_of("p"), talent_of("t"), talent_of("u"), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_terms_add_up_to_the_score_in_any_order(
    position: Position, talent: Talent, other: Talent, shuffler: random.Random
) -> None:
    statistics = build_indexes([position], [talent, other], ATOMS)[0].statistics
    why = explain(position, talent, statistics, ATOMS)
    values = [term.value for term in why.terms]
    shuffler.shuffle(values)
    assert sum(values) == why.score == math.fsum(values)
    assert all(value > 0 for value in values)
    assert 0 <= why.score <= 1


@given(position_of("p"), talent_of("t"))
@settings(max_examples=100, deadline=None)
def test_a_pair_is_refused_by_the_explanation_exactly_when_the_mask_refuses_it(
    position: Position, talent: Talent
) -> None:
    asked, offered = build_indexes([position], [talent], ATOMS)
    refused = Pairs(*pack(asked, offered), WEIGHTS).refusals(np.arange(1))
    why = explain(position, talent, asked.statistics, ATOMS)
    assert bool(refused[0, 0]) == bool(why.refused_by)
    assert set(why.refused_by) <= set(why.gaps)


@given(position_of("p"), st.lists(talent_of("t"), min_size=1, max_size=1), position_of("q"))
@settings(max_examples=60, deadline=None)
def test_scores_follow_the_formula(
    position: Position, talents: list[Talent], other: Position
) -> None:
    statistics = build_indexes([position, other], talents, ATOMS)[0].statistics
    why = explain(position, talents[0], statistics, ATOMS)
    expected = plain_score(position, talents[0], [position, other], talents)
    assert math.isclose(why.score, expected, abs_tol=3e-3)


def plain_score(
    position: Position, talent: Talent, positions: Sequence[Position], talents: Sequence[Talent]
) -> float:
    """The score by dictionaries and floats, without rounding of weights."""
    # A title that both sides have is a document of each.
    sides = ({p.title for p in positions}, {title for t in talents for title in t.titles})
    title_documents = [Counter(title_grams(title)) for side in sides for title in side]
    skill_documents = [Counter([*skill_names(record.skills)]) for record in (*positions, *talents)]
    asking = [Counter(position_tokens(p)) for p in positions]
    offering = [Counter(talent_tokens(t)) for t in talents]
    mean_length = max(1.0, sum(sum(d.values()) for d in offering) / len(offering))
    title = max((alike(position.title, own, title_documents) for own in talent.titles), default=0.0)
    asked_skills, owned_skills = skill_names(position.skills), skill_names(talent.skills)
    nearest = {
        asked: max((QUARTERS_OF.get((asked, own), 0) / 4 for own in owned_skills), default=0.0)
        for asked in asked_skills
    }
    skills = share(Counter([*asked_skills]), nearest, skill_documents)
    words = Counter(talent_tokens(talent))
    slow = 1.2 * (0.25 + 0.75 * sum(words.values()) / mean_length)
    saturated = {word: count / (count + slow) for word, count in words.items()}
    text = share(Counter(position_tokens(position)), saturated, [*asking, *offering])
    asked, offered = languages_of(position_text(position)), languages_of(talent_text(talent))
    if asked and offered and not asked & offered:
        return (TITLE_WEIGHT * title + SKILL_WEIGHT * skills) / (TITLE_WEIGHT + SKILL_WEIGHT)
    return TITLE_WEIGHT * title + SKILL_WEIGHT * skills + TEXT_WEIGHT * text


# Of the made-up skills these are near each other.
QUARTERS_OF = {(spelling(name), spelling(name)): 4 for name in map(canonical_skill, SKILLS)}


def alike(asked: str, own: str, documents: Sequence[Counter[str]]) -> float:
    """Similarity of two titles, by vectors and n-grams or by n-grams alone."""
    left, right = ATOMS.vectors([asked, own]).astype(float)
    grams = cosine(Counter(title_grams(asked)), Counter(title_grams(own)), documents)
    if not (left.any() and right.any()):
        return grams
    return max(0.0, DENSE_SHARE * float(left @ right) / SCALE**2 + (1 - DENSE_SHARE) * grams)


def idf(feature: str, documents: Sequence[Counter[str]]) -> float:
    n = sum(feature in document for document in documents)
    return math.log(1 + (len(documents) - n + 0.5) / (n + 0.5))


def cosine(one: Counter[str], other: Counter[str], documents: Sequence[Counter[str]]) -> float:
    a = {gram: count * idf(gram, documents) for gram, count in one.items()}
    b = {gram: count * idf(gram, documents) for gram, count in other.items()}
    lengths = math.hypot(*a.values()) * math.hypot(*b.values())
    return sum(a[gram] * b.get(gram, 0.0) for gram in a) / lengths if lengths else 0.0


def share(asked: Counter[str], owned: dict[str, float], documents: Sequence[Counter[str]]) -> float:
    weights = {feature: count * idf(feature, documents) for feature, count in asked.items()}
    whole = sum(weights.values())
    return sum(weights[one] * owned.get(one, 0.0) for one in weights) / whole if whole else 0.0


POSITION = Position(
    "p",
    "算法工程师",
    skills=("Python", "有限元"),
    min_degree=Degree.MASTER,
    min_years=5,
    languages=(Language("en", 4), Language("de")),
    places=("重庆", "渝北区"),
    salary_max_month=20000,
    conditions=("work_permit",),
)


def test_unmet_requirements_say_by_how_much() -> None:
    talent = Talent(
        "t",
        degree=Degree.BACHELOR,
        years=3.5,
        languages=(Language("en", 3), Language("de", 0)),
        places=("成都",),
        salary_min_month=25000,
        conditions=(("work_permit", False),),
    )
    why = explain_alone(POSITION, talent)
    assert why.refused_by == (
        Note("no_degree", (("asked", 3), ("has", 2))),
        Note("no_years", (("asked", 5), ("has", 3.5))),
        Note("no_salary", (("asked", 20000), ("has", 25000))),
        Note("no_language", (("language", "en"), ("asked", 4), ("has", 3))),
        Note("no_language", (("language", "de"), ("asked", None), ("has", 0))),
        Note("no_condition", (("condition", "work_permit"), ("asked", 1), ("has", 0))),
        Note("no_place", (("asked", "渝北区"), ("has", "成都"))),
    )


def test_what_is_not_known_refuses_nobody_and_stands_among_the_gaps() -> None:
    why = explain_alone(POSITION, Talent("t", skills=("python", "有限元")))
    assert why.refused_by == ()
    assert why.gaps == (
        Note("unknown_degree", (("asked", 3), ("has", None))),
        Note("unknown_years", (("asked", 5), ("has", None))),
        Note("unknown_language", (("language", "en"), ("asked", 4), ("has", None))),
        Note("unknown_language", (("language", "de"), ("asked", None), ("has", None))),
        Note("unknown_condition", (("condition", "work_permit"), ("asked", 1), ("has", None))),
    )


def test_a_listed_language_of_unknown_level_meets_a_demand_without_level() -> None:
    talent = Talent("t", languages=(Language("de"), Language("en")))
    why = explain_alone(POSITION, talent)
    german = Note("language", (("language", "de"), ("asked", None), ("has", None)))
    english = Note("unknown_language", (("language", "en"), ("asked", 4), ("has", None)))
    assert german in why.reasons
    assert english in why.gaps


def test_a_wish_for_the_city_meets_its_districts() -> None:
    why = explain_alone(POSITION, Talent("t", places=("重庆市",)))
    assert Note("place", (("asked", "渝北区"), ("has", "重庆市"))) in why.reasons


def test_missing_skills_are_listed_with_their_share() -> None:
    why = explain_alone(Position("p", skills=("Python", "有限元")), Talent("t", skills=("Python",)))
    (had,) = [note for note in why.reasons if note.code == "skill"]
    (missing,) = why.gaps
    assert (had.get("skill"), missing.code, missing.get("skill")) == (
        "Python",
        "missing_skill",
        "有限元",
    )
    assert float(had.get("share") or 0) + float(missing.get("share") or 0) == 1.0


def test_the_best_pair_of_titles_is_named() -> None:
    talent = Talent("t", titles=("护士", "高级算法工程师", "出纳"))
    reason = explain_alone(Position("p", "算法工程师"), talent).reasons[0]
    assert (reason.code, reason.get("asked"), reason.get("own")) == (
        "title",
        "算法工程师",
        "高级算法工程师",
    )


@pytest.mark.parametrize(
    "title", ["算法工程师", "Senior data engineer (m/f/d)", "Müller", "ΜΗΧΑΝΙΚΟΣ", "🙂"]
)
def test_the_same_title_is_wholly_alike(title: str) -> None:
    """In the reason and in the term, by vectors and letters or, for Greek, by letters alone."""
    why = explain_alone(Position("p", title), Talent("t", (f"x {title}", title)))
    found = [(note.get("own"), note.get("alike")) for note in why.reasons], why.score
    # Without a word there is nothing to compare.
    whole = [(title, 1.0)], TITLE_WEIGHT
    assert found == (([], 0.0) if title == "🙂" else whole)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=9))
@settings(max_examples=100, deadline=None)
def test_a_title_is_wholly_alike_to_itself_in_any_corpus(
    title: str, other: str, corpus: list[str]
) -> None:
    people = [Talent("t", (other, title)), *(Talent(f"u{n}", (t,)) for n, t in enumerate(corpus))]
    statistics = build_indexes([Position("p", title)], people, ATOMS)[0].statistics
    why = explain(Position("p", title), people[0], statistics, ATOMS)
    assert (why.score, why.reasons[0].get("own")) == (TITLE_WEIGHT, title)


def explain_alone(position: Position, talent: Talent) -> Explanation:
    return explain(
        position, talent, build_indexes([position], [talent], ATOMS)[0].statistics, ATOMS
    )
