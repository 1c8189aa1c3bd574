"""Employers publish their positions."""

from typing import Any

from yucaihui.demo.records import Posting
from yucaihui.demo.town import Town
from yucaihui.recruitment.services.postings import create_posting, publish_posting


def offer_positions(town: Town) -> None:
    """Each on the day it was posted; positions of unverified employers wait to become public."""
    for one in town.counted("岗位 positions", town.city.postings, step=20):
        employer = town.employers[one.employer]
        by = town.recruiter(one.number)
        made = create_posting(employer, by=by, on=one.posted_on, **fields_of(one))
        town.postings[one.number] = publish_posting(made, by=by, on=one.posted_on)


def fields_of(one: Posting) -> dict[str, Any]:
    return {
        "title_zh": one.title_zh,
        "title_en": one.title_en,
        "description_zh": one.description_zh,
        "description_en": one.description_en,
        "headcount": one.headcount,
        "min_degree": one.min_degree,
        "min_years": one.min_years,
        "languages": list(one.languages),
        "skills": list(one.skills),
        "city": "重庆",
        "district": one.district,
        "cluster": one.cluster,
        "salary_min": one.salary_min,
        "salary_max": one.salary_max,
        "salary_months": one.salary_months,
        "salary_negotiable": one.negotiable,
        "valid_through": one.valid_through,
        "external_id": f"P{one.number:05d}",
    }
