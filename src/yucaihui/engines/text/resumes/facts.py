"""Facts that follow from a JSON Resume: highest degree and years of experience."""

import re
from datetime import date
from typing import Any

from yucaihui.engines.text.degree import Degree, named_degrees

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = 12


def highest_degree(resume: dict[str, Any]) -> Degree:
    """The highest degree among the courses of study; NONE when none names one."""
    named = [
        degree
        for study in resume.get("education") or []
        for degree in named_degrees(_degree_words(str(study.get("studyType") or "")))
    ]
    return max(named, default=Degree.NONE)


def _degree_words(study_type: str) -> str:
    """`BS`, `MA` and the like stand alone in a CV's degree, which they do not in a sentence."""
    bare = study_type.strip().replace(".", "").upper()
    return _SHORT.get(bare, study_type)


_SHORT = dict.fromkeys(
    ("BS", "BA", "BE", "BENG", "BBA", "BFA", "BCOM", "BED", "BARCH", "LLB", "MBBS"), "bachelor"
)
_SHORT |= dict.fromkeys(
    ("MS", "MA", "ME", "MPA", "MPH", "MFA", "MCA", "EMBA", "LLM", "MRES", "MED", "MTECH", "DIPLOM"),
    "master",
)
_SHORT |= dict.fromkeys(("MD", "JD", "DRING"), "doctorate")


def years_of_experience(resume: dict[str, Any], on: date) -> float:
    """Years worked until `on`, jobs that overlap counted once, to a tenth of a year.

    A job covers its first and last month whole; a year alone stands for January to December.
    Jobs without a start are not counted; a job without an end runs until `on`.
    """
    months: set[int] = set()
    today = on.year * _MONTHS + on.month
    for job in resume.get("work") or []:
        start, end = _month(job.get("startDate"), last=False), _month(job.get("endDate"), last=True)
        if start is not None:
            months.update(range(start, min(today, today if end is None else end) + 1))
    return round(len(months) / _MONTHS, 1)


def _month(text: object, *, last: bool) -> int | None:
    """Months since year 0; a year alone gives its first or last month."""
    found = _DATE.match(text) if isinstance(text, str) else None
    if not found:
        return None
    return int(found[1]) * _MONTHS + int(found[2] or (_MONTHS if last else 1))
