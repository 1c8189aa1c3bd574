"""Another position is proposed; only the applicant takes the application there."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import make_employer, make_posting
from tests.recruitment.applications.city import City, state
from tests.together import together
from yucaihui.casework.services import MoveNotOpen
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import has_consent
from yucaihui.recruitment.models import JobApplication, Posting, TransferProposal
from yucaihui.recruitment.services.applications import move_application
from yucaihui.recruitment.services.postings import close_posting
from yucaihui.recruitment.services.transfers import answer_transfer, propose_transfer


@pytest.fixture
def city(db: None) -> City:
    return City()


def proposed(city: City, posting: Posting | None = None) -> TransferProposal:
    application = city.shortlisted()
    return propose_transfer(application, posting or make_posting(make_employer()), by=city.owner)


def test_a_proposal_moves_nothing_before_the_applicant_agrees(city: City) -> None:
    proposal = proposed(city)
    assert state(proposal.application) == "shortlisted"
    assert not has_consent(city.talent, "application", recipient=proposal.posting.employer)
    assert JobApplication.objects.count() == 1


def test_a_yes_opens_the_application_there_with_the_same_profile(city: City) -> None:
    proposal = proposed(city)
    moved = answer_transfer(proposal, accept=True, by=city.user)
    assert moved is not None
    first = proposal.application
    assert (state(first), state(moved)) == ("transferred", "submitted")
    assert (moved.posting, moved.person, moved.transferred_from) == (
        proposal.posting,
        city.talent,
        first,
    )
    assert moved.resume == first.resume
    assert has_consent(city.talent, "application", recipient=proposal.posting.employer)


def test_a_no_leaves_the_application_where_it_is(city: City) -> None:
    proposal = proposed(city)
    assert answer_transfer(proposal, accept=False, by=city.user) is None
    assert (state(proposal.application), JobApplication.objects.count()) == ("shortlisted", 1)
    assert TransferProposal.objects.get().state == "declined"


def test_only_the_applicant_answers_and_only_the_employer_proposes(city: City) -> None:
    proposal = proposed(city)
    with pytest.raises(PermissionDenied):
        answer_transfer(proposal, accept=True, by=city.owner)
    with pytest.raises(PermissionDenied):
        propose_transfer(proposal.application, make_posting(), by=city.user)
    assert TransferProposal.objects.get().state == "proposed"


def test_one_proposal_waits_at_a_time(city: City) -> None:
    proposal = proposed(city)
    with pytest.raises(Refused) as refused:
        propose_transfer(proposal.application, make_posting(), by=city.owner)
    assert (refused.value.field, TransferProposal.objects.count()) == ("posting", 1)


def test_a_posting_that_closed_meanwhile_is_refused(city: City) -> None:
    proposal = proposed(city)
    close_posting(proposal.posting, "filled", by=None)
    with pytest.raises(Refused):
        answer_transfer(proposal, accept=True, by=city.user)
    assert state(proposal.application) == "shortlisted"


def test_the_same_posting_and_one_applied_for_are_refused(city: City) -> None:
    application = city.shortlisted()
    elsewhere = city.other_application()
    for posting in (city.posting, elsewhere.posting):
        with pytest.raises(Refused):
            propose_transfer(application, posting, by=city.owner)
    assert TransferProposal.objects.count() == 0


def test_a_new_application_is_looked_at_before_it_is_passed_on(city: City) -> None:
    application = city.applied()
    with pytest.raises(MoveNotOpen):
        propose_transfer(application, make_posting(), by=city.owner)


def test_a_proposal_lapses_when_the_application_closes(city: City) -> None:
    proposal = proposed(city)
    move_application(proposal.application, "withdraw", by=city.user)
    with pytest.raises(Refused):
        answer_transfer(proposal, accept=True, by=city.user)
    assert TransferProposal.objects.get().state == "lapsed"


def test_one_who_has_applied_there_meanwhile_is_told(city: City) -> None:
    proposal = proposed(city)
    city.applied(proposal.posting)
    with pytest.raises(Refused) as refused:
        answer_transfer(proposal, accept=True, by=city.user)
    assert refused.value.field == "posting"
    assert (state(proposal.application), TransferProposal.objects.get().state) == (
        "shortlisted", "proposed",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_yes_given_eight_times_at_once_moves_the_application_once() -> None:
    city = City()
    pk = proposed(city).pk
    rows = [TransferProposal.objects.get(pk=pk) for _ in range(8)]
    together(*(lambda r=row: answer_transfer(r, accept=True, by=city.user) for row in rows))
    assert JobApplication.objects.count() == 2
