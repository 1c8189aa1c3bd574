"""Two records of one person: suspected, merged, taken back, told apart."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_employer, make_person, make_resume, make_user, numbers
from tests.queries import queries_of
from yucaihui.directory import queries, services
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import DuplicateLink, Merge, Person
from yucaihui.directory.queries.duplicates import COMMON_NAME

ID_CARD = "11010519491231002X"


def pairs() -> list[tuple[Person, Person]]:
    return [(link.first, link.second) for link in queries.suspected_links()]


@pytest.mark.django_db
def test_one_contact_and_one_name_make_a_suspicion() -> None:
    a, b = (make_person(name_zh="林晓") for _ in range(2))
    services.add_contacts(a, emails=["lin@mail.test"])
    services.add_contacts(b, emails=["lin@mail.test"])
    make_person(name_zh="林晓")
    assert services.suspect_duplicates() == 1
    assert services.suspect_duplicates([b.pk]) == 0
    link = queries.suspected_links().get()
    assert (link.first, link.second, link.reasons) == (a, b, ["email", "name"])


@pytest.mark.django_db
def test_one_id_card_is_one_person_and_two_are_two() -> None:
    a, b, c = (make_person(name_zh="林晓", resume=make_resume()) for _ in range(3))
    services.add_identity_document(a, "id_card", ID_CARD, by=None)
    services.add_identity_document(b, "id_card", ID_CARD, by=None)
    services.add_identity_document(c, "id_card", "440524188001010014", by=None)
    services.suspect_duplicates()
    assert pairs() == [(a, b)]


@pytest.mark.django_db
def test_a_family_telephone_alone_is_no_suspicion() -> None:
    for name in ("林晓", "林峰"):
        services.add_contacts(make_person(name_zh=name), phones=["13800001234"])
    assert services.suspect_duplicates() == 0


@pytest.mark.django_db
def test_one_name_and_one_career_make_a_suspicion_in_any_order_of_the_name() -> None:
    a = make_person(name_zh="", name_en="Anna Müller", resume=make_resume())
    b = make_person(name_zh="", name_en="MULLER, Anna", resume=make_resume())
    services.suspect_duplicates()
    assert pairs() == [(a, b)]


@pytest.mark.django_db
def test_a_common_name_is_compared_only_where_careers_meet() -> None:
    same = [make_person(name_zh="王伟", resume=make_resume()) for _ in range(2)]
    for _ in range(COMMON_NAME):
        make_person(name_zh="王伟")
    services.suspect_duplicates()
    assert pairs() == [(same[0], same[1])]


@pytest.mark.django_db
def test_what_was_told_apart_is_not_suspected_again() -> None:
    for _ in range(2):
        make_person(name_zh="林晓", resume=make_resume())
    services.suspect_duplicates()
    link = queries.suspected_links().get()
    with pytest.raises(PermissionDenied):
        services.mark_distinct(link, by=make_user("partner"))
    services.mark_distinct(link, by=make_user("office"))
    services.suspect_duplicates()
    assert pairs() == []
    with pytest.raises(AlreadyDecided):
        services.mark_distinct(link, by=None)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_number_of_queries_does_not_depend_on_the_records(number: int) -> None:
    for _ in range(number):
        for _ in range(2):
            services.add_contacts(make_person(), emails=["shared@mail.test"])
    ids = list(queries.current_people().values_list("pk", flat=True))
    assert queries_of(lambda: services.suspect_duplicates(ids)) <= 14


@pytest.mark.django_db
def test_a_merge_brings_everything_to_the_record_that_is_kept() -> None:
    user = make_user("talent")
    kept, gone = make_person(name_zh="林晓"), make_person(name_en="Xiao Lin", user=user)
    services.add_contacts(gone, emails=["lin@mail.test"])
    services.record_fact(gone, "award", {}, proof="issued", by=None)
    services.save_profile(gone, "en", make_resume(), by=None)
    services.merge_people(kept, gone, by=make_user("office"))
    kept.refresh_from_db()
    assert (kept.name_en, kept.user, queries.person_of(user)) == ("Xiao Lin", user, kept)
    assert queries.emails_of(kept) == ["lin@mail.test"]
    assert queries.facts_of(kept).count() == 1
    assert list(queries.current_profiles(kept)) == ["en"]
    assert queries.person_by_uid(gone.uid) == kept
    assert list(queries.current_people()) == [kept]


@pytest.mark.django_db
def test_rows_that_would_break_a_constraint_stay_and_are_named() -> None:
    kept, gone = make_person(), make_person()
    for person in (kept, gone):
        services.add_contacts(person, emails=["lin@mail.test"])
    services.add_contacts(gone, emails=["xiao@mail.test"])
    stays = gone.contacts.get(value="lin@mail.test")
    merge = services.merge_people(kept, gone, by=None)
    assert merge.stayed == [
        {"model": "directory.contactpoint", "field": "person", "rows": [stays.pk]}
    ]
    assert sorted(queries.emails_of(kept)) == ["lin@mail.test", "xiao@mail.test"]


@pytest.mark.django_db
def test_what_can_not_be_merged() -> None:
    a, b, c = make_person(), make_person(), make_person()
    with pytest.raises(Refused):
        services.merge_people(a, a, by=None)
    with pytest.raises(PermissionDenied):
        services.merge_people(a, b, by=make_user("employer"))
    inner = services.merge_people(b, c, by=None)
    with pytest.raises(AlreadyDecided):
        services.merge_people(a, c, by=None)
    outer = services.merge_people(a, b, by=None)
    with pytest.raises(Refused):
        services.unmerge(inner, by=None)
    services.unmerge(outer, by=None)
    services.unmerge(inner, by=None)
    assert list(queries.current_people().order_by("pk")) == [a, b, c]
    with pytest.raises(AlreadyDecided):
        services.unmerge(inner, by=None)


def tables() -> dict[str, list[Any]]:
    """Every row of every table that points at a person, and the people themselves."""
    watched = [Person] + [
        model
        for model in apps.get_models()
        if model not in (Merge, DuplicateLink)
        and any(f.related_model is Person for f in model._meta.concrete_fields)
    ]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in watched
    }


def give_email(person: Person, n: int) -> None:
    services.add_contacts(person, emails=[f"a{n}@mail.test"])


def give_profile(person: Person, n: int) -> None:
    services.save_profile(person, ("zh-hans", "en")[n % 2], make_resume(), by=None)


def give_consent(person: Person, n: int) -> None:
    services.grant_consent(person, ("matching", "discovery")[n % 2], by=None)


def give_fact(person: Person, n: int) -> None:
    services.record_fact(person, "award", {"n": n}, proof="issued", by=None)


def give_number(person: Person, n: int) -> None:
    services.add_identity_document(person, "passport", f"E1234567{n}", by=None)


def give_attributes(person: Person, n: int) -> None:
    services.save_protected(person, by=None, gender="", birth_year=1980 + n, ethnicity="")


def give_name(person: Person, n: int) -> None:
    services.update_person(person, by=None, name_en=f"Name {n}", city="重庆")


def give_account(person: Person, n: int) -> None:
    if person.user is None:
        person.user = make_user("talent")
        person.save()


def give_tie(person: Person, n: int) -> None:
    services.declare_relation(person, make_employer(verified=False), "business", by=None)


GIFTS: list[Callable[[Person, int], None]] = [
    give_email, give_profile, give_consent, give_fact, give_number, give_attributes, give_name,
    give_account, give_tie,
]  # fmt: skip


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    gifts=st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from(GIFTS), st.integers(0, 3)), max_size=14
    )
)
def test_a_merge_that_is_taken_back_leaves_every_table_as_before(
    gifts: list[tuple[int, Callable[[Person, int], None], int]],
) -> None:
    two = [make_person(), make_person(name_zh=f"测试{next(numbers)}")]
    services.declare_relation(two[0], two[1], "coauthor", by=None)
    for which, gift, n in gifts:
        gift(two[which], n)
    before = tables()
    merge = services.merge_people(two[0], two[1], by=None)
    assert services.unmerge(merge, by=None) == []
    assert tables() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_of_one_record_at_once_one_wins() -> None:
    a, b, c = make_person(), make_person(), make_person()
    barrier, refusals = Barrier(2), []

    def merge(kept: Person, gone: Person) -> None:
        barrier.wait()
        try:
            services.merge_people(kept, gone, by=None)
        except AlreadyDecided as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=merge, args=pair) for pair in ((a, c), (b, c))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refusals), Merge.objects.count()) == (1, 1)
