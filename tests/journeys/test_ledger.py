"""A prize and a subsidy go from budget to received, through two people of the office."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import FilePayload, Page, expect

from tests.factories import make_employer, make_talent, make_user
from tests.journeys.helpers import worker_runs
from tests.ledger.ground import Fund
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.ledger import triggers
from yucaihui.ledger.models import PaymentOrder, Statement, Transfer
from yucaihui.promises.models import Promise

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


@pytest.fixture
def two(page_for: PageFor, monkeypatch: pytest.MonkeyPatch) -> tuple[Page, Page]:
    """A maker and a checker, each at a screen; their second factors are set."""
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    maker, checker = make_user("office", "maker@city.test"), make_user("office", "two@city.test")
    return page_for(maker, "en"), page_for(checker, "en", 360)


def fill(page: Page, button: str, **values: str) -> None:
    for label, value in values.items():
        page.get_by_label(re.compile(f"^{label.replace('_', ' ')}")).fill(value)
    page.get_by_role("button", name=button).click()


def csv(text: str) -> FilePayload:
    return {"name": "answer.csv", "mimeType": "text/csv", "buffer": text.encode()}


def order(page: Page, budget: str, payee: str, amount: str, purpose: str) -> None:
    page.goto(budget)
    page.get_by_role("link", name="Order a payment").click()
    page.get_by_label("Purpose (English)").fill(purpose)
    page.get_by_label("To be received by").fill("2026-12-31")
    fill(
        page, "Order a payment", Payee=payee, Amount_in_yuan=amount, Account_holder="测试",
        Bank_and_branch="渝测银行", Account_number="6222000011112222",
    )  # fmt: skip


def check_what_waits(page: Page) -> None:
    page.goto("/en/office/ledger/proposals/")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("button", name="Check and post").click()
    expect(page.get_by_text("Posted, with both signatures.")).to_be_visible()


def opened_fund(maker: Page, checker: Page) -> str:
    """A book and a budget of ¥1,000 with its money; the address of the budget's page."""
    maker.goto("/en/office/ledger/")
    maker.get_by_role("link", name="Open a book").first.click()
    maker.get_by_label("Name (English)").fill("Prizes and subsidies")
    fill(maker, "Open a book", Code="prizes")
    book = maker.url
    maker.get_by_role("link", name="Open a budget").click()
    maker.get_by_label("Name (English)").fill("Xingyu Cup 2026")
    fill(maker, "Open a budget", Code="cup-2026")
    budget = maker.url
    maker.get_by_role("link", name="Change the budget").click()
    fill(maker, "Change the budget", Amount_in_yuan="１，０００", Supporting_document="D-1")
    check_what_waits(checker)
    maker.goto(book)
    maker.get_by_role("link", name="Enter money paid in").click()
    fill(maker, "Enter money paid in", Amount_in_yuan="1,000.00", Supporting_document="D-2")
    check_what_waits(checker)
    return budget


def test_a_prize_and_a_subsidy_are_received(two: tuple[Page, Page]) -> None:
    maker, checker = two
    talent, firm = make_talent(), make_employer()
    budget = opened_fund(maker, checker)
    order(maker, budget, talent.uid, "600", "First prize")
    order(maker, budget, firm.uid, "300.50", "Training subsidy")
    expect(maker.get_by_text("You ordered this: a colleague approves it.")).to_be_visible()
    for purpose in ("First prize", "Training subsidy"):
        checker.goto("/en/office/ledger/orders/?state=ordered")
        checker.get_by_role("link", name=purpose).click()
        checker.get_by_role("button", name="Approve").click()
        expect(checker.get_by_text("Approved; the budget is bound to it.")).to_be_visible()
    maker.goto("/en/office/ledger/books/prizes/new-batch/")
    maker.get_by_role("button", name="Make a file for the bank").click()
    with maker.expect_download() as taken:
        maker.get_by_role("button", name="Download the file").click()
    assert taken.value.suggested_filename.startswith("batch-")
    orders = PaymentOrder.objects.order_by("pk")
    rows = [f"{one.uid},paid,B{one.pk},,{one.amount / 100}" for one in orders]
    answer = ["order,result,reference,reason,amount", *rows, "TOTAL,2,,,900.50"]
    maker.get_by_label(re.compile("^File")).set_input_files(csv("\n".join(answer)))
    maker.get_by_role("button", name="Take the answer").click()
    expect(maker.get_by_text("2 received, 0 returned by the bank.")).to_be_visible()
    assert set(Promise.objects.values_list("state", flat=True)) == {Promise.State.KEPT}
    maker.goto(budget)
    expect(maker.locator(".figure", has_text="Spent")).to_contain_text("¥900.50")
    check_now(checker)
    expect(checker.get_by_text(re.compile("all fourteen invariants"))).to_be_visible()


def check_now(page: Page) -> None:
    page.goto("/en/office/ledger/check/")
    page.get_by_role("button", name="Check now").click()
    worker_runs(page)


def test_a_forged_row_is_named_on_the_auditors_page(two: tuple[Page, Page]) -> None:
    auditor, _checker = two
    fund = Fund(available=500_00)
    fund.withdraw(200_00)
    check_now(auditor)
    expect(auditor.get_by_text(re.compile("all fourteen invariants"))).to_be_visible()
    triggers.remove(connection)
    Transfer.objects.filter(voucher__number=2).update(amount=100_00)
    triggers.install(connection)
    check_now(auditor)
    expect(auditor.get_by_text(re.compile("The books did not hold"))).to_be_visible()
    broken = auditor.get_by_role("row", name=re.compile("^3. Each request was posted once"))
    expect(broken).to_contain_text("its content is not what was requested")
    broken.get_by_role("link", name=f"voucher {fund.book.code} 2").click()
    expect(auditor.get_by_role("heading", level=1)).to_have_text("Voucher 2: Budget withdrawn")


def test_a_statement_is_read_before_it_is_imported_and_taken_back(two: tuple[Page, Page]) -> None:
    maker, checker = two
    opened_fund(maker, checker)
    text = "H,cash,2026-11-01,2099-12-31,0\nL,2026-11-23,D-2,1000\nL,2026-11-24,X,-1\nT,2,999,999"
    maker.goto("/en/office/ledger/statements/new/")
    maker.get_by_label(re.compile("^File")).set_input_files(csv(text))
    maker.get_by_role("button", name="Read the file").click()
    row = maker.get_by_role("row", name=re.compile("X · -1"))
    expect(row).to_contain_text("our books have nothing under this reference")
    assert not Statement.objects.exists()
    maker.get_by_role("button", name="Import the statement").click()
    expect(maker.get_by_text("Imported. 2 differences are listed.")).to_be_visible()
    maker.get_by_role("button", name="Take this import back").click()
    expect(maker.get_by_text("Taken back, with its lines, balances and breaks.")).to_be_visible()
    assert not Statement.objects.exists()
