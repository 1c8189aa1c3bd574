"""From a row as the engine read it to the values of a posting, with what stands against it here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from yucaihui.engines.text.clusters import guess_cluster
from yucaihui.engines.text.names import organisation_key
from yucaihui.engines.text.posting_sheets import RowResult
from yucaihui.engines.text.postings import Posting as ReadPosting
from yucaihui.engines.text.reasons import Reason, Verdict
from yucaihui.engines.text.skills import canonical_skill
from yucaihui.recruitment.models import ImportBatch, Posting
from yucaihui.recruitment.services.postings import default_last_day, missing_for_publication
from yucaihui.recruitment.services.row_reasons import ABOUT_MISSING_EMPLOYER, graded, row_reason

Values = dict[str, Any]
LIMITS = {"title": 120, "employer": 120, "description": 20_000}
GREATEST = {"headcount": 9_999, "min_years": 60, "salary_max": 10_000_000, "salary_months": 36}
MAX_SKILLS = 20
_HAN = re.compile(r"[\u3400-\u9fff]")
_KINDS = (
    (Posting.EmploymentType.INTERN, re.compile(r"实习|\bintern(?:ship)?\b", re.IGNORECASE)),
    (Posting.EmploymentType.PART_TIME, re.compile(r"兼职|\bpart[- ]time\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Context:
    """What judging a row needs beside the row."""

    on: date
    open_until: date
    reopen: bool
    own_names: frozenset[str] | None = None

    @classmethod
    def of(cls, batch: ImportBatch, on: date) -> "Context":
        employer = batch.employer
        names = None
        if employer is not None:
            names = frozenset(map(organisation_key, (employer.name_zh, employer.name_en))) - {""}
        until = batch.open_until or default_last_day(on)
        return cls(on, until, batch.reopen, names)


@dataclass(frozen=True)
class Judged:
    """A row ready to be kept: its verdict, reasons, and the posting's values if it has one."""

    sheet: str
    number: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    values: Values


def judge(result: RowResult, context: Context) -> Judged:
    if result.posting is None:
        return Judged(result.sheet, result.row, result.verdict, result.reasons, {})
    values = values_of(result.posting)
    reasons = [*about_employer(result, values, context), *about_sizes(values)]
    reasons += about_last_day(values, context)
    if missing_for_publication(draft_of(values, context.on)):
        reasons.append(row_reason("incomplete"))
    return Judged(result.sheet, result.row, graded(reasons), tuple(reasons), values)


def values_of(read: ReadPosting) -> Values:
    """The posting's fields as JSON; texts without characters that a database refuses."""
    salary = read.salary
    yuan = salary.currency == "CNY"
    ranged = yuan and (salary.min_month is not None or salary.max_month is not None)
    spoken = not ranged and not salary.negotiable
    return {
        "id": plain(read.id or "")[:60],
        "title": plain(read.title),
        "employer": plain(read.employer),
        "employer_code": plain(read.employer_code)[:18],
        "headcount": read.headcount,
        "min_degree": int(read.min_degree or 0),
        "min_years": read.min_years or 0,
        "salary_min": salary.min_month if yuan else None,
        "salary_max": salary.max_month if yuan else None,
        "salary_months": salary.months or 12,
        "salary_negotiable": salary.negotiable,
        "salary_note": plain(read.salary_written)[:60] if spoken else "",
        "city": plain(read.place.city or ("" if read.place.district else read.place_written))[:40],
        "district": plain(read.place.district or "")[:40],
        "skills": skills_of(read.skills),
        "posted": read.posted.isoformat() if read.posted else None,
        "valid_through": read.valid_through.isoformat() if read.valid_through else None,
        "description": plain(read.description),
    }


def plain(text: str) -> str:
    return text.replace("\0", "").strip()


def skills_of(skills: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(canonical_skill(plain(skill))[:40] for skill in skills))[:MAX_SKILLS]


def about_employer(result: RowResult, values: Values, context: Context) -> list[Reason]:
    """The engine's reasons, with those on the employer's name settled by who imports."""
    named = [one for one in result.reasons if one.code not in ABOUT_MISSING_EMPLOYER]
    if context.own_names is None:
        missing = row_reason("employer_needed", "employer")
        known = [one for one in result.reasons if one.code == "employer_missing_known_code"]
        return named if values["employer"] else [*(known or [missing]), *named]
    other = values["employer"] and organisation_key(values["employer"]) not in context.own_names
    return (
        [row_reason("other_employer", "employer", values["employer"]), *named] if other else named
    )


def about_sizes(values: Values) -> list[Reason]:
    long = [
        row_reason("too_long", name, values[name])
        for name, limit in LIMITS.items()
        if len(values[name]) > limit
    ]
    great = [
        row_reason("out_of_range", name, values[name])
        for name, limit in GREATEST.items()
        if (values[name] or 0) > limit
    ]
    return long + great


def about_last_day(values: Values, context: Context) -> list[Reason]:
    """Settle the last day: one that is missing is the batch's, one that has passed may be."""
    last = values["valid_through"]
    if last is None:
        values["valid_through"] = context.open_until.isoformat()
        return []
    if date.fromisoformat(last) >= context.on:
        return []
    if context.reopen:
        values["valid_through"] = context.open_until.isoformat()
        return [row_reason("reopened", "valid_through", last)]
    return [row_reason("expired", "valid_through", last)]


def fields_of(values: Mapping[str, Any], on: date) -> Values:
    """A posting's fields; texts go to the language they are written in. A row without a first day
    was posted `on`."""
    title, description = values["title"], values["description"]
    return {
        **TEXTS,
        "title_zh" if is_chinese(title) else "title_en": title,
        "description_zh" if is_chinese(description or title) else "description_en": description,
        **{name: values[name] for name in COPIED},
        "employment_type": employment_of(title),
        "external_id": values["id"],
        "posted_on": date.fromisoformat(values["posted"]) if values["posted"] else on,
        "valid_through": date.fromisoformat(values["valid_through"]),
    }


def draft_of(values: Mapping[str, Any], on: date) -> SimpleNamespace:
    """What the posting of a row would be, to be judged without making a model of it."""
    return SimpleNamespace(**fields_of(values, on))


TEXTS = {"title_zh": "", "title_en": "", "description_zh": "", "description_en": ""}
COPIED = (
    *("headcount", "min_degree", "min_years", "salary_min", "salary_max", "salary_months"),
    *("salary_negotiable", "salary_note", "city", "district", "skills"),
)


def is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


def employment_of(title: str) -> str:
    kinds = (kind for kind, words in _KINDS if words.search(title))
    return str(next(kinds, Posting.EmploymentType.FULL_TIME))


def cluster_of(employer: Any, values: Mapping[str, Any]) -> str:
    """The employer's industry, else the one that its name and the posting's words speak for."""
    return str(employer.cluster) or guess_cluster(
        employer.name, values["title"], values["description"]
    )
