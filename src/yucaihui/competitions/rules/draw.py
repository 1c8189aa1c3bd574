"""The drawing of an order from a seed: anybody who has the seed can draw it again.

Before the draw only `commitment_of(seed)` is published, so that the seed can't be chosen to suit.
"""

from collections.abc import Iterable
from hashlib import sha256

WHOLE = 2**256


def commitment_of(seed: str) -> str:
    return sha256(seed.encode()).hexdigest()


def drawn_order(seed: str, codes: Iterable[str]) -> list[str]:
    """`codes` in the order that `seed` draws: sorted, then shuffled by Fisher and Yates
    (Durstenfeld 1964) from the last place to the second, with the numbers of `number_below`."""
    order, counter = sorted(codes), 0
    for last in range(len(order) - 1, 0, -1):
        other, counter = number_below(last + 1, seed, counter)
        order[last], order[other] = order[other], order[last]
    return order


def number_below(limit: int, seed: str, counter: int) -> tuple[int, int]:
    """A number from 0 to limit - 1, and the next counter: SHA-256 of "seed:counter" as a whole
    number. One from the last, incomplete round is thrown away, so that none is likelier."""
    while True:
        number = int.from_bytes(sha256(f"{seed}:{counter}".encode()).digest(), "big")
        counter += 1
        if number < WHOLE - WHOLE % limit:
            return number % limit, counter
