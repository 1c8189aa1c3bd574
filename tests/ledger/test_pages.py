"""The auditor's pages: each figure opens to its rows, and a forged copy is caught on the page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import make_user
from tests.ledger.ground import Fund
from tests.queries import queries_of
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.jobs.services import run_waiting
from yucaihui.ledger import triggers

pytestmark = pytest.mark.django_db


def staff() -> Client:
    """A browser in which somebody of the office is signed in."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(make_user("office"), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    return staff()


def address(name: str, *args: Any) -> str:
    with translation.override("en"):
        return reverse(f"ledger:{name}", args=args)


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(address(name, *args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_forged_row_is_caught_on_the_page(office: Client) -> None:
    fund = Fund(available=100)
    office.post(address("verify"))
    run_waiting()
    assert "all fourteen invariants" in page(office, "verification")
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_transfer SET amount = 99")
    office.post(address("verify"))
    run_waiting()
    shown = page(office, "verification")
    assert "did not hold" in shown
    assert f"Voucher {fund.book.code} 1</a>: its content is not what was requested" in shown


def test_a_second_check_is_not_begun_beside_a_running_one(office: Client) -> None:
    for _ in range(2):
        office.post(address("verify"))
    assert run_waiting() == 1


def test_the_trial_balance_opens_to_statements_and_vouchers(office: Client) -> None:
    fund = Fund(available=1_234_56)
    book = page(office, "book", fund.book.code)
    assert book.count("¥1,234.56") == 5
    assert address("account", fund.available.uid) in book
    account = page(office, "account", fund.available.uid)
    assert f"/books/{fund.book.code}/vouchers/1/" in account
    voucher = page(office, "voucher", fund.book.code, 1)
    assert (fund.maker.email in voucher, fund.checker.email in voucher) == (True, True)


def test_the_trial_balance_of_a_day_before_is_empty(office: Client) -> None:
    fund = Fund(available=1_234_56)
    # The voucher's own line stays on the page.
    assert page(office, "book", fund.book.code, on="2026-11-22").count("¥1,234.56") == 1
    assert page(office, "book", fund.book.code, on="nonsense").count("¥1,234.56") == 5


def test_balances_and_statements_come_as_files(office: Client) -> None:
    fund = Fund(available=1_234_56)
    name = address("book_file", fund.book.code)
    balance = office.get(name).getvalue().decode("utf-8-sig").splitlines()
    assert balance[0] == "Ledger account,Belongs to,Debit,Credit"
    assert balance[-1] == 'Sum,,"1,234.56","1,234.56"'
    name = address("account_file", fund.available.uid)
    statement = office.get(name).getvalue().decode("utf-8-sig").splitlines()
    assert statement[1] == (
        '1,Budget appropriated,2026-11-23,2026-11-23,Appropriations,"1,234.56",,"1,234.56"'
    )


def test_lists_cost_the_same_however_long_they_are(office: Client) -> None:
    fund = Fund()
    addresses = [
        address("book", fund.book.code),
        address("account", fund.available.uid),
    ]
    costs = []
    for more in (1, 2, 47):
        for _ in range(more):
            fund.appropriate(1)
        costs.append([queries_of(lambda url=url: office.get(url)) for url in addresses])
    assert costs[0] == costs[1] == costs[2]
