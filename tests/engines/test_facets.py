"""The bitset index gives what counting row by row gives."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.facets import FacetIndex, Found, as_bitset, as_flags

FACETS = ("district", "degree")
rows_of_facets = st.lists(
    st.fixed_dictionaries({name: st.integers(0, 3) for name in FACETS}), max_size=40
)
choices = st.fixed_dictionaries({}, optional={name: st.sets(st.integers(0, 4)) for name in FACETS})


def index_of(rows: list[dict[str, int]], orders: dict[str, list[int]] | None = None) -> FacetIndex:
    facets: dict[str, dict[int, list[int]]] = {name: {} for name in FACETS}
    for position, row in enumerate(rows):
        for name in FACETS:
            facets[name].setdefault(row[name], []).append(position)
    return FacetIndex([1000 + position for position in range(len(rows))], facets, orders)


def fits(row: dict[str, int], chosen: dict[str, Collection[int]], but: str = "") -> bool:
    return all(row[name] in values for name, values in chosen.items() if values and name != but)


@given(rows_of_facets, choices)
def test_counts_and_rows_are_those_of_counting_row_by_row(
    rows: list[dict[str, int]], chosen: dict[str, set[int]]
) -> None:
    index = index_of(rows)
    found = index.find(chosen)
    assert index.page(found.rows, 0, len(rows)) == [
        1000 + position for position, row in enumerate(rows) if fits(row, chosen)
    ]
    assert found.total == sum(fits(row, chosen) for row in rows)
    for name in FACETS:
        assert found.counts[name] == {
            value: sum(fits(row, chosen, but=name) and row[name] == value for row in rows)
            for value in {row[name] for row in rows}
        }


@given(rows_of_facets, st.sets(st.integers(995, 1045)), st.randoms(use_true_random=False))
def test_a_search_among_given_ids_keeps_the_order_asked_for(
    rows: list[dict[str, int]], ids: set[int], random: object
) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    index = index_of(rows, {"shuffled": order})
    found = index.find({}, among=index.rows_of(ids))
    assert index.page(found.rows, 0, len(rows), "shuffled") == [
        1000 + position for position in order if 1000 + position in ids
    ]


@given(st.binary(max_size=60).map(lambda raw: bytes(byte % 2 for byte in raw)))
def test_flags_and_bitsets_are_inverse(flags: bytes) -> None:
    assert as_flags(as_bitset(flags), len(flags)) == flags


@pytest.mark.parametrize(("start", "stop", "page"), [(0, 2, [3, 2]), (2, 4, [1]), (4, 6, [])])
def test_pages_end_where_the_rows_end(start: int, stop: int, page: list[int]) -> None:
    index = FacetIndex([3, 2, 1], {})
    assert index.find({}) == Found(0b111, {})
    assert index.page(0b111, start, stop) == page
