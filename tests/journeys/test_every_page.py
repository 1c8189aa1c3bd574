"""Every page that anybody may see: accessible, as wide as its window, and in one language.

The pages are those of the access tables. The demo city's cast walks from link to link, so that a
page is looked at with content; one that no link leads to is shown as the tables' world has it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.access.test_access import ARGS, TABLE
from tests.access.world import World
from tests.journeys.city import City, client_of, demo_city, example, is_page, newcomer
from tests.journeys.texts import untranslated
from yucaihui.core.accounts.middleware import SecondFactorForStaff

pytestmark = pytest.mark.django_db(transaction=True)
SIGNED_OUT = ("account_login", "account_signup", "account_reset_password")
WITH_PASSWORD = (
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
    "account_logout",
)
# Who has a password is asked for it before these.
WITHOUT = ("account_set_password", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn")
SEEN = sorted(name for name, roles in TABLE.items() if 200 in roles.values())


@pytest.fixture
def city(browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    # The office of the tables' world has no second factor, and would be led to set one up.
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    city = demo_city(browser, live_server.url)
    yield city
    city.close()


def test_every_page_is_accessible_narrow_and_translated(
    city: City,
    subtests: pytest.Subtests,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
) -> None:
    for name in SEEN:
        with subtests.test(name):
            user, path = city.found.get(name) or example(city, name, TABLE[name], ARGS.get(name))
            if is_page(client_of(user).get(path)):  # not a feed, a calendar, a file
                assert faults(city, user, path, axe, overflow) == []


def test_every_account_page_is_accessible_narrow_and_translated(
    browser: Browser,
    live_server: Any,
    subtests: pytest.Subtests,
    axe: Callable[[Page], list[str]],
    overflow: Callable[[Page], int],
) -> None:
    city = City(live_server.url, browser, World(), {})
    readers = (None, newcomer("seventeen-bridges-17"), newcomer(""))
    for user, names in zip(readers, (SIGNED_OUT, WITH_PASSWORD, WITHOUT), strict=True):
        for name in names:
            with subtests.test(name):
                assert faults(city, user, reverse(name), axe, overflow) == []
    city.close()


def faults(city: City, user: Any, path: str, axe: Any, overflow: Any) -> list[str]:
    """The Chinese page in a wide window, the English one in a narrow one, each made the other."""
    found = []
    for width, other, address in ((1280, 360, path), (360, 1280, f"/en{path}")):
        page = city.window(user, width)
        response = page.goto(address)
        assert response is not None
        assert (response.status, page.url) == (200, f"{city.url}{address}")
        found += [f"{address} {fault}" for fault in axe(page)]
        if address == path:
            found += [f"{address} not translated: {text}" for text in untranslated(page)]
        found += too_wide(page, width, address, overflow)
        page.set_viewport_size({"width": other, "height": 900})
        found += too_wide(page, other, address, overflow)
        page.set_viewport_size({"width": width, "height": 900})
    found += city.complaints
    city.complaints.clear()
    return found


def too_wide(page: Page, width: int, address: str, overflow: Any) -> list[str]:
    by = overflow(page)
    return [f"{address} at {width}: {by} px too wide"] if by else []
