"""One record per person: names, contacts, profiles."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import TODAY, make_employer, make_person, make_resume, make_talent, make_user
from yucaihui.directory import queries, services
from yucaihui.directory.errors import Refused
from yucaihui.engines.text.degree import Degree

pytestmark = pytest.mark.django_db


def test_an_account_gets_one_record_with_its_verified_address() -> None:
    user = make_user("talent", email="Lin@Mail.test")
    person = services.ensure_person(user, name_zh=" 林  晓 ")
    assert services.ensure_person(user) == person
    assert (person.name_zh, queries.emails_of(person)) == ("林晓", ["lin@mail.test"])
    assert queries.person_of(user) == person


def test_contacts_are_kept_in_normal_form() -> None:
    person = services.create_person(
        name_en="Anna Muller", country="DE", emails=[" Anna@Mail.TEST"], phones=["0171 2345678"]
    )
    assert queries.emails_of(person) == ["anna@mail.test"]
    assert queries.phones_of(person) == ["+491712345678"]
    services.set_contacts(person, emails=["a@b.test"], phones=["138 0000 1234"], by=None)
    assert queries.emails_of(person) == ["a@b.test"]


@pytest.mark.parametrize("phone", ["12", "no number", "+86 1"])
def test_a_wrong_number_names_its_field(phone: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.create_person(name_en="A", phones=[phone])
    assert refusal.value.field == "phone"


def test_a_record_needs_a_name() -> None:
    with pytest.raises(Refused) as refusal:
        services.create_person(emails=["a@b.test"])
    assert refusal.value.field == "name_zh"


def test_a_profile_gets_versions_and_derived_fields() -> None:
    person = make_person(name_en="Wen Li")
    first = services.save_profile(person, "zh-hans", make_resume(), by=None, on=TODAY)
    second = services.save_profile(person, "zh-hans", make_resume(), by=None, on=TODAY)
    assert (first.version, second.version) == (1, 2)
    assert queries.current_profiles(person) == {"zh-hans": second}
    assert (second.headline, second.degree) == ("电池热管理工程师", Degree.MASTER)
    assert (float(second.years or 0), second.skills) == (6.4, ["Python", "MATLAB", "热管理"])
    keys = list(person.affiliations.order_by("kind").values_list("kind", "name_key"))
    assert keys == [("employer", "澜河动力科技"), ("school", "渝江理工大学")]


def test_name_and_contacts_leave_the_document_and_fill_the_record() -> None:
    person = make_person(name_zh="文丽")
    basics = {"name": "Wen Li", "email": "Wen@mail.test", "phone": "13800001234", "label": "X"}
    profile = services.save_profile(person, "en", {"basics": basics}, by=None, on=TODAY)
    person.refresh_from_db()
    assert profile.resume == {"basics": {"label": "X"}}
    assert (person.name_en, queries.phones_of(person)) == ("Wen Li", ["+8613800001234"])
    assert queries.full_resume(person, profile)["basics"] == {
        "name": "Wen Li",
        "email": "wen@mail.test",
        "phone": "+8613800001234",
        "label": "X",
    }


def test_only_oneself_and_the_office_edit_a_record() -> None:
    person = make_talent()
    for stranger in (make_user("talent"), make_user("employer"), make_user("partner")):
        with pytest.raises(PermissionDenied):
            services.update_person(person, by=stranger, city="重庆")
    services.update_person(person, by=make_user("office"), city="重庆")
    services.update_person(person, by=person.user, city="成都")
    person.refresh_from_db()
    assert person.city == "成都"


def test_a_broken_document_is_refused_by_section() -> None:
    person = make_person()
    with pytest.raises(Refused) as refusal:
        services.save_profile(person, "en", {"work": "ten years"}, by=None, on=TODAY)
    assert refusal.value.field == "work"
    assert queries.current_profiles(person) == {}


def test_an_employer_of_the_factory_is_verified() -> None:
    organisation = make_employer(on=TODAY)
    make_employer(verified=False)
    assert list(queries.verified_organisations(TODAY)) == [organisation]
