"""A firm's challenge from its draft to the accepted delivery and the solver's received prize."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_employer, make_talent, make_user
from tests.journeys import competition as steps
from tests.journeys.competition import follow, press, sure, told
from tests.journeys.test_ledger import opened_fund
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.promises.models import Promise

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
TRACK, STAGE, PRIZE = "Open bids", "Review of bids", "Best solution"
TITLE = "Early warning of thermal runaway"
SOLUTION = {"code": "solution", "label_en": "Your solution", "kind": "long_text", "required": "on"}
REACHED = {"code": "reached", "label_en": "Indicators reached", "weight": "100"}


def call(office: Page) -> None:
    """A published edition that takes challenges."""
    steps.new_edition(office, "engineers", "Outstanding Engineers")
    steps.new_track(office, "bids", TRACK, "Open-bid track (challenges)")
    steps.define(office, "Edit the form", SOLUTION)
    steps.define(office, "Edit the rubric", REACHED)
    steps.new_stage(office, STAGE, judges=1, advance=1)
    follow(office, "Set-up")
    sure(office, "Publish")
    steps.new_award(office, TRACK, PRIZE, "600")


def publish_challenge(firm: Page, office: Page) -> None:
    """Drafted and handed in at the employer's desk, vetted and published by the office."""
    firm.goto("/en/")
    follow(firm, "Employer's desk", "Technical challenges", "New challenge")
    firm.get_by_label("Track").select_option(label=f"Outstanding Engineers 2026 · {TRACK}")
    firm.get_by_label("Title (English)").fill(TITLE)
    firm.get_by_label("Background (English)").fill("False alarms are too many.")
    steps.fill(firm, Budget="1,000,000", Bids_close_at=steps.at(15))
    firm.get_by_label("Indicator (English)").first.fill("Lead time")
    firm.get_by_label("Target").first.fill("≥ 15 min")
    press(firm, "Save the draft")
    press(firm, "Hand in for vetting")
    office.goto("/en/office/")
    steps.open_figure(office, "Challenges to vet")
    follow(office, TITLE, "Publish")
    press(office, "Publish")


def bid(captain: Page, office: Page) -> None:
    """Found on the public page, written, submitted, admitted."""
    captain.goto("/en/")
    follow(captain, "Competitions", "Challenges of firms", TITLE, "Enter a bid")
    captain.get_by_label("Title (English)").fill("Gas sensing")
    press(captain, "Begin the draft")
    captain.get_by_label("Your solution").fill("Sensors for two gases, fused.")
    press(captain, "Save")
    follow(captain, "Look it over and submit")
    press(captain, "Submit")
    told(captain, "The entry is submitted.")
    office.goto("/en/office/")
    steps.open_figure(office, "Entries to screen")
    follow(office, "BIDS-0001", "Admit")
    press(office, "Admit the entry")


def bids_closed(office: Page) -> None:
    office.get_by_role("link", name=TITLE).click()
    follow(office, "Close bids")
    press(office, "Close bids")


def judged(office: Page, judge: Page, person: object) -> None:
    office.goto("/en/office/competitions/")
    follow(office, "Outstanding Engineers 2026")
    steps.invite_judge(office, judge, person, TRACK)
    steps.plan_published(office, f"{TRACK} · {STAGE}")
    follow(office, "Judges", f"{TRACK}: {STAGE}")
    sure(office, "Open judging")
    steps.score(judge, "BIDS-0001", "92", "Indicators reached")
    office.reload()
    sure(office, "Close judging")


def solved(firm: Page, captain: Page) -> None:
    """Chosen, contracted, delivered by the solver, accepted by the firm."""
    firm.reload()
    firm.get_by_role("link", name=re.compile("^BIDS-0001")).click()
    expect(firm.get_by_role("main")).to_contain_text("Sensors for two gases, fused.")
    follow(firm, "Back to the challenge", "Choose a solution")
    firm.get_by_label(re.compile("^BIDS-0001")).check()
    press(firm, "Choose a solution")
    follow(firm, "Record the contract")
    firm.get_by_label("Number of the contract").fill("HT-2026-18")
    press(firm, "Record the contract")
    captain.goto("/en/")
    follow(captain, "My entries", "BIDS-0001", TITLE, "Record the delivery")
    press(captain, "Record the delivery")
    firm.reload()
    follow(firm, "Accept the delivery")
    press(firm, "Accept the delivery")
    expect(firm.locator(".lead")).to_contain_text("Accepted")


def awarded(office: Page, captain: Page) -> None:
    """The bid's rank stands in a notice, and its award becomes final."""
    steps.ranked_and_posted(office, f"{TRACK}: {STAGE}")
    steps.notice_days_pass()
    office.reload()
    sure(office, "Close the notice")
    steps.accept_award(captain, "BIDS-0001", "Ada Rao")
    for document in ("Proof of identity", "Proof of the bank account"):
        steps.hand_in(captain, document)
    follow(office, "Awards")
    office.get_by_role("link", name=re.compile("^BIDS-0001")).click()
    for document in ("Proof of identity", "Proof of the bank account"):
        steps.check(office, document, "Accept it")


def test_a_challenge_from_its_draft_to_a_received_prize(
    page_for: PageFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    office = page_for(make_user("office", "maker@city.test"), "en")
    colleague = page_for(make_user("office", "two@city.test"), "en", 360)
    opened_fund(office, colleague)
    call(office)

    owner = make_user("employer")
    make_employer(owner=owner)
    firm = page_for(owner, "en")
    publish_challenge(firm, office)
    captain = page_for(make_talent(name_en="Ada Rao").user, "en", 360)
    bid(captain, office)
    bids_closed(office)
    person = make_user(email="judge@panel.test")
    judged(office, page_for(person, "en", 360), person)
    solved(firm, captain)
    awarded(office, captain)
    steps.order_prize(office, "Xingyu Cup 2026", "Ada Rao")
    steps.paid(office, colleague, f"Outstanding Engineers 2026, {PRIZE}, BIDS-0001")
    captain.reload()
    expect(captain.get_by_role("main")).to_contain_text("the promise is kept")
    assert Promise.objects.get().state == Promise.State.KEPT
