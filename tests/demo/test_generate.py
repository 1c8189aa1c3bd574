"""The city on paper: believable, invented, and the same every time."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yucaihui.demo.applications import OUTCOMES
from yucaihui.demo.dice import dice
from yucaihui.demo.employers import credit_code, employers, is_reserved
from yucaihui.demo.generate import generate
from yucaihui.demo.postings import posting
from yucaihui.demo.records import City
from yucaihui.demo.talents import talent, workplaces
from yucaihui.demo.vocabulary import (
    groups,
    majors,
    occupations,
    occupations_of,
    reserved,
    schools,
    sentences,
)
from yucaihui.demo.wording import english_skill
from yucaihui.directory.identity import is_credit_code
from yucaihui.engines.text.clusters import CLUSTERS
from yucaihui.engines.text.degree import Degree, parse_degree
from yucaihui.engines.text.district import parse_place
from yucaihui.engines.text.skills import canonical_skill, is_known_skill
from yucaihui.engines.text.wording import find_wording

TODAY = date(2026, 11, 23)
OFFERING = employers(2023, 20)
POOLS = workplaces(2023, OFFERING)
NUMBERS = st.integers(min_value=0, max_value=100_000)


@pytest.fixture(scope="module")
def city() -> City:
    return generate(scale=0.05, seed=2023, today=TODAY)


def test_sizes_follow_the_scale() -> None:
    small = generate(scale=0.01, seed=1, today=TODAY)

    crowd = [one for one in small.talents if not one.cast]
    assert [len(small.employers), len(small.postings), len(crowd)] == [11, 190, 120]


def test_the_same_seed_scale_and_day_give_the_same_city() -> None:
    first, again = (generate(scale=0.01, seed=7, today=TODAY) for _ in range(2))

    assert first == again
    assert generate(scale=0.01, seed=8, today=TODAY) != first


def test_a_larger_city_begins_with_the_same_employers() -> None:
    assert employers(3, 40)[:10] == employers(3, 10)


def test_names_codes_and_addresses_of_employers_differ(city: City) -> None:
    for values in (
        [one.name_zh for one in city.employers],
        [one.credit_code for one in city.employers],
        [address for one in city.employers for address in one.members],
    ):
        assert len(values) == len(set(values))


def test_no_name_of_a_real_firm_or_public_figure_occurs(city: City) -> None:
    firms = [one.name_zh for one in city.employers]
    firms += [name.zh for pool in workplaces(2023, city.employers).values() for name in pool]

    assert [name for name in firms if is_reserved(name)] == []
    assert {one.name_zh for one in city.talents} & reserved("people") == set()


def test_reserved_names_are_told_inside_longer_ones() -> None:
    assert [is_reserved(name) for name in ("重庆长安汽车有限公司", "重庆渝岸拓软件有限公司")] == [
        True,
        False,
    ]


@given(NUMBERS)
def test_credit_codes_have_the_right_check_character(number: int) -> None:
    code = credit_code(dice(1, number), "500112", "enterprise")

    assert (code[:10], is_credit_code(code)) == ("91500112YC", True)


def test_everybody_has_their_own_address(city: City) -> None:
    addresses = [one.email for one in city.talents]

    assert len(addresses) == len(set(addresses))
    assert {address.partition("@")[2] for address in addresses} == {
        "talent.example",
        "demo.example",
    }


def test_second_records_keep_the_name_of_the_first(city: City) -> None:
    second = [one for one in city.talents if one.same_as is not None]
    firsts = {one.number: one for one in city.talents}

    assert len(second) == 3
    assert [one.name_zh for one in second] == [firsts[one.same_as or 0].name_zh for one in second]


@settings(max_examples=200, deadline=None)
@given(NUMBERS)
def test_careers_are_consistent(number: int) -> None:
    one = talent(2023, number, POOLS, TODAY)
    for resume in one.resumes.values():
        jobs = list(reversed(resume.get("work", [])))
        studies = list(reversed(resume["education"]))
        assert all(a["endDate"] <= b["startDate"] for a, b in pairwise(jobs))
        assert all(a["endDate"] <= b["startDate"] for a, b in pairwise(studies))
        degrees = [parse_degree(study["studyType"]) or Degree.NONE for study in studies]
        assert degrees == sorted(degrees)
        assert int(degrees[-1]) == one.degree
        assert all(job["startDate"] >= studies[-1]["endDate"] for job in jobs)
        assert all(job["startDate"] < job.get("endDate", "2026-11") <= "2026-11" for job in jobs)
        assert 17 <= int(studies[0]["startDate"][:4]) - one.birth_year <= 19
        assert all("endDate" in job for job in jobs[:-1])


@settings(max_examples=200, deadline=None)
@given(NUMBERS)
def test_postings_are_believable(number: int) -> None:
    rng = dice(2023, "posting", number)
    one = posting(rng, number, OFFERING[number % len(OFFERING)], TODAY)

    assert one.posted_on <= TODAY
    assert one.posted_on <= one.valid_through
    assert (one.salary_min is None) == (one.salary_max is None)
    if one.salary_min is not None and one.salary_max is not None:
        assert 3_000 <= one.salary_min < one.salary_max <= 150_000
    assert find_wording(f"{one.title_zh}\n{one.description_zh}\n{one.description_en}") == ()
    assert len(one.description_zh) >= 100


def test_about_a_third_of_the_postings_have_english_texts(city: City) -> None:
    english = [one for one in city.postings if one.title_en]

    assert 0.28 <= len(english) / len(city.postings) <= 0.39
    assert all(one.description_en.startswith("The work:\n1. ") for one in english)


def test_some_postings_are_over_and_some_close_this_week(city: City) -> None:
    left = [(one.valid_through - TODAY).days for one in city.postings]

    assert 0.04 <= sum(days < 0 for days in left) / len(left) <= 0.1
    assert 0.03 <= sum(0 <= days <= 6 for days in left) / len(left) <= 0.09


def test_most_profiles_are_chinese_and_people_come_from_many_countries(city: City) -> None:
    kinds = Counter(tuple(one.resumes) for one in city.talents)
    countries = {one.country for one in city.talents}

    assert kinds.keys() == {("zh-hans",), ("en",), ("zh-hans", "en")}
    assert 0.55 <= kinds[("zh-hans",)] / len(city.talents) <= 0.75
    assert len(countries) >= 12


def test_every_outcome_of_an_application_occurs(city: City) -> None:
    assert {one.outcome for one in city.applications} == set(OUTCOMES)


def test_nobody_applies_twice_to_one_posting_or_without_the_degree(city: City) -> None:
    pairs = [(one.talent, one.posting) for one in city.applications]

    assert len(pairs) == len(set(pairs))
    for one in city.applications:
        wanted = city.postings[one.posting]
        assert wanted.min_degree <= city.talents[one.talent].degree
        assert wanted.valid_through >= TODAY
        assert city.employers[wanted.employer].verified


def test_every_word_table_fits_the_lexicon_and_the_other_tables() -> None:
    for one in occupations():
        assert [name for name in one.skills if canonical_skill(name) != name] == []
        assert [name for name in one.skills if not is_known_skill(english_skill(name))] == []
        assert len(sentences(one.family, "duty")) >= 3
        assert len(sentences(one.family, "feat")) >= 3
        assert all(topic.zh and topic.en for topic in one.topics)
    for code, group in groups().items():
        assert group.cluster in CLUSTERS
        assert majors(code)
        assert occupations_of(code)


def test_every_country_has_a_school() -> None:
    assert len({school.name.en for school in schools()}) == len(schools())


def test_districts_are_those_that_postings_are_read_with(city: City) -> None:
    assert all(parse_place(one.district).district == one.district for one in city.postings)
