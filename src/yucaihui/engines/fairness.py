"""How evenly a ranking treats groups of people: selection rate, scoring rate, impact ratio.

After New York City's Local Law 144 of 2021 and its rules (6 RCNY § 5-300, § 5-301): the selection
rate of a group is the share of its cases that were selected; the scoring rate is the share of its
people who scored above the median of everybody; an impact ratio is a group's rate divided by the
highest rate of any group. Groups that are too small for a rate to mean anything are excluded: they
are named and counted, and no rate of theirs is worked out or compared with.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

# A group smaller than this share of those who answered, or than so many people, is excluded. The
# rules above set the share; the number keeps a rate from telling about somebody.
LEAST_SHARE = 0.02
LEAST_PEOPLE = 20

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One person of the audit.

    `groups` holds the person's answers by attribute, those not given absent; `places` counts the
    lists that they are selected in; `best` is their best score.
    """

    groups: Mapping[str, str]
    places: int
    best: float


@dataclass(frozen=True, slots=True)
class Group:
    """The people who gave `values` for `attributes`; rates and ratios are None when excluded.

    A ratio is None also where no group has a rate above zero.
    """

    attributes: tuple[str, ...]
    values: tuple[str, ...]
    people: int
    selection_rate: float | None = None
    scoring_rate: float | None = None
    selection_ratio: float | None = None
    scoring_ratio: float | None = None

    @property
    def excluded(self) -> bool:
        return self.selection_rate is None


def middle(people: Iterable[Compared]) -> float:
    """The median of everybody's best score; 0 without anybody."""
    scores = [one.best for one in people]
    return median(scores) if scores else 0.0


def audit(
    people: Sequence[Compared],
    lists: int,
    attributes: Iterable[tuple[str, ...]],
    *,
    least_share: float = LEAST_SHARE,
    least_people: int = LEAST_PEOPLE,
) -> list[Group]:
    """The groups of each combination of `attributes`, the largest first.

    `lists` is the number of lists that each person could be selected in: the selection rate is
    places held / (people x lists).
    """
    above = middle(people)
    return [
        group
        for names in attributes
        for group in rated(names, tallied(people, names, above), lists, least_share, least_people)
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """By values of a combination: people, places they hold, people above the median."""

    people: Counter[Values]
    places: Counter[Values]
    above: Counter[Values]


def tallied(people: Iterable[Compared], names: tuple[str, ...], above: float) -> Tally:
    """Who left one of the combination's questions open is in none of its groups."""
    tally = Tally(Counter(), Counter(), Counter())
    for one in people:
        if all(name in one.groups for name in names):
            values = tuple(one.groups[name] for name in names)
            tally.people[values] += 1
            tally.places[values] += one.places
            tally.above[values] += one.best > above
    return tally


def rated(
    names: tuple[str, ...], tally: Tally, lists: int, least_share: float, least_people: int
) -> list[Group]:
    least = max(least_people, least_share * tally.people.total())
    large = {values: size for values, size in tally.people.items() if size >= least}
    selection = {values: tally.places[values] / (n * lists or 1) for values, n in large.items()}
    scoring = {values: tally.above[values] / n for values, n in large.items()}
    return [
        Group(
            names,
            values,
            size,
            selection.get(values),
            scoring.get(values),
            ratio(values, selection),
            ratio(values, scoring),
        )
        for values, size in sorted(tally.people.items(), key=lambda item: (-item[1], item[0]))
    ]


def ratio(values: Values, rates: Mapping[Values, float]) -> float | None:
    """The group's rate over the best group's; None for an excluded one or when nobody has any."""
    best = max(rates.values(), default=0.0)
    return rates[values] / best if best and values in rates else None
