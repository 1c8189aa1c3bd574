"""Matches in the browser: weighed live and without scripts, left and come back to, asked about."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.factories import make_posting, make_resume, make_talent
from tests.journeys.conftest import session_cookie
from tests.journeys.helpers import said, worker_runs
from yucaihui.directory.models import Person
from yucaihui.recruitment.services.matches import match_everything

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
TITLED, SKILLED = "电池热管理工程师", "数据分析师"


@pytest.fixture
def person() -> Person:
    """Somebody whom one posting fits by its title and another by its skills."""
    person = make_talent(
        language="zh-hans",
        resume=make_resume(
            basics={"label": TITLED, "summary": ""},
            work=[],
            skills=[{"name": "Python"}, {"name": "SQL"}],
        ),
    )
    make_posting(title_zh=TITLED, skills=["CFD"], min_years=0)
    make_posting(title_zh=SKILLED, skills=["Python", "SQL"], min_years=0)
    match_everything(timezone.localdate())
    return person


def titles(page: Page) -> list[str]:
    return page.locator("#matches h2").all_inner_texts()


def slide(page: Page, name: str, value: int) -> None:
    """Move a slider as a hand does: the browser tells of input, then of change."""
    page.locator(f"input[name={name}]").fill(str(value))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sliders_put_the_list_in_another_order_at_once(
    page_for: PageFor, person: Person, language: str
) -> None:
    page = page_for(person.user, language)
    page.get_by_role("link", name=said(language, "For me")).click()
    page.get_by_text(said(language, "Weigh the list anew"), exact=True).click()
    slide(page, "skills", 0)
    expect(page.locator("#matches h2").first).to_have_text(TITLED)
    slide(page, "skills", 200)
    slide(page, "title", 0)
    expect(page.locator("#matches h2").first).to_have_text(SKILLED)
    expect(page).to_have_url(re.compile("title=0&skills=200"))


def test_the_form_does_the_same_where_scripts_are_off(
    browser: Browser, live_server: object, person: Person
) -> None:
    base = str(live_server)
    context = browser.new_context(base_url=base, java_script_enabled=False)
    assert person.user is not None
    context.add_cookies([session_cookie(person.user, base)])
    page = context.new_page()
    orders = []
    for weights in ("title=200&skills=0&text=0", "title=0&skills=200&text=0"):
        page.goto(f"/en/my/matches/?{weights}")
        page.get_by_role("button", name="Weigh anew").click()
        orders.append(titles(page))
    context.close()
    assert orders == [[TITLED, SKILLED], [SKILLED, TITLED]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_talent_leaves_with_one_click_and_returns_with_another(
    page_for: PageFor, person: Person, language: str
) -> None:
    page = page_for(person.user, language)
    page.get_by_role("link", name=said(language, "For me")).click()
    page.get_by_role("button", name=said(language, "Compare me no more")).click()
    words = said(language, "Your profile is not compared with positions")
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    assert titles(page) == []
    page.get_by_role("button", name=said(language, "Compare my profile again")).click()
    worker_runs(page)
    assert sorted(titles(page)) == sorted([TITLED, SKILLED])


def test_a_posting_says_why_it_is_not_in_the_list(page_for: PageFor, person: Person) -> None:
    asked = make_posting(title_zh="首席热管理专家", min_years=0, min_degree=4)
    match_everything(timezone.localdate())
    page = page_for(person.user, "en")
    page.goto(f"/en/positions/{asked.uid}/")
    page.get_by_role("link", name="How it fits me, and why not").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Why “首席热管理专家” fits, and why not"
    )
    expect(
        page.get_by_text("asks for a doctorate, you have a master's degree").first
    ).to_be_visible()
