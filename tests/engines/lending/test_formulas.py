"""Spreadsheet functions beside numpy-financial, and beside the results their manuals print."""

from datetime import date, timedelta
from decimal import Decimal

import numpy_financial as npf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yucaihui.engines.lending.cost import Flow, dated_internal_rate, internal_rate
from yucaihui.engines.lending.errors import BadTerms
from yucaihui.engines.lending.formulas import FORMULAS, evaluated

RATES = st.decimals("0.00001", "0.05", places=5)
SOLVABLE = st.decimals("0.0005", "0.05", places=5)
NUMBERS = st.integers(1, 360)
AMOUNTS = st.decimals("1", "1000000", places=2)
DUE = st.sampled_from((0, 1))
WHEN = {0: "end", 1: "begin"}


def called(name: str, **arguments: object) -> float:
    return float(evaluated(name, {key: Decimal(str(value)) for key, value in arguments.items()}))


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-7, abs=1e-6)


@given(RATES, NUMBERS, AMOUNTS, st.decimals("0", "100000", places=2), DUE)
@settings(deadline=None)
def test_pmt_fv_and_pv(rate: Decimal, nper: int, pv: Decimal, fv: Decimal, due: int) -> None:
    r, p, f, when = float(rate), float(pv), float(fv), WHEN[due]
    pmt = called("PMT", rate=rate, nper=nper, pv=pv, fv=fv, type=due)
    assert pmt == close(npf.pmt(r, nper, p, f, when))
    level = Decimal("123.45")
    assert called("FV", rate=rate, nper=nper, pmt=level, pv=pv, type=due) == close(
        npf.fv(r, nper, 123.45, p, when)
    )
    assert called("PV", rate=rate, nper=nper, pmt=level, fv=fv, type=due) == close(
        npf.pv(r, nper, 123.45, f, when)
    )


@given(RATES, NUMBERS, st.data(), AMOUNTS, DUE)
@settings(deadline=None)
def test_ipmt_ppmt_and_their_sums(
    rate: Decimal, nper: int, data: st.DataObject, pv: Decimal, due: int
) -> None:
    last = data.draw(st.integers(1, nper))
    numbers = range(1, last + 1)
    r, p, when = float(rate), float(pv), WHEN[due]
    interest = [float(npf.ipmt(r, per, nper, p, 0, when)) for per in numbers]
    principal = [float(npf.ppmt(r, per, nper, p, 0, when)) for per in numbers]
    asked = {"rate": rate, "nper": nper, "pv": pv, "type": due}
    assert called("IPMT", per=last, **asked) == close(interest[-1])
    assert called("PPMT", per=last, **asked) == close(principal[-1])
    assert called("CUMIPMT", start_period=1, end_period=last, **asked) == close(sum(interest))
    assert called("CUMPRINC", start_period=1, end_period=last, **asked) == close(sum(principal))


def test_without_a_rate_it_is_plain_division() -> None:
    assert called("PMT", rate=0, nper=4, pv=1000) == -250
    assert called("FV", rate=0, nper=4, pmt=-100, pv=1000) == -600
    assert called("PV", rate=0, nper=4, pmt=-250) == 1000
    assert called("NPER", rate=0, pmt=-250, pv=1000) == 4
    assert called("CUMIPMT", rate=0, nper=4, pv=1000, start_period=1, end_period=4) == 0


@given(SOLVABLE, NUMBERS, AMOUNTS, DUE)
@settings(deadline=None)
def test_nper_and_rate_find_what_pmt_was_given(
    rate: Decimal, nper: int, pv: Decimal, due: int
) -> None:
    assume(nper > 1)
    pmt = evaluated("PMT", {"rate": rate, "nper": Decimal(nper), "pv": pv, "type": Decimal(due)})
    asked = {"pmt": pmt, "pv": pv, "type": due}
    assert called("NPER", rate=rate, **asked) == close(nper)
    assert called("NPER", rate=rate, **asked) == close(
        float(npf.nper(float(rate), float(pmt), float(pv), 0, WHEN[due]))
    )
    assert called("RATE", nper=nper, **asked) == close(float(rate))


@given(SOLVABLE, st.integers(2, 60), st.integers(1_000, 10_000_000))
@settings(deadline=None, max_examples=50)
def test_irr_is_numpy_financials(rate: Decimal, nper: int, amount: int) -> None:
    pmt = round(npf.pmt(float(rate), nper, amount), 2)
    flows = [Decimal(amount), *[Decimal(str(pmt))] * nper]
    assert float(internal_rate(flows)) == close(npf.irr([float(flow) for flow in flows]))


@given(st.decimals("0.01", "0.4", places=4), st.lists(st.integers(1, 400), min_size=1, max_size=9))
@settings(deadline=None, max_examples=50)
def test_xirr_makes_the_flows_worth_nothing(rate: Decimal, gaps: list[int]) -> None:
    start, days = date(2024, 2, 29), [sum(gaps[: k + 1]) for k in range(len(gaps))]
    paid = [Flow(start + timedelta(days=day), Decimal(-100)) for day in days]
    worth = sum(Decimal(100) / (1 + rate) ** (Decimal(day) / 365) for day in days)
    assert float(dated_internal_rate([Flow(start, worth), *paid])) == close(float(rate))


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("PMT", {"rate": "0.0066666666666666667", "nper": 10, "pv": 10_000}, "-1037.03"),
        ("CUMIPMT", {"rate": "0.0075", "nper": 360, "pv": 125_000, "start_period": 13,
                     "end_period": 24}, "-11135.23"),
        ("CUMPRINC", {"rate": "0.0075", "nper": 360, "pv": 125_000, "start_period": 13,
                      "end_period": 24}, "-934.11"),
        ("EFFECT", {"nominal_rate": "0.0525", "npery": 4}, "0.0535"),
        ("NOMINAL", {"effect_rate": "0.053543", "npery": 4}, "0.0525"),
    ],
)  # fmt: skip
def test_results_that_manuals_print(name: str, arguments: dict[str, object], value: str) -> None:
    digits = Decimal(value).as_tuple().exponent
    assert round(called(name, **arguments), -int(digits)) == float(value)


@pytest.mark.parametrize(
    ("field", "name", "arguments"),
    [
        ("function", "XNPV", {}),
        ("args.nper", "PMT", {"rate": 1, "pv": 1}),
        ("args.per", "IPMT", {"rate": 1, "per": 3, "nper": 2, "pv": 1}),
        ("args.start_period", "CUMIPMT",
         {"rate": 1, "nper": 2, "pv": 1, "start_period": 2, "end_period": 1}),
        ("args.end_period", "CUMIPMT",
         {"rate": 1, "nper": 1e6, "pv": 1, "start_period": 1, "end_period": 1e6}),
        ("args.pmt", "NPER", {"rate": "0.1", "pmt": -1, "pv": 1000}),
        ("args.pmt", "NPER", {"rate": 0, "pmt": 0, "pv": 1000}),
        ("args.pmt", "RATE", {"nper": 12, "pmt": 100, "pv": 1000}),
        ("args", "PMT", {"rate": 1, "nper": 0, "pv": 1}),
    ],
)  # fmt: skip
def test_a_call_without_a_value_is_refused(
    field: str, name: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(BadTerms) as refusal:
        called(name, **arguments)
    assert refusal.value.field == field


def test_flows_of_one_sign_have_no_rate() -> None:
    with pytest.raises(BadTerms, match="field values: no rate solves it"):
        internal_rate([Decimal(100), Decimal(100)])
    with pytest.raises(BadTerms, match="field values: missing"):
        dated_internal_rate([])


def test_each_formula_has_its_arguments() -> None:
    assert all(0 < one.needed <= len(one.arguments) for one in FORMULAS.values())
