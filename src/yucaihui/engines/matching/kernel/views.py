"""What the records of a search hold, as the tuples of arrays that a pass takes."""

import numpy as np

from yucaihui.engines.matching.kernel import arrays
from yucaihui.engines.matching.kernel.arrays import Sides
from yucaihui.engines.matching.kernel.deferring import BINS
from yucaihui.engines.matching.kernel.demand import Demand
from yucaihui.engines.matching.kernel.index import Ints32, TalentIndex
from yucaihui.engines.matching.kernel.layout import WORD
from yucaihui.engines.matching.kernel.masks import Masks
from yucaihui.engines.matching.kernel.titles import TitleBatches
from yucaihui.engines.matching.packed import Packed

# So far the C path looks ahead in the list of those it has kept.
_AHEAD = 16


def supply(index: TalentIndex) -> arrays.Supply:
    """Talents by place."""
    titles, layout = index.titles, index.layout
    return arrays.Supply(
        *(layout.order, layout.starts, layout.languages, index.exists),
        *(index.ends, index.bases, index.places, index.data),
        *(titles.owned_starts, titles.owned, titles.first_titles),
        *(titles.holder_starts, titles.holders, titles.near_starts),
        *(index.common.starts, index.common.words, index.common.data),
    )


def talents(packed: Packed) -> arrays.Talents:
    """What talents offer by row."""
    return arrays.Talents(packed.numbers, packed.places.indptr, packed.places.members)


def wanted(
    demand: Demand, masks: Masks, packed: Packed, batch: slice, of_position: Ints32
) -> arrays.Wanted:
    """The positions of a batch, and all of them by row."""
    rows = demand.order[batch]
    return arrays.Wanted(
        order=rows,
        title=of_position,
        features=demand.features,
        weights=demand.weights,
        bounds=demand.bounds[batch],
        rest=demand.rest[batch],
        languages=demand.languages[batch],
        mask_rows=masks.mask_rows[rows],
        place_bits=masks.place_bits[rows],
        place_rows=masks.place_rows,
        masks=masks.rows,
        numbers=packed.numbers,
        named_starts=packed.places.indptr,
        named=packed.places.members,
    )


def title_pairs(
    positions: Packed, index: TalentIndex, titles: Ints32, batches: TitleBatches
) -> arrays.TitlePairs:
    """Titles of both sides, and the bounds of a batch of the positions' `titles`."""
    own, others = positions.titles, index.talents.titles
    return arrays.TitlePairs(
        own=titles,
        own_vectors=own.vectors,
        own_known=own.known,
        own_gram_starts=own.grams.indptr,
        own_grams=own.grams.indices,
        own_gram_data=own.grams.data,
        vectors=others.vectors,
        known=others.known,
        gram_starts=others.grams.indptr,
        grams=others.grams.indices,
        gram_data=others.grams.data,
        bounds=batches.bounds(titles),
        excess=batches.excess[titles],
    )


def scratch(index: TalentIndex, positions: Packed) -> arrays.Scratch:
    """Memory for one thread."""
    block = int(np.diff(index.layout.starts).max(initial=0))
    holders, room = len(index.titles.holders), len(index.layout.order) + _AHEAD
    return arrays.Scratch(
        sums=np.zeros(block, np.int32),
        raised=np.zeros(block, np.uint16),
        eligible=np.empty(block // WORD, np.uint64),
        named=np.empty(block // WORD, np.uint64),
        near_titles=np.empty(len(index.talents.titles) + 1, np.int32),
        near_places=np.empty(holders, np.uint16),
        near_bounds=np.empty(holders, np.uint16),
        near_ends=np.empty(len(index.titles.near_starts), np.int64),
        deferred=np.empty(room, np.int32),
        deferred_sums=np.empty(room, np.int32),
        deferred_ends=np.zeros(len(index.layout.starts), np.int64),
        kept=np.zeros(room, np.int32),
        kept_sums=np.empty(room, np.int32),
        kept_ends=np.zeros(len(index.layout.starts), np.int64),
        bounds=np.empty(room, np.uint16),
        titles=np.empty(room, np.int32),
        common=np.zeros(2**8, np.int32),
        grams=np.zeros(positions.titles.grams.columns, np.int32),
        counts=np.empty(BINS, np.int32),
    )


def sizes(sides: Sides, found: arrays.Found) -> arrays.Sizes:
    """The lengths of these arrays."""
    return arrays.Sizes(
        blocks=len(sides.supply.languages),
        places=len(sides.supply.order),
        features=sides.supply.ends.shape[1] - 1,
        numbers=sides.wanted.numbers.shape[1],
        titles=len(sides.titles.known),
        room=sides.titles.bounds.shape[1],
        dimensions=sides.titles.vectors.shape[1],
        positions=len(sides.wanted.order),
        k=found.forward.shape[1],
        backward=found.floors.shape[1],
        offers=len(found.offered_keys),
    )
