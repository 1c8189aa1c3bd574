"""An employer: a messy spreadsheet becomes public positions, an applicant a colleague."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import make_employer, make_posting, make_talent, make_user
from tests.journeys.helpers import a_night_passes, in_days, letters_to, workbook, worker_runs
from yucaihui.core.accounts.models import User
from yucaihui.directory.models import Organisation
from yucaihui.recruitment.models import JobApplication, Posting
from yucaihui.recruitment.services.applications import apply

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
WORK = "负责电池包热仿真与台架测试，编写测试报告，支持量产导入。"
HEADINGS = (
    "序号",
    "岗位名称",
    "招聘人数",
    "学历要求",
    "工作经验",
    "薪资待遇",
    "工作地点",
    "岗位职责",
)
ROWS = (
    ("澜河动力科技有限公司2026年招聘岗位汇总表",),
    ("填表说明：薪资请填写税前月薪；面议请注明",),
    HEADINGS,
    (1, "电池热管理工程师", "2人", "硕士及以上", "3年以上", "15k-30k", "渝北区", WORK),
    (2, "嵌入式软件工程师", "若干", "本科", "1-3年", "面议", "两江新区", WORK),
    (3, "电池测试工程师", 3, "本科及以上", "不限", "0.8-1.3万/月，13薪", "江北区", WORK),
    ("小计", "", 5),
    (4, "行政前台", 1, "大专", "不限", "4000-5000", "渝北区", f"{WORK}限女性，未婚优先。"),
)
MERGED = ("A1:H1", "A2:H2")
PAY = {
    "电池热管理工程师": "CNY 15,000–30,000 a month",
    "嵌入式软件工程师": "Salary negotiable",
    "电池测试工程师": "CNY 8,000–13,000 a month × 13 months",
}


@pytest.fixture
def owner() -> User:
    return make_user("employer", "owner@firm.test")


@pytest.fixture
def employer(owner: User) -> Organisation:
    return make_employer(owner=owner, name_zh="澜河动力科技有限公司", name_en="Lanhe Power Ltd")


@pytest.fixture
def positions_file() -> FilePayload:
    return workbook(ROWS, MERGED, "岗位汇总.xlsx")


def verdicts(page: Page) -> dict[str, str]:
    """Verdict → number of rows, as the tabs show them."""
    tabs = page.get_by_role("navigation", name="Rows by verdict").get_by_role("link")
    words = [text.split() for text in tabs.all_inner_texts()]
    return {" ".join(word[:-1]): word[-1] for word in words}


@pytest.mark.usefixtures("employer")
def test_an_employer_imports_the_spreadsheet_it_has(
    page_for: PageFor, owner: User, positions_file: FilePayload
) -> None:
    page = page_for(owner, "en")
    page.goto("/en/me/")
    page.get_by_role("link", name="Postings, import, members, verification").click()
    expect(page.get_by_text("Verified", exact=True)).to_be_visible()
    page.get_by_role("link", name="Import a spreadsheet").click()
    page.get_by_label("Spreadsheet of positions").set_input_files(positions_file)
    page.get_by_role("button", name="Upload and read the columns").click()
    worker_runs(page)

    # The columns are recognised; they are confirmed, not guessed behind one's back.
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm the columns")
    expect(page.get_by_label("岗位名称")).to_have_value("title")
    expect(page.get_by_label("薪资待遇")).to_have_value("salary")
    expect(page.get_by_label("序号")).to_have_value("")
    page.get_by_role("button", name="Check every row").click()
    worker_runs(page)

    assert verdicts(page) == {
        "All positions": "4",
        "Fine": "0",
        "Please look": "3",
        "Can't be imported": "1",
        "Duplicate": "0",
        "Not a posting": "4",
    }
    refused = page.get_by_role("row", name=re.compile("行政前台"))
    expect(refused).to_contain_text("限女性")
    page.get_by_role("button", name=re.compile("Import 3 positions")).click()
    worker_runs(page)
    expect(page.get_by_text("3 positions are imported.")).to_be_visible()
    page.get_by_role("link", name="See them").click()
    for title, pay in PAY.items():
        expect(page.get_by_role("row", name=re.compile(title))).to_contain_text(pay)


def test_an_unverified_employer_is_told_what_makes_its_positions_public(
    page_for: PageFor, owner: User
) -> None:
    make_posting(make_employer(owner=owner, verified=False))
    page = page_for(owner, "en")
    page.goto("/en/employer/")
    expect(page.get_by_text("Only a verified employer's positions are public.")).to_be_visible()
    page.get_by_role("link", name="Ask for verification").click()
    page.get_by_role("link", name="Ask for verification").click()
    licence = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    page.get_by_label("Business licence").set_input_files(
        {"name": "licence.pdf", "mimeType": "application/pdf", "buffer": licence}
    )
    page.get_by_role("button", name=re.compile("Send|Ask")).click()
    expect(page.get_by_text("Sent to the office.")).to_be_visible()


def test_an_employer_writes_a_position_and_is_told_what_the_law_does_not_allow(
    page_for: PageFor, owner: User, employer: Organisation
) -> None:
    page = page_for(owner, "en")
    page.goto(f"/en/employer/{employer.uid}/positions/new/")
    page.get_by_label("Title (Chinese)").fill("行政前台")
    page.get_by_label("Work and conditions (Chinese)").fill(f"{WORK}限女性，未婚优先。")
    page.get_by_label("Vacancies").fill("1")
    page.get_by_role("button", name="Publish").click()
    # The draft is kept, and the page says which words and which rule.
    expect(page.locator(".notice-error").first).to_contain_text("限女性")


@pytest.fixture
def posting(employer: Organisation) -> Posting:
    return make_posting(employer, title_zh="电池热管理工程师", title_en="Battery thermal engineer")


def test_an_employer_sees_who_fits_and_why_without_a_name(
    page_for: PageFor, owner: User, posting: Posting
) -> None:
    make_talent(name_zh="顾澄澜")
    a_night_passes()
    page = page_for(owner, "en")
    page.goto(f"/en/employer/positions/{posting.uid}/")
    page.get_by_role("link", name="Candidates that fit").click()
    expect(page.locator(".posting")).to_have_count(1)
    expect(page.locator(".posting")).to_contain_text("Python")
    expect(page.get_by_text("顾澄澜")).to_have_count(0)


@pytest.fixture
def application(posting: Posting) -> JobApplication:
    talent = make_talent(name_zh="顾澄澜")
    return apply(talent, posting, by=talent.user, consent=True)


def test_an_applicant_goes_over_the_board_to_an_offer(
    page_for: PageFor, owner: User, application: JobApplication
) -> None:
    applicant = application.person.user.email
    page = page_for(owner, "en")
    page.goto("/en/employer/applications/")
    card = page.locator(".card")
    expect(card.get_by_role("link")).to_have_text(re.compile("^Applicant "))
    card.get_by_role("link").click()
    expect(page.get_by_text("Who applies is hidden")).to_be_visible()
    page.get_by_role("button", name="Shortlist").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("顾澄澜")

    page.get_by_role("link", name="Propose an interview").click()
    page.get_by_label("Day").fill(in_days(3))
    page.get_by_label("Time").fill("10:00")
    page.get_by_label("By video").check()
    page.get_by_label("Place or link").fill("https://meet.test/1")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("https://meet.test/1")).to_be_visible()
    assert letters_to(applicant)[0] == "Interview for Battery thermal engineer: please answer"

    page.get_by_role("link", name="Send an offer").click()
    page.get_by_label("Monthly salary before tax").fill("24500")
    page.get_by_label("First day of work").fill(in_days(30))
    page.get_by_label("Answer until").fill(in_days(-1))
    page.get_by_role("button", name="Send the offer").click()
    # The day has passed: the form says so, keeps what was written, and takes a better one.
    expect(page.get_by_label("Monthly salary before tax")).to_have_value(re.compile("24500"))
    page.get_by_label("Answer until").fill(in_days(7))
    page.get_by_role("button", name="Send the offer").click()
    expect(page.get_by_text("¥24,500.00")).to_be_visible()
    page.goto("/en/employer/applications/")
    column = page.get_by_role("region", name=re.compile("^Offer sent"))
    expect(column.get_by_role("link")).to_have_text("顾澄澜")
