"""The one road into the books: what it takes, what it refuses, and what it writes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.ledger.ground import TODAY, Fund
from tests.queries import queries_of
from yucaihui.core.money import LIMIT
from yucaihui.ledger import services as ledger
from yucaihui.ledger.checks.verify import verify
from yucaihui.ledger.errors import (
    AlreadyReversed,
    BadAmount,
    BadDate,
    BooksMixed,
    CheckerNeeded,
    FloorReached,
    LedgerRefusal,
    OtherRequest,
    SamePerson,
)
from yucaihui.ledger.models import Closing, Voucher
from yucaihui.ledger.process import ROLES, TEMPLATES

pytestmark = pytest.mark.django_db


def whole() -> bool:
    document = verify()
    broken = [one for one in document["invariants"] if not one["holds"]]
    assert broken == []
    return bool(document["whole"])


def test_a_posting_moves_its_amount_and_names_both_people() -> None:
    fund = Fund()
    voucher = fund.appropriate(500_00)
    assert (voucher.number, voucher.maker, voucher.checker) == (
        1,
        fund.maker.uid,
        fund.checker.uid,
    )
    line = voucher.transfers.get()
    assert (line.amount, line.currency, line.debit_number, line.debit_after, line.credit_after) == (
        500_00,
        "CNY",
        1,
        500_00,
        500_00,
    )
    assert fund.left() == 500_00
    assert whole()


@pytest.mark.parametrize("amount", [1, LIMIT])
def test_one_fen_and_a_hundred_billion_yuan_survive(amount: int) -> None:
    fund = Fund(available=amount)
    assert fund.left() == amount
    assert Voucher.objects.get().transfers.get().amount == amount


@pytest.mark.parametrize("amount", [0, -1, LIMIT + 1, 1.0, True])
def test_what_is_no_positive_whole_number_of_fen_is_refused(amount: int) -> None:
    fund = Fund()
    with pytest.raises(BadAmount, match="more than nought"):
        fund.appropriate(amount)
    assert not Voucher.objects.exists()


def test_a_floor_refuses_and_nothing_of_the_entry_stays() -> None:
    fund = Fund(available=100)
    with pytest.raises(FloorReached, match=r"“Available” has ¥1\.00"):
        fund.withdraw(101)
    assert fund.left() == 100
    assert Voucher.objects.count() == 1


def test_a_batch_that_breaks_a_floor_writes_none_of_its_entries() -> None:
    fund = Fund(available=100)
    entries = [fund.entry(60, kind="budget.withdrawn") for _ in range(2)]
    with pytest.raises(FloorReached):
        ledger.post_all(entries, by=fund.maker, checker=fund.checker, on=TODAY)
    assert fund.left() == 100


def test_the_same_request_gives_the_first_result() -> None:
    fund = Fund()
    entry = fund.entry(100, key="once")
    assert fund.post(entry) == fund.post(entry, on=TODAY + timedelta(days=1))
    assert fund.left() == 100


def test_the_same_request_twice_in_one_batch_is_posted_once() -> None:
    fund = Fund()
    entry = fund.entry(100, key="once")
    posted = ledger.post_all([entry, entry], by=fund.maker, checker=fund.checker, on=TODAY)
    assert [one.pk for one in posted] == [posted[0].pk] * 2
    assert fund.left() == 100


def test_the_same_key_for_another_request_is_refused() -> None:
    fund = Fund()
    fund.appropriate(100, key="once")
    with pytest.raises(OtherRequest, match="“once” was made before with other content"):
        fund.appropriate(101, key="once")


def test_a_reversal_is_the_exact_opposite_and_happens_once() -> None:
    fund = Fund(available=100)
    first = Voucher.objects.get()
    undone = fund.post(ledger.reversal(first, key="undo", on=TODAY))
    assert (undone.reverses, fund.left()) == (first, 0)
    assert fund.post(ledger.reversal(first, key="undo", on=TODAY)) == undone
    with pytest.raises(AlreadyReversed, match="reversed already"):
        ledger.reversal(first, key="again", on=TODAY)
    with pytest.raises(AlreadyReversed, match="Post the entry anew"):
        ledger.reversal(undone, key="again", on=TODAY)
    assert whole()


def test_a_reversal_keeps_floors_too() -> None:
    fund = Fund(available=100)
    first = Voucher.objects.get()
    fund.withdraw(1)
    with pytest.raises(FloorReached):
        fund.post(ledger.reversal(first, key="undo", on=TODAY))


def test_above_the_limit_two_people_sign_and_up_to_it_one(settings: Any) -> None:
    settings.LEDGER_CHECK_ABOVE = 1000
    fund = Fund()
    alone = ledger.post(fund.entry(1000), by=fund.maker, on=TODAY)
    assert (alone.checker, alone.check_above) == ("", 1000)
    with pytest.raises(CheckerNeeded, match=r"Above ¥10\.00 a second person"):
        ledger.post(fund.entry(1001), by=fund.maker, on=TODAY)
    with pytest.raises(SamePerson, match="can't check it"):
        ledger.post(fund.entry(1001), by=fund.maker, checker=fund.maker, on=TODAY)
    assert whole()


def test_nothing_takes_effect_after_it_is_posted() -> None:
    fund = Fund()
    with pytest.raises(BadDate, match="lies after the day of posting"):
        fund.post(fund.entry(1, on=TODAY + timedelta(days=1)))


def test_a_closed_period_takes_no_posting_and_a_later_day_takes_a_back_dated_one() -> None:
    fund = Fund(available=1)
    Closing.objects.create(book=fund.book, until=TODAY, number=1, maker=fund.maker.uid)
    with pytest.raises(BadDate, match="closed up to 2026-11-23"):
        fund.appropriate(1)
    late = fund.post(fund.entry(1), on=TODAY + timedelta(days=1))
    assert (late.effective_on, late.posted_on) == (TODAY, TODAY + timedelta(days=1))
    assert whole()


def test_books_never_mix() -> None:
    one, other = Fund(), Fund()
    entries = [one.entry(1), other.entry(1)]
    with pytest.raises(BooksMixed, match="stays within one book"):
        ledger.post_all(entries, by=one.maker, checker=one.checker, on=TODAY)
    one.available = other.available
    with pytest.raises(BooksMixed, match="not in its book"):
        one.appropriate(1)


def test_an_account_that_plays_another_role_is_refused() -> None:
    fund = Fund()
    fund.source, fund.available = fund.available, fund.source
    with pytest.raises(LedgerRefusal, match="another role"):
        fund.entry(1)


@pytest.mark.parametrize("key", ["张三", "a b", "", "a@b.example", "-x"])
def test_what_is_no_opaque_key_is_refused(key: str) -> None:
    fund = Fund()
    entry = ledger.Entry(
        fund.book, "budget.appropriated", key, ("d", "1"), TODAY,
        ((fund.available.pk, fund.source.pk, 1),),
    )  # fmt: skip
    with pytest.raises(LedgerRefusal, match="opaque ids"):
        fund.post(entry)


def test_every_template_names_known_roles_on_two_sides() -> None:
    for template in TEMPLATES.values():
        assert set(template.roles) <= set(ROLES)
        assert all(line.debit != line.credit for line in template.lines)


def test_a_posting_costs_as_many_queries_whatever_stands_in_the_book() -> None:
    fund = Fund()
    costs = [queries_of(lambda: fund.appropriate(1)) for _ in range(3)]
    assert costs[0] == costs[1] == costs[2]


UPDATES = (
    "UPDATE ledger_transfer SET amount = 1",
    "DELETE FROM ledger_transfer",
    "UPDATE ledger_voucher SET maker = 'x'",
    "DELETE FROM ledger_voucher",
    "UPDATE ledger_account SET floor = NULL",
    "DELETE FROM ledger_account",
    "UPDATE ledger_book SET kind = 'mirror'",
    "DELETE FROM ledger_book",
)
TRUNCATES = tuple(
    f"TRUNCATE ledger_{table} CASCADE" for table in ("transfer", "voucher", "account", "book")
)


@pytest.mark.parametrize("statement", [*UPDATES, *TRUNCATES])
def test_what_is_written_can_be_neither_changed_nor_removed(statement: str) -> None:
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    Fund(available=100)
    connection.check_constraints()
    with (
        pytest.raises(DatabaseError, match="keeps what is written"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert whole()


@pytest.mark.parametrize("table", ["voucher", "transfer"])
def test_sqlites_replace_is_refused_as_well(table: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")
    Fund(available=100)
    with (
        pytest.raises(DatabaseError, match="keeps what is written"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT OR REPLACE INTO ledger_{table} SELECT * FROM ledger_{table}")  # noqa: S608
