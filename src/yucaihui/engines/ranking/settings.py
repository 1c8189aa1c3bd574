"""What a ranking is asked for."""

from dataclasses import dataclass

METHODS = ("mean", "trimmed", "additive", "shrunk")
DEFAULT_METHOD = "shrunk"
# Fewer sweeps leave the tails of ranks uncertain.
LEAST_SWEEPS = 1_500


@dataclass(frozen=True, slots=True)
class Settings:
    """`top`, `top_in_track`: the n of the chance to be among the top n, overall and in a track.

    `trim`: highest and lowest sheets that the trimmed mean drops; `sweeps` of the shrunk model;
    `seed` of draws and lots.
    """

    top: int = 20
    top_in_track: int = 5
    trim: int = 1
    sweeps: int = 5_000
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.top, self.top_in_track) < 1 or self.trim < 0 or self.seed < 0:
            raise ValueError("top and top_in_track have to be 1 or more, trim and seed 0 or more")
        if self.sweeps < LEAST_SWEEPS:
            raise ValueError(f"sweeps: {self.sweeps} are too few; give {LEAST_SWEEPS} or more")
