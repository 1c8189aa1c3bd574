"""Many new records at once."""

import pytest

from tests.factories import TODAY, make_resume
from tests.queries import queries_of
from yucaihui.core.search.queries import matching_ids
from yucaihui.directory import queries, services
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Person
from yucaihui.directory.services import NewPerson

pytestmark = pytest.mark.django_db


def rows(number: int) -> list[NewPerson]:
    return [
        NewPerson(
            name_zh=f"测 试{n}",
            country="cn",
            emails=[f"A{n}@mail.test"],
            phones=["13800001234"],
            profiles={"zh-hans": make_resume()},
            consents=["matching", "discovery"],
        )
        for n in range(number)
    ]


def test_each_record_is_as_the_single_verbs_make_it() -> None:
    people = services.create_people(rows(3), by=None, on=TODAY)
    assert [person.name_zh for person in people] == ["测试0", "测试1", "测试2"]
    one = people[0]
    assert (one.country, queries.emails_of(one)) == ("CN", ["a0@mail.test"])
    assert queries.current_profiles(one)["zh-hans"].headline == "电池热管理工程师"
    assert one.affiliations.count() == 2
    assert queries.has_consent(one, "discovery")
    assert [act.action for act in queries.acts_on(one)] == ["person.created"]


def test_those_who_want_to_be_found_are_found() -> None:
    people = services.create_people(rows(2), by=None, on=TODAY)
    found = matching_ids("talent", "热管理")
    assert found is not None
    assert sorted(found) == [person.pk for person in people]


def test_one_wrong_row_writes_none() -> None:
    with pytest.raises(Refused):
        services.create_people([*rows(2), NewPerson(name_zh="甲", phones=["1"])], by=None, on=TODAY)
    assert Person.objects.count() == 0


def test_the_number_of_queries_hardly_grows() -> None:
    counts = [
        queries_of(lambda n=n: services.create_people(rows(n), by=None, on=TODAY))
        for n in (1, 3, 50)
    ]
    assert counts[0] == counts[1]
    assert counts[2] <= counts[0] + 100
