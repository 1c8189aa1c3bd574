"""An auditor checks the rows alone: what was forged, dropped, reordered or cut off is named."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.ledger.ground import TODAY, Fund
from yucaihui.ledger import services as ledger
from yucaihui.ledger import triggers
from yucaihui.ledger.checks.verify import verify
from yucaihui.ledger.models import Closing, Voucher
from yucaihui.ledger.services import writing

pytestmark = pytest.mark.django_db


class Copy:
    """A book of five vouchers without its triggers: what a forger works on."""

    def __init__(self) -> None:
        self.fund = Fund()
        for number in range(1, 6):
            self.fund.appropriate(number * 100)
        self.code = self.fund.book.code
        connection.check_constraints()
        triggers.remove(connection)

    def run(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            connection.check_constraints()

    def voucher(self, number: int) -> int:
        return int(Voucher.objects.get(book=self.fund.book, number=number).pk)

    def delete(self, number: int) -> None:
        self.run(f"DELETE FROM ledger_transfer WHERE voucher_id = {self.voucher(number)}")  # noqa: S608
        self.run(f"DELETE FROM ledger_voucher WHERE id = {self.voucher(number)}")  # noqa: S608

    def change(self, number: int, change: str) -> None:
        key = self.voucher(number)
        self.run(f"UPDATE ledger_voucher SET {change} WHERE id = {key}")  # noqa: S608

    def change_line(self, number: int, change: str) -> None:
        key = self.voucher(number)
        self.run(f"UPDATE ledger_transfer SET {change} WHERE voucher_id = {key}")  # noqa: S608

    def change_account(self, change: str) -> None:
        key = self.fund.available.pk
        self.run(f"UPDATE ledger_account SET {change} WHERE id = {key}")  # noqa: S608


CHECKS = {
    "ledger_voucher": ("two_people", "effective_before_posted"),
    "ledger_account": ("balance_keeps_its_floor",),
}


@pytest.fixture
def copy() -> Iterator[Copy]:
    """Constraints are out of the way too; PostgreSQL's come back with the end of the test."""
    made = Copy()
    if connection.vendor == "postgresql":
        for table, names in CHECKS.items():
            for name in names:
                made.run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield made
        return
    made.run("PRAGMA ignore_check_constraints = ON")
    yield made
    made.run("PRAGMA ignore_check_constraints = OFF")


def broken(outside: Any = ()) -> dict[int, list[str]]:
    """The rows named by each invariant; that the triggers are gone is left out."""
    document = verify(outside)
    return {
        one["number"]: [finding["row"] for finding in one["findings"]]
        for one in document["invariants"]
        if not one["holds"] and one["number"] != 2
    }


def named(copy: Copy, number: int) -> str:
    return f"voucher {copy.code} {number}"


def test_an_untouched_copy_holds(copy: Copy) -> None:
    assert broken() == {}
    triggers.install(connection)
    document = verify()
    assert (document["whole"], document["vouchers"], document["transfers"]) == (True, 5, 5)
    assert document["books"][-1] == {
        "book": copy.code,
        "number": 5,
        "digest": Voucher.objects.get(number=5).digest,
    }


def test_missing_triggers_are_named_table_by_table(copy: Copy) -> None:
    append_only = verify()["invariants"][1]
    assert append_only["holds"] is False
    assert "table ledger_voucher" in [one["row"] for one in append_only["findings"]]


def test_a_forged_amount_is_named_with_its_line(copy: Copy) -> None:
    copy.change_line(3, "amount = 299")
    found = broken()
    assert found[3] == [named(copy, 3)]
    assert f"{named(copy, 3)} line 1" in found[5]


def test_a_forged_amount_with_all_balances_mended_is_still_named(copy: Copy) -> None:
    for number in (3, 4, 5):
        copy.change_line(number, "debit_after = debit_after - 1, credit_after = credit_after - 1")
    copy.change_line(3, "amount = 299")
    copy.run("UPDATE ledger_account SET balance = balance - 1 WHERE entries = 5")
    assert broken() == {3: [named(copy, 3)]}


@pytest.mark.parametrize(
    ("change", "invariant"),
    [
        ("maker = 'someone'", 11),
        ("checker = ''", 10),
        ("checker = maker", 10),
        ("posted_on = '2026-11-30'", 11),
        ("effective_on = '2026-11-30', posted_on = '2026-11-29'", 9),
        ("source_uid = '13812345678'", 14),
        ("source_uid = '11010519491231002X'", 14),
        ("source_uid = 'a@b.example'", 14),
        ("source_uid = ''", 10),
        ("key = 'other'", 3),
        ("check_above = 99999", 11),
        ("digest = 'x'", 11),
    ],
)
def test_a_forged_voucher_is_named(copy: Copy, change: str, invariant: int) -> None:
    copy.change(4, change)
    assert named(copy, 4) in broken()[invariant]


def test_a_dropped_row_is_named_by_the_gap_it_leaves(copy: Copy) -> None:
    copy.delete(3)
    found = broken()
    assert named(copy, 4) in found[11]
    assert f"{named(copy, 4)} line 1" in found[5]


def test_a_dropped_line_is_named(copy: Copy) -> None:
    copy.run(f"DELETE FROM ledger_transfer WHERE voucher_id = {copy.voucher(3)}")  # noqa: S608
    assert named(copy, 3) in broken()[1]


def test_rows_in_another_order_are_named(copy: Copy) -> None:
    copy.change(2, "number = 99")
    copy.change(3, "number = 2")
    copy.run("UPDATE ledger_voucher SET number = 3 WHERE number = 99")
    found = broken()
    assert {named(copy, 2), named(copy, 3)} <= set(found[11])


def test_a_cut_end_is_named(copy: Copy) -> None:
    copy.delete(5)
    found = broken()
    assert found[11] == [named(copy, 5)]


def test_a_cut_end_with_book_and_balances_mended_is_caught_by_a_checkpoint(copy: Copy) -> None:
    marks = ledger.write_checkpoints()
    copy.delete(5)
    head = Voucher.objects.get(number=4).digest
    copy.run(f"UPDATE ledger_book SET number = 4, head = '{head}'")  # noqa: S608
    copy.run("UPDATE ledger_account SET entries = 4, balance = 1000 WHERE entries = 5")
    assert broken() == {11: [named(copy, 5)]}
    copy.run("DELETE FROM ledger_checkpoint")
    assert broken() == {}
    assert broken(marks) == {11: [named(copy, 5)]}


def test_a_row_put_in_after_the_end_is_named(copy: Copy) -> None:
    columns = (
        "book_id, number, kind, key, source_type, source_uid, effective_on, posted_on, at, "
        "maker, checker, check_above, request, digest"
    )
    values = columns.replace("number", "6").replace("key", "'new'")
    copy.run(
        f"INSERT INTO ledger_voucher ({columns}) "  # noqa: S608
        f"SELECT {values} FROM ledger_voucher WHERE id = {copy.voucher(5)}"
    )
    assert named(copy, 6) in broken()[11]


def test_a_forged_balance_is_named_by_its_account(copy: Copy) -> None:
    copy.change_account("balance = 1")
    assert broken() == {5: [f"account {copy.code} available {copy.fund.available.uid}"]}


def test_a_balance_below_its_floor_is_named(copy: Copy) -> None:
    copy.change_account("floor = 1400")
    assert broken()[6] == [f"{named(copy, n)} line 1" for n in range(1, 5)]


def test_a_foreign_currency_is_named(copy: Copy) -> None:
    copy.change_line(2, "currency = 'USD'")
    assert broken() == {12: [f"{named(copy, 2)} line 1"]}


def test_a_reversal_that_is_not_the_opposite_is_named(copy: Copy) -> None:
    undone = ledger.reversal(Voucher.objects.get(number=5), key="undo", on=TODAY)
    copy.fund.post(undone)
    assert broken() == {}
    copy.change(6, f"reverses_id = {copy.voucher(4)}")
    assert broken()[4] == [named(copy, 6)]


def test_a_posting_into_a_closed_period_is_named(copy: Copy) -> None:
    Closing.objects.create(
        book=copy.fund.book, until=TODAY - timedelta(days=1), number=2, maker=copy.fund.maker.uid
    )
    assert broken() == {}
    copy.run("UPDATE ledger_closing SET until = '2026-11-23'")
    assert broken() == {9: [named(copy, number) for number in (3, 4, 5)]}


def test_a_row_put_in_before_the_first_is_named(copy: Copy) -> None:
    columns = (
        "id, book_id, number, kind, key, source_type, source_uid, effective_on, posted_on, "
        "at, maker, checker, check_above, request, digest"
    )
    values = columns.replace("id,", "-7,", 1).replace("number", "6")
    values = values.replace("key", "'new'")
    copy.run(
        f"INSERT INTO ledger_voucher ({columns}) "  # noqa: S608
        f"SELECT {values} FROM ledger_voucher WHERE id = {copy.voucher(5)}"
    )
    assert broken() == {11: [named(copy, 6)]}


def test_a_wall_time_without_a_fraction_is_digested_with_its_noughts(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, 0, 0, 120, UTC)):
        monkeypatch.setattr(writing.timezone, "now", lambda at=at: at)
        copy.fund.appropriate(1)
    assert broken() == {}


@pytest.mark.parametrize(
    ("table", "change", "where", "row"),
    [
        ("transfer", "amount = 1.5", "voucher_id = {v}", "voucher row {v} line 1"),
        ("voucher", "number = 'x'", "id = {v}", "voucher row {v}"),
        ("voucher", "check_above = 'x'", "id = {v}", "voucher row {v}"),
        ("account", "balance = 'x'", "id = {a}", "account {code} available {u}"),
        ("book", "number = 'x'", "code = '{code}'", "book {code}"),
    ],
)
def test_text_in_a_column_of_numbers_is_named_on_sqlite(
    copy: Copy, table: str, change: str, where: str, row: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's columns take whole numbers only")
    fund = copy.fund
    names = {"v": copy.voucher(2), "a": fund.available.pk, "u": fund.available.uid}
    names["code"] = copy.code
    copy.run(f"UPDATE ledger_{table} SET {change} WHERE {where.format(**names)}")  # noqa: S608
    assert broken()[12][0] == row.format(**names)


def test_several_books_are_told_apart(copy: Copy) -> None:
    other = Fund(available=100)
    other.withdraw(40)
    copy.change_line(1, "amount = 99")
    assert all(copy.code in row for rows in broken().values() for row in rows)


def test_progress_is_told(copy: Copy) -> None:
    told: list[tuple[int, int]] = []
    progress: Callable[[int, int], None] = lambda done, total: told.append((done, total))  # noqa: E731
    verify(progress=progress)
    assert told == [(5, 5)]
