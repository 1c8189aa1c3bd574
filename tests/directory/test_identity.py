"""Identity numbers: checked, encrypted, masked, each look journalled."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.factories import TODAY, make_person, make_talent, make_user
from yucaihui.core.audit.queries import entries_of
from yucaihui.directory import identity, queries, services
from yucaihui.directory.errors import Refused

# The example of GB 11643; the others are invented and only carry right check digits.
ID_CARD = "11010519491231002X"
BANK_CARD = "6222000000000000001"


@pytest.mark.parametrize(
    ("check", "number", "right"),
    [
        (identity.is_id_card, ID_CARD, True),
        (identity.is_id_card, "440524188001010014", True),
        (identity.is_id_card, "110105194912310021", False),
        (identity.is_id_card, "11010519491331002X", False),
        (identity.is_id_card, "1101051949123100", False),
        (identity.is_passport, "E12345678", True),
        (identity.is_passport, "EABCDEFG", False),
        (identity.is_passport, "E123456789", False),
        (identity.is_bank_card, "4111111111111111", True),
        (identity.is_bank_card, "4111111111111112", False),
        (identity.is_bank_card, "41111", False),
        (identity.is_credit_code, "91350100M000100Y43", True),
        (identity.is_credit_code, "91350100M000100Y44", False),
        (identity.is_credit_code, "91350100M000100I43", False),
    ],
)
def test_check_digits(check: object, number: str, right: bool) -> None:
    assert callable(check)
    assert check(number) is right


@pytest.mark.django_db
def test_a_number_is_masked_and_encrypted() -> None:
    person = make_person()
    services.add_identity_document(person, "id_card", "110105 19491231 002x", by=None)
    document = queries.identity_documents_of(person).get()
    assert document.masked == "110***********002X"
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM directory_identitydocument")
        assert ID_CARD not in cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_new_number_replaces_the_one_of_its_kind() -> None:
    person = make_person()
    services.add_identity_document(person, "passport", "E12345678", by=None)
    services.add_identity_document(person, "passport", "E87654321", by=None)
    assert queries.identity_documents_of(person).get().masked == "*********"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["id_card", "passport", "bank_account"])
def test_a_wrong_number_is_refused(kind: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.add_identity_document(make_person(), kind, "123", by=None)
    assert refusal.value.field == "number"


@pytest.mark.django_db
def test_each_look_is_journalled_with_its_reason_and_without_the_number() -> None:
    person, officer = make_talent(), make_user("office")
    document = services.add_identity_document(person, "id_card", ID_CARD, by=person.user)
    with pytest.raises(Refused):
        services.reveal_identity_document(document, by=officer, reason="curious")
    for stranger in (make_user("employer"), make_user("partner"), make_user("talent")):
        with pytest.raises(PermissionDenied):
            services.reveal_identity_document(document, by=stranger, reason="check")
    assert services.reveal_identity_document(document, by=officer, reason="check") == ID_CARD
    latest = entries_of("person", person.uid)[0]
    assert (latest.actor, latest.action) == (officer, "identity.revealed")
    assert latest.detail == {"kind": "id_card", "reason": "check"}


@pytest.mark.django_db
def test_protected_attributes_are_the_persons_alone() -> None:
    person = make_talent()
    services.save_protected(
        person, by=person.user, gender="female", birth_year=1990, ethnicity="土家族"
    )
    with pytest.raises(PermissionDenied):
        services.save_protected(
            person, by=make_user("office"), gender="male", birth_year=None, ethnicity=""
        )
    row = queries.protected_of(person)
    assert row is not None
    assert (row.gender, row.birth_year, row.ethnicity) == ("female", 1990, "土家族")
    services.save_protected(person, by=person.user)
    assert queries.protected_of(person) is None


@pytest.mark.django_db
def test_audits_are_given_the_answers_and_no_name() -> None:
    person = make_talent()
    make_talent()
    services.save_protected(person, by=person.user, nationality="mainland", disability="no")
    assert queries.answers_for_audits() == {
        person.pk: queries.Answers("", None, "", "mainland", "no")
    }


@pytest.mark.django_db
def test_many_people_are_created_with_what_they_gave_freely() -> None:
    [person] = services.create_people(
        [services.NewPerson(name_zh="试一", protected={"gender": "male", "birth_year": 1988})],
        by=None,
        on=TODAY,
    )
    assert queries.answers_for_audits()[person.pk] == queries.Answers("male", 1988, "", "", "")
