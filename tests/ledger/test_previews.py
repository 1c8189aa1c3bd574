"""A statement is read before anything is written: a verdict for each line, then taken or not."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office
from tests.ledger.test_posting import whole
from tests.ledger.test_reconciliation import TOMORROW, Bank
from yucaihui.core.audit.models import AuditEntry
from yucaihui.ledger import services as ledger
from yucaihui.ledger.errors import BadFile
from yucaihui.ledger.models import BalanceAssertion, Break, Statement, StatementDraft, StatementLine
from yucaihui.ledger.queries.previews import Preview, preview

pytestmark = pytest.mark.django_db


def judged(office: Office, text: str) -> Preview:
    return preview(ledger.draft_statement(office.book, text.encode(), by=office.maker))


def verdicts(found: Preview) -> list[tuple[int | None, str, str]]:
    return [(one.number, one.verdict.value, one.reason) for one in found.lines]


def test_a_statement_that_agrees_is_fine_line_by_line_and_nothing_is_written() -> None:
    bank = Bank()
    found = judged(bank.office, bank.text(bank.lines(), "4500.00", "4500.00"))
    assert verdicts(found) == [(number, "ok", "") for number in range(1, 7)]
    assert (found.may_be_taken, found.counts["ok"]) == (True, 6)
    assert (Statement.objects.count(), Break.objects.count()) == (0, 0)


def test_what_will_be_listed_is_told_before() -> None:
    bank = Bank()
    first, second = bank.uids
    lines = [("d2", "5000.00"), (first, "-300.01"), ("X9", "-7.00")]
    found = judged(bank.office, bank.text(lines, "4692.99", "4692.99"))
    assert verdicts(found) == [
        (1, "ok", ""),
        (2, "ok", ""),
        (
            3,
            "warning",
            "under this reference our books have ¥-300.00, the statement ¥-300.01",
        ),
        (4, "warning", "our books have nothing under this reference"),
        (5, "warning", "our books say ¥4,500.00 for this day"),
        (6, "warning", "our books say ¥4,500.00 for this day"),
        (None, "warning", "only our books have this"),
    ]
    assert found.lines[-1].cells == (str(TODAY), second, "-200.00")
    assert found.may_be_taken


def test_each_line_that_can_not_be_taken_says_why_and_the_draft_is_not_taken() -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00")
    text = text.replace("5000.00", "fünf").replace(f"B,{TODAY}", "B,23.11.2026")
    draft = ledger.draft_statement(bank.office.book, text.encode(), by=bank.office.maker)
    found = preview(draft)
    assert [one for one in verdicts(found) if one[1] != "ok"] == [
        (2, "error", "“fünf” is no amount in yuan"),
        (5, "error", "“23.11.2026” is no day like 2026-11-30"),
    ]
    assert not found.may_be_taken
    with pytest.raises(BadFile, match="Line 2 can't be taken: “fünf” is no amount in yuan"):
        ledger.confirm_draft(draft, by=bank.office.maker, on=TOMORROW)
    assert (Statement.objects.count(), StatementDraft.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (
            ("T,3,", "T,2,"),
            6,
            "the control totals differ: the lines are 3 and come to ¥4,500.00",
        ),
        (
            ("0.00\nL", "1.00\nL"),
            6,
            "opening balance and movements do not come to the closing balance",
        ),
        ((f"L,{TODAY}", f"L,{TOMORROW}"), 2, "its day lies outside the period of the statement"),
        (("H,cash", "H,petty"), 1, "The book has no account “petty”. Write its id or its role."),
        ((f"B,{TODAY},4500", f"B,{TODAY},4499"), 5, "the last day's balance is not the closing"),
        ((f"B,{TODAY},4500.00", f"B,{TODAY}"), 5, "it has not 3 cells"),
        ((f"L,{TODAY},d2", f"B,{TODAY},4500\nL,{TODAY},d2"), 6, "its day has a balance already"),
    ],
)
def test_a_line_that_does_not_agree_with_the_file_is_named(
    change: tuple[str, str], line: int, reason: str
) -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00").replace(*change, 1)
    errors = [one for one in verdicts(judged(bank.office, text)) if one[1] == "error"]
    assert [(number, why[: len(reason)]) for number, _verdict, why in errors] == [(line, reason)]


def test_a_file_that_was_imported_and_a_line_of_an_earlier_statement_are_known() -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00")
    bank.send(bank.lines(), "4500.00")
    again = judged(bank.office, text)
    assert set(verdicts(again)) == {
        (n, "duplicate", "this file was imported before") for n in range(1, 7)
    }
    assert not again.may_be_taken
    longer = text.replace(f"{TODAY},{TODAY},0.00", f"{TODAY - timedelta(days=1)},{TODAY},0.00")
    found = judged(bank.office, longer)
    assert verdicts(found) == [
        (1, "ok", ""),
        *((n, "duplicate", "an earlier statement has this line") for n in (2, 3, 4)),
        *((n, "duplicate", "an earlier statement says so too") for n in (5, 6)),
    ]
    assert found.may_be_taken


def test_another_balance_than_an_earlier_statement_says_is_an_error() -> None:
    bank = Bank()
    bank.send(bank.lines(), "4500.00")
    found = judged(bank.office, bank.text([*bank.lines(), ("d7", "1.00")], "4501.00", "4501.00"))
    told = [one for one in verdicts(found) if one[1] == "error"]
    assert told == [
        (n, "error", "an earlier statement says ¥4,500.00 for this day") for n in (6, 7)
    ]


def test_the_same_file_twice_is_one_draft_and_what_is_no_statement_is_none() -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00")
    for _ in range(2):
        judged(bank.office, text)
    with pytest.raises(BadFile, match="cut short"):
        ledger.draft_statement(bank.office.book, b"a,b\nc,d", by=bank.office.maker)
    assert StatementDraft.objects.count() == 1


def test_a_draft_is_taken_once_and_a_statement_is_taken_back_whole() -> None:
    bank = Bank()
    office = bank.office
    text = bank.text([*bank.lines(), ("X9", "-7.00")], "4493.00", "4493.00")
    draft = ledger.draft_statement(office.book, text.encode(), by=office.maker)
    statement = ledger.confirm_draft(draft, by=office.maker, on=TOMORROW)
    assert (StatementDraft.objects.count(), Break.objects.count()) == (0, 2)
    ledger.take_back_statement(statement, by=office.checker)
    left = [model.objects.count() for model in (Statement, StatementLine, BalanceAssertion, Break)]
    assert left == [0, 0, 0, 0]
    taken = AuditEntry.objects.get(action="ledger.statement_taken_back")
    assert (taken.actor_uid, taken.detail["period"]) == (office.checker.uid, f"{TODAY}/{TODAY}")
    assert whole()
    draft = ledger.draft_statement(office.book, text.encode(), by=office.maker)
    assert preview(draft).may_be_taken


def test_taking_one_statement_back_leaves_what_another_states() -> None:
    bank = Bank()
    text = bank.text(bank.lines(), "4500.00", "4500.00")
    first = bank.send(bank.lines(), "4500.00")
    second = ledger.import_statement(
        bank.office.book, (text + "\n").encode(), by=bank.office.maker, on=TOMORROW
    )
    ledger.take_back_statement(first, by=bank.office.maker)
    assert list(BalanceAssertion.objects.values_list("statement", "stated")) == [
        (second.pk, 4500_00)
    ]


def test_a_draft_that_nobody_confirms_is_thrown_away_after_thirty_days() -> None:
    bank = Bank()
    judged(bank.office, bank.text(bank.lines(), "4500.00", "4500.00"))
    made = StatementDraft.objects.get().made_at
    for days, left in ((29, 1), (31, 0)):
        with time_machine.travel(made + timedelta(days=days)):
            assert timezone.now() > made
            ledger.drop_old_drafts()
        assert StatementDraft.objects.count() == left
