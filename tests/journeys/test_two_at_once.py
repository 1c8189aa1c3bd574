"""Two colleagues at once, each in a browser of their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_employer, make_posting, make_talent, make_user
from yucaihui.casework.queries import journal_of
from yucaihui.directory import services as directory
from yucaihui.recruitment.models import JobApplication
from yucaihui.recruitment.services.applications import apply

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def application() -> JobApplication:
    talent = make_talent(name_zh="顾澄澜")
    employer = make_employer(owner=make_user("employer", "owner@firm.test"))
    colleague = make_user("employer", "colleague@firm.test")
    invitation = directory.invite_member(employer, colleague.email, by=None)
    directory.accept_invitation(invitation, user=colleague)
    return apply(talent, make_posting(employer), by=talent.user, consent=True)


def test_of_two_who_move_one_application_one_is_told(
    page_for: Callable[..., Page], application: JobApplication
) -> None:
    members = application.posting.employer.memberships.order_by("pk")
    first, second = (page_for(member.user, "en") for member in members)
    for page in (first, second):
        page.goto(f"/en/employer/applications/{application.case.uid}/")
    first.get_by_role("button", name="Shortlist").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("顾澄澜")

    second.get_by_role("button", name="Shortlist").click()
    expect(second.locator(".notice-error")).to_contain_text("Somebody else was quicker")
    # The page of the one who was late shows how it stands now.
    expect(second.get_by_role("heading", level=1)).to_have_text("顾澄澜")
    moves = [line.move for line in journal_of(application.case, inside=True)]
    assert moves.count("shortlist") == 1
