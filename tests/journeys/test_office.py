"""The talent office: a second factor first, then verifying, importing, merging, answering."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import (
    make_employer,
    make_person,
    make_posting,
    make_resume,
    make_talent,
    make_user,
)
from tests.journeys.helpers import letters_to, one_time_code, workbook, worker_runs
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.directory import services as directory
from yucaihui.directory.models import Organisation
from yucaihui.directory.services.merging import suspect_duplicates
from yucaihui.recruitment.services.reviews import request_review

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
WORK = "负责电池包热仿真与台架测试，编写测试报告，支持量产导入。"


def enrolled(page: Page) -> None:
    """Sets up the authenticator that staff need, by the secret that the page shows."""
    page.goto("/en/office/")
    expect(page.get_by_text("Set up a second factor to go on.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Activate|Set up")).first.click()
    secret = page.get_by_label(re.compile("secret", re.IGNORECASE)).input_value()
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(one_time_code(secret))
    page.get_by_role("button", name="Activate").click()
    page.goto("/en/office/")


@pytest.fixture
def officer() -> User:
    return make_user("office", "officer@city.test")


def test_an_officer_sets_up_a_second_factor_before_anything_else(
    page_for: PageFor, officer: User
) -> None:
    page = page_for(officer, "en")
    enrolled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Office")


@pytest.fixture
def second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff have set theirs up already."""
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)


@pytest.fixture
def desk(page_for: PageFor, officer: User, second_factor: None) -> Page:
    """The office's page."""
    page = page_for(officer, "en")
    page.goto("/en/office/")
    return page


@pytest.fixture
def newcomer() -> Organisation:
    """An employer with one written position that waits for its verification."""
    owner = make_user("employer", "owner@firm.test")
    employer = make_employer(owner=owner, verified=False, name_en="Lanhe Power Ltd")
    make_posting(employer, title_en="Battery thermal engineer")
    directory.request_verification(employer, by=owner)
    return employer


@pytest.mark.usefixtures("newcomer")
def test_the_office_verifies_an_employer_and_its_positions_are_public(desk: Page) -> None:
    desk.get_by_role("link", name="1", exact=True).first.click()
    desk.get_by_role("link", name="Lanhe Power Ltd").click()
    desk.get_by_label("Verify for six months").check()
    desk.get_by_role("button", name="Decide").click()
    expect(desk.get_by_text("Decided; the owners get a letter.")).to_be_visible()
    assert len(letters_to("owner@firm.test")) == 1
    desk.goto("/en/positions/")
    expect(desk.get_by_role("link", name="Battery thermal engineer")).to_be_visible()


def test_the_office_imports_for_many_employers_and_verifies_them_together(desk: Page) -> None:
    rows = (
        ("2026年招聘会岗位汇总",),
        ("用人单位", "岗位名称", "招聘人数", "薪资待遇", "工作地点", "岗位职责"),
        ("澜河动力科技有限公司", "电池热管理工程师", 2, "15k-30k", "渝北区", WORK),
        ("巴山精密仪器有限公司", "光学工程师", 1, "面议", "北碚区", WORK),
    )
    file = workbook(rows, ("A1:F1",), "汇总.xlsx")
    desk.get_by_role("link", name="Import postings").click()
    desk.get_by_label("Spreadsheet of positions").set_input_files(file)
    desk.get_by_role("button", name="Upload and read the columns").click()
    worker_runs(desk)
    desk.get_by_role("button", name="Check every row").click()
    worker_runs(desk)
    desk.get_by_role("button", name="Import 2 positions").click()
    worker_runs(desk)
    expect(desk.get_by_role("heading", name="2 employers are not verified")).to_be_visible()
    desk.get_by_label("Ground of the verification").fill("Register of enterprises, read today")
    desk.get_by_role("button", name="Verify all of them").click()
    worker_runs(desk)
    desk.goto("/en/positions/")
    assert desk.locator(".posting-title").count() == 2


def test_the_office_merges_a_person_recorded_twice_and_takes_it_back(desk: Page) -> None:
    for phone in ("", "+86 13900000001"):
        person = make_person(name_zh="顾澄澜", resume=make_resume())
        directory.set_contacts(
            person, emails=["gu@mail.test"], phones=[phone] if phone else [], by=None
        )
    suspect_duplicates()
    desk.reload()
    desk.get_by_role("link", name="1", exact=True).first.click()
    desk.get_by_role("link", name="顾澄澜").first.click()
    desk.get_by_role("button", name="One person: keep the older record").click()
    expect(desk.get_by_text("The records are one now.")).to_be_visible()

    desk.goto("/en/office/people/")
    people = desk.get_by_role("link", name="顾澄澜")
    expect(people).to_have_count(1)
    people.click()
    desk.get_by_role("button", name="Take the merge back").click()
    expect(desk.get_by_text("Taken back: there are two records again.")).to_be_visible()
    desk.goto("/en/office/people/")
    expect(people).to_have_count(2)


def test_the_office_answers_a_review_in_writing(desk: Page, page_for: PageFor) -> None:
    talent, posting = make_talent(), make_posting(title_en="Battery thermal engineer")
    question = "Was my work with CFD seen?"
    request_review(talent, posting, question=question, explanation={}, by=talent.user)
    desk.goto("/en/office/reviews/")
    desk.get_by_role("link", name="Battery thermal engineer").click()
    expect(desk.get_by_text(question)).to_be_visible()
    answer = "It was not: the profile names it only under projects."
    desk.get_by_label("Answer").fill(answer)
    desk.get_by_role("button", name="Send the answer").click()
    page = page_for(talent.user, "en")
    page.goto("/en/my/applications/")
    page.get_by_role("link", name="Battery thermal engineer").click()
    expect(page.get_by_text(answer)).to_be_visible()


@pytest.mark.usefixtures("second_factor")
def test_an_administrator_grants_a_role_and_checks_the_seals(page_for: PageFor) -> None:
    make_user(email="shen@mail.test")
    page = page_for(make_user("administrator"), "en")
    page.goto("/en/office/")
    page.get_by_role("link", name="Accounts").click()
    page.get_by_role("link", name="shen@mail.test").click()
    page.get_by_label("Role").select_option(label="Judge")
    page.get_by_role("button", name="Grant the role").click()
    expect(page.locator(".chip", has_text="Judge")).to_be_visible()
    page.goto("/en/office/journal/")
    expect(page.get_by_role("row", name=re.compile("role")).first).to_be_visible()
    page.get_by_role("button", name="Check all seals").click()
    expect(page.locator(".notice, .chip").first).to_be_visible()
