"""Talents: people with careers, profiles in one or two languages, and what they agreed to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from yucaihui.demo.careers import Career, career, career_of, skills_of
from yucaihui.demo.cast import member
from yucaihui.demo.dice import chance, dice, pick
from yucaihui.demo.employers import elsewhere
from yucaihui.demo.people import Somebody, phone, somebody
from yucaihui.demo.records import Employer, Talent
from yucaihui.demo.resumes import Draft
from yucaihui.demo.vocabulary import Text, groups, names, occupations, occupations_of
from yucaihui.engines.text.degree import Degree

SHARE_TWO_LANGUAGES = 0.2
CONSENTS = (("matching", 0.95), ("discovery", 0.75), ("statistics", 0.85))
DUPLICATES_PER_THOUSAND = 5
FIRMS_ELSEWHERE = 12


def talents(seed: int, count: int, local: Sequence[Employer], today: date) -> tuple[Talent, ...]:
    """`count` talents; the last few in a thousand are second records of earlier ones."""
    second = max(2, count * DUPLICATES_PER_THOUSAND // 1000) if count > 10 else 0
    pools = workplaces(seed, local)
    made = [talent(seed, number, pools, today) for number in range(count - second)]
    made += [second_record(dice(seed, "again", n), made, len(made) + n) for n in range(second)]
    return tuple(made)


def workplaces(seed: int, local: Sequence[Employer]) -> dict[str, list[Text]]:
    """Employers that careers name, by group: the city's own and some of other cities."""
    rng = dice(seed, "elsewhere")
    cities = [Text(zh, en) for zh, en in names()["city_en"].items() if zh != "重庆"]
    found: dict[str, list[Text]] = {}
    for code, group in groups().items():
        own = [Text(one.name_zh, one.name_en) for one in local if one.group == code]
        found[code] = own + [
            elsewhere(rng, pick(rng, cities), group) for _ in range(FIRMS_ELSEWHERE)
        ]
    return found


def talent(seed: int, number: int, pools: dict[str, list[Text]], today: date) -> Talent:
    rng = dice(seed, "talent", number)
    person = somebody(rng)
    group = pick(rng, list(groups().values()), [g.share for g in groups().values()]).code
    occupation = pick(rng, occupations_of(group))
    life = career(rng, occupation, person.country, today, pools[group])
    return described(rng, number, person, life)


# Members of the cast with a profile: country, gender, city, title, highest degree, years.
LEADS: dict[str, tuple[str, str, Text, str, Degree, int]] = {
    "talent_yutong": ("CN", "f", Text("重庆", "Chongqing"), "BMS软件工程师", Degree.MASTER, 7),
    "talent_jonas": (
        "DE",
        "m",
        Text("Stuttgart", "Stuttgart"),
        "电驱动系统工程师",
        Degree.DOCTOR,
        9,
    ),
}


def leads(seed: int, first: int, local: Sequence[Employer], today: date) -> tuple[Talent, ...]:
    """The members of the cast with a profile, numbered from `first`."""
    pools = workplaces(seed, local)
    return tuple(lead(seed, key, first + n, pools, today) for n, key in enumerate(LEADS))


def lead(seed: int, key: str, number: int, pools: dict[str, list[Text]], today: date) -> Talent:
    rng = dice(seed, "lead", key)
    country, gender, city, title, degree, years = LEADS[key]
    who = member(key)
    name = Text(who.name_zh if country == "CN" else "", who.name_en)
    person = Somebody(name, gender, country, city, who.email)
    occupation = next(one for one in occupations() if one.title.zh == title)
    life = career_of(rng, occupation, country, degree, years, today, pools[occupation.group])
    made = described(rng, number, person, life)
    consents = tuple(purpose for purpose, _ in CONSENTS)
    resumes = {code: readdressed(doc, who.email, "") for code, doc in made.resumes.items()}
    return replace(made, cast=key, email=who.email, phone="", resumes=resumes, consents=consents)


def described(rng: Random, number: int, person: Somebody, life: Career) -> Talent:
    email = f"{person.email_name}.{number}@talent.example"
    telephone = phone(number, person.country)
    contact = {"email": email} | ({"phone": telephone} if telephone else {})
    draft = Draft(rng, person, life, skills_of(rng, life))
    resumes = {code: draft.render(code, contact) for code in languages_of(rng, person)}
    return Talent(
        number=number,
        group=life.occupation.group,
        email=email,
        phone=telephone,
        name_zh=person.name.zh,
        name_en=person.name.en,
        country=person.country,
        city=person.city.zh,
        gender=person.gender,
        birth_year=life.birth_year,
        degree=int(life.degree),
        years=float(life.years),
        resumes=resumes,
        consents=tuple(purpose for purpose, share in CONSENTS if chance(rng, share)),
    )


def languages_of(rng: Random, person: Somebody) -> tuple[str, ...]:
    if person.country != "CN":
        return ("en",)
    return ("zh-hans", "en") if chance(rng, SHARE_TWO_LANGUAGES) else ("zh-hans",)


def second_record(rng: Random, known: Sequence[Talent], number: int) -> Talent:
    """Somebody who came again with another address; most kept the telephone."""
    first = pick(rng, [one for one in known if one.phone])
    email = f"again.{number}.{first.email}"
    telephone = first.phone if chance(rng, 0.7) else phone(number, first.country)
    return replace(
        first,
        number=number,
        same_as=first.number,
        email=email,
        phone=telephone,
        resumes={code: readdressed(doc, email, telephone) for code, doc in first.resumes.items()},
    )


def readdressed(resume: dict[str, Any], email: str, telephone: str) -> dict[str, Any]:
    basics = {**resume["basics"], "email": email, "phone": telephone}
    if not telephone:
        del basics["phone"]
    return {**resume, "basics": basics}
