"""Two people at the pages: from an empty ledger to a prize and a subsidy that were received."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_employer, make_talent
from tests.ledger.test_pages import address, page, staff
from tests.queries import queries_of
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.money import fen
from yucaihui.ledger.models import (
    BankBatch,
    Break,
    Budget,
    PaymentOrder,
    Proposal,
    Statement,
    StatementDraft,
)
from yucaihui.promises.models import Promise

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="key" value="(\w{16})"')


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> tuple[Client, Client]:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    return staff(), staff()


def fill(client: Client, name: str, *args: Any, **values: Any) -> str:
    """Fill in the page's form, with the key it carries, and give the page that follows."""
    found = KEY.search(page(client, name, *args))
    if found:
        values["key"] = found[1]
    response = client.post(address(name, *args), values, follow=True)
    assert response.redirect_chain, response.content.decode()
    return response.content.decode()


def check(client: Client) -> str:
    waiting = Proposal.objects.get(state=Proposal.State.WAITING)
    return client.post(address("check_proposal", waiting.uid), follow=True).content.decode()


def open_fund(first: Client, second: Client) -> Budget:
    fill(first, "new_book", code="prizes", kind="fund", name_en="Prizes and subsidies")
    fill(first, "new_budget", "prizes", code="cup-2026", name_en="Xingyu Cup 2026")
    budget = Budget.objects.get()
    said = fill(
        first, "change_budget", budget.uid, way="appropriate", amount="１，０００", document="D-1"
    )
    assert "posted when a colleague has checked it" in said
    assert "Posted, with both signatures." in check(second)
    fill(first, "pay_in", "prizes", amount="¥1,000.00", document="D-2")
    check(second)
    return budget


ACCOUNT = {"holder": "测试", "bank": "渝测银行", "account_number": "6222 0000 1111 2222"}


def order(client: Client, budget: Budget, payee: str, amount: str, purpose: str) -> PaymentOrder:
    fill(
        client, "new_order", budget.uid, payee=payee, amount=amount, purpose_en=purpose,
        due_on="2026-12-31", **ACCOUNT,
    )  # fmt: skip
    return PaymentOrder.objects.latest("pk")


def test_a_prize_and_a_subsidy_go_from_budget_to_received(two: tuple[Client, Client]) -> None:
    first, second = two
    budget = open_fund(first, second)
    talent, firm = make_talent(), make_employer()
    orders = [
        order(first, budget, talent.user.email, "600.00", "First prize"),
        order(first, budget, firm.uid, "300.5", "Training subsidy"),
    ]
    for one in orders:
        assert "a colleague approves it" in page(first, "order", one.uid)
        second.post(address("approve", one.uid))
    fill(first, "new_batch", "prizes", orders=[one.uid for one in orders])
    batch = BankBatch.objects.get()
    sent = first.post(address("batch_file", batch.uid)).content.decode("utf-8-sig")
    assert sent.splitlines()[-1] == "TOTAL,2,,,900.50,"
    rows = [f"{one.uid},paid,B{one.pk},,{one.amount / 100}" for one in orders]
    answer = "\n".join(["order,result,reference,reason,amount", *rows, "TOTAL,2,,,900.5"])
    said = fill(first, "batch", batch.uid, file=SimpleUploadedFile("a.csv", answer.encode()))
    assert "2 received, 0 returned by the bank." in said
    assert address("order", orders[0].uid) in page(first, "voucher", "prizes", 3)
    assert set(Promise.objects.values_list("state", flat=True)) == {Promise.State.KEPT}
    shown = page(first, "budget", budget.uid)
    assert ("¥99.50" in shown, "¥900.50" in shown) == (True, True)
    first.post(address("verify"))
    run_waiting()
    assert "all fourteen invariants" in page(first, "verification")


def test_who_made_an_entry_is_told_that_a_colleague_checks_it(two: tuple[Client, Client]) -> None:
    first, second = two
    fill(first, "new_book", code="prizes", kind="fund", name_en="Prizes")
    fill(first, "pay_in", "prizes", amount="1", document="D-1")
    waiting = Proposal.objects.get()
    assert "a colleague checks it" in page(first, "proposal", waiting.uid)
    first.post(address("check_proposal", waiting.uid))
    assert "Check and post" in page(second, "proposal", waiting.uid)
    second.post(address("refuse_proposal", waiting.uid), {"note": "Wrong document."})
    assert "Wrong document." in page(first, "proposal", waiting.uid)


def test_a_form_that_is_sent_twice_is_one_entry(two: tuple[Client, Client]) -> None:
    first, _second = two
    fill(first, "new_book", code="prizes", kind="fund", name_en="Prizes")
    values = {"key": "0123456789abcdef", "amount": "1", "document": "D-1"}
    for _ in range(2):
        first.post(address("pay_in", "prizes"), values)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": "0"}, "more than nought"),
        ({"amount": "-5"}, "more than nought"),
        ({"amount": "十元"}, "is not an amount"),
        ({"amount": "1.234"}, "is not an amount"),
        ({"amount": "1,50"}, "is not an amount"),
        ({"amount": "1e3"}, "is not an amount"),
        ({"amount": "1_000"}, "is not an amount"),
        ({"amount": "100000000000.01"}, "is not an amount"),
        ({"document": "张三的申请"}, "no names"),
    ],
)
def test_what_can_not_be_taken_is_refused_at_its_field(
    two: tuple[Client, Client], values: dict[str, str], words: str
) -> None:
    first, _second = two
    fill(first, "new_book", code="prizes", kind="fund", name_en="Prizes")
    sent = {"key": "0123456789abcdef", "amount": "1", "document": "D-1", **values}
    response = first.post(address("pay_in", "prizes"), sent)
    assert words in response.content.decode()
    assert not Proposal.objects.exists()


def test_ten_to_the_thirteen_fen_go_through_the_form(two: tuple[Client, Client]) -> None:
    first, second = two
    fill(first, "new_book", code="prizes", kind="fund", name_en="Prizes")
    fill(first, "pay_in", "prizes", amount="１００，０００，０００，０００.00", document="D-1")
    check(second)
    assert page(first, "book", "prizes").count("¥100,000,000,000.00") == 5
    assert fen("100,000,000,000.00") == 10**13


def test_a_statement_is_read_imported_and_taken_back(two: tuple[Client, Client]) -> None:
    first, second = two
    open_fund(first, second)
    hand_in(first, STATEMENT)
    draft = StatementDraft.objects.get()
    assert "our books have nothing under this reference" in page(second, "draft", draft.uid)
    assert not Statement.objects.exists()
    said = first.post(address("confirm_draft", draft.uid), follow=True).content.decode()
    assert "Imported. 2 differences are listed." in said
    assert "Only in the statement" in page(second, "breaks")
    foreign = Break.objects.get(kind="theirs")
    assert address("statement", foreign.statement.uid) in page(second, "break", foreign.uid)
    statement = Statement.objects.get()
    said = second.post(address("take_back", statement.uid), follow=True).content.decode()
    assert ("Taken back" in said, Statement.objects.exists()) == (True, False)


STATEMENT = "H,cash,2026-11-01,2099-12-31,0\nL,2026-11-23,D-2,1000\nL,2026-11-24,X,-1\nT,2,999,999"


def hand_in(client: Client, text: str) -> str:
    file = SimpleUploadedFile("s.csv", text.encode())
    return fill(client, "new_statement", book="prizes", file=file)


def test_a_statement_with_errors_says_so_by_line_and_is_thrown_away(
    two: tuple[Client, Client],
) -> None:
    first, second = two
    open_fund(first, second)
    said = hand_in(first, STATEMENT.replace("D-2,1000", "D-2,十元"))
    assert "“十元” is no amount in yuan" in said
    assert "Import the statement" not in said
    draft = StatementDraft.objects.get()
    refused = first.post(address("confirm_draft", draft.uid), follow=True).content.decode()
    assert "Line 2 can&#x27;t be taken" in refused
    errors = first.get(address("draft", draft.uid), {"verdict": "error"}).content.decode()
    assert ("D-2" in errors, "2026-11-24" in errors) == (True, False)
    said = second.post(address("drop_draft", draft.uid), follow=True).content.decode()
    assert "nothing of it was taken" in said
    assert not StatementDraft.objects.exists()


def test_lists_of_orders_cost_the_same_however_long_they_are(two: tuple[Client, Client]) -> None:
    first, second = two
    budget = open_fund(first, second)
    talent = make_talent()
    costs = []
    for more in (1, 2, 47):
        for number in range(more):
            order(first, budget, talent.uid, "0.01", f"Prize {number}")
        urls = [address("orders"), address("budget", budget.uid), address("budgets")]
        costs.append([queries_of(lambda url=url: first.get(url)) for url in urls])
    assert costs[0] == costs[1] == costs[2]
