from collections import Counter
from hashlib import sha256
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from yucaihui.competitions.rules.draw import WHOLE, commitment_of, drawn_order, number_below

SEEDS = st.text("0123456789abcdef", min_size=1, max_size=32)
CODES = st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=40)


def test_an_order_as_published_can_be_drawn_again() -> None:
    """What `printf yuelai:0 | sha256sum` and the next two print, modulo 4, 3 and 2."""
    places = [int(sha256(f"yuelai:{n}".encode()).hexdigest(), 16) % (4 - n) for n in range(3)]
    assert places == [2, 1, 0]
    assert drawn_order("yuelai", "ABCD") == list("DABC")


@given(SEEDS, CODES)
def test_everybody_has_one_place_whatever_the_list_began_with(seed: str, codes: list[str]) -> None:
    order = drawn_order(seed, codes)
    assert sorted(order) == sorted(codes)
    assert order == drawn_order(seed, reversed(codes))


@given(SEEDS, st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_number_lies_below_its_limit_and_uses_up_counters(
    seed: str, limit: int, counter: int
) -> None:
    number, after = number_below(limit, seed, counter)
    assert 0 <= number < limit
    assert after > counter


def test_the_incomplete_last_round_is_thrown_away() -> None:
    """A limit of a little over half of all numbers throws nearly every second one away."""
    limit = WHOLE // 2 + 1
    counter, drawn = 0, 200
    for _ in range(drawn):
        number, counter = number_below(limit, "seed", counter)
        assert number < limit
    assert counter > 1.5 * drawn


def test_every_order_is_as_likely() -> None:
    """Chi-squared of 24 orders in 12,000 draws: 49.7 is passed once in a thousand seeds; these are
    fixed."""
    draws = 12_000
    counts = Counter(tuple(drawn_order(str(n), "ABCD")) for n in range(draws))
    expected = draws / 24
    chi = sum((counts[order] - expected) ** 2 / expected for order in permutations("ABCD"))
    assert chi < 49.7


def test_the_commitment_is_the_plain_sha256_of_the_seed() -> None:
    assert commitment_of("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
