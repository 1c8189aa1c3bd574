"""Rankings of panels of judges that can be defended: scores, places and how sure they are.

    panel = Panel(entries, judges, entry, judge, score, tracks, heaviest)
    ranking = rank(panel, "shrunk", Settings(top=20, seed=1))
    through = advance(ranking, per_track=5, wild_cards=2)

The default method estimates how severe, how generous with differences and how noisy each judge is,
and draws these towards the panel's usual values. See docs/develop/ranking.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yucaihui.engines.ranking.advancing import Advance, Advanced, advance
    from yucaihui.engines.ranking.agreement import krippendorff_alpha
    from yucaihui.engines.ranking.bias import HomeEffect, beside_others, home_effect
    from yucaihui.engines.ranking.bridging import Connection, bridging_seats, connection
    from yucaihui.engines.ranking.contenders import second_look
    from yucaihui.engines.ranking.digests import ranking_digest, ranking_document, rounded
    from yucaihui.engines.ranking.fit import Estimate, JudgeTraits
    from yucaihui.engines.ranking.moves import Effect, Move
    from yucaihui.engines.ranking.panel import Panel
    from yucaihui.engines.ranking.ranking import TIES, rank
    from yucaihui.engines.ranking.results import Outlier, Place, Ranked, Ranking
    from yucaihui.engines.ranking.seats import Seat
    from yucaihui.engines.ranking.settings import DEFAULT_METHOD, METHODS, Settings
    from yucaihui.engines.ranking.version import ENGINE_VERSION

# Where each name is at home. A part is imported when a name of it is first asked for: a web
# process that only reads types never loads NumPy, SciPy and numba.
_PARTS = {
    "advancing": ("Advance", "Advanced", "advance"),
    "agreement": ("krippendorff_alpha",),
    "bias": ("HomeEffect", "beside_others", "home_effect"),
    "bridging": ("Connection", "bridging_seats", "connection"),
    "contenders": ("second_look",),
    "digests": ("ranking_digest", "ranking_document", "rounded"),
    "fit": ("Estimate", "JudgeTraits"),
    "moves": ("Effect", "Move"),
    "panel": ("Panel",),
    "ranking": ("TIES", "rank"),
    "results": ("Outlier", "Place", "Ranked", "Ranking"),
    "seats": ("Seat",),
    "settings": ("DEFAULT_METHOD", "METHODS", "Settings"),
    "version": ("ENGINE_VERSION",),
}
_HOME = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


__all__ = [
    "DEFAULT_METHOD",
    "ENGINE_VERSION",
    "METHODS",
    "TIES",
    "Advance",
    "Advanced",
    "Connection",
    "Effect",
    "Estimate",
    "HomeEffect",
    "JudgeTraits",
    "Move",
    "Outlier",
    "Panel",
    "Place",
    "Ranked",
    "Ranking",
    "Seat",
    "Settings",
    "advance",
    "beside_others",
    "bridging_seats",
    "connection",
    "home_effect",
    "krippendorff_alpha",
    "rank",
    "ranking_digest",
    "ranking_document",
    "rounded",
    "second_look",
]
