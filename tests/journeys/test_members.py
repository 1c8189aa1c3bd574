"""An employer's member: invited by letter, at work, removed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_employer, make_posting, make_talent, make_user
from tests.journeys.conftest import PREFIX
from tests.journeys.helpers import LANGUAGES, letters_to, said
from yucaihui.core.accounts.models import User
from yucaihui.core.mail.models import Letter
from yucaihui.directory.models import Organisation
from yucaihui.directory.services import invite_member
from yucaihui.recruitment.models import JobApplication
from yucaihui.recruitment.services.applications import apply

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
LANGUAGES_BOTH = pytest.mark.parametrize("language", ["zh", "en"])
COLLEAGUE = "colleague@firm.test"


@pytest.fixture
def owner() -> User:
    return make_user("employer", "owner@firm.test")


@pytest.fixture
def employer(owner: User) -> Organisation:
    return make_employer(owner=owner, name_zh="澜河动力科技有限公司", name_en="Lanhe Power Ltd")


@pytest.fixture
def application(employer: Organisation) -> JobApplication:
    talent = make_talent()
    return apply(talent, make_posting(employer), by=talent.user, consent=True)


def at_organisation(page: Page, employer: Organisation, language: str) -> Page:
    page.goto(f"{PREFIX[language]}/my/organisations/{employer.uid}/")
    return page


def invite(page: Page, language: str) -> None:
    page.get_by_label(said(language, "E-mail")).fill(COLLEAGUE)
    page.get_by_role("button", name=said(language, "Invite"), exact=True).click()


@LANGUAGES_BOTH
def test_a_member_is_invited_once(
    page_for: PageFor, owner: User, employer: Organisation, language: str
) -> None:
    make_user(email=COLLEAGUE, language=LANGUAGES[language])
    page = at_organisation(page_for(owner, language), employer, language)
    invite(page, language)
    expect(page.get_by_text(said(language, "Invited; a letter is on its way."))).to_be_visible()
    line = page.locator(".line", has_text=COLLEAGUE)
    expect(line).to_contain_text(said(language, "Invited"))
    # Twice is told, and sends no second letter.
    invite(page, language)
    expect(page.locator(".error-summary")).to_be_visible()
    subject = {"zh": f"{employer.name_zh}邀请您加入", "en": f"{employer.name_en} invites you"}
    assert letters_to(COLLEAGUE) == [subject[language]]


@LANGUAGES_BOTH
def test_an_invited_member_works_until_removed(
    page_for: PageFor, owner: User, application: JobApplication, language: str
) -> None:
    employer = application.posting.employer
    colleague = make_user(email=COLLEAGUE, language=LANGUAGES[language])
    invite_member(employer, COLLEAGUE, by=owner)
    received = f"{PREFIX[language]}/employer/applications/{application.uid}/"

    page = page_for(colleague, language)
    # Before the word is given, nothing of the employer's is theirs.
    assert status_of(page, received) == 404
    page.goto(Letter.objects.get(to=COLLEAGUE).link)
    page.get_by_role("button", name=said(language, "Accept"), exact=True).click()
    expect(page.get_by_text(said(language, "You are a member now."))).to_be_visible()
    # A member works on applications and invites nobody.
    expect(page.get_by_role("button", name=said(language, "Invite"), exact=True)).to_have_count(0)
    page.goto(received)
    page.get_by_role("button", name=said(language, "Shortlist"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(application.person.name_zh)

    boss = at_organisation(page_for(owner, language), employer, language)
    line = boss.locator(".line", has_text=COLLEAGUE)
    line.get_by_role("button", name=said(language, "Remove")).click()
    expect(boss.get_by_text(said(language, "Removed."))).to_be_visible()
    expect(boss.locator(".line", has_text=COLLEAGUE)).to_have_count(0)

    # From the next click on the door is closed, and the desk is gone from the head of the page.
    assert status_of(page, received) == 404
    page.goto(f"{PREFIX[language]}/me/")
    head = page.get_by_role("navigation", name=said(language, "Main"))
    expect(head).not_to_contain_text(said(language, "Employer's desk"))


def status_of(page: Page, path: str) -> int:
    response = page.goto(path)
    assert response is not None
    return response.status
