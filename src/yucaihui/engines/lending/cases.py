"""Loans told as JSON objects: terms, convention and events.

Keys are those of the case files that `docs/develop/lending.md` describes; keys that aren't named
here are ignored. Money is decimal text in the currency's main unit.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from yucaihui.engines.lending.conventions import CHOICES, NAMED, Convention
from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.events import (
    AsOf,
    Drawdown,
    Event,
    Extension,
    MovedDueDate,
    Repayment,
    Repricing,
    Settlement,
    after,
)
from yucaihui.engines.lending.loan import Loan, opened
from yucaihui.engines.lending.reading import (
    Json,
    an_object,
    count,
    day,
    fen,
    first_of,
    objects,
    share,
    word,
)
from yucaihui.engines.lending.terms import Grace, RateStep, Terms, Tranche

Reader = Callable[[str, Any], Any]

# Terms that stand in a file as they are: their field, key and reader.
_PLAIN: dict[str, tuple[str, Reader]] = {
    "annual_rate": ("annual_rate_pct", share),
    "method": ("method", word),
    "unit": ("period_unit", word),
    "every": ("period_every", count),
    "start": ("disbursement_date", day),
    "first_due": ("first_due_date", day),
    "month_end": ("month_end_rule", word),
    "fee": ("fee_per_period", fen),
    "down_payment": ("down_payment_pct", share),
    "amortisation_periods": ("amortisation_periods", count),
    "strategy": ("recalculation_strategy", word),
    "rest": ("rest", word),
}
_NEEDED = ("principal", "annual_rate_pct", "method", "convention")
_GRACES = ("principal_periods", "interest_payment_periods", "interest_capitalised_periods")
# Files name some things in more than one way; the first name is ours.
_FROM_ROW = ("from_period", "period", "n", "effective_payment_number", "start_period")
_FROM_DAY = ("date", "from_date", "effective_date", "from")
_RATE = ("annual_rate_pct", "new_annual_rate_pct", "rate_pct", "annual_rate", "new_annual_rate")
_OLD_DUE = ("due_date", "from", "from_date", "old_date", "old_due_date", "original_due_date")
_NEW_DUE = ("new_due_date", "to", "to_date", "new_date", "adjusted_due_date")


def loan_from_json(case: Json) -> Loan:
    """The loan of a case, with its events. Raises `BadTerms`."""
    loan = opened(terms_from_json(case))
    told = objects("events", case.get("events"))
    return after(loan, [_event(f"events[{k}]", event, loan) for k, event in enumerate(told)])


def terms_from_json(case: Json) -> Terms:
    """The terms of a case. Raises `BadTerms`."""
    for key in _NEEDED:
        require(case.get(key) is not None, key, None, "a value")
    values = {
        field: reader(key, case[key])
        for field, (key, reader) in _PLAIN.items()
        if case.get(key) is not None
    }
    principal, tranches = _disbursed(case, values.get("start"))
    return Terms(
        principal=principal,
        tranches=tranches,
        periods=_periods(case, values["method"]),
        convention=convention_from_json(case),
        fixed_payment=_fixed_payment(case),
        grace=_grace(case),
        rates=tuple(
            _rate_step(f"rate_schedule[{k}]", step)
            for k, step in enumerate(objects("rate_schedule", case.get("rate_schedule")))
        ),
        **values,
    )


def convention_from_json(case: Json) -> Convention:
    """A convention written out, or the name of one of ours."""
    if isinstance(case["convention"], str):
        named = case["convention"]
        require(named in NAMED, "convention", named, "one of " + ", ".join(NAMED))
        return NAMED[named]
    told = an_object("convention", case["convention"])
    words = {key: word(f"convention.{key}", told.get(key)) for key in CHOICES}
    unit = fen("currency_unit", case.get("currency_unit", "0.01"))
    instalment_unit = told.get("instalment_unit") or case.get("currency_unit", "0.01")
    return Convention(
        unit=unit, instalment_unit=fen("convention.instalment_unit", instalment_unit), **words
    )


def _periods(case: Json, method: str) -> int:
    """A fixed payment is made until nothing is left, however many periods that takes."""
    if case.get("periods") is None and method == "fixed_payment":
        return 1
    return count("periods", case.get("periods"))


def _fixed_payment(case: Json) -> int | None:
    """Stands under `fixed_payment`, or where older files keep the agreed amount."""
    told = case.get("fixed_payment")
    expected = case.get("expected")
    if told is None and case["method"] == "fixed_payment" and isinstance(expected, dict):
        told = expected.get("emi")
    return None if told is None else fen("fixed_payment", told)


def _grace(case: Json) -> Grace:
    told = an_object("grace", case.get("grace") or {})
    return Grace(
        **{key: count(f"grace.{key}", told[key]) for key in _GRACES if told.get(key) is not None}
    )


def _disbursed(case: Json, start: date | None) -> tuple[int, tuple[Tranche, ...]]:
    """The amount paid out at the start, and the tranches after it.

    A list that adds up to the principal, or begins on the first day, is the whole; any other comes
    on top of the principal.
    """
    principal = fen("principal", case["principal"])
    told = objects("disbursements", case.get("disbursements"))
    tranches = [
        Tranche(
            day(f"disbursements[{k}].date", one.get("date")),
            fen(f"disbursements[{k}].amount", one.get("amount")),
        )
        for k, one in enumerate(told)
    ]
    at_once = sum(one.amount for one in tranches if one.on == start)
    if at_once or (tranches and sum(one.amount for one in tranches) == principal):
        require(at_once, "disbursements", tranches[0].on, "a first one on disbursement_date")
        return at_once, tuple(one for one in tranches if one.on != start)
    return principal, tuple(tranches)


def _rate_step(field: str, told: Json) -> RateStep:
    rate_key, rate = first_of(told, _RATE)
    row_key, row = first_of(told, _FROM_ROW)
    day_key, on = first_of(told, _FROM_DAY)
    require(row is not None or on is not None, f"{field}.date", None, "a date or from_period")
    return RateStep(
        share(f"{field}.{rate_key}", rate),
        on=day(f"{field}.{day_key}", on) if row is None else None,
        row=None if row is None else count(f"{field}.{row_key}", row),
        recast=bool(told.get("recast", True)),
    )


def _event(field: str, told: Json, loan: Loan) -> Event:
    kind = word(f"{field}.type", told.get("type"))
    require(kind in EVENTS, f"{field}.type", kind, "one of " + ", ".join(EVENTS))
    return EVENTS[kind](field, told, loan)


def _moved(field: str, told: Json, loan: Loan) -> Event:
    """The row by its due date or its number; `date` is whichever of the two days is missing."""
    new_key, new = first_of(told, (*_NEW_DUE, "date"))
    row_key, row = first_of(told, _FROM_ROW[1:])
    if row is not None:
        n = count(f"{field}.{row_key}", row)
        due = next((period.due for period in loan.periods if period.n == n), None)
        require(due, f"{field}.{row_key}", n, "the number of a row")
        return MovedDueDate(due or date.max, day(f"{field}.{new_key}", new))
    old_key, old = first_of(told, _OLD_DUE if new_key == "date" else (*_OLD_DUE, "date"))
    return MovedDueDate(day(f"{field}.{old_key}", old), day(f"{field}.{new_key}", new))


def _on(field: str, told: Json) -> date:
    return day(f"{field}.date", told.get("date"))


def _settlement(field: str, told: Json, _: Loan) -> Event:
    rule = told.get("rule") or "interest_to_payoff_date"
    return Settlement(_on(field, told), word(f"{field}.rule", rule))


def _money(event: type[Repayment | Drawdown], field: str, told: Json, _: Loan) -> Event:
    return event(_on(field, told), fen(f"{field}.amount", told.get("amount")))


EVENTS: dict[str, Callable[[str, Json, Loan], Event]] = {
    "repayment": partial(_money, Repayment),
    "disbursement": partial(_money, Drawdown),
    "payoff": _settlement,
    "reschedule_due_date": _moved,
    "rate_change": lambda field, told, _: Repricing(
        _on(field, told), share(f"{field}.annual_rate_pct", told.get("annual_rate_pct"))
    ),
    "extension": lambda field, told, _: Extension(
        _on(field, told), count(f"{field}.periods", told.get("periods"))
    ),
    "as_of": lambda field, told, _: AsOf(_on(field, told)),
}
