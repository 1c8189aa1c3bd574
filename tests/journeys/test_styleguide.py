"""The components in a real browser: accessible, no wider than the window, no script needed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
PageIn = Callable[..., Page]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_the_style_guide_is_accessible_at_every_size(
    page_in: PageIn,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
    language: str,
    width: int,
    size: str,
) -> None:
    page = page_in("", language, width)
    page.goto("/styleguide/" if language == "zh" else "/en/styleguide/")
    if size == "large":
        page.locator("button[name=size]").click()
        expect(page.locator("html")).to_have_attribute("data-size", "large")
    assert overflow(page) == 0
    assert axe(page) == []


@pytest.mark.parametrize("path", ["/accounts/login/", "/en/accounts/signup/", "/nowhere/"])
def test_the_account_and_error_pages_are_accessible(
    page_in: PageIn, axe: Callable[[Page], list[str]], path: str
) -> None:
    page = page_in()
    page.goto(path)
    assert axe(page) == []


def test_everything_can_be_done_without_script(page_in: PageIn) -> None:
    page = page_in("", "en", java_script_enabled=False)
    page.goto("/en/styleguide/")
    page.get_by_role("button", name="Large type").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_keyboard_reaches_the_content_first(page_in: PageIn) -> None:
    page = page_in("", "en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_errors_are_read_first_and_lead_to_their_fields(page_in: PageIn) -> None:
    page = page_in("", "en")
    page.goto("/en/styleguide/")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.get_by_label("Amount (yuan)")).to_be_focused()


def test_a_dialog_asks_in_place_and_escape_leaves_it(
    page_in: PageIn, axe: Callable[[Page], list[str]]
) -> None:
    page = page_in("", "en")
    page.goto("/en/styleguide/")
    page.get_by_role("link", name="Withdraw").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_chosen_file_is_named(page_in: PageIn) -> None:
    page = page_in("", "en")
    page.goto("/en/styleguide/")
    plan = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2048}
    page.get_by_label("Business plan").set_input_files(plan)
    expect(page.locator("[data-drop-file]")).to_have_text("plan.pdf (2 KB)")


def test_the_account_menu_opens_and_closes_with_the_keyboard(page_in: PageIn) -> None:
    page = page_in("talent", "en")
    summary = page.locator("details.account > summary")
    summary.press("Enter")
    expect(page.get_by_role("link", name="Sign-in and security")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sign-in and security")).to_be_hidden()
    expect(summary).to_be_focused()
