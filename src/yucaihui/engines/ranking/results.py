"""What a ranking says, as frozen records."""

from dataclasses import dataclass

from yucaihui.engines.ranking.fit import JudgeTraits
from yucaihui.engines.ranking.moves import Move
from yucaihui.engines.ranking.settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """A rank from 1 and its 90 % interval, the chance to be among the top n, and the raw rank.

    `decided_by` is the link of the chain of ties that set it below the one above.
    """

    rank: int
    low: int
    high: int
    chance: float
    raw_rank: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its scores on the scale of the sheets, its place overall and in its track."""

    entry: str
    track: str
    score: float
    raw_score: float
    sheets: int
    outliers: int
    overall: Place
    in_track: Place


@dataclass(frozen=True, slots=True)
class Outlier:
    """A sheet far from what was expected of this judge for this entry; `errors`: how many standard
    errors above (+) or below (-)."""

    entry: str
    judge: str
    score: float
    expected: float
    errors: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entries by rank, and all that a reader needs to check it.

    `judges` is empty for methods that take all judges for alike; `alpha` is Krippendorff's.
    `unscored` entries have no sheet and so no place. `inputs` is the digest of what was ranked.
    """

    method: str
    settings: Settings
    version: str
    inputs: str
    entries: tuple[Ranked, ...]
    judges: tuple[JudgeTraits, ...]
    moves: tuple[Move, ...]
    outliers: tuple[Outlier, ...]
    unscored: tuple[str, ...]
    alpha: float | None
