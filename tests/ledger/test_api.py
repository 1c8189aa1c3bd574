"""The ledger's API and commands take the same road as its pages."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer.testing import CliRunner

from tests.ledger.ground import Fund
from tests.ledger.test_pages import staff
from tests.queries import queries_of
from yucaihui.cli.ledger import app
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.ledger import services as ledger
from yucaihui.ledger.models import Proposal, Voucher

pytestmark = pytest.mark.django_db
BASE = "/api/v1/ledger/"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    return staff()


def body(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "budget.appropriated",
        "key": "a1",
        "source_type": "document",
        "source": "D-1",
        "effective_on": "2026-11-01",
        "amounts": {"amount": 100},
        **changes,
    }


def send(client: Client, fund: Fund, **changes: Any) -> Any:
    address = f"{BASE}books/{fund.book.code}/entries/"
    return client.post(address, body(**changes), content_type="application/json")


def test_an_entry_above_the_limit_is_proposed_and_a_repeat_gives_the_same(office: Client) -> None:
    fund = Fund()
    answers = [send(office, fund) for _ in range(2)]
    waiting = Proposal.objects.get()
    assert [(one.status_code, one.json()) for one in answers] == [
        (201, {"voucher": None, "proposal": waiting.uid})
    ] * 2


def test_an_entry_within_the_limit_is_posted(office: Client, settings: Any) -> None:
    settings.LEDGER_CHECK_ABOVE = 100
    fund = Fund()
    accounts = {"available": fund.available.uid}
    assert send(office, fund, accounts=accounts).json() == {"voucher": 1, "proposal": None}
    assert fund.left() == 100


@pytest.mark.parametrize(
    "changes",
    [
        {"amounts": {"amount": 0}},
        {"amounts": {"amount": -1}},
        {"amounts": {"amount": 10**13 + 1}},
        {"amounts": {"amount": 1.0}},
        {"amounts": {"amount": "1"}},
        {"amounts": {"amount": "１，０００"}},
        {"amounts": {"amount": True}},
        {"amounts": {"amount": 10**30}},
        {"amounts": {"other": 1}},
        {"amounts": {}},
        {"kind": "loan.disbursed"},
        {"kind": "nonsense"},
        {"accounts": {"available": "nobody"}},
        {"accounts": {"nobody": "nobody"}},
        {"key": "张三"},
        {"source": "a b"},
        {"effective_on": "9999-12-31"},
    ],
)
def test_what_can_not_be_posted_is_refused(office: Client, changes: dict[str, Any]) -> None:
    answer = send(office, Fund(), **changes)
    assert answer.status_code == 422, answer.json()
    assert (Voucher.objects.count(), Proposal.objects.count()) == (0, 0)


def test_one_fen_and_ten_to_the_thirteen_come_back_as_they_went_in(
    office: Client, settings: Any
) -> None:
    settings.LEDGER_CHECK_ABOVE = 10**13
    fund = Fund()
    for number, amount in enumerate((1, 10**13)):
        answer = send(office, fund, key=f"k{number}", amounts={"amount": amount})
        assert answer.status_code == 201, answer.json()
    vouchers = office.get(f"{BASE}books/{fund.book.code}/vouchers/").json()["items"]
    assert [one["amount"] for one in vouchers] == [10**13, 1]
    balance = office.get(f"{BASE}books/{fund.book.code}/balance/").json()
    assert (balance["debit"], balance["credit"]) == (10**13 + 1, 10**13 + 1)


def test_balance_vouchers_and_the_last_check_are_read(office: Client) -> None:
    fund = Fund(available=500)
    assert office.get(f"{BASE}verification/").status_code == 404
    ledger.check_ledger()
    assert office.get(f"{BASE}verification/").json()["whole"] is True
    balance = office.get(f"{BASE}books/{fund.book.code}/balance/").json()
    assert (balance["debit"], balance["credit"], len(balance["lines"])) == (500, 500, 2)
    vouchers = office.get(f"{BASE}books/{fund.book.code}/vouchers/").json()
    assert [(one["number"], one["amount"]) for one in vouchers["items"]] == [(1, 500)]
    assert office.get(f"{BASE}books/").json()["items"][0]["code"] == fund.book.code


def test_a_statement_is_judged_then_taken_then_taken_back(office: Client) -> None:
    fund = Fund(available=500)
    text = "H,available,2026-11-01,2026-11-30,0\nL,2026-11-23,d1,4\nT,1,4,4"
    file = SimpleUploadedFile("s.csv", text.encode())
    draft = office.post(f"{BASE}books/{fund.book.code}/statements/", {"file": file}).json()
    assert (draft["may_be_taken"], draft["counts"]) == (
        True,
        {"ok": 1, "warning": 2, "error": 0, "duplicate": 0},
    )
    assert draft["lines"][1] == {
        "line": 2,
        "cells": ["L", "2026-11-23", "d1", "4"],
        "verdict": "warning",
        "reason": "under this reference our books have ¥5.00, the statement ¥4.00",
    }
    address = f"{BASE}drafts/{draft['id']}/"
    assert office.get(address).json() == draft
    taken = office.post(f"{address}confirm/")
    assert (taken.status_code, taken.json()["open_breaks"]) == (201, 2)
    assert office.get(address).status_code == 404
    listed = office.get(f"{BASE}statements/").json()["items"]
    assert listed == [taken.json()]
    assert office.delete(f"{BASE}statements/{taken.json()['id']}/").json() == taken.json()
    assert office.get(f"{BASE}statements/").json()["items"] == []


def test_a_statement_that_is_handed_in_can_be_thrown_away(office: Client) -> None:
    fund = Fund()
    file = SimpleUploadedFile("s.csv", b"H,cash,2026-11-01,2026-11-30,0\nT,0,0,0")
    draft = office.post(f"{BASE}books/{fund.book.code}/statements/", {"file": file}).json()
    assert draft["lines"][0]["reason"].startswith("The book has no account “cash”.")
    assert office.post(f"{BASE}drafts/{draft['id']}/confirm/").status_code == 422
    assert office.delete(f"{BASE}drafts/{draft['id']}/").json() == draft
    assert office.get(f"{BASE}drafts/{draft['id']}/").status_code == 404


def test_lists_cost_the_same_however_long_they_are(office: Client) -> None:
    fund, costs = Fund(), []
    for more in (1, 2, 47):
        for _ in range(more):
            fund.appropriate(1)
        parts = ("balance", "vouchers")
        urls = [f"{BASE}books/{fund.book.code}/{part}/" for part in parts]
        costs.append(
            [queries_of(lambda url=url: office.get(url)) for url in [*urls, f"{BASE}books/"]]
        )
    assert costs[0] == costs[1] == costs[2]


def test_the_command_checks_and_names_the_broken_row(tmp_path: Path) -> None:
    fund = Fund(available=500)
    done = CliRunner().invoke(app, ["verify", "--json"])
    assert (done.exit_code, json.loads(done.stdout)["whole"]) == (0, True)
    marks = CliRunner().invoke(app, ["checkpoint", "--json"])
    kept = tmp_path / "kept.json"
    kept.write_text(marks.stdout.replace('"number": 1', '"number": 2'), encoding="utf-8")
    done = CliRunner().invoke(app, ["verify", "--json", "--checkpoint", str(kept)])
    chain = json.loads(done.stdout)["invariants"][10]
    assert done.exit_code == 1
    assert chain["findings"][0]["row"] == f"voucher {fund.book.code} 2"
    kept.write_text("[]", encoding="utf-8")
    assert CliRunner().invoke(app, ["verify", "--checkpoint", str(kept)]).exit_code == 2


@pytest.mark.parametrize("amount", [0, -1, 10**13 + 1, 1.0, "1", "１，０００", True, None])
def test_the_command_refuses_what_is_no_amount(tmp_path: Path, amount: Any) -> None:
    fund = Fund()
    file = tmp_path / "entries.jsonl"
    file.write_text(json.dumps(body(book=fund.book.code, amounts={"amount": amount})), "utf-8")
    people = ["--maker", fund.maker.email, "--checker", fund.checker.email]
    done = CliRunner().invoke(app, ["post", str(file), *people])
    assert (done.exit_code, Voucher.objects.count()) == (1, 0)
    assert "refused: An amount is more than nought" in done.output


def test_the_command_posts_one_fen_and_ten_to_the_thirteen(tmp_path: Path) -> None:
    fund = Fund()
    file = tmp_path / "entries.jsonl"
    lines = [
        json.dumps(body(book=fund.book.code, key=f"k{amount}", amounts={"amount": amount}))
        for amount in (1, 10**13)
    ]
    file.write_text("\n".join(lines), "utf-8")
    people = ["--maker", fund.maker.email, "--checker", fund.checker.email]
    done = CliRunner().invoke(app, ["post", str(file), *people])
    assert (done.exit_code, done.stdout, fund.left()) == (0, "2 posted\n", 10**13 + 1)


def test_the_command_posts_a_file_all_or_none(tmp_path: Path) -> None:
    fund = Fund()
    file = tmp_path / "entries.jsonl"
    good, bad = body(book=fund.book.code), body(book=fund.book.code, key="a2", amounts={})
    people = ["--maker", fund.maker.email, "--checker", fund.checker.email]
    file.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}", encoding="utf-8")
    done = CliRunner().invoke(app, ["post", str(file), *people])
    assert (done.exit_code, Voucher.objects.count()) == (1, 0)
    file.write_text(json.dumps(good), encoding="utf-8")
    for _ in range(2):
        done = CliRunner().invoke(app, ["post", str(file), *people])
        assert (done.exit_code, done.stdout) == (0, "1 posted\n")
    assert Voucher.objects.count() == 1
