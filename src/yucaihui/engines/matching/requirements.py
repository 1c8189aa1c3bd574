"""Hard requirements as numbers: what is asked, what is offered, and whether it is enough.

Each requirement that is an amount has a name; a position asks for at least so much, a talent
offers so much, and a pair is refused when the offer is known and smaller. Salaries are negated:
a position asks that the wish be no higher than what it pays. Places are sets and are refused
when both sides name some and share none.

What is not known never refuses: a missing degree, number of years, language level or answer to
a yes/no condition is listed among the gaps as unknown. A talent who states no salary or place
is open to any, and that is no gap. A language that a CV does not list is unknown (nobody lists
their first language); one listed as not spoken is known to be missing.
"""

import math
from ctypes import c_float

from yucaihui.engines.matching.types import Language, Position, Talent
from yucaihui.engines.text.degree import Degree

DEGREE, YEARS, SALARY = "degree", "years", "salary"
LANGUAGE, CONDITION = "language:", "condition:"
# "The language, at whatever level": more than not spoken, less than the first CEFR step.
ANY_LEVEL = 0.5

# Silence about these is an openness to anything, not a thing still to be asked.
OPEN_WHEN_SILENT = frozenset({SALARY})


def asked(position: Position) -> dict[str, float]:
    """What the position asks for, by requirement; requirements it does not make are absent."""
    numbers: dict[str, float] = {}
    if position.min_degree > Degree.NONE:
        numbers[DEGREE] = float(position.min_degree)
    if position.min_years > 0:
        numbers[YEARS] = float(position.min_years)
    if position.salary_max_month is not None:
        numbers[SALARY] = -float(position.salary_max_month)
    numbers |= {LANGUAGE + language.code: _asked_level(language) for language in position.languages}
    numbers |= {CONDITION + name: 1.0 for name in position.conditions}
    return numbers


def offered(talent: Talent) -> dict[str, float]:
    """What the talent is known to offer, by requirement."""
    numbers: dict[str, float] = {}
    if talent.degree is not None:
        numbers[DEGREE] = float(talent.degree)
    if talent.years is not None and not math.isnan(talent.years):
        numbers[YEARS] = float(talent.years)
    if talent.salary_min_month is not None:
        numbers[SALARY] = -float(talent.salary_min_month)
    numbers |= {
        LANGUAGE + language.code: float(language.level)
        for language in talent.languages
        if language.level is not None
    }
    numbers |= {CONDITION + name: float(answer) for name, answer in talent.conditions}
    return numbers


def refuses(ask: float, offer: float) -> bool:
    """Whether a known offer falls short, in single precision as the ranking has it."""
    return c_float(offer).value < c_float(ask).value


def _asked_level(language: Language) -> float:
    return ANY_LEVEL if language.level is None else max(float(language.level), ANY_LEVEL)
