"""A passkey: enrolled by an officer who must have a second factor, and signed in with."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import make_user
from tests.journeys.conftest import PREFIX
from tests.journeys.helpers import LANGUAGES, said

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]

# A laptop's own authenticator whose owner always consents (Web Authentication Level 2,
# section 11: user agent automation).
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_authenticator(context: BrowserContext, page: Page) -> None:
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def press(page: Page, language: str, text: str) -> None:
    page.get_by_role("button", name=said(language, text), exact=True).click()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_officer_enrols_a_passkey_and_signs_in_with_it(
    page_for: PageFor, axe: Callable[[Page], list[str]], language: str
) -> None:
    officer = make_user("office", "officer@city.test", language=LANGUAGES[language])
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    page, prefix = page_for(officer, language), PREFIX[language]
    give_authenticator(page.context, page)

    # Without a second factor the office is closed.
    page.goto(f"{prefix}/office/")
    expect(page).to_have_url(f"{prefix}/accounts/2fa/")

    page.goto(f"{prefix}/accounts/2fa/webauthn/add/")
    page.get_by_label(said(language, "Name of this key")).fill("laptop")
    page.get_by_label(said(language, "Passwordless")).check()
    assert axe(page) == []
    press(page, language, "Add")

    # The recovery codes are shown to whoever proves again who they are, now with the key.
    page.get_by_role("link", name=said(language, "Use a security key"), exact=True).click()
    press(page, language, "Use a security key")
    expect(page).to_have_url(f"{prefix}/accounts/2fa/recovery-codes/")
    page.goto(f"{prefix}/accounts/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("laptop")
    assert axe(page) == []

    page.context.clear_cookies()
    page.goto(f"{prefix}/office/")
    press(page, language, "Sign in with a passkey")
    expect(page).to_have_url(f"{prefix}/office/")
