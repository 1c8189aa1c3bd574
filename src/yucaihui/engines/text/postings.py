"""A row of a table as a posting: every field read, every doubt named."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from yucaihui.engines.text.calm import calm
from yucaihui.engines.text.dates import is_open_ended, parse_date
from yucaihui.engines.text.degree import Degree, parse_degree
from yucaihui.engines.text.district import Place, parse_place
from yucaihui.engines.text.headcount import parse_headcount
from yucaihui.engines.text.reasons import Reason, reason
from yucaihui.engines.text.salary import Salary, parse_salary
from yucaihui.engines.text.skill_lists import requirement_skills, requirements_part, split_skills
from yucaihui.engines.text.tables import Cell
from yucaihui.engines.text.titles import normalise_title
from yucaihui.engines.text.wording import WordingFinding, find_wording, wording_kinds
from yucaihui.engines.text.years import find_years, parse_years

# The cells of a table say the same few things over and over.
_degree = lru_cache(4_096)(parse_degree)
_years = lru_cache(4_096)(parse_years)
_pay = lru_cache(4_096)(parse_salary)
_headcount = lru_cache(4_096)(parse_headcount)
_place = lru_cache(4_096)(parse_place)
_date = lru_cache(4_096)(parse_date)

_PROSE = frozenset({"description", "requirements"})
_FEW_WORDS = 500


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting as read.

    `title` is normalised, `title_written` as in the file. `min_degree` and `min_years` are None
    when nothing is said, as is `headcount` for "several". `salary.min_month` and
    `salary.max_month` are yuan a month before tax only where `salary.currency` is CNY. `skills`
    are as written; compare them by `skills.canonical_skill`.
    """

    id: str | None
    title: str
    title_written: str
    employer: str
    employer_code: str
    headcount: int | None
    min_degree: Degree | None
    min_years: int | None
    salary: Salary
    salary_written: str
    place: Place
    place_written: str
    skills: tuple[str, ...]
    posted: dt.date | None
    valid_through: dt.date | None
    description: str
    findings: tuple[WordingFinding, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def discrimination_flags(self) -> tuple[str, ...]:
        """Kinds of forbidden or doubtful wording, in order of place."""
        return wording_kinds(self.findings)


@dataclass(frozen=True, slots=True)
class RowText:
    """The cells of a row by field, their headings, and the cells of columns nobody mapped."""

    cells: Mapping[str, Cell]
    headings: Mapping[str, str]
    other: Mapping[str, str]

    def text(self, name: str) -> str:
        """The cell of a field as text, "" when the file has no such column; endless runs in it are
        cut, and what should be a few words is read as far as a few words reach."""
        text = calm(str(self.cells.get(name, "")))
        return text if name in _PROSE else text[:_FEW_WORDS]


def read_posting(row: RowText) -> tuple[Posting, tuple[Reason, ...]]:
    """Posting of a row and what is doubtful or wrong in it; duplicates are found elsewhere."""
    salary, salary_written = _salary(row)
    body = _body(row)
    asked = requirements_part(body)
    degree, years = _degree(row.text("degree")), _years(row.text("years"))
    posting = Posting(
        id=row.text("id") or None,
        title=normalise_title(row.text("title")),
        title_written=row.text("title"),
        employer=" ".join(row.text("employer").split()),
        employer_code=row.text("employer_code"),
        headcount=_headcount(row.text("headcount")),
        min_degree=parse_degree(asked) if degree is None else degree,
        min_years=find_years(asked) if years is None else years,
        salary=salary,
        salary_written=salary_written,
        place=_place(row.text("place")),
        place_written=row.text("place"),
        skills=_skills(row, body),
        posted=_date(row.cells.get("posted", "")),
        valid_through=_date(row.cells.get("valid_through", ""), end=True),
        description=body,
        findings=find_wording(_checked_text(row, body)),
        extra=row.other,
    )
    return posting, tuple(chain(_missing(row, posting), _unread(row, posting), _wording(posting)))


def _body(row: RowText) -> str:
    """Description, then what is asked for, under its own heading where the file splits them."""
    asked = row.text("requirements")
    if not asked:
        return row.text("description")
    if not row.text("description"):
        return asked
    heading = "任职要求：" if not asked.isascii() else "Requirements:"
    return f"{row.text('description')}\n{heading}\n{asked}"


def _salary(row: RowText) -> tuple[Salary, str]:
    heading = " ".join(
        row.headings.get(name, "") for name in ("salary", "salary_min") if name in row.headings
    )
    period = row.text("salary_period")
    written = row.text("salary")
    if not written and (row.text("salary_min") or row.text("salary_max")):
        ends = [row.text("salary_min"), row.text("salary_max")]
        written = "-".join(dict.fromkeys(end for end in ends if end))
        if not ends[0]:
            written = f"{written} max"
    return _pay(written, f"{heading} {period}".strip()), f"{written} {period}".strip()


def _skills(row: RowText, body: str) -> tuple[str, ...]:
    cell = row.text("skills")
    listed = requirement_skills(cell) if len(cell) > 120 else split_skills(cell)
    return listed or requirement_skills(body)


def _checked_text(row: RowText, body: str) -> str:
    """All that readers will see, and columns such as 性别 or 年龄要求 with their headings."""
    written = (row.text(name) for name in ("major", "skills", "benefits", "degree", "years"))
    other = (f"{heading}：{cell}" for heading, cell in row.other.items() if cell)
    return "\n".join(part for part in (row.text("title"), body, *written, *other) if part)


def _missing(row: RowText, posting: Posting) -> list[Reason]:
    found: list[Reason] = []
    if not posting.title:
        found.append(reason("title_missing", "title"))
    if posting.headcount is None:
        found.append(reason("headcount_missing", "headcount"))
    elif not 1 <= posting.headcount <= 9_999:
        found.append(reason("headcount_invalid", "headcount", row.text("headcount")))
    if posting.salary.negotiable:
        found.append(reason("salary_not_stated", "salary"))
    if not posting.description:
        found.append(reason("description_missing", "description"))
    closing = row.text("valid_through")
    if posting.valid_through is None:
        unread = closing and not is_open_ended(closing)
        code = "valid_through_unread" if unread else "valid_through_missing"
        found.append(reason(code, "valid_through", closing))
    elif posting.posted and posting.valid_through < posting.posted:
        found.append(reason("dates_reversed", "valid_through"))
    return found


def _unread(row: RowText, posting: Posting) -> list[Reason]:
    read = {
        "degree": _degree(row.text("degree")),
        "years": _years(row.text("years")),
        "posted": posting.posted,
        "place": posting.place.city or row.text("place").isascii() or None,
    }
    found = [
        reason(f"{name}_unread", name, row.text(name))
        for name, value in read.items()
        if value is None and row.text(name)
    ]
    notes = list(posting.salary.notes)
    if posting.salary.currency != "CNY":
        notes.append("salary_foreign_currency")
    return found + [reason(note, "salary", posting.salary_written) for note in notes]


def _wording(posting: Posting) -> list[Reason]:
    return [
        reason(
            "wording_blocked" if finding.level == "block" else "wording_doubtful",
            "description",
            finding.phrase,
            kind_zh=finding.law.name_zh,
            kind_en=finding.law.name_en,
            rule_zh=finding.law.rule_zh,
            rule_en=finding.law.rule_en,
        )
        for finding in posting.findings
    ]
