"""Ranking a panel's entries: score, place, how sure that is, and why it is not the raw one."""

from collections.abc import Callable, Mapping

import numpy as np

from yucaihui.engines.ranking.agreement import krippendorff_alpha
from yucaihui.engines.ranking.digests import inputs_digest
from yucaihui.engines.ranking.fit import Fit
from yucaihui.engines.ranking.moves import UNREMARKABLE, moves
from yucaihui.engines.ranking.panel import Ints, Panel, canonical, unscored
from yucaihui.engines.ranking.ranks import DECIMALS, Link, Ranks, drawn_ranks, lots, order, spread
from yucaihui.engines.ranking.results import Outlier, Place, Ranked, Ranking
from yucaihui.engines.ranking.settings import DEFAULT_METHOD, METHODS, Settings
from yucaihui.engines.ranking.shrunk import fit_shrunk
from yucaihui.engines.ranking.simple import fit_additive, fit_mean, fit_trimmed, means
from yucaihui.engines.ranking.version import ENGINE_VERSION

_FITS: Mapping[str, Callable[[Panel, Settings], Fit]] = {
    "mean": lambda panel, settings: fit_mean(panel, settings.seed),
    "trimmed": lambda panel, settings: fit_trimmed(panel, settings.trim, settings.seed),
    "additive": lambda panel, settings: fit_additive(panel, settings.seed),
    "shrunk": lambda panel, settings: fit_shrunk(panel, settings.sweeps, settings.seed),
}
# The chain of ties: each link parts what the ones before it leave tied.
TIES = ("score", "heaviest_criterion", "fewest_outliers", "raw_score", "lot")
# A sheet further off than so many of its standard errors is an outlier.
OUTLYING = 2.5


def rank(panel: Panel, method: str = DEFAULT_METHOD, settings: Settings | None = None) -> Ranking:
    """Rank the entries of `panel`; whatever order its parts stand in, the result is the same.

    Ties are broken by `TIES`. Raises ValueError for an unknown method or a panel without sheets.
    """
    if method not in METHODS:
        raise ValueError(f"method: there is no {method!r}; choose one of {', '.join(METHODS)}")
    if not len(panel):
        raise ValueError("score: there are no sheets; a ranking needs at least one")
    asked, sorted_panel = settings or Settings(), canonical(panel)
    return _Work(sorted_panel, _FITS[method](sorted_panel, asked), asked).ranking(
        method, unscored(panel), inputs_digest(panel, method, asked)
    )


class _Work:
    """A fitted panel on its way to a ranking."""

    def __init__(self, panel: Panel, fit: Fit, settings: Settings) -> None:
        self.panel, self.fit, self.settings = panel, fit, settings
        self.raw = means(panel, panel.score)
        self.errors = np.round(fit.errors(panel.score), DECIMALS)
        self.outlying = np.abs(self.errors) > OUTLYING
        self.outliers = np.bincount(panel.entry, self.outlying).astype(np.int64)
        values = (
            fit.scores,
            means(panel, panel.mark),
            -self.outliers.astype(np.float64),
            self.raw,
            lots(panel.entries, settings.seed),
        )
        self.chain = [Link(name, one) for name, one in zip(TIES, values, strict=True)]

    def ranking(self, method: str, left_out: tuple[str, ...], inputs: str) -> Ranking:
        overall, in_track = self.places()
        by_rank = sorted(range(len(overall)), key=lambda n: overall[n].rank)
        moved = [n for n in by_rank if _is_remarkable(overall[n]) or _is_remarkable(in_track[n])]
        return Ranking(
            method=method,
            settings=self.settings,
            version=ENGINE_VERSION,
            inputs=inputs,
            entries=tuple(self.ranked(n, overall[n], in_track[n]) for n in by_rank),
            judges=self.fit.judges,
            moves=moves(self.panel, self.fit, self.raw, np.array(moved, np.int64)),
            outliers=self.listed_outliers(),
            unscored=left_out,
            alpha=krippendorff_alpha(self.panel),
        )

    def places(self) -> tuple[list[Place], list[Place]]:
        """The place of each entry among all, and in its track."""
        names, track = np.unique(self.panel.track_of, return_inverse=True)
        drawn, drawn_in_track = drawn_ranks(self.fit.draws, track)
        overall = self.placed(np.arange(len(track)), drawn, self.settings.top)
        in_track = dict[int, Place]()
        for one in range(len(names)):
            members = np.flatnonzero(track == one)
            found = self.placed(members, drawn_in_track[members], self.settings.top_in_track)
            in_track |= dict(zip(members.tolist(), found, strict=True))
        return overall, [in_track[n] for n in range(len(track))]

    def placed(self, members: Ints, drawn: Ranks, top: int) -> list[Place]:
        """The places of `members` among themselves."""
        chain = [Link(link.name, link.values[members]) for link in self.chain]
        now, raw = order(chain), order([chain[TIES.index("raw_score")], *chain[1:]])
        sure = spread(drawn, now.ranks, top)
        columns = (now.ranks, sure.low, sure.high, sure.chance, raw.ranks)
        rows = zip(*(column.tolist() for column in columns), now.decided_by, strict=True)
        return [Place(*row) for row in rows]

    def ranked(self, n: int, overall: Place, in_track: Place) -> Ranked:
        return Ranked(
            entry=self.panel.entries[n],
            track=self.panel.track_of[n],
            score=float(self.fit.scores[n]),
            raw_score=float(self.raw[n]),
            sheets=int(self.panel.sheets[n]),
            outliers=int(self.outliers[n]),
            overall=overall,
            in_track=in_track,
        )

    def listed_outliers(self) -> tuple[Outlier, ...]:
        """The furthest first."""
        panel, places = self.panel, np.flatnonzero(self.outlying)
        furthest = places[np.argsort(-np.abs(self.errors[places]), kind="stable")]
        return tuple(
            Outlier(
                panel.entries[panel.entry[n]],
                panel.judges[panel.judge[n]],
                float(panel.score[n]),
                float(self.fit.expected[n]),
                float(self.errors[n]),
            )
            for n in furthest
        )


def _is_remarkable(place: Place) -> bool:
    return abs(place.rank - place.raw_rank) > UNREMARKABLE
