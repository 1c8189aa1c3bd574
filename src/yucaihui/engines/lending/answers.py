"""Cases answered as JSON objects: the rows of a schedule, the value of a formula, or a refusal."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from yucaihui.engines.lending.cases import loan_from_json
from yucaihui.engines.lending.cost import Flow, dated_internal_rate, internal_rate
from yucaihui.engines.lending.errors import BadTerms, require
from yucaihui.engines.lending.formulas import FORMULAS, evaluated
from yucaihui.engines.lending.reading import Json, an_object, day, number, ratio
from yucaihui.engines.lending.rounding import CONTEXT
from yucaihui.engines.lending.schedule import Paid, Row, Schedule, schedule

Answer = dict[str, Any]


def answers(cases: Iterable[Any]) -> list[Answer]:
    """One answer a case, in order; a case that can't be computed is refused by its field."""
    return [_answer(case) for case in cases]


def _answer(case: Any) -> Answer:
    name = case.get("id") if isinstance(case, dict) else None
    try:
        told = an_object("case", case)
        formula = told.get("kind") == "formula" or told.get("method") == "formula"
        return {"id": name, **(_formula(told) if formula else _schedule(told))}
    except BadTerms as refusal:
        return {"id": name, "refused": str(refusal)}


# ---- schedules


def _schedule(case: Json) -> Answer:
    made = schedule(loan_from_json(case))
    answer: Answer = {
        "rows": [_row(row) | paid for row, paid in zip(made.rows, _paid(made), strict=True)],
        "totals": {
            "principal": money(made.totals.principal),
            "interest": money(made.totals.interest),
            "total": money(made.totals.total),
        },
    }
    if made.totals.fee:
        answer["totals"]["fee"] = money(made.totals.fee)
    if made.instalment is not None:
        answer["emi"] = money(made.instalment)
    left = {"balloon": made.balloon, "surplus": made.surplus}
    return answer | {key: money(amount) for key, amount in left.items() if amount}


def money(fen: int) -> str:
    """123450 -> `1234.50`, without marks between thousands."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _row(row: Row) -> Answer:
    answer = {
        "n": row.n,
        "due_date": row.due.isoformat() if row.due else None,
        "days": (row.due - row.start).days if row.due and row.start else None,
        "principal": money(row.principal),
        "interest": money(row.interest),
        "total": money(row.total),
        "outstanding": money(row.outstanding),
    }
    return answer | ({"fee": money(row.fee)} if row.fee else {})


def _paid(made: Schedule) -> list[Answer]:
    return [_paid_row(paid) for paid in made.paid] or [{} for _ in made.rows]


def _paid_row(paid: Paid) -> Answer:
    return {
        "paid_date": paid.on.isoformat() if paid.on else None,
        "paid": money(paid.amount),
        "unpaid": money(paid.unpaid),
        "paid_in_advance": money(paid.in_advance),
        "paid_late": money(paid.late),
    }


# ---- formulas


def _formula(case: Json) -> Answer:
    """The function and its arguments stand in the case, or where older files keep them."""
    expected = case.get("expected")
    told = case if "function" in case else expected if isinstance(expected, dict) else {}
    name, arguments = str(told.get("function")).upper(), an_object("args", told.get("args"))
    with localcontext(CONTEXT):
        value = _value(name, arguments)
        unit = number("currency_unit", case.get("currency_unit", "0.01"))
        require(unit > 0, "currency_unit", unit, "a unit above 0")
        shown = (value / unit).to_integral_value(ROUND_HALF_UP) * unit
        return {"value": f"{shown:.{_decimals(unit)}f}", "exact": f"{value:.12f}"}


def _decimals(unit: Decimal) -> int:
    return max(2, -int(unit.normalize().as_tuple().exponent))


def _value(name: str, arguments: Json) -> Decimal:
    if name in ("IRR", "XIRR"):
        return _internal_rate(name, arguments)
    known = {key for formula in FORMULAS.values() for key in formula.arguments}
    aliases = {
        "start": "start_period",
        "end": "end_period",
        "when": "type",
        "first": "start_period",
    }
    named = {aliases.get(key, key): key for key in arguments}
    return evaluated(
        name,
        {
            ours: ratio(f"args.{key}", arguments[key])
            for ours, key in named.items()
            if ours in known and arguments[key] is not None
        },
    )


def _internal_rate(name: str, arguments: Json) -> Decimal:
    values = arguments.get("values")
    require(isinstance(values, list) and values, "args.values", values, "a list of amounts")
    amounts = [number(f"args.values[{k}]", value) for k, value in enumerate(values or ())]
    if name == "IRR":
        return internal_rate(amounts)
    days = arguments.get("dates")
    fits = isinstance(days, list) and len(days) == len(amounts)
    require(fits, "args.dates", days, "as many dates as values")
    dates = [day(f"args.dates[{k}]", one) for k, one in enumerate(days or ())]
    return dated_internal_rate([Flow(*flow) for flow in zip(dates, amounts, strict=True)])
