"""Why is this talent not among the best? The explanation, and the place or what refuses it."""

from dataclasses import dataclass

import numpy as np

from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.encoded import encode_positions, encode_talents
from yucaihui.engines.matching.explanations import Explainer
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packed import ONE
from yucaihui.engines.matching.packing import pack
from yucaihui.engines.matching.types import Explanation, Position, Talent
from yucaihui.engines.matching.weights import WEIGHTS


@dataclass(frozen=True)
class Standing:
    """How a talent stands for a position among all talents.

    `place` counts from 1 among the `eligible` ones, the talent with them; None for a talent that
    a requirement refuses: `explanation.refused_by` says which, and by how much.
    """

    explanation: Explanation
    place: int | None
    eligible: int


def why_not(
    position: Position, talent: Talent, talents: TalentIndex, atoms: Atoms | None = None
) -> Standing:
    """Where `talent`, as it is now, stands for `position` among `talents` and why.

    `atoms` are of the index's encoder; without, the index's own and the default encoder.
    """
    atoms = talents.encoded_by(atoms)
    asked = PositionIndex(encode_positions([position], atoms), talents.statistics)
    own = TalentIndex(encode_talents([talent], atoms), talents.statistics)
    why = Explainer(asked, own, [position], [talent]).explain(position.id, talent.id)
    sides = pack(asked, talents)
    pairs, row = Pairs(*sides, WEIGHTS), np.zeros(1, dtype=np.int64)
    scores, others = pairs.scores(row)[0], np.array(sides[1].ids, dtype=np.str_)
    fine = ~pairs.refusals(row)[0] & (others != talent.id)
    mine = round(why.score * ONE)
    before = fine & ((scores > mine) | ((scores == mine) & (others < talent.id)))
    eligible = int(fine.sum()) + (not why.refused_by)
    return Standing(why, None if why.refused_by else int(before.sum()) + 1, eligible)
