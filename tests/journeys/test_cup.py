"""The Xingyu Cup from its call to a received prize, each step by whoever takes it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_talent, make_user
from tests.journeys import competition as steps
from tests.journeys.competition import FILE, follow, press, sure, told
from tests.journeys.helpers import in_days, worker_runs
from tests.journeys.test_ledger import opened_fund
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.promises.models import Promise

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
TRACK, STAGE, PRIZE = "Intelligent vehicles", "First review", "First prize"
SUMMARY = {"code": "summary", "label_en": "Summary", "kind": "long_text", "required": "on"}
FIRM = {"code": "firm", "label_en": "A firm?", "kind": "yes_no"}
FOUNDED = {
    "code": "founded_on", "label_en": "Founded on", "kind": "date", "required": "on",
    "shown_field": "firm", "shown_values": "True",
}  # fmt: skip
PLAN = {"code": "plan", "label_en": "Business plan", "kind": "file"}
TEAM = {
    "code": "team", "label_en": "At most 8 people", "datum": "team.size", "operator": "at_most",
    "value": "8",
}  # fmt: skip
INNOVATION = {"code": "innovation", "label_en": "Innovation", "weight": "60"}
MARKET = {"code": "market", "label_en": "Market", "weight": "40"}


def call(office: Page) -> None:
    """A published edition with one track that takes entries."""
    steps.new_edition(office, "xingyu", "Xingyu Cup")
    steps.new_track(office, "nev", TRACK, "Competition track")
    steps.define(office, "Edit the form", SUMMARY, FIRM, FOUNDED, PLAN)
    steps.define(office, "Edit the rubric", INNOVATION, MARKET)
    steps.new_stage(office, STAGE, judges=2, advance=1)
    follow(office, "Set-up")
    sure(office, "Publish")
    steps.new_award(office, TRACK, PRIZE, "600")


def enter(captain: Page, title: str) -> None:
    """From the public pages to a saved form; the day is asked of firms only."""
    captain.goto("/en/")
    follow(captain, "Competitions", TRACK, "Enter a project")
    captain.get_by_label("Title (English)").fill(title)
    press(captain, "Begin the draft")
    captain.get_by_label("Summary").fill("A battery that does not burn.")
    founded = captain.get_by_label("Founded on")
    expect(founded).to_be_hidden()
    captain.get_by_role("group", name="A firm?").get_by_label("Yes").check()
    founded.fill("2021-05-01")
    captain.get_by_label("Business plan").set_input_files(FILE)
    press(captain, "Save")


def submit(captain: Page) -> None:
    follow(captain, "Look it over and submit")
    press(captain, "Submit")
    told(captain, "The entry is submitted.")


def with_a_member(captain: Page, member: Page) -> None:
    """The captain invites; the member joins by the letter and stands behind the version."""
    follow(captain, "Team")
    captain.get_by_label("E-mail address").fill("member@mail.test")
    press(captain, "Invite")
    steps.open_letter(member, "member@mail.test")
    press(member, "Join the team")
    press(member, "I stand behind version 1")
    follow(captain, "NEV-0001")


def admit(office: Page, code: str) -> None:
    office.goto("/en/office/")
    steps.open_figure(office, "Entries to screen")
    follow(office, code, "Admit")
    press(office, "Admit the entry")


def judged(office: Page, judges: list[Page], people: list[User]) -> None:
    """Conflicts searched, two plans compared, one published; each judge scores both entries."""
    follow(office, "Xingyu Cup 2026")
    for judge, person in zip(judges, people, strict=True):
        steps.invite_judge(office, judge, person, TRACK)
    follow(office, "Conflicts of interest")
    press(office, "Search the records now")
    worker_runs(office)
    follow(office, "Plans of assignments", "Draft a plan")
    steps.drafted(office, f"{TRACK} · {STAGE}", "Fair: lift the worst entry")
    follow(office, "Plans of assignments", "Draft a plan")
    steps.drafted(office, f"{TRACK} · {STAGE}", "Best total fit")
    office.get_by_role("complementary").get_by_role("link").first.click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Two plans compared")
    office.go_back()
    sure(office, "Publish: tell the judges")
    follow(office, "Judges", f"{TRACK}: {STAGE}")
    sure(office, "Open judging")
    for judge in judges:
        for code, points in (("NEV-0001", "90"), ("NEV-0002", "70")):
            steps.score(judge, code, points, "Innovation", "Market")
    office.reload()
    sure(office, "Close judging")


def appeal(captain: Page, colleague: Page) -> None:
    """The second team objects; an officer who did not rank rejects it, with the reason."""
    steps.to_results(captain, "NEV-0002")
    follow(captain, "Appeal")
    captain.get_by_label("The rules of the competition were not kept").check()
    captain.get_by_role("textbox", name="Statement").fill("We presented for nine minutes only.")
    press(captain, "File the appeal")
    colleague.goto("/en/office/")
    steps.open_figure(colleague, "Appeals to answer")
    colleague.get_by_role("link", name=re.compile("^NEV-0002")).click()
    follow(colleague, "Admissible: review it")
    press(colleague, "Admissible: review it")
    follow(colleague, "Reject")
    colleague.get_by_label("The rules were kept").check()
    press(colleague, "Reject")
    captain.reload()
    expect(captain.get_by_role("main")).to_contain_text("The rules were kept")


def documents(captain: Page, office: Page) -> None:
    """One is refused and handed in again; the office sees the payment through from here."""
    for document in ("Proof of identity", "Proof of the bank account"):
        steps.hand_in(captain, document)
    office.goto("/en/office/competitions/")
    follow(office, "Xingyu Cup 2026", "Awards")
    office.get_by_role("link", name=re.compile("^NEV-0001")).click()
    steps.check(office, "Proof of identity", "Refuse it", "It has expired")
    steps.hand_in(captain, "Proof of identity", "Hand in another file")
    steps.check(office, "Proof of identity", "Accept it")
    steps.check(office, "Proof of the bank account", "Accept it")


def land(office: Page) -> None:
    """The project is followed from its award on, to its first milestone."""
    follow(office, "Follow the landing")
    press(office, "Follow the landing")
    follow(office, "Add a milestone")
    office.get_by_label("Title (English)").fill("Office rented")
    steps.fill(office, Due_on=in_days(30))
    press(office, "Add a milestone")
    press(office, "Reached")
    follow(office, "Record the district")
    steps.fill(office, District="Liangjiang")
    press(office, "Record the district")


@dataclass
class People:
    """The windows of those who take part."""

    office: Page
    colleague: Page
    captain: Page
    rival: Page


@pytest.fixture
def people(page_for: PageFor, monkeypatch: pytest.MonkeyPatch) -> People:
    """Two officers, and two captains whose entries are submitted and admitted."""
    # That staff need a second factor has its own journey.
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    office = page_for(make_user("office", "maker@city.test"), "en")
    colleague = page_for(make_user("office", "two@city.test"), "en", 360)
    opened_fund(office, colleague)
    call(office)
    captain, rival = (
        page_for(make_talent(name_en=name).user, "en") for name in ("Ada Rao", "Bo Li")
    )
    enter(captain, "Solid-state cells")
    with_a_member(captain, page_for(make_user(email="member@mail.test"), "en", width=360))
    submit(captain)
    enter(rival, "Sodium cells")
    submit(rival)
    for code in ("NEV-0001", "NEV-0002"):
        admit(office, code)
    return People(office, colleague, captain, rival)


def test_a_cup_from_its_call_to_a_received_prize(page_for: PageFor, people: People) -> None:
    office, colleague, captain = people.office, people.colleague, people.captain
    panel = [make_user(email=f"judge{n}@panel.test") for n in (1, 2)]
    judged(office, [page_for(one, "en", 360) for one in panel], panel)
    steps.ranked_and_posted(office, f"{TRACK}: {STAGE}")
    ranking = office.url
    appeal(people.rival, colleague)
    steps.notice_days_pass()
    office.goto(ranking)
    sure(office, "Close the notice")

    steps.accept_award(captain, "NEV-0001", "Ada Rao")
    documents(captain, office)
    award = office.url
    steps.order_prize(office, "Xingyu Cup 2026", "Ada Rao")
    steps.paid(office, colleague, f"Xingyu Cup 2026, {PRIZE}, NEV-0001")
    captain.reload()
    expect(captain.get_by_role("main")).to_contain_text("the promise is kept")
    assert Promise.objects.get().state == Promise.State.KEPT
    office.goto(award)
    land(office)
    captain.reload()
    follow(captain, "Settling in the city")
    expect(captain.get_by_role("main")).to_contain_text("Liangjiang")
