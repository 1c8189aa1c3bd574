"""An explanation is the score itself: its terms add up to the bit, in any order."""

import math
import random
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.records import position_of, talent_of
from yucaihui.engines.matching import (
    Explanation,
    Language,
    Note,
    Position,
    Talent,
    build_indexes,
    explain,
)
from yucaihui.engines.matching.features import skill_names, text_tokens, title_grams
from yucaihui.engines.matching.pairing import Pairing
from yucaihui.engines.text.degree import Degree


@given(position_of("p"), talent_of("t"), talent_of("u"), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_terms_add_up_to_the_score_in_any_order(
    position: Position, talent: Talent, other: Talent, shuffler: random.Random
) -> None:
    statistics = build_indexes([position], [talent, other])[0].statistics
    why = explain(position, talent, statistics)
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
    asked, offered = build_indexes([position], [talent])
    eligible = Pairing(asked, offered).eligible(slice(0, 1))
    why = explain(position, talent, asked.statistics)
    assert bool(eligible[0, 0]) == (not why.refused_by)
    assert set(why.refused_by) <= set(why.gaps)


@given(position_of("p"), st.lists(talent_of("t"), min_size=1, max_size=1), position_of("q"))
@settings(max_examples=60, deadline=None)
def test_scores_follow_the_formula(
    position: Position, talents: list[Talent], other: Position
) -> None:
    statistics = build_indexes([position, other], talents)[0].statistics
    why = explain(position, talents[0], statistics)
    expected = plain_score(position, talents[0], [position, other], talents)
    assert math.isclose(why.score, expected, abs_tol=2e-3)


def plain_score(
    position: Position, talent: Talent, positions: Sequence[Position], talents: Sequence[Talent]
) -> float:
    """The score by dictionaries and floats, without rounding of weights."""
    titles = {p.title for p in positions} | {x for t in talents for x in t.titles or ("",)}
    title_documents = [Counter(title_grams(title)) for title in titles]
    # A title that both sides have is a document of each.
    shared = {p.title for p in positions} & {x for t in talents for x in t.titles or ("",)}
    title_documents += [Counter(title_grams(title)) for title in shared]
    skill_documents = [Counter([*skill_names(record.skills)]) for record in (*positions, *talents)]
    asking = [Counter(words_of_position(p)) for p in positions]
    offering = [Counter(words_of_talent(t)) for t in talents]
    mean_length = max(1.0, sum(sum(d.values()) for d in offering) / len(offering))
    title = max(
        cosine(Counter(title_grams(position.title)), Counter(title_grams(own)), title_documents)
        for own in talent.titles or ("",)
    )
    asked_skills = Counter([*skill_names(position.skills)])
    owned_skills = skill_names(talent.skills)
    skills = share(asked_skills, dict.fromkeys(owned_skills, 1.0), skill_documents)
    words = Counter(words_of_talent(talent))
    slow = 1.2 * (0.25 + 0.75 * sum(words.values()) / mean_length)
    saturated = {word: count / (count + slow) for word, count in words.items()}
    text = share(Counter(words_of_position(position)), saturated, [*asking, *offering])
    return 1 / 4 * title + 3 / 8 * skills + 3 / 8 * text


def words_of_position(position: Position) -> list[str]:
    return text_tokens(position.title, *position.skills, position.text)


def words_of_talent(talent: Talent) -> list[str]:
    return text_tokens(*talent.titles, *talent.skills, talent.text)


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


def explain_alone(position: Position, talent: Talent) -> Explanation:
    return explain(position, talent, build_indexes([position], [talent])[0].statistics)
