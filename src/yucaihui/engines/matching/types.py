"""What the engine takes and gives back. All of it is frozen, none of it names a person.

Name, gender, age, birth, photo, ethnicity, marital state, home town and nationality have no
field here, so nothing that calls the engine can hand them over. Text fields are free text: the
caller gives what was written about the work and the skills.
"""

from collections.abc import Callable
from dataclasses import dataclass

from yucaihui.engines.text.degree import Degree

Value = str | float | int | None
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Language:
    """A language by ISO 639-1 code with its level.

    `level` is the CEFR step (1 A1 … 6 C2), 0 for "not spoken", None when it was not told.
    """

    code: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A vacancy: what the work is, and what it asks for.

    `places` names the place of work and what contains it ("重庆", "北碚区"). Salaries are whole
    yuan a month before tax, None when open. `conditions` are yes/no requirements by name, such
    as "work_permit" or "available"; a deployment may add its own.
    """

    id: str
    title: str = ""
    text: str = ""
    skills: tuple[str, ...] = ()
    min_degree: Degree = Degree.NONE
    min_years: float = 0.0
    languages: tuple[Language, ...] = ()
    places: tuple[str, ...] = ()
    salary_min_month: int | None = None
    salary_max_month: int | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talent:
    """A candidate: what they have done and can do, and what they wish for.

    `degree` and `years` are None when not known. `places` are the places wished for, none
    meaning anywhere. `conditions` answers yes/no requirements; one not listed is not known.
    """

    id: str
    titles: tuple[str, ...] = ()
    text: str = ""
    skills: tuple[str, ...] = ()
    degree: Degree | None = None
    years: float | None = None
    languages: tuple[Language, ...] = ()
    places: tuple[str, ...] = ()
    salary_min_month: int | None = None
    conditions: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A code with its parameters; `words.say` puts it into Chinese or English."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    def get(self, name: str) -> Value:
        """The parameter called `name`; KeyError when the note has none of that name."""
        return dict(self.values)[name]


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a score: `kind` is title, skill or text; `atom` is what matched."""

    kind: str
    atom: str
    value: float


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a ranked list; `title`, `skills` and `text` are the terms that `score` sums."""

    id: str
    score: float
    title: float = 0.0
    skills: float = 0.0
    text: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair scores what it scores.

    `score` equals the sum of the terms' values to the bit, in any order of adding. A pair with
    anything in `refused_by` is in no ranked list; its score tells what it would have been.
    """

    position_id: str
    talent_id: str
    score: float
    terms: tuple[Term, ...]
    reasons: tuple[Note, ...]
    gaps: tuple[Note, ...]
    refused_by: tuple[Note, ...]
