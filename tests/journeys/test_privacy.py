"""A talent takes their data with them and leaves: what they get, what is gone, what others see."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.factories import make_employer, make_posting, make_talent, make_user
from tests.journeys.conftest import PREFIX
from tests.journeys.helpers import said, worker_runs
from yucaihui.core.accounts.models import User
from yucaihui.core.mail.models import Letter
from yucaihui.directory.models import Person
from yucaihui.directory.services import set_contacts
from yucaihui.recruitment.models import JobApplication
from yucaihui.recruitment.services.applications import apply, move_application

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
TRACES = ("顾澄澜", "Chenglan Gu", "gu.chenglan@mail.test", "13900000001")


@pytest.fixture(autouse=True)
def _house(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def owner() -> User:
    return make_user("employer", "owner@firm.test")


@pytest.fixture
def application(owner: User) -> JobApplication:
    """The employer knows who it is."""
    talent = make_talent(name_zh="顾澄澜", name_en="Chenglan Gu")
    set_contacts(talent, emails=["gu.chenglan@mail.test"], phones=["13900000001"], by=talent.user)
    sent = apply(talent, make_posting(make_employer(owner=owner)), by=talent.user, consent=True)
    return move_application(sent, "shortlist", by=owner)


def opened(page_for: PageFor, person: Person, language: str, link: str) -> Page:
    """A page of one's record, over the record's own list."""
    page = page_for(person.user, language)
    page.goto(f"{PREFIX[language]}/my/record/")
    page.get_by_role("link", name=said(language, link)).click()
    return page


@LANGUAGES
def test_a_talent_takes_everything_kept_about_them_along(
    page_for: PageFor, application: JobApplication, tmp_path: Path, language: str
) -> None:
    page = opened(page_for, application.person, language, "Export my data")
    page.get_by_role("button", name=said(language, "Put my data together")).click()
    worker_runs(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=said(language, "Download")).click()
    file = tmp_path / "export.zip"
    waiting.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        data = json.loads(archive.read("data.json"))
    assert data["person"]["name_zh"] == "顾澄澜"
    assert {row["value"] for row in data["contacts"]} >= set(TRACES[2:3])
    assert [row["state"] for row in data["recruitment"]["applications"]] == ["shortlisted"]
    assert [row["process"] for row in data["cases"]] == ["application"]
    assert {row["purpose"] for row in data["consents"]} == {"matching", "discovery", "application"}


@LANGUAGES
def test_a_talent_leaves_and_nobody_reads_their_name_again(
    page_for: PageFor, application: JobApplication, owner: User, language: str
) -> None:
    received = f"{PREFIX[language]}/employer/applications/{application.uid}/"
    theirs = page_for(owner, language)
    theirs.goto(received)
    expect(theirs.get_by_role("heading", level=1)).to_have_text("顾澄澜")

    page = opened(page_for, application.person, language, "Erase my record")
    page.get_by_label(said(language, "Type ERASE to go on")).fill("yes")
    erase = page.get_by_role("button", name=said(language, "Erase everything now"))
    erase.click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label(said(language, "Type ERASE to go on")).fill(said(language, "ERASE"))
    erase.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        said(language, "Your record is erased")
    )
    page.goto(f"{PREFIX[language]}/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text(said(language, "Sign In"))

    # The employer finds that somebody withdrew, and no longer who.
    theirs.goto(received)
    expect(theirs.get_by_text(application.code).first).to_be_visible()
    assert traces(theirs) == []
    for path in ("/employer/applications/list/", "/employer/talents/", "/me/messages/"):
        theirs.goto(f"{PREFIX[language]}{path}")
        assert (path, traces(theirs)) == (path, [])
    letters = "\n".join(f"{letter.subject}\n{letter.body}" for letter in Letter.objects.all())
    assert [trace for trace in TRACES if trace in letters] == []
    # What statistics count stays, without a name.
    kept = Person.objects.get(pk=application.person_id)
    assert (kept.name_zh, kept.name_en, kept.country) == ("", "", "CN")
    assert JobApplication.objects.get(pk=application.pk).case.state == "withdrawn"


def traces(page: Page) -> list[str]:
    text = page.content()
    return [trace for trace in TRACES if trace in text]
