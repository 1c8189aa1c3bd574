"""Judge and partner officer of the demo city: into the role from the picker, their own pages, and
no others."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_employer, make_person, make_posting, make_talent, make_user
from tests.journeys.conftest import PREFIX
from tests.journeys.helpers import said
from yucaihui.core.accounts.models import User
from yucaihui.core.installation.services import add_demo_account, mark_demo
from yucaihui.demo.cast import member
from yucaihui.demo.settling import words_of
from yucaihui.directory.models import Organisation
from yucaihui.recruitment.models import JobApplication
from yucaihui.recruitment.services.applications import apply

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture
def _demo() -> None:
    mark_demo(seed=1, scale=1)


def settled(key: str) -> User:
    """A member of the cast, whom the picker offers."""
    one = member(key)
    user = make_user(one.role, one.email)
    add_demo_account(user, one.role, **words_of(one))
    return user


def stepped_in(page_for: PageFor, language: str, name: str) -> Page:
    """From the banner of the first page over the picker into a role."""
    page = page_for(None, language)
    page.get_by_role("link", name=said(language, "Step into another role")).click()
    page.get_by_role("button", name=f"{said(language, 'Step in')}: {name}").click()
    expect(page.get_by_text(said(language, "You are now %(name)s.", name=name))).to_be_visible()
    return page


def refused(page: Page, language: str, *paths: str) -> dict[str, int]:
    """The status of each page; what is refused says so in words and leads back."""
    found = {}
    for path in paths:
        response = page.goto(f"{PREFIX[language]}{path}")
        assert response is not None
        found[path] = response.status
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        expect(page.locator("main a").first).to_be_visible()
    return found


@pytest.fixture
def judge(_demo: None) -> User:
    user = settled("judge_lanqiu")
    make_person(user=user, name_zh="沈岚秋", name_en="Lanqiu Shen")
    return user


@pytest.fixture
def officer(_demo: None) -> User:
    return settled("bank_chengan")


@pytest.fixture
def bank(officer: User) -> Organisation:
    names = {"name_zh": "澜江银行", "name_en": "Lanjiang Bank"}
    return make_employer(kind="bank", owner=officer, **names)


@pytest.fixture
def application() -> JobApplication:
    """Somebody's, at some employer."""
    talent = make_talent(name_zh="顾澄澜")
    return apply(talent, make_posting(), by=talent.user, consent=True)


@LANGUAGES
def test_a_judge_declares_a_tie_and_is_refused_elsewhere(
    page_for: PageFor, judge: User, application: JobApplication, language: str
) -> None:
    name = {"zh": "沈岚秋", "en": "Lanqiu Shen"}[language]
    page = stepped_in(page_for, language, name)
    ways = page.get_by_role("complementary").get_by_role("link")
    ways.filter(has_text=said(language, "My record")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name=said(language, "Declared ties")).click()
    employer = application.posting.employer
    page.get_by_label(said(language, "With whom")).fill(employer.name_en)
    page.get_by_role("button", name=said(language, "Declare"), exact=True).click()
    shown = {"zh": employer.name_zh, "en": employer.name_en}[language]
    expect(page.locator(".lines")).to_contain_text(shown)

    assert refused(
        page,
        language,
        "/office/",
        "/office/people/",
        "/office/reviews/",
        "/employer/talents/",
        "/employer/applications/",
        f"/employer/applications/{application.uid}/",
        f"/my/organisations/{employer.uid}/",
        f"/my/applications/{application.uid}/",
    ) == {
        "/office/": 403,
        "/office/people/": 403,
        "/office/reviews/": 403,
        "/employer/talents/": 403,
        "/employer/applications/": 403,
        # Of what is private, nobody else learns even that it exists.
        f"/employer/applications/{application.uid}/": 404,
        f"/my/organisations/{employer.uid}/": 404,
        f"/my/applications/{application.uid}/": 404,
    }


@LANGUAGES
def test_a_partner_officer_sees_the_bank_and_is_refused_elsewhere(
    page_for: PageFor, bank: Organisation, application: JobApplication, language: str
) -> None:
    name = {"zh": "蒋承安", "en": "Cheng'an Jiang"}[language]
    page = stepped_in(page_for, language, name)
    ways = page.get_by_role("complementary").get_by_role("link")
    ways.filter(has_text=said(language, "My organisations")).click()
    shown = {"zh": bank.name_zh, "en": bank.name_en}[language]
    page.get_by_role("link", name=shown).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(shown)
    expect(page.locator(".lead")).to_contain_text(said(language, "Verified"))
    expect(page.get_by_text("bank.chengan@demo.example", exact=True)).to_be_visible()

    employer = application.posting.employer
    assert refused(
        page,
        language,
        "/office/",
        "/office/verifications/",
        "/office/accounts/",
        f"/employer/applications/{application.uid}/",
        f"/my/organisations/{employer.uid}/",
        f"/my/applications/{application.uid}/",
    ) == {
        "/office/": 403,
        "/office/verifications/": 403,
        "/office/accounts/": 403,
        f"/employer/applications/{application.uid}/": 404,
        f"/my/organisations/{employer.uid}/": 404,
        f"/my/applications/{application.uid}/": 404,
    }


@LANGUAGES
def test_outside_a_demo_city_nobody_steps_into_a_role(page_for: PageFor, language: str) -> None:
    page = page_for(None, language)
    expect(page.get_by_role("link", name=said(language, "Step into another role"))).to_have_count(0)
    assert refused(page, language, "/roles/") == {"/roles/": 404}
