"""A team enters: form, file, invitation, confirmation, submission; the office admits it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.api.parts.competitions_entries import open_now
from tests.competitions.team import PDF
from tests.factories import make_talent, make_user
from tests.journeys.helpers import letters_to
from yucaihui.competitions.models import Entry
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, track: str) -> None:
    page.goto(f"/en/competitions/tracks/{track}/enter/")
    page.get_by_label("Title (English)").fill("Solid-state cells")
    press(page, "Begin the draft")


def fill_in(page: Page) -> None:
    """With the firm's day forgotten at first."""
    page.get_by_label("Summary").fill("A battery that does not burn.")
    page.get_by_role("group", name="A firm?").get_by_label("Yes").check()
    page.get_by_label("Business plan").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(page, "Save")


def test_a_team_enters_and_the_office_admits_it(
    page_for: PageFor, axe: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # That staff need a second factor has its own journey.
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    track, captain, office = open_now().uid, make_talent(name_en="Ada Rao"), make_user("office")
    page = page_for(captain.user, "en")
    begin(page, track)
    fill_in(page)
    page.get_by_role("link", name="“Founded on” is missing.").click()
    page.get_by_label("Founded on").fill("2021-05-01")
    press(page, "Save")
    assert axe(page) == []

    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_label("E-mail address").fill("member@mail.test")
    press(page, "Invite")
    letter = Letter.objects.get(to="member@mail.test")
    member = page_for(make_user(email="new@mail.test"), "en", width=360)
    member.goto(f"/en{letter.link}")
    press(member, "Join the team")
    press(member, "I stand behind version 2")
    assert axe(member) == []

    page.get_by_role("link", name="NOW-0001").click()
    page.get_by_role("link", name="Look it over and submit").click()
    press(page, "Submit")
    expect(page.get_by_role("main")).to_contain_text("Nothing: it is submitted.")
    assert letters_to("new@mail.test")[0] == "NOW-0001: version 2 was submitted"

    desk = page_for(office, "en")
    desk.goto("/en/office/entries/")
    desk.get_by_role("link", name="NOW-0001").click()
    desk.get_by_role("link", name="Admit", exact=True).click()
    press(desk, "Admit the entry")
    assert axe(desk) == []
    assert Entry.objects.get(code="NOW-0001").case.state == "admitted"
