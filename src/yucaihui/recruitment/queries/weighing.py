"""Matches in another order: their three terms weighed anew by whoever reads the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yucaihui.engines.matching import Explanation

# Weights are percents of what the engine gives a term: 100 leaves it as it is.
USUAL_PERCENT, MOST_PERCENT = 100, 200
TERMS = {"title": "title", "skill": "skills", "text": "text"}


@dataclass(frozen=True)
class Weights:
    title: int = USUAL_PERCENT
    skills: int = USUAL_PERCENT
    text: int = USUAL_PERCENT

    @property
    def usual(self) -> bool:
        """All alike is the engine's own order, all zero too."""
        return self.title == self.skills == self.text

    def order(self, match: Any) -> int:
        """A whole number by which matches are put in order."""
        return int(self.title * match.title + self.skills * match.skills + self.text * match.text)

    def score(self, why: Explanation, shares: Mapping[str, float]) -> float:
        """The score in [0, 1] under these weights; `shares` is what each term reaches at most.

        Where a term cannot speak the engine gives its share to the others, which may then reach
        more than theirs: 1 is the most all the same.
        """
        if self.usual:
            return why.score
        reached = sum(getattr(self, name) * value for name, value in legs_of(why).items())
        most = sum(getattr(self, name) * share for name, share in shares.items())
        return min(1.0, reached / most) if most else 0.0

    def parts(self, shares: Mapping[str, float]) -> dict[str, float]:
        """The share of a full score that each term has under these weights."""
        weighed = {name: getattr(self, name) * share for name, share in shares.items()}
        whole = sum(weighed.values())
        return {name: value / whole for name, value in weighed.items()} if whole else dict(shares)


USUAL = Weights()


def legs_of(why: Explanation) -> dict[str, float]:
    """What title, skills and text give to a score."""
    legs = dict.fromkeys(TERMS.values(), 0.0)
    for term in why.terms:
        legs[TERMS[term.kind]] += term.value
    return legs
