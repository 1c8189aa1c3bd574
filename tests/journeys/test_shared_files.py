"""The files beside the checkout, through the pages: the messy workbook and three CVs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_talent, make_user
from tests.journeys.helpers import worker_runs
from yucaihui.core.accounts.middleware import SecondFactorForStaff

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


def test_the_office_imports_the_messy_workbook(
    page_for: PageFor, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    page = page_for(make_user("office"), "en")
    page.goto("/en/office/imports/")
    file = shared_data / "jobs" / "synthetic_cq" / "jobs_upload_messy.xlsx"
    page.get_by_label("Spreadsheet of positions").set_input_files(file)
    page.get_by_role("button", name="Upload and read the columns").click()
    worker_runs(page)
    page.get_by_role("button", name="Check every row").click()
    worker_runs(page)
    # Every row has a verdict, and nothing is written before they are read.
    tabs = page.get_by_role("navigation", name="Rows by verdict")
    counted = [
        int(re.sub(r"\D", "", text)) for text in tabs.locator(".tab-count").all_inner_texts()
    ]
    total, fine, look, refused, duplicate, _skipped = counted
    assert total == fine + look + refused + duplicate
    page.get_by_role("button", name=re.compile("^Import")).click()
    worker_runs(page)
    expect(page.locator(".notice-success")).to_contain_text("positions are imported.")
    page.get_by_label("Ground of the verification").fill("Checked against the register")
    page.get_by_role("button", name="Verify all of them").click()
    worker_runs(page)
    page.goto("/en/positions/")
    shown = page.get_by_role("status").inner_text()
    assert 0 < int(re.sub(r"\D", "", shown)) <= fine + look


@pytest.mark.parametrize(("kind", "number"), [("pdf", 0), ("pdf", 1), ("docx", 0)])
def test_a_talent_confirms_what_was_read_from_a_cv(
    page_for: PageFor, shared_data: Path, kind: str, number: int
) -> None:
    file = sorted((shared_data / "resumes" / "synthetic").glob(f"*.{kind}"))[number]
    page = page_for(make_talent(resume=None).user, "en")
    page.goto("/en/my/record/cv/")
    page.get_by_label("Your CV").set_input_files(file)
    page.get_by_role("button", name="Upload and read").click()
    worker_runs(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm what was read")
    page.get_by_role("button", name="Confirm: this is my profile").click()
    expect(page.get_by_text("Confirmed: this is your profile now.")).to_be_visible()
