"""What is known about somebody, and what they allowed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import TODAY, make_employer, make_person, make_user
from yucaihui.directory import queries, services, signals
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Person

pytestmark = pytest.mark.django_db


def test_a_fact_is_told_once_for_each_source() -> None:
    person = make_person()
    first = services.record_fact(
        person, "hired", {"x": 1}, proof="partner", by=None, source=("offer", "1")
    )
    again = services.record_fact(
        person, "hired", {"x": 2}, proof="partner", by=None, source=("offer", "1")
    )
    assert again == first
    assert list(queries.facts_of(person)) == [first]


def test_facts_hold_in_their_time_until_revoked() -> None:
    firm, until = make_employer(), TODAY + timedelta(days=10)
    fact = services.record_fact(
        firm, "licence", {}, proof="issued", by=None, valid_from=TODAY, valid_until=until
    )
    for day, found in [(-1, []), (0, [fact]), (10, [fact]), (11, [])]:
        assert list(queries.facts_of(firm, on=TODAY + timedelta(days=day))) == found
    services.revoke_fact(fact, by=None)
    assert list(queries.facts_of(firm)) == []


def test_a_fact_that_claims_a_document_shows_it() -> None:
    with pytest.raises(Refused) as refusal:
        services.record_fact(make_person(), "degree", {}, proof="document", by=None)
    assert refusal.value.field == "evidence"


def test_consent_is_by_purpose_and_recipient_and_ends_when_withdrawn() -> None:
    user = make_user("talent")
    person, firm, other = make_person(user=user), make_employer(), make_employer()
    consent = services.grant_consent(person, "application", by=user, recipient=firm)
    assert queries.has_consent(person, "application", firm)
    assert not queries.has_consent(person, "application", other)
    assert not queries.has_consent(person, "application")
    assert not queries.has_consent(person, "matching", firm)
    services.withdraw_consent(consent, by=user)
    assert not queries.has_consent(person, "application", firm)


def test_a_general_consent_covers_every_recipient_until_its_day() -> None:
    person, firm = make_person(), make_employer()
    services.grant_consent(person, "discovery", by=None, expires_on=TODAY)
    assert queries.has_consent(person, "discovery", firm, on=TODAY)
    assert not queries.has_consent(person, "discovery", firm, on=TODAY + timedelta(days=1))
    assert list(queries.persons_with_consent("discovery", TODAY)) == [person]


def test_granting_again_moves_the_end_only() -> None:
    person = make_person()
    first = services.grant_consent(person, "matching", by=None, expires_on=TODAY)
    assert services.grant_consent(person, "matching", by=None) == first
    assert queries.has_consent(person, "matching", on=TODAY + timedelta(days=400))


def test_nobody_else_consents_not_even_the_office() -> None:
    person = make_person(user=make_user("talent"))
    for other in (make_user("office"), make_user("talent")):
        with pytest.raises(PermissionDenied):
            services.grant_consent(person, "matching", by=other)


def test_modules_hear_when_somebody_wants_to_be_found_no_longer() -> None:
    heard: list[tuple[str, Person]] = []

    def saved(person: Person, **_: object) -> None:
        heard.append(("saved", person))

    def hidden(person: Person, **_: object) -> None:
        heard.append(("hidden", person))

    signals.profile_saved.connect(saved)
    signals.person_hidden.connect(hidden)
    person = make_person()
    services.withdraw_consent(services.grant_consent(person, "discovery", by=None), by=None)
    signals.profile_saved.disconnect(saved)
    signals.person_hidden.disconnect(hidden)
    assert heard == [("saved", person), ("hidden", person)]
