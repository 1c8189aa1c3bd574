"""Postings as employers write them: work, requirements, benefits, pay that fits both."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from yucaihui.demo.careers import DEGREES, titled
from yucaihui.demo.dice import chance, dice, filled, pick, some, told
from yucaihui.demo.employers import LARGE
from yucaihui.demo.records import Employer, Posting
from yucaihui.demo.vocabulary import (
    Occupation,
    Text,
    districts,
    groups,
    majors,
    occupations,
    occupations_of,
)
from yucaihui.demo.wording import english_skill, slots
from yucaihui.engines.text.degree import Degree

# Yuan a month for a beginner by least degree; each year of experience adds seven per cent.
STARTING_PAY = {
    Degree.NONE: 5_000,
    Degree.COLLEGE: 5_800,
    Degree.BACHELOR: 8_000,
    Degree.MASTER: 11_500,
    Degree.DOCTOR: 17_000,
}
RAISE_PER_YEAR = 0.07
MIN_YEARS, MIN_YEARS_SHARES = (0, 1, 2, 3, 5, 8, 10), (22, 18, 12, 22, 16, 7, 3)
SHARE_ENGLISH = 1 / 3
SHARE_NEGOTIABLE = 0.06
SHARE_ENGLISH_NEEDED = 0.08
SHARE_OTHER_DISTRICT = 0.2
# Needed by every trade, so any employer may look for them.
COMMON_FAMILIES = frozenset({"software", "data", "manage", "finance", "market", "quality", "test"})
SHARE_COMMON = 0.25
# Days open: most for one to four months; some end this week, some are over.
OPEN_DAYS = (20, 120)
SHARE_CLOSING, SHARE_EXPIRED = 0.06, 0.07
COPIES_PER_THOUSAND = 2


def postings(
    seed: int, count: int, offered_by: Sequence[Employer], today: date
) -> tuple[Posting, ...]:
    """`count` postings of the employers; about two in a thousand repeat an earlier one."""
    owners = shared_out(seed, count, offered_by)
    made: list[Posting] = []
    first_of: dict[int, Posting] = {}
    for number, owner in enumerate(owners):
        rng = dice(seed, "posting", number)
        known = first_of.get(owner.number)
        if known and chance(rng, COPIES_PER_THOUSAND / 1000):
            made.append(repeated(known, number))
            continue
        made.append(posting(rng, number, owner, today))
        first_of.setdefault(owner.number, made[-1])
    return tuple(made)


def shared_out(seed: int, count: int, offered_by: Sequence[Employer]) -> list[Employer]:
    """Who offers each posting: everybody one, then large employers many and small ones few."""
    rng = dice(seed, "sizes")
    sizes = [rng.lognormvariate(0, 1) for _ in offered_by]
    sizes[LARGE] = max(sizes)
    return [*offered_by[:count], *rng.choices(offered_by, sizes, k=max(0, count - len(offered_by)))]


def posting(rng: Random, number: int, owner: Employer, today: date) -> Posting:
    occupation = wanted_occupation(rng, owner)
    years = pick(rng, MIN_YEARS, MIN_YEARS_SHARES)
    degree = least_degree(rng, occupation)
    title = titled(occupation, years)
    languages = ("英语 B2",) if chance(rng, SHARE_ENGLISH_NEEDED) else ()
    skills = tuple(some(rng, occupation.skills, rng.randint(3, len(occupation.skills))))
    text = description(rng, occupation, skills, degree, years)
    low, high = salary(rng, degree, years, groups()[owner.group].pay)
    posted, until = open_days(rng, today)
    english = chance(rng, SHARE_ENGLISH)
    return Posting(
        number=number,
        employer=owner.number,
        group=occupation.group,
        title_zh=title.zh,
        title_en=title.en if english else "",
        description_zh=text.zh,
        description_en=text.en if english else "",
        headcount=pick(rng, (1, 1, 1, 2, 2, 3, 5, 8, 10)),
        min_degree=int(degree),
        min_years=years,
        languages=languages,
        skills=skills,
        district=place_of_work(rng, owner),
        cluster=owner.cluster,
        salary_min=low,
        salary_max=high,
        salary_months=pick(rng, (12, 12, 12, 13, 13, 14, 15, 16)),
        posted_on=posted,
        valid_through=until,
    )


def wanted_occupation(rng: Random, owner: Employer) -> Occupation:
    if owner.group not in ("research", "healthcare") and chance(rng, SHARE_COMMON):
        return pick(rng, [one for one in occupations() if one.family in COMMON_FAMILIES])
    return pick(rng, occupations_of(owner.group))


def least_degree(rng: Random, occupation: Occupation) -> Degree:
    """What is asked for is somewhat less than what people in the occupation have."""
    held = 1 + pick(rng, range(4), DEGREES[occupation.family])
    asked = held - 1 if chance(rng, 0.3) else held
    return Degree(max(asked, Degree.NONE))


def salary(rng: Random, degree: Degree, years: int, pay: float) -> tuple[int | None, int | None]:
    if chance(rng, SHARE_NEGOTIABLE):
        return None, None
    low = STARTING_PAY[degree] * (1 + RAISE_PER_YEAR * years) * pay * rng.uniform(0.9, 1.2)
    return half_thousands(low), half_thousands(low * rng.uniform(1.25, 1.7))


def half_thousands(amount: float) -> int:
    return max(round(amount / 500), 1) * 500


def open_days(rng: Random, today: date) -> tuple[date, date]:
    """(posted on, open until)."""
    drawn = rng.random()
    if drawn < SHARE_EXPIRED:
        until = today - timedelta(days=rng.randint(1, 40))
        return until - timedelta(days=rng.randint(30, 90)), until
    closing = drawn < SHARE_EXPIRED + SHARE_CLOSING
    left = rng.randint(0, 6) if closing else rng.randint(*OPEN_DAYS)
    return today - timedelta(days=rng.randint(0, 60)), today + timedelta(days=left)


def place_of_work(rng: Random, owner: Employer) -> str:
    if chance(rng, SHARE_OTHER_DISTRICT):
        return pick(rng, districts(), [one.share for one in districts()]).name.zh
    return owner.district


def description(
    rng: Random, occupation: Occupation, skills: Sequence[str], degree: Degree, years: int
) -> Text:
    duties = [
        filled(text, *slots(rng, occupation))
        for text in told(rng, occupation.family, "duty", rng.randint(3, 4))
    ]
    asked = requirements(rng, occupation, skills, degree, years)
    given = told(rng, "any", "benefit", rng.randint(2, 4))
    return Text(
        "\n".join(["岗位职责：", *numbered(duties, "zh"), "任职要求：", *numbered(asked, "zh"),
                   "我们提供：", *numbered(given, "zh")]),
        "\n".join(["The work:", *numbered(duties, "en"), "What you bring:", *numbered(asked, "en"),
                   "What we offer:", *numbered(given, "en")]),
    )  # fmt: skip


def numbered(texts: Sequence[Text], language: str) -> list[str]:
    if language == "zh":
        ends = ["；"] * (len(texts) - 1) + ["。"]
        return [
            f"{place}、{text.zh}{end}"
            for place, (text, end) in enumerate(zip(texts, ends, strict=True), 1)
        ]
    return [f"{place}. {text.en}." for place, text in enumerate(texts, 1)]


def requirements(
    rng: Random, occupation: Occupation, skills: Sequence[str], degree: Degree, years: int
) -> list[Text]:
    """Degree and major, years, skills, and how one works."""
    fields = some(rng, majors(occupation.group), 2)
    areas_zh, areas_en = "、".join(f.zh for f in fields), ", ".join(f.en for f in fields)
    return [
        Text(
            f"{degree.zh}及以上学历，{areas_zh}等相关专业" if degree else f"{areas_zh}等相关专业",
            f"Degree: {degree.en} or above, in {areas_en} or a related field",
        ),
        Text(
            f"{years}年以上相关工作经验" if years else "经验不限，欢迎应届毕业生",
            f"At least {years} years of related experience"
            if years
            else "New graduates are welcome",
        ),
        Text(f"熟悉{'、'.join(skills)}", f"Knows {', '.join(map(english_skill, skills))}"),
        pick(rng, told(rng, "any", "trait", 3)),
    ]


def repeated(known: Posting, number: int) -> Posting:
    """The same posting sent again by a colleague, in slightly other words."""
    text = known.description_zh.replace("。\n任职要求", "，按时完成。\n任职要求", 1)
    again = replace(known, number=number, copy_of=known.number, description_zh=text)
    return replace(again, title_zh=f"{known.title_zh}（急聘）")
