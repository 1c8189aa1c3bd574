"""Statements of banks and partners: what is missing, doubled or changed becomes a break."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import make_employer, make_user
from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office
from tests.ledger.test_posting import whole
from yucaihui.ledger import services as ledger
from yucaihui.ledger.checks.verify import verify
from yucaihui.ledger.errors import BadFile, WrongState
from yucaihui.ledger.models import Break, PaymentOrder, Statement
from yucaihui.ledger.process import BookKind

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


class Bank:
    """What the bank states of the fund's account: ¥5,000 came in, two payments went out."""

    def __init__(self) -> None:
        self.office = Office()
        self.batch, self.orders = self.office.sent(300_00, 200_00)
        self.uids = [one.uid for one in self.orders]

    def lines(self) -> list[tuple[str, str]]:
        return [("d2", "5000.00"), (self.uids[0], "-300.00"), (self.uids[1], "-200.00")]

    def text(self, lines: list[tuple[str, str]], closing: str, total: str) -> str:
        rows = [f"L,{TODAY},{reference},{amount}" for reference, amount in lines]
        return "\n".join(
            [
                f"H,cash,{TODAY},{TODAY},0.00",
                *rows,
                f"B,{TODAY},{closing}",
                f"T,{len(lines)},{total},{closing}",
            ]
        )

    def send(self, lines: list[tuple[str, str]], closing: str) -> Statement:
        data = self.text(lines, closing, closing).encode()
        return ledger.import_statement(self.office.book, data, by=self.office.maker, on=TOMORROW)


def breaks() -> list[tuple[Any, ...]]:
    rows = Break.objects.filter(closed_on=None).order_by("kind", "reference")
    return list(rows.values_list("kind", "reference", "ours", "theirs"))


def test_a_statement_that_agrees_leaves_no_break() -> None:
    bank = Bank()
    statement = bank.send(bank.lines(), "4500.00")
    assert (breaks(), statement.lines.count(), statement.closing) == ([], 3, 4500_00)
    assert whole()


def test_the_banks_own_reference_of_an_order_stands_for_it() -> None:
    bank = Bank()
    PaymentOrder.objects.filter(uid=bank.uids[0]).update(reference="20261123-0001")
    lines = bank.lines()
    lines[1] = ("20261123-0001", "-300.00")
    bank.send(lines, "4500.00")
    assert breaks() == []


def test_a_missing_a_doubled_a_changed_and_a_foreign_line_are_each_named() -> None:
    bank = Bank()
    first, second = bank.uids
    lines = [("d2", "5000.00"), (first, "-300.00"), (first, "-300.00"), ("X9", "-7.00")]
    bank.send(lines, "4393.00")
    assert breaks() == [
        ("amount", first, -300_00, -600_00),
        ("balance", "", 4500_00, 4393_00),
        ("ours", second, -200_00, None),
        ("theirs", "X9", None, -7_00),
    ]
    assert Break.objects.filter(owner=bank.office.maker, opened_on=TOMORROW).count() == 4
    assert whole()


def test_what_went_out_and_came_back_within_the_period_need_not_be_stated() -> None:
    bank = Bank()
    returned = bank.uids[0]
    answer = (
        "order,result,reference,reason,amount\n"
        f"{returned},returned,B1,closed,300.00\nTOTAL,1,,,300.00"
    )
    ledger.take_answers(bank.batch, answer.encode(), by=bank.office.maker, on=TODAY)
    bank.send([("d2", "5000.00"), (bank.uids[1], "-200.00")], "4800.00")
    assert breaks() == []


def test_a_break_closes_when_what_was_missing_is_posted() -> None:
    bank = Bank()
    bank.send([*bank.lines(), ("d7", "50.00")], "4550.00")
    assert [kind for kind, *_rest in breaks()] == ["balance", "theirs"]
    office = bank.office
    office.sign(
        ledger.pay_in(office.book, 50_00, key="p2", document="d7", by=office.maker, on=TODAY)
    )
    assert ledger.reconcile_all(on=TOMORROW) == 0
    assert breaks() == []
    assert set(Break.objects.values_list("closed_on", flat=True)) == {TOMORROW}
    assert whole()


def test_a_stated_balance_that_differs_without_a_break_is_named() -> None:
    bank = Bank()
    bank.send(bank.lines(), "4500.00")
    office = bank.office
    office.sign(
        ledger.pay_in(office.book, 50_00, key="p2", document="d7", by=office.maker, on=TODAY)
    )
    reconciled = verify()["invariants"][12]
    assert reconciled["holds"] is False
    assert reconciled["findings"][0]["row"].startswith(f"account {office.book.code} cash ")
    ledger.reconcile_all(on=TOMORROW)
    assert whole()


def test_the_same_statement_twice_is_one_and_another_balance_for_its_day_is_refused() -> None:
    bank = Bank()
    assert bank.send(bank.lines(), "4500.00") == bank.send(bank.lines(), "4500.00")
    with pytest.raises(BadFile, match="Another balance was stated for 2026-11-23"):
        bank.send([*bank.lines(), ("d7", "1.00")], "4501.00")
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("T,3,4500.00,4500.00", ""), "cut short"),
        (("T,3,", "T,2,"), "the lines are 3 and come to"),
        (("T,3,4500.00", "T,3,4500.01"), "come to ¥4,500.00"),
        (("5000.00", "5000.01"), "come to ¥4,500.01"),
        (("0.00\nL", "1.00\nL"), "do not come to the closing balance"),
        (("L,2026-11-23", "L,2026-11-24"), "outside the period"),
        (("L,2026-11-23", "L,23.11.2026"), "Line 2 .*is no day"),
        (("5000.00", "fünf"), "Line 2 .*“fünf” is no amount"),
        (("H,cash", "H,petty"), "no account “petty”"),
        (("B,2026-11-23,4500.00", "B,2026-11-23,4499.00"), "last day's balance"),
        (("B,", "Q,"), "cut short"),
    ],
)
def test_a_statement_that_does_not_agree_with_itself_is_refused(
    change: tuple[str, str], words: str
) -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00").replace(*change, 1)
    with pytest.raises(BadFile, match=words):
        ledger.import_statement(bank.office.book, text.encode(), by=bank.office.maker, on=TOMORROW)
    assert not Statement.objects.exists()


def test_amounts_come_with_separators_full_width_digits_and_in_gb18030() -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00")
    text = text.replace("d2,5000.00", 'd2,"￥５，０００．００"').replace(
        "T,3,4500.00", 'T,3,"4,500元"'
    )
    statement = ledger.import_statement(
        bank.office.book, text.encode("gb18030"), by=bank.office.maker, on=TOMORROW
    )
    assert statement.lines.get(number=1).amount == 5000_00


def test_one_fen_and_ten_to_the_thirteen_are_stated_and_read_exactly() -> None:
    bank = Bank()
    lines = [
        ("a", "0.01"),
        ("b", "１００，０００，０００，０００．００"),
        ("c", "-100,000,000,000.00"),
    ]
    rows = "\n".join(f'L,{TODAY},{reference},"{amount}"' for reference, amount in lines)
    text = f"H,cash,{TODAY},{TODAY},0\n{rows}\nT,3,0.01,0.01"
    statement = ledger.import_statement(
        bank.office.book, text.encode(), by=bank.office.maker, on=TOMORROW
    )
    assert list(statement.lines.values_list("amount", flat=True)) == [1, 10**13, -(10**13)]
    assert statement.closing == 1


def test_a_break_has_an_owner_and_is_settled_with_a_word() -> None:
    bank = Bank()
    bank.send([*bank.lines(), ("X9", "-7.00")], "4493.00")
    colleague = make_user("office")
    foreign = Break.objects.get(kind="theirs")
    ledger.assign_break(foreign, colleague, by=bank.office.maker)
    ledger.settle_break(foreign, by=colleague, note="The bank's fee.", on=TOMORROW)
    foreign.refresh_from_db()
    assert (foreign.owner, foreign.closed_on, foreign.note) == (
        colleague,
        TOMORROW,
        "The bank's fee.",
    )
    ledger.reconcile_all(on=TOMORROW)
    assert [kind for kind, *_rest in breaks()] == ["balance"]
    with pytest.raises(WrongState, match="agrees when the postings do"):
        ledger.settle_break(Break.objects.get(kind="balance"), by=colleague, note="x", on=TODAY)


def test_a_partners_figures_are_mirrored_in_a_book_of_their_own() -> None:
    maker, checker, bank = make_user("office"), make_user("office"), make_employer()
    book = ledger.open_book("icbc", BookKind.MIRROR, by=maker, name_en="Bank", partner=bank)
    loan = ("loan", "l1")
    accounts = {
        role: ledger.account(book, role, loan)
        for role in ("limit", "limit_granted", "limit_used", "principal", "clearing")
    }
    for kind, amount in (("limit.granted", 1000_00), ("loan.disbursed", 600_00)):
        made = ledger.entry(
            book, kind, key=kind, source=("bankref", "R1"), on=TODAY, amounts=amount,
            accounts=accounts,
        )  # fmt: skip
        ledger.post(made, by=maker, checker=checker, on=TODAY)
    text = f"H,{accounts['principal'].uid},{TODAY},{TODAY},0\nL,{TODAY},R1,600\nT,1,600,600"
    ledger.import_statement(book, text.encode(), by=maker, on=TOMORROW)
    assert breaks() == []
    assert whole()
