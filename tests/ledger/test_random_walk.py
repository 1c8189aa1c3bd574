"""Random commands against a simple auditor that keeps the same books in a dict.

`LEDGER_STEPS=10000` makes it the long run; the seed is printed and can be given again by
`LEDGER_SEED`.
"""

import os
import secrets
import sys
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.ledger.ground import TODAY, Fund
from yucaihui.ledger import services as ledger
from yucaihui.ledger.checks.verify import verify
from yucaihui.ledger.errors import LedgerRefusal
from yucaihui.ledger.models import Account, Voucher
from yucaihui.ledger.process import ROLES, TEMPLATES

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("LEDGER_SEED", secrets.randbits(32)))
STEPS = int(os.environ.get("LEDGER_STEPS", "300"))
LENGTH = 50
KINDS = tuple(
    sorted(name for name, one in TEMPLATES.items() if one.book == "fund" and len(one.amounts) == 1)
)
AMOUNTS = st.one_of(st.integers(1, 20), st.sampled_from([0, -1, 10**13, 10**13 + 1]))
DAYS = st.integers(-2, 2).map(lambda n: TODAY + timedelta(days=n))


class Auditor(RuleBasedStateMachine):
    """`balances` by role, `posted` by key, and the day up to which the book is closed."""

    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.fund = Fund()
        roles = {role for kind in KINDS for role in TEMPLATES[kind].roles}
        self.accounts = {role: ledger.account(self.fund.book, role) for role in sorted(roles)}
        self.balances = dict.fromkeys(self.accounts, 0)
        self.posted: dict[str, tuple[ledger.Entry, Voucher]] = {}
        self.reversed: set[str] = set()
        self.closed: date | None = None
        self.number = 0

    def allowed(self, lines: list[tuple[str, str, int]], effective: date, on: date) -> bool:
        """What the books would say, applied when all floors hold after each line."""
        if effective > on or (self.closed and on <= self.closed):
            return False
        after = dict(self.balances)
        for debit, credit, amount in lines:
            if not 0 < amount <= 10**13:
                return False
            for role, signed in ((debit, amount), (credit, -amount)):
                after[role] += signed * ROLES[role].side
                floor = ROLES[role].floor
                if floor is not None and after[role] < floor:
                    return False
        self.balances = after
        return True

    def attempt(self, entry: ledger.Entry, on: date, *, expected: bool) -> Voucher | None:
        try:
            voucher = self.fund.post(entry, on=on)
        except LedgerRefusal:
            assert not expected
            return None
        assert expected
        return voucher

    @rule(kind=st.sampled_from(KINDS), amount=AMOUNTS, effective=DAYS, on=DAYS)
    def post(self, kind: str, amount: int, effective: date, on: date) -> None:
        self.number += 1
        key = f"k{self.number}"
        entry = ledger.entry(
            self.fund.book, kind, key=key, source=("d", key), on=effective, amounts=amount,
            accounts={role: self.accounts[role] for role in TEMPLATES[kind].roles},
        )  # fmt: skip
        lines = [(line.debit, line.credit, amount) for line in TEMPLATES[kind].lines]
        voucher = self.attempt(entry, on, expected=self.allowed(lines, effective, on))
        if voucher:
            self.posted[key] = (entry, voucher)

    @precondition(lambda self: self.posted)
    @rule(data=st.data(), on=DAYS)
    def repeat(self, data: st.DataObject, on: date) -> None:
        entry, voucher = self.posted[data.draw(st.sampled_from(sorted(self.posted)))]
        assert self.fund.post(entry, on=on) == voucher

    @precondition(lambda self: self.posted)
    @rule(data=st.data(), more=st.integers(1, 5))
    def change(self, data: st.DataObject, more: int) -> None:
        """The key of another request is refused."""
        entry, _voucher = self.posted[data.draw(st.sampled_from(sorted(self.posted)))]
        debit, credit, amount = entry.lines[0]
        other = ledger.Entry(
            entry.book, entry.kind, entry.key, entry.source, entry.effective_on,
            ((debit, credit, amount + more),), entry.reverses,
        )  # fmt: skip
        assert self.attempt(other, TODAY, expected=False) is None

    @precondition(lambda self: self.posted)
    @rule(data=st.data(), on=DAYS)
    def reverse(self, data: st.DataObject, on: date) -> None:
        key = data.draw(st.sampled_from(sorted(self.posted)))
        entry, voucher = self.posted[key]
        self.number += 1
        if key in self.reversed or voucher.reverses_id:
            with pytest.raises(LedgerRefusal):
                ledger.reversal(voucher, key=f"k{self.number}", on=on)
            return
        names = {account.pk: role for role, account in self.accounts.items()}
        lines = [(names[credit], names[debit], amount) for debit, credit, amount in entry.lines]
        made = ledger.reversal(voucher, key=f"k{self.number}", on=on)
        if undone := self.attempt(made, on, expected=self.allowed(lines, on, on)):
            self.reversed.add(key)
            self.posted[f"k{self.number}"] = (made, undone)

    @rule(until=DAYS, on=DAYS)
    def close(self, until: date, on: date) -> None:
        expected = until < on and not (self.closed and until <= self.closed)
        try:
            ledger.close_period(self.fund.book, until, by=self.fund.maker, on=on)
        except LedgerRefusal:
            assert not expected
        else:
            assert expected
            self.closed = until

    @invariant()
    def the_books_say_what_the_auditor_says(self) -> None:
        Auditor.steps += 1
        rows = Account.objects.filter(book=self.fund.book).values_list("role", "balance")
        assert dict(rows) == self.balances

    def teardown(self) -> None:
        document = verify()
        assert document["whole"], [one for one in document["invariants"] if not one["holds"]]


def test_the_ledger_does_what_a_simple_auditor_does() -> None:
    walks = -(-STEPS // LENGTH)
    sys.stderr.write(f"LEDGER_SEED={SEED} LEDGER_STEPS={STEPS}\n")
    run_state_machine_as_test(
        seed(SEED)(Auditor),
        settings=settings(
            max_examples=walks,
            stateful_step_count=LENGTH,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    sys.stderr.write(f"{Auditor.steps} steps\n")
    assert Auditor.steps >= STEPS // 2
