"""What the generator makes: plain records that the city is then built from through the services."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Resume = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Employer:
    """`members` are e-mail addresses, the owner first; an unverified one has `verified` False."""

    number: int
    group: str
    kind: str
    cluster: str
    name_zh: str
    name_en: str
    credit_code: str
    district: str
    website: str
    intro_zh: str
    intro_en: str
    members: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Posting:
    """Salaries are yuan a month before tax, None when negotiable. `copy_of` is the number of the
    posting that this one repeats in slightly other words."""

    number: int
    employer: int
    group: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    headcount: int
    min_degree: int
    min_years: int
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    district: str
    cluster: str
    salary_min: int | None
    salary_max: int | None
    salary_months: int
    posted_on: date
    valid_through: date
    copy_of: int | None = None

    @property
    def negotiable(self) -> bool:
        return self.salary_min is None


@dataclass(frozen=True, slots=True)
class Talent:
    """`resumes` by language code; `same_as` is the number of an earlier record of this person,
    `cast` the key of the member of the cast whose record this is."""

    number: int
    group: str
    email: str
    phone: str
    name_zh: str
    name_en: str
    country: str
    city: str
    gender: str
    birth_year: int
    degree: int
    years: float
    resumes: dict[str, Resume]
    consents: tuple[str, ...]
    same_as: int | None = None
    cast: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """One talent's way with one posting, up to where `outcome` says."""

    talent: int
    posting: int
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class City:
    seed: int
    scale: float
    today: date
    employers: tuple[Employer, ...]
    partners: tuple[Employer, ...]
    postings: tuple[Posting, ...]
    talents: tuple[Talent, ...]
    applications: tuple[Application, ...]
