"""What a check of the ledger says: fourteen invariants, and the rows that break them."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

# How many broken rows are named for one invariant; the rest are counted.
NAMED = 20

INVARIANTS = {
    1: ("balanced", _("Debits equal credits, in each voucher, in each book, in one currency")),
    2: ("append_only", _("What is written can't be changed or deleted")),
    3: ("exactly_once", _("Each request was posted once, with the content it came with")),
    4: ("reversed_once", _("A voucher is reversed at most once, by its exact opposite")),
    5: ("balances", _("Each balance is the sum of its transfers, numbered without gaps")),
    6: ("floors", _("No account ever fell below its floor")),
    7: ("orders_whole", _("A payment order's vouchers carry its amount, all of it and once")),
    8: ("order_of_steps", _("A payment order took its steps in order, none before the one before")),
    9: ("dates", _("Nothing takes effect after it was posted or is posted into a closed period")),
    10: ("people", _("Each voucher names its maker, its checker above the limit, and its source")),
    11: ("chain", _("The chain of digests is whole and ends where the book and checkpoints say")),
    12: ("exact_money", _("Amounts are whole fen, more than nought, in the account's currency")),
    13: ("reconciled", _("A balance that a partner states is ours, or its break is on the list")),
    14: ("no_personal_data", _("Ledger rows hold opaque ids and nothing personal")),
}


@dataclass(frozen=True)
class Finding:
    """`row` names a row as people do: what it is, then book, voucher number, line. `text` says in
    English what is wrong with it, with `values` in it; pages translate it."""

    row: str
    text: str
    values: dict[str, Any]

    def document(self) -> dict[str, Any]:
        words = {"row": self.row, "detail": self.text % self.values}
        return {**words, "text": self.text, "values": self.values}


@dataclass
class Findings:
    """Broken rows by invariant: the first of them named, all of them counted."""

    named: dict[int, list[Finding]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, invariant: int, row: str, text: str, **values: Any) -> None:
        self.counts[invariant] = self.counts.get(invariant, 0) + 1
        named = self.named.setdefault(invariant, [])
        if len(named) < NAMED:
            named.append(Finding(row, text, values))

    def document(self) -> list[dict[str, Any]]:
        return [
            {
                "number": number,
                "name": name,
                "holds": not self.counts.get(number),
                "broken": self.counts.get(number, 0),
                "findings": [one.document() for one in self.named.get(number, [])],
            }
            for number, (name, _title) in INVARIANTS.items()
        ]
