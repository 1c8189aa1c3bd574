"""Rates and ratios of groups, by hand and by law."""

from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.fairness import Compared, Group, audit, middle

GENDER = (("gender",),)


def people(value: str, count: int, places: int, best: float) -> list[Compared]:
    return [Compared({"gender": value} if value else {}, places, best) for _ in range(count)]


def by_value(groups: list[Group]) -> dict[tuple[str, ...], Group]:
    return {group.values: group for group in groups}


def test_rates_are_shares_and_ratios_compare_with_the_best_group() -> None:
    everybody = [
        *people("f", 30, 2, 0.9),
        *people("f", 30, 0, 0.1),
        *people("m", 40, 2, 0.9),
        *people("m", 10, 0, 0.1),
    ]
    # Four in eleven are below: the median is 0.9, and nobody is above it.
    found = by_value(audit(everybody, 10, GENDER))
    assert found["f",] == Group(("gender",), ("f",), 60, 0.1, 0.0, 0.625, None)
    assert found["m",] == Group(("gender",), ("m",), 50, 0.16, 0.0, 1.0, None)


def test_the_median_is_everybodys_also_of_those_who_gave_no_answer() -> None:
    everybody = [*people("f", 20, 0, 0.5), *people("m", 20, 0, 0.7), *people("", 40, 0, 0.6)]
    found = by_value(audit(everybody, 1, GENDER))
    assert middle(everybody) == 0.6
    assert [found[value,].scoring_rate for value in "fm"] == [0.0, 1.0]
    assert found["m",].scoring_ratio == 1.0


def test_a_small_group_is_named_and_counted_and_has_no_rate() -> None:
    everybody = [*people("f", 50, 1, 0.5), *people("m", 50, 1, 0.5), *people("other", 3, 9, 1.0)]
    found = by_value(audit(everybody, 10, GENDER))
    assert found["other",] == Group(("gender",), ("other",), 3)
    assert found["f",].selection_ratio == 1.0


def test_a_group_below_the_share_is_excluded_whatever_its_number() -> None:
    everybody = [*people("f", 2000, 1, 0.5), *people("m", 30, 1, 0.5)]
    assert by_value(audit(everybody, 1, GENDER))["m",].excluded


def test_groups_of_two_attributes_hold_those_who_answered_both() -> None:
    both = [Compared({"gender": "f", "age": "25-34"}, 1, 0.5) for _ in range(20)]
    one = [Compared({"gender": "f"}, 1, 0.5) for _ in range(20)]
    found = audit([*both, *one], 1, (("gender", "age"),))
    assert [(group.values, group.people) for group in found] == [(("f", "25-34"), 20)]


def test_nobody_and_no_lists_are_defined() -> None:
    assert (audit([], 0, GENDER), middle([])) == ([], 0.0)
    assert audit(people("f", 20, 0, 0.0), 0, GENDER)[0].selection_rate == 0.0


SOMEBODY = st.builds(
    Compared,
    st.fixed_dictionaries({}, optional={"gender": st.sampled_from("fmx")}),
    st.integers(0, 9),
    st.floats(0, 1),
)


@given(st.lists(SOMEBODY, max_size=120), st.integers(9, 20))
def test_rates_and_ratios_are_shares_and_the_best_group_has_ratio_one(
    everybody: list[Compared], lists: int
) -> None:
    groups = audit(everybody, lists, GENDER, least_people=1)
    for name in ("selection", "scoring"):
        rates = [getattr(group, f"{name}_rate") for group in groups if not group.excluded]
        ratios = [getattr(group, f"{name}_ratio") for group in groups if not group.excluded]
        assert all(0 <= value <= 1 for value in (*rates, *(r for r in ratios if r is not None)))
        assert not any(rates) or max(ratios) == 1.0


@given(st.lists(SOMEBODY, max_size=120))
def test_the_order_of_people_changes_nothing(everybody: list[Compared]) -> None:
    assert audit(everybody, 10, GENDER) == audit(everybody[::-1], 10, GENDER)
