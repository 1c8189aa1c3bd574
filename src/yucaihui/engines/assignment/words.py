"""What falls short, in Chinese and English, with the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from yucaihui.engines.assignment.explanation import Bottleneck
from yucaihui.engines.assignment.problem import Ints, Problem

Tongue = Literal["zh", "en"]

# A list of names is cut after so many.
_LISTED = 3

_SENTENCES = {
    ("full", "zh"): (
        "{tracks}缺{missing}个评审席位：{entries}个项目共需{needed}个席位，可用的{judges}位评委"
        "最多承担{capacity}个（{loads}）{others}。"
        "可将这些评委的上限各提高{raise_by}个，或增补能承担{missing}个项目的评委，"
        "或减少每个项目的评委数。"
    ),
    ("full", "en"): (
        "{tracks}: {missing} of {needed} seats can't be filled. Judges left to these entries: "
        "{judges}, who take {capacity} ({loads}){others}. Raise their maximum loads by {raise_by} "
        "each, add judges who take {missing} more, or ask for fewer judges on an entry."
    ),
    ("alone", "zh"): (
        "{tracks}缺{missing}个评审席位：{entries}个项目（{names}）可选的评委太少，"
        "共需{needed}个席位，只能安排{available}个，"
        "其余评委或有利益冲突，或不在本赛道，或受名额限制。"
        "可增补与这些项目无冲突的评委，或减少其评委数。"
    ),
    ("alone", "en"): (
        "{tracks}: {missing} of {needed} seats can't be filled. Too few judges to choose from for "
        "{names}: all others are in conflict, of another track or shut out by a quota. Add judges "
        "without a conflict, or ask for fewer judges on these entries."
    ),
    ("minimum", "zh"): (
        "{judges}位评委（{names}）的最低评审量合计{needed}个，而可由他们评审的项目只能提供"
        "{available}个席位。可降低其最低评审量，或增加每个项目的评委数。"
    ),
    ("minimum", "en"): (
        "Minimum loads can't be met: {names} are to take {needed}, and the entries they may take "
        "have {available} seats for them. Lower their minimum loads, or ask for more judges on an "
        "entry."
    ),
}


@dataclass(frozen=True)
class Names:
    """What entries, judges and tracks are called, by row and column."""

    entries: Sequence[str]
    judges: Sequence[str]
    tracks: Sequence[str]


def say(bottleneck: Bottleneck, problem: Problem, names: Names, tongue: Tongue) -> str:
    """The sentence for a bottleneck of the problem."""
    is_minimum = bottleneck.kind == "minimum"
    case = "minimum" if is_minimum else "full" if len(bottleneck.judges) else "alone"
    short = bottleneck.short[:, 0]
    return _SENTENCES[case, tongue].format(
        tracks=_listed([names.tracks[track] for track in bottleneck.tracks], tongue),
        names=_named(names.judges if is_minimum else names.entries, short, tongue),
        entries=len(bottleneck.entries),
        judges=len(bottleneck.judges),
        needed=bottleneck.needed,
        available=bottleneck.available,
        missing=bottleneck.missing,
        capacity=bottleneck.capacity,
        others=_others(bottleneck.available - bottleneck.capacity, tongue),
        loads=_loads(problem.max_load[bottleneck.judges]),
        raise_by=-(-bottleneck.missing // max(1, len(bottleneck.judges))),
    )


def _others(seats: int, tongue: Tongue) -> str:
    """What judges outside the bottleneck still give it."""
    if seats <= 0:
        return ""
    return f"，其余评委至多再承担{seats}个" if tongue == "zh" else f"; all others, {seats}"


def _loads(loads: Ints) -> str:
    """`4 × 25 + 2 × 12`."""
    values, counts = np.unique(loads, return_counts=True)
    terms = zip(values[::-1], counts[::-1], strict=True)
    return " + ".join(f"{count} × {value}" for value, count in terms)


def _named(names: Sequence[str], places: Ints, tongue: Tongue) -> str:
    return _listed([names[place] for place in places], tongue)


def _listed(words: Sequence[str], tongue: Tongue) -> str:
    """The first few, and how many more (Chinese says how many in all)."""
    if tongue == "zh":
        rest = f"等{len(words)}个" if len(words) > _LISTED else ""
        return "、".join(words[:_LISTED]) + rest
    rest = f" and {len(words) - _LISTED} more" if len(words) > _LISTED else ""
    return ", ".join(words[:_LISTED]) + rest
