"""Compiled: what positions offer to talents' lists, collected by threads and settled together.

Threads share the positions, so two may have something for the same talent. They only collect it;
after each round every talent's list is kept by one thread.
"""

import numpy as np

from yucaihui.engines.matching.kernel.arrays import Found
from yucaihui.engines.matching.kernel.jit import compiled, inlined
from yucaihui.engines.matching.packed import SILENT_ONE, Ints


@compiled
def settle(found: Found, heaps: Ints, silent: int, first: int, last: int) -> None:
    """Put what was offered to the places first..last into their `heaps` (places, k)."""
    for at in range(found.offered[0]):
        place, key = found.offered_places[at], found.offered_keys[at]
        if first <= place < last and key > heaps[place, 0]:
            replace_least(heaps[place], key)
            least = max(heaps[place, 0] >> 32, np.int64(0))
            found.floors[0, place] = least
            found.floors[1, place] = (least * SILENT_ONE + silent - 1) // silent


@inlined
def replace_least(heap: Ints, key: np.int64) -> None:
    """Put `key` in the place of a heap's least."""
    at, count = 0, len(heap)
    while True:
        child = 2 * at + 1
        if child >= count:
            break
        if child + 1 < count and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = key
