"""People, organisations and what belongs to them, made through the services."""

from datetime import date
from itertools import count
from typing import Any

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.directory import services as directory
from yucaihui.directory.models import Organisation, Person
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.services import postings

numbers = count(1)
TODAY = date(2026, 11, 23)


def make_user(role: str | None = None, email: str | None = None, language: str = "en") -> User:
    """An account, with a role if one is given."""
    user = create_user(email or f"user{next(numbers)}@mail.test", language=language)
    if role:
        grant_role(user, role)
    return user


def make_resume(**changes: Any) -> dict[str, Any]:
    """A small JSON Resume document."""
    resume: dict[str, Any] = {
        "basics": {"label": "电池热管理工程师", "summary": "六年电池系统经验。"},
        "work": [
            {
                "name": "澜河动力科技有限公司",
                "position": "热管理工程师",
                "startDate": "2020-07",
                "highlights": ["负责电池包热仿真，使用 Python 和 MATLAB"],
            }
        ],
        "education": [
            {
                "institution": "渝江理工大学",
                "area": "车辆工程",
                "studyType": "硕士",
                "startDate": "2017-09",
                "endDate": "2020-06",
            }
        ],
        "skills": [{"name": "Python"}, {"name": "MATLAB"}],
    }
    return {**resume, **changes}


def make_person(
    *, user: User | None = None, resume: dict[str, Any] | None = None, **fields: Any
) -> Person:
    """A talent's record, with a Chinese profile when `resume` is given."""
    number = next(numbers)
    fields = {"name_zh": f"测试{number}", "country": "CN", **fields}
    person = directory.create_person(user=user, **fields)
    if resume is not None:
        directory.save_profile(person, "zh-hans", resume, by=None, on=TODAY)
    return person


def make_talent(*, language: str = "en", **fields: Any) -> Person:
    """A signed-up talent: account, record, profile, consent to matching and to being found."""
    user = make_user("talent", language=language)
    person = make_person(user=user, resume=fields.pop("resume", make_resume()), **fields)
    for purpose in ("matching", "discovery"):
        directory.grant_consent(person, purpose, by=user)
    return person


def make_employer(
    *, verified: bool = True, owner: User | None = None, on: date | None = None, **fields: Any
) -> Organisation:
    """An organisation with an owner; verified for six months from `on` (default: today)."""
    number = next(numbers)
    fields = {"name_zh": f"渝测{number}号科技有限公司", "name_en": f"Yuce {number} Ltd", **fields}
    organisation = directory.create_organisation(owner=owner or make_user(), **fields)
    if verified:
        directory.verify_organisations([organisation], by=None, reason="factory", on=on)
        organisation.refresh_from_db()
    return organisation


def make_posting(
    employer: Organisation | None = None,
    *,
    published: bool = True,
    on: date | None = None,
    **fields: Any,
) -> Posting:
    """A complete posting, public unless its employer is not verified; `on` is its first day."""
    number = next(numbers)
    values: dict[str, Any] = {
        "title_zh": f"电池热管理工程师{number}",
        "description_zh": (
            "岗位职责：\n1、负责电池包热仿真\n2、台架测试\n任职要求：\n熟悉Python与CFD，本科及以上。"
        ),
        "headcount": 2,
        "city": "重庆",
        "district": "渝北区",
        "cluster": "智能网联新能源汽车",
        "min_degree": 2,
        "min_years": 3,
        "skills": ["Python", "CFD"],
        "salary_min": 18_000,
        "salary_max": 30_000,
        **fields,
    }
    posting = postings.create_posting(employer or make_employer(), by=None, on=on, **values)
    return postings.publish_posting(posting, by=None, on=on) if published else posting
