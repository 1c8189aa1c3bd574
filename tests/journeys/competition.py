"""What the people of a competition do in their windows, for the journeys from call to prize."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from tests.competitions.team import PDF
from tests.journeys.helpers import worker_runs
from yucaihui.competitions.models import PublicNotice
from yucaihui.core.accounts.models import User
from yucaihui.core.mail.models import Letter
from yucaihui.ledger.models import PaymentOrder

FILE: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, *names: str) -> None:
    """One link after another, by their words."""
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()


def sure(page: Page, name: str) -> None:
    """A step that asks once more."""
    page.locator("summary", has_text=re.compile(f"^{re.escape(name)}$")).first.click()
    press(page, f"Yes: {name}")


def fill(page: Page, **values: str) -> None:
    """Fields by the beginning of their labels; underscores stand for spaces."""
    for label, value in values.items():
        page.get_by_label(re.compile(f"^{label.replace('_', ' ')}")).first.fill(value)


def open_figure(page: Page, label: str) -> None:
    """The rows behind a key figure."""
    page.locator(".figure", has_text=label).get_by_role("link").click()


def told(page: Page, words: str) -> None:
    expect(page.get_by_text(words, exact=True).first).to_be_visible()


def open_letter(page: Page, to: str) -> None:
    """The newest letter with a link leads to its page."""
    letter = Letter.objects.filter(to=to).exclude(link="").latest("id")
    page.goto(f"/en{letter.link.removeprefix('/en')}")


def at(days: int) -> str:
    """A moment some days from now, as its field takes it."""
    moment = timezone.localtime() + timedelta(days=days)
    return moment.strftime("%Y-%m-%dT%H:%M")


# The office sets up


def new_edition(office: Page, code: str, name: str) -> None:
    """Leaves the office on the edition's page."""
    office.goto("/en/office/")
    office.get_by_role("main").get_by_role("link", name=re.compile("^Competitions")).click()
    follow(office, "New competition")
    fill(office, Code=code, Name_=name)
    office.get_by_label("Name (English)").fill(name)
    press(office, "Save")
    office.get_by_label("Competition").select_option(code)
    fill(office, Year="2026")
    office.get_by_label("Name (English)").fill(f"{name} 2026")
    press(office, "Save")


def new_track(office: Page, code: str, name: str, kind: str) -> None:
    """Open for entries since yesterday; leaves the office on the track's page."""
    follow(office, "New track")
    office.get_by_label("Code").fill(code)
    office.get_by_label("Kind").select_option(label=kind)
    office.get_by_label("Name (English)").fill(name)
    fill(office, Opens_at=at(-1), Registration_closes_at=at(10), Submission_closes_at=at(20))
    fill(office, Teams_are_fixed_from=at(15))
    press(office, "Save")


def row(page: Page, number: int, **values: str) -> None:
    """A part of a definition, by the names of its fields."""
    part = page.locator("details.panel").nth(number)
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    for name, value in values.items():
        control = page.locator(f"[name=part-{number}-{name}]")
        if name == "kind":
            control.select_option(value)
        elif value == "on":
            control.check()
        else:
            control.fill(value)


def define(office: Page, link: str, *rows: dict[str, str]) -> None:
    """Fill a definition in, row by row, and save it."""
    follow(office, link)
    for number, values in enumerate(rows):
        if number:
            press(office, "One more row")
        row(office, number, **values)
    press(office, "Save")


def new_stage(office: Page, name: str, judges: int, advance: int) -> None:
    follow(office, "New stage")
    office.get_by_label("Name (English)").fill(name)
    fill(office, Judges_per_entry=str(judges), How_many_advance=str(advance))
    office.get_by_label("Ranking method").select_option("mean")
    press(office, "Save")


def new_award(office: Page, track: str, name: str, yuan: str) -> None:
    """With the documents that are usual, but the invoice."""
    follow(office, "Awards", f"New award: {track}")
    office.get_by_label("Name (English)").fill(name)
    fill(office, Prize_=yuan)
    asked = office.get_by_label(re.compile("^Documents asked for"))
    asked.fill("\n".join(asked.input_value().splitlines()[:2]))
    press(office, "Save")


# Judges


def invite_judge(office: Page, judge: Page, user: User, track: str) -> None:
    """Invited by the office, accepted and pledged by the judge, seated by the office."""
    follow(office, "Judges", "Invite a judge")
    fill(office, **{"E-mail": user.email})
    office.get_by_label("Name (Chinese)").fill(f"评委{user.pk}")
    press(office, "Invite")
    open_letter(judge, user.email)
    press(judge, "Accept")
    press(judge, "I sign this pledge")
    office.get_by_label("Track").select_option(label=track)
    press(office, "Seat")


def plan_published(office: Page, stage: str, mode: str = "Best total fit") -> None:
    follow(office, "Plans of assignments", "Draft a plan")
    drafted(office, stage, mode)
    sure(office, "Publish: tell the judges")


def drafted(office: Page, stage: str, mode: str) -> None:
    office.get_by_label(stage).check()
    office.get_by_label(mode).check()
    press(office, "Compute it")
    worker_runs(office)


def score(judge: Page, code: str, points: str, *criteria: str) -> None:
    """From the judge's own page to a submitted sheet."""
    judge.goto("/en/me/")
    judge.get_by_role("main").get_by_role("link", name=re.compile("^My judging")).click()
    judge.get_by_role("link", name=re.compile(f"^{code}")).click()
    for criterion in criteria:
        part = judge.get_by_role("group", name=re.compile(f"^{criterion}"))
        part.get_by_label(re.compile("^Points")).fill(points)
        part.get_by_label(re.compile("^Comment")).fill("Sound.")
    press(judge, "Submit these scores")
    expect(judge.get_by_role("main")).to_contain_text("Submitted")


def judging_closed(office: Page, stage: str) -> None:
    follow(office, "Judges", stage)
    sure(office, "Close judging")


# Results


def ranked_and_posted(office: Page, stage: str) -> None:
    """Computed, provisional, with its awards, and posted."""
    follow(office, "Compute a ranking")
    office.get_by_label(stage).check()
    press(office, "Compute")
    worker_runs(office)
    sure(office, "Make it the provisional ranking")
    press(office, "Propose awards")
    press(office, "Post the notice")
    told(office, "Posted: everybody reads it on the page of results.")


def notice_days_pass() -> None:
    """The days of the notice lie a fortnight back."""
    for notice in PublicNotice.objects.filter(closed_at=None):
        notice.posted_on -= timedelta(days=14)
        notice.appeals_until -= timedelta(days=14)
        notice.save()


def to_results(captain: Page, code: str) -> None:
    captain.goto("/en/")
    follow(captain, "My entries", code, "Results, appeals and awards")


def accept_award(captain: Page, code: str, payee: str) -> None:
    to_results(captain, code)
    follow(captain, "About this award", "Accept the award")
    captain.get_by_label(payee).check()
    press(captain, "Accept the award")
    told(captain, "Accepted. The page says what is needed for the payment.")


def hand_in(captain: Page, document: str, link: str = "Hand in a file") -> None:
    captain.reload()
    part = captain.get_by_role("heading", name=document).locator("..")
    part.get_by_role("link", name=link).first.click()
    captain.get_by_label("File").set_input_files({**FILE, "name": f"{document}.pdf"})
    press(captain, "Hand it in")
    told(captain, "Handed in. The office checks it.")


def check(office: Page, document: str, verdict: str, reason: str = "") -> None:
    office.reload()
    follow(office, f"Check: {document}")
    office.get_by_label(verdict).check()
    if reason:
        fill(office, Reason=reason)
    press(office, "Record the decision")
    told(office, "Recorded.")


def order_prize(office: Page, budget: str, holder: str) -> None:
    press(office, "Documents are complete")
    follow(office, "Order the payment")
    office.get_by_label("Budget").select_option(label=budget)
    fill(office, Account_holder=holder, Bank_and_branch="渝测银行")
    fill(office, Account_number="6222000011112222")
    press(office, "Order the payment")
    told(office, "Ordered. A colleague approves it in the ledger.")


def paid(office: Page, colleague: Page, title: str) -> None:
    """Approved by the colleague, sent to the bank by the first officer, answered by the bank."""
    colleague.goto("/en/office/ledger/")
    open_figure(colleague, "Orders to approve")
    follow(colleague, title)
    press(colleague, "Approve")
    office.goto("/en/office/ledger/")
    open_figure(office, "Orders to send")
    follow(office, title, "Make a file for the bank")
    press(office, "Make a file for the bank")
    order = PaymentOrder.objects.get(state="sent")
    yuan = f"{order.amount / 100:.2f}"
    answer = f"order,result,reference,reason,amount\n{order.uid},paid,B1,,{yuan}\nTOTAL,1,,,{yuan}"
    csv: FilePayload = {"name": "bank.csv", "mimeType": "text/csv", "buffer": answer.encode()}
    office.get_by_label(re.compile("^File")).set_input_files(csv)
    press(office, "Take the answer")
    told(office, "1 received, 0 returned by the bank.")
