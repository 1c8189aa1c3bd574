"""A talent: from the e-mail code to the promise of a first day of work."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.factories import make_employer, make_posting, make_talent, make_user
from tests.journeys.helpers import a_night_passes, code_sent_to, cv, letters_to, worker_runs
from yucaihui.core.accounts.models import User
from yucaihui.recruitment.models import JobApplication, Posting
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.interviews import Appointment, propose_interview
from yucaihui.recruitment.services.offers import Terms, send_offer

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
CV = (
    "顾澄澜",
    "电话：13900000001  邮箱：gu.chenglan@mail.test",
    "求职意向：电池热管理工程师",
    "工作经历",
    "2020.07-至今  澜河动力科技有限公司  热管理工程师",
    "负责电池包热仿真，使用 Python 和 CFD",
    "教育背景",
    "2017.09-2020.06  渝江理工大学  车辆工程  硕士",
    "专业技能",
    "Python、CFD、MATLAB",
)


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def signed_up(page: Page, address: str, password: str) -> None:
    page.get_by_role("link", name="Keep one record").click()
    page.get_by_label("Email").fill(address)
    page.get_by_label(re.compile(r"^Password\*?$")).fill(password)
    page.get_by_label("Password (again)").fill(password)
    page.get_by_role("button", name="Sign Up").click()
    page.get_by_label("Code").fill(code_sent_to(address))
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(re.compile("/en/me/$"))


def test_a_talent_signs_up_and_a_cv_becomes_their_record(page_for: PageFor) -> None:
    page = page_for(None, "en")
    signed_up(page, "gu@mail.test", "seventeen-bridges-17")

    page.get_by_role("link", name="Make my record").first.click()
    page.get_by_role("link", name="Make my record").click()
    page.get_by_label("Name (Chinese)").fill("顾澄澜")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert heading(page) == "顾澄澜"

    page.get_by_role("link", name="Upload a CV").click()
    page.get_by_label("Your CV").set_input_files(cv(CV))
    page.get_by_role("button", name="Upload and read").click()
    worker_runs(page)
    assert heading(page) == "Confirm what was read"
    expect(page.get_by_label("Headline")).to_have_value("电池热管理工程师")
    expect(page.get_by_label("School").first).to_have_value("渝江理工大学")
    # Nothing is used before it is confirmed, and what was read wrongly is put right first.
    page.get_by_label("City").fill("重庆")
    page.get_by_role("button", name="Confirm: this is my profile").click()
    expect(page.get_by_text("Confirmed: this is your profile now.")).to_be_visible()

    page.get_by_role("link", name="Consents").click()
    for purpose in ("Compare my profile with positions", "Let verified employers find my profile"):
        line = page.locator(".line", has_text=purpose)
        line.get_by_role("button", name="Allow").click()
        expect(line.get_by_text("Allowed since")).to_be_visible()


def test_a_talent_reads_why_a_position_fits_and_asks_a_person_to_look(page_for: PageFor) -> None:
    talent, posting = make_talent(name_zh="顾澄澜"), make_posting()
    a_night_passes()
    page = page_for(talent.user, "en")
    page.get_by_role("link", name="For me").click()
    match = page.locator(".posting", has_text=posting.title_zh)
    expect(match).to_contain_text("has the skill Python")

    match.get_by_role("link", name=posting.title_zh).click()
    assert heading(page) == f"Why “{posting.title_zh}” fits, and why not"
    page.get_by_role("link", name="Ask for a human review").click()
    page.get_by_label("What should be looked at?").fill("I have worked with CFD for six years.")
    page.get_by_role("button", name="Send to the talent office").click()
    expect(page.get_by_text("The office answers within 10 working days.")).to_be_visible()
    page.get_by_role("link", name=posting.title_zh).click()
    expect(page.locator(".promise")).to_contain_text("10 working days left")


def test_a_talent_applies_and_takes_the_application_back(page_for: PageFor) -> None:
    talent, posting = make_talent(), make_posting()
    page = page_for(talent.user, "en")
    page.get_by_role("link", name=posting.title_zh).click()
    page.get_by_role("link", name="Apply for this position").click()
    # The consent is theirs to give: without it the form says so and nothing is sent.
    page.get_by_role("button", name="Send the application").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_label("A few words to the employer").fill("I can start in January.")
    page.get_by_label(re.compile("Pass my profile as shown here")).check()
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_text("Your application has been sent.")).to_be_visible()
    assert letters_to(posting.employer.memberships.get().email)[0].startswith("New application")

    page.get_by_role("link", name=posting.title_zh).click()
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Your application is withdrawn.")).to_be_visible()


@pytest.fixture
def owner() -> User:
    return make_user("employer", "owner@firm.test")


@pytest.fixture
def posting(owner: User) -> Posting:
    return make_posting(make_employer(owner=owner))


@pytest.fixture
def application(posting: Posting) -> JobApplication:
    """As it stands after the first look of the employer."""
    talent = make_talent(name_zh="顾澄澜")
    sent = apply(talent, posting, by=talent.user, consent=True)
    return move_application(sent, "shortlist", by=posting.employer.memberships.get().user)


def test_a_talent_answers_the_interview_and_the_offer_and_is_owed_a_first_day(
    page_for: PageFor, application: JobApplication, owner: User
) -> None:
    start = timezone.now() + timedelta(days=2)
    appointment = Appointment(start, start + timedelta(minutes=45), "video", "https://meet.test/1")
    propose_interview(application, appointment, by=owner)
    page = page_for(application.person.user, "en")
    page.get_by_role("link", name="My applications").first.click()
    page.get_by_role("link", name=application.posting.title_zh).click()
    page.get_by_label("A word to the employer").fill("I look forward to it.")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The interview is confirmed.")).to_be_visible()

    today = timezone.localdate()
    terms = Terms(
        monthly_fen=2_450_000,
        months=14,
        starts_on=today + timedelta(days=30),
        expires_on=today + timedelta(days=7),
    )
    send_offer(JobApplication.objects.get(pk=application.pk), terms, by=owner)
    page.reload()
    page.get_by_role("link", name="Read the offer and answer").click()
    expect(page.locator(".salary")).to_have_text("¥24,500.00")
    page.get_by_role("button", name="Accept the offer").click()
    expect(page.get_by_text("You have accepted the offer.")).to_be_visible()

    page.goto("/en/my/promises/")
    owed = page.get_by_role("row", name=re.compile(application.posting.title_zh))
    expect(owed).to_contain_text("First day of work")
