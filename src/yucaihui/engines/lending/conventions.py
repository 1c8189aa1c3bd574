"""How a loan is computed: a stored, explicit field of the loan, never a default of the code.

`CHOICES` lists every value with its meaning. `NAMED` holds the combinations that banks and books
use; a partner's file that needs another one says so value by value.
"""

from dataclasses import dataclass, replace

from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.rounding import MODES

CHOICES: dict[str, dict[str, str]] = {
    "day_count": {
        "30_360": "every month has 30 days of a year of 360",
        "ACT_360": "days passed / 360",
        "ACT_364": "days passed / 364",
        "ACT_365F": "days passed / 365, in leap years too",
        "ACT_ACT_SPLIT_1231": "days / 365 or 366 by calendar year, a period split at 31 December",
        "PERIODIC": "the annual rate shared out over the periods of a year; days don't matter",
    },
    "broken_period": {
        "none": "counts as a whole period",
        "days_over_30": "its days / 30 of a month",
        "actual_over_period_days": "whole periods, and the rest by the days of the period it is in",
    },
    "rounding": dict.fromkeys(MODES, "of interest and balance, to the currency's unit"),
    "interest": {
        "per_period": "rounded once a period",
        "per_part": "each part of a period rounded, then added",
        "parts_then_once": "parts added, then rounded once",
        "unrounded": "not rounded inside",
    },
    "balance": {
        "rounded": "kept in whole units",
        "carried": "kept exact, with exact interest and instalment; only printed figures rounded",
        "unrounded": "kept exact; totals rounded at the end",
    },
    "instalment": {
        "annuity": "closed form at the nominal rate of a period",
        "rate_factor": "annuity over the factors of the days of each period",
        "rate_factor_adjusted": "the same, moved once towards an even last instalment",
        "first_period_days": "closed form at the rate of the first period's days",
        "flat": "(principal + flat interest) / periods",
        "fixed": "the agreed amount",
        "none": "no level instalment",
    },
    "instalment_rounding": dict.fromkeys(MODES, "of the instalment, to the instalment's unit"),
    "last": {
        "total_adjusts": "the last row pays what is left, its interest computed",
        "interest_plug": "the last row pays the instalment, its interest what is left of it",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """Values of `CHOICES`; units in fen. Raises `BadTerms` for a value that is not there."""

    day_count: str
    broken_period: str
    rounding: str
    interest: str
    balance: str
    instalment: str
    instalment_rounding: str
    last: str
    unit: int = 1
    instalment_unit: int = 1

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            value = getattr(self, name)
            require(value in choices, f"convention.{name}", value, "one of " + ", ".join(choices))
        for name in ("unit", "instalment_unit"):
            require(getattr(self, name) > 0, name, getattr(self, name), "1 fen or more")

    @property
    def exact(self) -> bool:
        """Whether the balance is kept exact between rows."""
        return self.balance != "rounded" or self.rounding == "NONE"

    @property
    def agreed(self) -> bool:
        """Whether the rounded instalment counts, not the exact one behind the printed figure.

        Rounding to the currency's own unit is a matter of print where the balance is exact; a
        coarser unit, or an amount written in the contract, is not.
        """
        return not self.exact or self.instalment == "fixed" or self.instalment_unit != self.unit


# Our default for monthly instalments: whole fen in every row, the last total differs.
BANK_ANNUITY = Convention(
    day_count="30_360",
    broken_period="days_over_30",
    rounding="HALF_UP",
    interest="per_period",
    balance="rounded",
    instalment="annuity",
    instalment_rounding="HALF_UP",
    last="total_adjusts",
)
NAMED: dict[str, Convention] = {
    "bank_annuity": BANK_ANNUITY,
    "bank_annuity_plugged": replace(BANK_ANNUITY, last="interest_plug"),
    "unrounded": replace(BANK_ANNUITY, interest="unrounded", balance="unrounded"),
    "carried": replace(BANK_ANNUITY, balance="carried"),
    "whole_units": replace(BANK_ANNUITY, rounding="HALF_EVEN", instalment_unit=100),
    "ceiling": replace(BANK_ANNUITY, instalment_unit=100, instalment_rounding="CEILING"),
    "rate_factor": replace(BANK_ANNUITY, instalment="rate_factor"),
    "rate_factor_adjusted": replace(BANK_ANNUITY, instalment="rate_factor_adjusted"),
    "equal_principal": replace(BANK_ANNUITY, instalment="none"),
    "interest_only": replace(BANK_ANNUITY, day_count="ACT_360", instalment="none"),
    "daily_rest": replace(
        BANK_ANNUITY, day_count="ACT_365F", interest="per_part", instalment="first_period_days"
    ),
    "flat": replace(BANK_ANNUITY, instalment="flat"),
}
