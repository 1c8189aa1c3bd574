"""Careers that hang together: degrees in order, one job after the other, titles of one trade."""

from dataclasses import dataclass
from datetime import date
from random import Random

from yucaihui.demo.dice import chance, pick, some
from yucaihui.demo.vocabulary import (
    Country,
    Occupation,
    School,
    Text,
    countries,
    majors,
    occupations_of,
    schools,
)
from yucaihui.engines.text.degree import Degree

# Highest degree by family of occupations, in per cent: college, bachelor, master, doctor.
DEGREES: dict[str, tuple[int, int, int, int]] = {
    "research": (0, 12, 38, 50),
    "data": (2, 38, 50, 10),
    "clinical": (8, 42, 35, 15),
    "software": (8, 58, 31, 3),
    "design": (7, 55, 34, 4),
    "test": (15, 60, 24, 1),
    "quality": (18, 60, 21, 1),
    "process": (18, 52, 27, 3),
    "manage": (10, 60, 28, 2),
    "market": (20, 62, 18, 0),
    "finance": (4, 50, 42, 4),
    "creative": (18, 62, 20, 0),
}
STUDY_YEARS = {Degree.COLLEGE: 3, Degree.BACHELOR: 4, Degree.MASTER: 3, Degree.DOCTOR: 4}
STUDY_WORDS = {
    Degree.COLLEGE: Text("大专", "Associate degree"),
    Degree.BACHELOR: Text("本科", "Bachelor"),
    Degree.MASTER: Text("硕士", "Master"),
    Degree.DOCTOR: Text("博士", "Doctor (PhD)"),
}
# From how many years on a title carries which word before it.
LEVELS = ((10, Text("资深", "Principal ")), (5, Text("高级", "Senior ")), (0, Text("", "")))
MAX_YEARS = 28
SHARE_STUDIED_ABROAD = 0.12
SHARE_IN_WORK = 0.88
SHORTEST_JOB = 10  # months


@dataclass(frozen=True, slots=True)
class Study:
    school: Text
    area: Text
    degree: Degree
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Job:
    """`end` is empty for the present job; months are YYYY-MM."""

    employer: Text
    title: Text
    occupation: Occupation
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Career:
    """`years` is the time since the last study ended; studies and jobs are in order of time."""

    occupation: Occupation
    birth_year: int
    degree: Degree
    years: int
    studies: tuple[Study, ...]
    jobs: tuple[Job, ...]


def career(
    rng: Random, occupation: Occupation, country: str, today: date, local: list[Text]
) -> Career:
    """A career of chance up to `today`; `local` are employers that may stand in it."""
    degree = Degree(1 + pick(rng, range(4), DEGREES[occupation.family]))
    years = min(int(rng.expovariate(1 / 7.0)), MAX_YEARS)
    return career_of(rng, occupation, country, degree, years, today, local)


def career_of(
    rng: Random,
    occupation: Occupation,
    country: str,
    degree: Degree,
    years: int,
    today: date,
    local: list[Text],
) -> Career:
    """A career with this highest degree, so many years after leaving school."""
    left_school = last_july(today) - years
    studies = education(rng, occupation, country, degree, left_school)
    jobs = working_life(rng, occupation, country, left_school, today, local)
    begun = int(studies[0].start[:4])
    return Career(occupation, begun - pick(rng, (18, 18, 19)), degree, years, studies, jobs)


def last_july(today: date) -> int:
    """The year of the latest end of a school year that has passed."""
    return today.year if today.month >= 7 else today.year - 1


def degrees_up_to(highest: Degree) -> list[Degree]:
    if highest is Degree.COLLEGE:
        return [Degree.COLLEGE]
    return [degree for degree in Degree if Degree.BACHELOR <= degree <= highest]


def education(
    rng: Random, occupation: Occupation, country: str, highest: Degree, left: int
) -> tuple[Study, ...]:
    studies: list[Study] = []
    end = left
    area = pick(rng, majors(occupation.group))
    for degree in reversed(degrees_up_to(highest)):
        begun = end - STUDY_YEARS[degree]
        where = country
        if degree > Degree.BACHELOR and country == "CN" and chance(rng, SHARE_STUDIED_ABROAD):
            where = pick(rng, list(countries()))
        school = school_in(rng, where, degree)
        studies.insert(0, Study(school.name, area, degree, f"{begun}-09", f"{end}-06"))
        area = area if chance(rng, 0.7) else pick(rng, majors(occupation.group))
        end = begun
    return tuple(studies)


def school_in(rng: Random, country: str, degree: Degree) -> School:
    """A school of the country that gives the degree; vocational ones give no higher one."""
    fitting = [
        school
        for school in schools()
        if school.country == country
        and (country != "CN" or school.vocational == (degree is Degree.COLLEGE))
    ]
    return pick(rng, fitting, [school.share for school in fitting])


def working_life(
    rng: Random,
    occupation: Occupation,
    country: str,
    left: int,
    today: date,
    local: list[Text],
) -> tuple[Job, ...]:
    """Jobs one after the other from the July of leaving school, with small gaps between."""
    jobs: list[Job] = []
    start, now = left * 12 + 6 + rng.randint(0, 2), today.year * 12 + today.month - 1
    while start < now - 1:
        end = start + int(rng.triangular(SHORTEST_JOB, 84, 30))
        last = end >= now
        held_still = last and (now - start < SHORTEST_JOB or chance(rng, SHARE_IN_WORK))
        ends = "" if held_still else month(min(end, now - 1))
        held = occupation if last or chance(rng, 0.7) else sibling(rng, occupation)
        title = titled(held, start // 12 - left)
        where = workplace(rng, countries().get(country), local)
        jobs.append(Job(where, title, held, month(start), ends))
        start = end + pick(rng, (0, 0, 0, 1, 2, 4))
    return tuple(jobs)


def month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def sibling(rng: Random, occupation: Occupation) -> Occupation:
    """An occupation of the same group, of the same family when there is one."""
    near = [one for one in occupations_of(occupation.group) if one.family == occupation.family]
    return pick(rng, near)


def titled(occupation: Occupation, years: int) -> Text:
    """The title with the word for experience before it; academic titles have their own ranks."""
    if "（" in occupation.title.zh or occupation.family == "clinical":
        return occupation.title
    level = next(text for least, text in LEVELS if years >= least)
    english = occupation.title.en
    lowered = english if english[1:2].isupper() else english[0].lower() + english[1:]
    return Text(level.zh + occupation.title.zh, level.en + (lowered if level.en else english))


def workplace(rng: Random, abroad: Country | None, local: list[Text]) -> Text:
    if abroad:
        firm = pick(rng, abroad.firms)
        return Text(firm, firm)
    return pick(rng, local)


def skills_of(rng: Random, career: Career) -> list[str]:
    """Most skills of the occupation, and a few of its neighbours."""
    own = list(career.occupation.skills)
    near = [name for one in occupations_of(career.occupation.group) for name in one.skills]
    others = [name for name in dict.fromkeys(near) if name not in own]
    return some(rng, own, rng.randint(4, len(own))) + some(rng, others, rng.randint(0, 3))
