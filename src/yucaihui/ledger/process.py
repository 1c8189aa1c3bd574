"""The ledger's data: which accounts there are, and which transfers each kind of event makes.

Code never names an account: a template says which *roles* are debited and credited, and the event
brings the account that plays each role. Modules above add theirs by `ledger.registry`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CURRENCY = "CNY"
REVERSAL = "reversal"
ORDER = "paymentorder"  # source type of the vouchers that payment orders make


class BookKind(models.TextChoices):
    FUND = "fund", _("Fund book")
    MIRROR = "mirror", _("Mirror book")


class Side(models.IntegerChoices):
    """The side on which an account's balance grows: debit − credit is multiplied by this."""

    DEBIT = 1, _("Debit")
    CREDIT = -1, _("Credit")


@dataclass(frozen=True)
class Role:
    """What an account is for. `floor` 0: its balance may never fall below nought."""

    side: Side
    title: str | Promise
    floor: int | None = None


@dataclass(frozen=True)
class Line:
    """One transfer of a template: the roles on both sides and the name of its amount."""

    debit: str
    credit: str
    amount: str = "amount"


@dataclass(frozen=True)
class Template:
    """The transfers of one kind of event, in one kind of book."""

    book: BookKind
    title: str | Promise
    lines: tuple[Line, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Each role once, in the order of the lines."""
        named = (role for line in self.lines for role in (line.debit, line.credit))
        return tuple(dict.fromkeys(named))

    @property
    def amounts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.amount for line in self.lines))


ROLES: dict[str, Role] = {
    # Budgets: what may be spent, what is bound to a payment order, what was received.
    "appropriation": Role(Side.CREDIT, _("Appropriations")),
    "available": Role(Side.DEBIT, _("Available"), floor=0),
    "committed": Role(Side.DEBIT, _("Committed"), floor=0),
    "spent": Role(Side.DEBIT, _("Spent"), floor=0),
    # Money: what lies in the fund's bank account, and what is on its way.
    "funding": Role(Side.CREDIT, _("Funding received")),
    "cash": Role(Side.DEBIT, _("Fund's bank account"), floor=0),
    "transit": Role(Side.DEBIT, _("Payments on their way"), floor=0),
    "expense": Role(Side.DEBIT, _("Expenses")),
    # Risk pools, and losses that can be made good once.
    "pool_cash": Role(Side.DEBIT, _("Pool's bank account"), floor=0),
    "pool_capital": Role(Side.CREDIT, _("Pool's capital")),
    "compensation": Role(Side.DEBIT, _("Compensation granted")),
    "compensation_payable": Role(Side.CREDIT, _("Compensation payable"), floor=0),
    "recovery": Role(Side.CREDIT, _("Recoveries")),
    "loss": Role(Side.DEBIT, _("Loss not yet made good"), floor=0),
    "losses": Role(Side.CREDIT, _("Losses reported")),
    "loss_covered": Role(Side.DEBIT, _("Loss made good")),
    # Mirror of a partner's figures.
    "limit": Role(Side.DEBIT, _("Limit left"), floor=0),
    "limit_used": Role(Side.DEBIT, _("Limit used"), floor=0),
    "limit_granted": Role(Side.CREDIT, _("Limits granted")),
    "principal": Role(Side.DEBIT, _("Principal outstanding"), floor=0),
    "interest_due": Role(Side.DEBIT, _("Interest due"), floor=0),
    "interest_income": Role(Side.CREDIT, _("Interest")),
    "clearing": Role(Side.CREDIT, _("Partner's clearing account")),
    "premium_due": Role(Side.DEBIT, _("Premium due"), floor=0),
    "premium_income": Role(Side.CREDIT, _("Premiums")),
    "claims_paid": Role(Side.DEBIT, _("Claims paid")),
}

# The steps that an order in each state has taken in the books, one after another.
ORDER_STEPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "ordered": ((),),
    "approved": (("committed",),),
    "sent": (("committed", "sent"),),
    "received": (("committed", "sent", "received"),),
    "returned": (("committed", "sent", "returned"),),
    "dropped": ((), ("committed", "released"), ("committed", "sent", "returned")),
}

F, M = BookKind.FUND, BookKind.MIRROR

TEMPLATES: dict[str, Template] = {
    "budget.appropriated": Template(
        F, _("Budget appropriated"), (Line("available", "appropriation"),)
    ),
    "budget.withdrawn": Template(F, _("Budget withdrawn"), (Line("appropriation", "available"),)),
    "fund.paid_in": Template(F, _("Money paid into the fund"), (Line("cash", "funding"),)),
    "payment.committed": Template(
        F, _("Budget committed to a payment"), (Line("committed", "available"),)
    ),
    "payment.released": Template(F, _("Commitment released"), (Line("available", "committed"),)),
    "payment.sent": Template(F, _("Payment sent to the bank"), (Line("transit", "cash"),)),
    "payment.received": Template(
        F, _("Payment received"), (Line("expense", "transit"), Line("spent", "committed"))
    ),
    "payment.returned": Template(
        F,
        pgettext_lazy("voucher", "Payment returned"),
        (Line("cash", "transit"), Line("available", "committed")),
    ),
    "pool.paid_in": Template(
        F, _("Money paid into the pool"), (Line("pool_cash", "pool_capital"),)
    ),
    "pool.compensation_approved": Template(
        F,
        _("Compensation approved"),
        (Line("compensation", "compensation_payable"), Line("loss_covered", "loss")),
    ),
    "pool.compensation_paid": Template(
        F, _("Compensation paid"), (Line("compensation_payable", "pool_cash"),)
    ),
    "pool.recovered": Template(F, _("Recovery received"), (Line("pool_cash", "recovery"),)),
    "loss.reported": Template(F, _("Loss reported"), (Line("loss", "losses"),)),
    "loss.made_good": Template(F, _("Loss made good by another"), (Line("loss_covered", "loss"),)),
    "limit.granted": Template(M, _("Limit granted"), (Line("limit", "limit_granted"),)),
    "loan.disbursed": Template(
        M,
        _("Loan disbursed"),
        (Line("principal", "clearing"), Line("limit_used", "limit")),
    ),
    "loan.interest_due": Template(
        M, _("Interest falls due"), (Line("interest_due", "interest_income"),)
    ),
    "loan.repaid": Template(
        M,
        _("Loan repaid"),
        (
            Line("clearing", "principal", "principal"),
            Line("clearing", "interest_due", "interest"),
        ),
    ),
    "premium.due": Template(M, _("Premium falls due"), (Line("premium_due", "premium_income"),)),
    "premium.paid": Template(M, _("Premium paid"), (Line("clearing", "premium_due"),)),
    "claim.paid": Template(M, _("Claim paid by the insurer"), (Line("claims_paid", "clearing"),)),
}
