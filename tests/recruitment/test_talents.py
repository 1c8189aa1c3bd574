"""Finding talents: only who wants to be found, only by verified employers, and never by name."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.factories import make_employer, make_posting, make_resume, make_talent, make_user
from tests.queries import queries_of
from yucaihui.core.accounts.models import User
from yucaihui.core.mail.models import Letter
from yucaihui.core.search.models import SearchEntry
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import consents_of
from yucaihui.directory.services import save_profile, withdraw_consent
from yucaihui.recruitment.queries.talents import KIND, TalentSearch, found_people, lines_of
from yucaihui.recruitment.services.talents import invite_to_apply

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    owner = make_user("employer")
    make_employer(owner=owner)
    return owner


def found(**asked: Any) -> list[int]:
    people = found_people(TalentSearch(**asked), timezone.localdate())
    return list(people.values_list("pk", flat=True))


def page(user: User, path: str = "/employer/talents/") -> Any:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(path)


def test_words_of_the_profile_find_a_person_who_wants_to_be_found() -> None:
    person = make_talent()
    assert found(text="热管理 MATLAB") == [person.pk]
    assert found(text="会计") == []


def test_degree_years_and_city_narrow_the_list() -> None:
    person = make_talent(city="重庆")
    assert found(min_degree=3, min_years=5, city="重庆") == [person.pk]
    assert found(min_degree=4) == []
    assert found(min_years=40) == []
    assert found(city="成都") == []


def test_a_person_is_found_by_no_word_of_who_they_are(member: User) -> None:
    person = make_talent(name_zh="欧阳晓岚", name_en="Xiaolan Ouyang", emails=["lan@mail.test"])
    for text in ("欧阳晓岚", "晓岚", "Ouyang", "lan@mail.test", "渝江理工大学"):
        assert found(text=text) == []
    for path in ("/employer/talents/", f"/employer/talents/{person.uid}/"):
        text = page(member, path).content.decode()
        for secret in ("欧阳晓岚", "Xiaolan", "lan@mail.test", "渝江理工大学"):
            assert secret not in text
        assert "电池热管理工程师" in text


def test_who_takes_the_consent_back_is_gone_from_list_page_and_index(member: User) -> None:
    person = make_talent()
    consent = consents_of(person).get(purpose="discovery")
    withdraw_consent(consent, by=person.user)
    assert found() == []
    assert not SearchEntry.objects.filter(kind=KIND, object_id=person.pk).exists()
    assert page(member, f"/employer/talents/{person.uid}/").status_code == 404


def test_a_new_profile_is_found_by_its_new_words() -> None:
    person = make_talent()
    resume = make_resume(basics={"label": "财务分析师"}, work=[], skills=[])
    save_profile(person, "zh-hans", resume, by=person.user)
    assert found(text="财务分析") == [person.pk]
    assert found(text="热仿真") == []


def test_only_verified_employers_and_the_office_look(member: User) -> None:
    unverified = make_user("employer")
    make_employer(verified=False, owner=unverified)
    statuses = {
        "member": page(member).status_code,
        "unverified": page(unverified).status_code,
        "talent": page(make_user("talent")).status_code,
    }
    assert statuses == {"member": 200, "unverified": 403, "talent": 403}


def test_the_list_costs_the_same_queries_for_1_3_and_30(member: User) -> None:
    client, counts = Client(), []
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    for people in (1, 2, 27):
        for _ in range(people):
            make_talent()
        counts.append(queries_of(lambda: client.get("/employer/talents/?q=Python")))
    assert len(set(counts)) == 1


def test_an_invitation_is_one_letter_in_the_persons_language_and_tells_nobody_who_it_is(
    member: User,
) -> None:
    person = make_talent(language="en")
    posting = make_posting(make_employer(owner=member), title_en="Thermal engineer")
    today = timezone.localdate()
    invite_to_apply(person, posting, by=member, on=today)
    letter = Letter.objects.get(reader=person.user)
    assert letter.subject.endswith("invites you to apply: Thermal engineer")
    assert letter.link == f"/en/positions/{posting.uid}/"
    with pytest.raises(Refused):
        invite_to_apply(person, posting, by=member, on=today)
    assert mail.outbox == []


def test_nobody_invites_to_anothers_posting_nor_who_does_not_want_to_be_found(
    member: User,
) -> None:
    person, today = make_talent(), timezone.localdate()
    own = make_posting(make_employer(owner=member))
    with pytest.raises(PermissionDenied):
        invite_to_apply(person, make_posting(), by=member, on=today)
    withdraw_consent(consents_of(person).get(purpose="discovery"), by=person.user)
    with pytest.raises(PermissionDenied):
        invite_to_apply(person, own, by=member, on=today)


def test_a_line_shows_the_profile_in_the_readers_language() -> None:
    person = make_talent()
    save_profile(person, "en", make_resume(basics={"label": "Thermal engineer"}), by=person.user)
    headlines = {
        language: lines_of(found_people(TalentSearch(), timezone.localdate()), language)[0].headline
        for language in ("zh-hans", "en")
    }
    assert headlines == {"zh-hans": "电池热管理工程师", "en": "Thermal engineer"}
