"""Exact, explained matching of positions and talents, both ways and across languages.

    positions, talents = build_indexes(position_records, talent_records)
    both = match_both(positions, talents, k=20)
    why = explain(position, talent, talents.statistics)

A score is a sum of whole numbers in parts of `packed.ONE`: the similarity of the best pair of
titles, the coverage of the skills asked for (by how rare they are, near ones in part) and the words
shared by both texts (BM25). Hard requirements are a mask beside the score. A score depends on the
pair and on the corpus statistics fixed in the index, never on how many results are asked for, and
it equals the sum of its explained terms to the bit.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yucaihui.engines.matching.affinities import affinity
    from yucaihui.engines.matching.atoms import Atoms, atoms_of
    from yucaihui.engines.matching.digests import digest
    from yucaihui.engines.matching.encoded import encode_positions, encode_talents
    from yucaihui.engines.matching.encoding import default_encoder
    from yucaihui.engines.matching.explanations import Explainer, explain
    from yucaihui.engines.matching.index import PositionIndex, TalentIndex, build_indexes
    from yucaihui.engines.matching.ranking import (
        BothWays,
        match_both,
        match_refused,
        rank_positions,
        rank_talents,
    )
    from yucaihui.engines.matching.standing import Standing, why_not
    from yucaihui.engines.matching.statistics import Statistics
    from yucaihui.engines.matching.types import (
        Explanation,
        Language,
        Match,
        Note,
        Position,
        Talent,
        Term,
    )
    from yucaihui.engines.matching.version import ENGINE_VERSION
    from yucaihui.engines.matching.words import say

# Where each name is at home. A part is imported when a name of it is first asked for: a web
# process that only reads types never loads NumPy and SciPy.
_PARTS = {
    "affinities": ("affinity",),
    "atoms": ("Atoms", "atoms_of"),
    "encoding": ("default_encoder",),
    "digests": ("digest",),
    "encoded": ("encode_positions", "encode_talents"),
    "explanations": ("Explainer", "explain"),
    "index": ("PositionIndex", "TalentIndex", "build_indexes"),
    "ranking": ("BothWays", "match_both", "match_refused", "rank_positions", "rank_talents"),
    "standing": ("Standing", "why_not"),
    "statistics": ("Statistics",),
    "types": ("Explanation", "Language", "Match", "Note", "Position", "Talent", "Term"),
    "version": ("ENGINE_VERSION",),
    "words": ("say",),
}
_HOME = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


__all__ = [
    "ENGINE_VERSION",
    "Atoms",
    "BothWays",
    "Explainer",
    "Explanation",
    "Language",
    "Match",
    "Note",
    "Position",
    "PositionIndex",
    "Standing",
    "Statistics",
    "Talent",
    "TalentIndex",
    "Term",
    "affinity",
    "atoms_of",
    "build_indexes",
    "default_encoder",
    "digest",
    "encode_positions",
    "encode_talents",
    "explain",
    "match_both",
    "match_refused",
    "rank_positions",
    "rank_talents",
    "say",
    "why_not",
]
