"""What a country costs: 200 million talents and 10 million positions, by arithmetic from rates.

A task matches one part of positions with one of talents. It pays for every record of both parts
(reading, weighing, laying out, explaining its list) and for every pair (the kernel's scan). The
first rate comes from the bench's documents, whose parts are so small that pairs count little; the
second from the kernel on one large pair of parts. Lists of a part have as many places as final
ones: nothing is known of the other parts when it is worked out.
"""

import resource
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from yucaihui.bench.harness import MAXRSS_PER_MIB, Figure, measure
from yucaihui.bench.matching_sides import WEIGHTS, Sizes, make_sides
from yucaihui.engines.matching.kernel import best, prepare
from yucaihui.engines.matching.packed import Packed

TALENTS, POSITIONS, TOP = 200_000_000, 10_000_000, 50
TALENT_PART, POSITION_PART = 1_000_000, 500_000
CORES, MACHINES = 32, (1, 10, 50, 100)
ID_CHARACTERS, ID_BYTES = 12, 4
# Made-up sides for the kernel, at scale 1.
_LARGE = (10_000, 200_000)


@dataclass(frozen=True)
class Rates:
    """Of one core: records encoded, records handled in pairs of parts, pairs scanned and places of
    lists merged in a second; bytes of a record in an index, of a place in a partial list, and of
    memory for a talent that is searched."""

    encoded_per_second: float
    handled_per_second: float
    pairs_per_second: float
    merged_per_second: float
    index_bytes: float
    entry_bytes: float
    talent_memory: float

    def figures(self) -> dict[str, Figure]:
        return {name: round(value, 1) for name, value in asdict(self).items()}


def sized(rates: Rates) -> Iterator[dict[str, Figure]]:
    """For each number of machines: hours of each step, and bytes on disk, network and in memory."""
    tasks = (TALENTS // TALENT_PART) * (POSITIONS // POSITION_PART)
    handled = tasks * (TALENT_PART + POSITION_PART)
    core_hours = {
        "encode": (TALENTS + POSITIONS) / rates.encoded_per_second / 3600,
        "match_records": handled / rates.handled_per_second / 3600,
        "match_pairs": TALENTS * POSITIONS / rates.pairs_per_second / 3600,
        "merge": handled * TOP / rates.merged_per_second / 3600,
    }
    indexes = (TALENTS + POSITIONS) * rates.index_bytes
    partial = handled * TOP * rates.entry_bytes
    read = handled * rates.index_bytes + 2 * partial
    for machines in MACHINES:
        cores = machines * CORES
        yield {
            "name": f"{machines} machines of {CORES} cores",
            "tasks": tasks,
            **{f"{step}_hours": round(hours / cores, 2) for step, hours in core_hours.items()},
            "hours": round(sum(core_hours.values()) / cores, 1),
            "index_gb": round(indexes / 1e9),
            "partial_lists_gb": round(partial / 1e9),
            "network_gb": round(read / 1e9),
            "network_mb_per_second": round(read / 1e6 / (sum(core_hours.values()) / cores * 3600)),
            "memory_gb_per_core": round(TALENT_PART * rates.talent_memory / 1e9, 1),
            "ids_gb_at_the_command": round(2 * TALENTS * ID_CHARACTERS * ID_BYTES / 1e9, 1),
        }


def kernel_rate(scale: float) -> dict[str, float]:
    """Pairs a second of one thread on a large pair of parts, both ways, and bytes for a talent."""
    sizes = Sizes(*(max(100, round(count * scale)) for count in _LARGE))
    done = measure(_sides, _scanned, sizes)
    seconds, grown = done.result
    return {
        "pairs_per_second": sizes.positions * sizes.talents / seconds,
        "talent_memory": grown / sizes.talents,
    }


def _sides(sizes: Sizes) -> tuple[Packed, Packed]:
    few = make_sides(Sizes(2000, 2000))
    best(few[0], prepare(few[1]), WEIGHTS, 1, backward=1)  # compiles
    return make_sides(sizes)


def _scanned(sides: tuple[Packed, Packed]) -> tuple[float, float]:
    """Processor seconds, and the memory that the search added to its talents' own."""
    positions, talents = sides
    before, start = _peak(), time.process_time()
    best(positions, talents, WEIGHTS, TOP, backward=TOP, threads=1)
    return time.process_time() - start, max(_peak() - before, 1.0)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MAXRSS_PER_MIB * 2**20
