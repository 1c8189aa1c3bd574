"""A visitor, who has no account: looks for a position, with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_employer, make_posting

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


@pytest.fixture
def positions() -> None:
    lanhe = make_employer(name_zh="澜河动力科技有限公司", name_en="Lanhe Power Ltd")
    make_posting(lanhe, title_zh="电池热管理工程师", title_en="Battery thermal engineer")
    make_posting(lanhe, title_zh="电池测试工程师", district="江北区", min_degree=3)
    words = "审核门诊与住院处方，参与查房，指导合理用药，开展药物不良反应监测。"
    make_posting(make_employer(), title_zh="临床药师", description_zh=words, skills=["药学"])


def titles(page: Page) -> list[str]:
    return page.locator(".posting-title").all_inner_texts()


@pytest.mark.usefixtures("positions")
def test_a_visitor_finds_a_position_and_reads_it_in_english(page_for: PageFor) -> None:
    page = page_for(None)
    page.get_by_placeholder("岗位、技能、单位或地点").fill("电池")
    page.get_by_role("button", name="搜索岗位").click()
    expect(page.get_by_role("status")).to_have_text("共 2 个岗位")
    assert sorted(titles(page)) == ["电池测试工程师", "电池热管理工程师"]

    # A facet narrows at once, stands as a chip, and the address can be passed on.
    page.locator(".facet .option", has_text="渝北区").click()
    expect(page.get_by_role("status")).to_have_text("共 1 个岗位")
    expect(page.locator(".standing")).to_contain_text("渝北区")
    passed_on = page_for(None)
    passed_on.goto(page.url)
    assert titles(passed_on) == ["电池热管理工程师"]

    page.get_by_role("link", name="电池热管理工程师").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("电池热管理工程师")
    expect(page.locator(".key-facts .salary")).to_have_text("18,000–30,000元/月")

    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Battery thermal engineer")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Large type").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    expect(page.get_by_role("heading", level=1)).to_have_text("Battery thermal engineer")


@pytest.mark.usefixtures("positions")
def test_a_search_needs_no_javascript(page_for: PageFor) -> None:
    page = page_for(None, "en", java_script_enabled=False)
    page.get_by_label("Title, skill, employer or place").fill("电池")
    page.get_by_role("button", name="Search positions").click()
    page.get_by_role("checkbox", name=re.compile("Master")).check()
    page.get_by_role("button", name="Apply the filters").click()
    assert titles(page) == ["电池测试工程师"]
    page.get_by_role("link", name=re.compile("Master")).click()
    assert len(titles(page)) == 2
    page.get_by_role("link", name="电池测试工程师").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("电池测试工程师")


@pytest.mark.usefixtures("positions")
def test_a_search_without_an_answer_says_what_to_do(page_for: PageFor) -> None:
    page = page_for(None, "en", 360)
    page.goto("/en/positions/?q=astronaut")
    expect(page.get_by_role("heading", name="No position fits")).to_be_visible()
    page.get_by_role("link", name="Show all positions").click()
    assert len(titles(page)) == 3


@pytest.mark.usefixtures("positions")
def test_to_apply_a_visitor_signs_in_and_comes_back(page_for: PageFor) -> None:
    page = page_for(None, "en")
    page.get_by_role("link", name="Battery thermal engineer").click()
    page.get_by_role("link", name="Apply for this position").click()
    expect(page).to_have_url(re.compile(r"/en/accounts/login/\?next=/en/positions/\w+/apply/"))
