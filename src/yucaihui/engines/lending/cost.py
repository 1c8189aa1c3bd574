"""What a loan really costs a year (年化综合成本): the rate at which its flows are worth nothing.

A flow is positive where the borrower receives money and negative where the borrower pays.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import NamedTuple

from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.roots import root
from yucaihui.engines.lending.rounding import CONTEXT, times
from yucaihui.engines.lending.schedule import Schedule
from yucaihui.engines.lending.terms import Terms

_LEAST_RATE = Decimal("-0.99")
_DAYS = 365


class Flow(NamedTuple):
    on: date
    amount: Decimal


class YearlyCost(NamedTuple):
    """Shares of one a year. simple: the periods' internal rate x periods of a year; None for a loan
    paid out in tranches. compound: the internal rate over the days, with interest on interest
    (XIRR); None without dates."""

    simple: Decimal | None
    compound: Decimal | None


def internal_rate(flows: Sequence[Decimal]) -> Decimal:
    """IRR: the rate of a period, for flows a period apart. Raises `BadTerms`."""
    with localcontext(CONTEXT):
        return root(lambda rate: _worth(flows, 1 / (1 + rate)), _LEAST_RATE, Decimal(1), "values")


def dated_internal_rate(flows: Sequence[Flow]) -> Decimal:
    """XIRR: the yearly rate of dated flows, by days / 365. Raises `BadTerms`."""
    require(flows, "values", None, "money flows")
    ordered = sorted(flows)
    gaps = [(later.on - before.on).days for before, later in pairwise(ordered)]
    with localcontext(CONTEXT):
        return root(
            lambda rate: _dated_worth(ordered, gaps, rate), _LEAST_RATE, Decimal(1), "values"
        )


def _worth(flows: Sequence[Decimal], discount: Decimal) -> Decimal:
    worth = Decimal(0)
    for flow in reversed(flows):
        worth = worth * discount + flow
    return worth


def _dated_worth(flows: Sequence[Flow], gaps: Sequence[int], rate: Decimal) -> Decimal:
    a_day = (1 + rate) ** (Decimal(-1) / _DAYS)
    worth = flows[-1].amount
    for flow, gap in zip(reversed(flows[:-1]), reversed(gaps), strict=True):
        worth = worth * a_day**gap + flow.amount
    return worth


def yearly_cost(terms: Terms, schedule: Schedule, upfront: int = 0) -> YearlyCost:
    """The cost of a loan paid as scheduled, with fees of `upfront` fen on the first day.

    Subsidies go in as a smaller `upfront` or a schedule of what the borrower bears.
    """
    received = terms.principal - upfront
    require(received > 0, "upfront", upfront, "less than the principal")
    with localcontext(CONTEXT):
        return YearlyCost(_simple(terms, schedule, received), _compound(terms, schedule, received))


def _simple(terms: Terms, schedule: Schedule, received: int) -> Decimal | None:
    if terms.tranches:
        return None
    flows = [Decimal(received), *(Decimal(-row.total) for row in schedule.rows)]
    if terms.down_payment:
        flows[:2] = [flows[0] + flows[1]]
    share = terms.cadence.share
    return times(internal_rate(flows), 1 / share)


def _compound(terms: Terms, schedule: Schedule, received: int) -> Decimal | None:
    if terms.start is None:
        return None
    drawn = [Flow(tranche.on, Decimal(tranche.amount)) for tranche in terms.tranches]
    paid = [Flow(row.due, Decimal(-row.total)) for row in schedule.rows if row.due]
    return dated_internal_rate([Flow(terms.start, Decimal(received)), *drawn, *paid])
