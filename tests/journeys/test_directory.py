"""The directory in a real browser: accessible, no wider than the window, in both languages."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.factories import TODAY, make_employer, make_person, make_resume
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.queries import user_by_email
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import queries, services
from yucaihui.directory.services.verification import store_licence
from yucaihui.promises.services import register_promise

pytestmark = pytest.mark.django_db(transaction=True)
PageIn = Callable[..., Page]
Check = Callable[[Page], Any]
# Where pictures of the pages go, when one wants to look at them.
SHOTS = os.environ.get("YUCAIHUI_SHOTS", "")
CV = b'{"basics": {"name": "\xe6\x9e\x97\xe6\x99\x93"}, "skills": [{"name": "Rust"}]}'


@dataclass
class Checks:
    """What holds for every page."""

    axe: Check
    overflow: Check

    def hold(self, page: Page, path: str, name: str) -> None:
        page.goto(path)
        if SHOTS:
            width = (page.viewport_size or {})["width"]
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        assert (path, self.overflow(page)) == (path, 0)
        assert (path, self.axe(page)) == (path, [])


@pytest.fixture
def checks(axe: Check, overflow: Check) -> Checks:
    return Checks(axe, overflow)


@pytest.fixture(autouse=True)
def house(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)


LANGUAGES = pytest.mark.parametrize(("language", "prefix"), [("zh", ""), ("en", "/en")])
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@LANGUAGES
@WIDTHS
def test_a_talents_pages(
    page_in: PageIn, checks: Checks, language: str, prefix: str, width: int
) -> None:
    page = page_in("talent", language, width)
    checks.hold(page, f"{prefix}/my/record/", f"start-{language}")
    user = user_by_email("talent@example.com")
    person = services.ensure_person(user, name_zh="林晓", name_en="Xiao Lin", country="CN")
    services.set_contacts(person, emails=[], phones=["13800001234"], by=user)
    services.save_profile(person, "zh-hans", make_resume(), by=user)
    services.grant_consent(person, "matching", by=user)
    services.add_identity_document(person, "id_card", "11010519491231002X", by=user)
    services.declare_relation(person, make_employer(), "business", by=user)
    register_promise(
        kind="answer", title_zh="复核答复", title_en="Answer to a review", due_on=TODAY,
        source=("review", "1"), to_person=person,
    )  # fmt: skip
    read = services.upload_resume(person, CV, "林晓简历.json", by=user)
    broken = services.upload_resume(person, b"%PDF-1.4 x", "scan.pdf", by=user)
    run_waiting()
    number = queries.identity_documents_of(person).get()
    for name, path in {
        "record": "", "details": "details/", "profile": "profile/zh-hans/", "upload": "cv/",
        "confirm": f"cv/{read.uid}/", "refused": f"cv/{broken.uid}/", "numbers": "numbers/",
        "reveal": f"numbers/{number.uid}/reveal/", "protected": "protected/", "ties": "ties/",
        "export": "export/", "erase": "erase/",
    }.items():  # fmt: skip
        checks.hold(page, f"{prefix}/my/record/{path}", f"{name}-{language}")
    checks.hold(page, f"{prefix}/my/consents/", f"consents-{language}")
    checks.hold(page, f"{prefix}/my/promises/", f"promises-{language}")
    checks.hold(page, f"{prefix}/erased/", f"erased-{language}")


@LANGUAGES
@WIDTHS
def test_an_employers_pages(
    page_in: PageIn, checks: Checks, language: str, prefix: str, width: int
) -> None:
    page = page_in("employer", language, width)
    checks.hold(page, f"{prefix}/my/organisations/", f"no-organisation-{language}")
    user = user_by_email("employer@example.com")
    firm = make_employer(owner=user, verified=False, name_zh="澜河动力有限公司")
    services.invite_member(firm, "a.very.long.address.of.a.colleague@mail.test", by=user)
    invitation = services.invite_member(make_employer(), user.email, by=None) if user else None
    assert invitation
    for name, path in {
        "organisations": "organisations/", "new-organisation": "organisations/new/",
        "organisation": f"organisations/{firm.uid}/",
        "edit-organisation": f"organisations/{firm.uid}/edit/",
        "request-verification": f"organisations/{firm.uid}/verification/",
        "invitation": f"invitations/{invitation.uid}/",
    }.items():  # fmt: skip
        checks.hold(page, f"{prefix}/my/{path}", f"{name}-{language}")


@LANGUAGES
@WIDTHS
def test_the_offices_pages(
    page_in: PageIn, checks: Checks, language: str, prefix: str, width: int
) -> None:
    page = page_in("office", language, width)
    checks.hold(page, f"{prefix}/office/duplicates/", f"no-duplicates-{language}")
    first, _second = (make_person(name_zh="林晓", resume=make_resume()) for _ in range(2))
    services.add_contacts(first, emails=["lin@mail.test"], phones=["13800001234"])
    services.suspect_duplicates()
    kept = make_person()
    services.merge_people(kept, make_person(), by=None)
    firm = make_employer(name_zh="澜河动力有限公司")
    licence = store_licence(b"%PDF-1.4", "营业执照.pdf", owner=None)
    request = services.request_verification(firm, by=None, document=licence)
    for name, path in {
        "people": "people/", "person": f"people/{first.uid}/", "merged": f"people/{kept.uid}/",
        "office-organisations": "organisations/", "queue": "verifications/",
        "verification": f"verifications/{request.uid}/", "duplicates": "duplicates/",
        "duplicate": f"duplicates/{queries.suspected_links().get().uid}/",
    }.items():  # fmt: skip
        checks.hold(page, f"{prefix}/office/{path}", f"{name}-{language}")


def test_a_cv_becomes_a_profile_while_one_watches(page_in: PageIn, tmp_path: Path) -> None:
    page = page_in("talent", "en")
    user = user_by_email("talent@example.com")
    person = services.ensure_person(user, name_en="Xiao Lin")
    page.goto("/en/my/record/cv/")
    file = tmp_path / "cv.json"
    file.write_bytes(CV)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_text("Reading your CV")).to_be_visible()
    run_waiting()
    expect(page.get_by_role("heading", name="Confirm what was read")).to_be_visible(timeout=15000)
    page.get_by_role("button", name="Add another Skills").click()
    page.locator("[name=skills-1-name]").fill("Go")
    page.get_by_role("button", name="Confirm: this is my profile").click()
    expect(page.get_by_text("Confirmed: this is your profile now.")).to_be_visible()
    skills = next(iter(queries.current_profiles(person).values())).skills
    assert skills == ["Rust", "Go"]
