"""Employers publish their positions."""

from typing import Any

from yucaihui.demo.records import Posting
from yucaihui.demo.town import Town
from yucaihui.recruitment.services.blocks import NewPosting, publish_postings


def offer_positions(town: Town) -> None:
    """Each on the day it was posted; positions of unverified employers wait to become public."""
    rows = [
        NewPosting(
            employer=town.employers[one.employer],
            by=town.recruiter(one.number),
            on=one.posted_on,
            fields=fields_of(one),
        )
        for one in town.city.postings
    ]
    made = publish_postings(rows, lambda done, total: town.report("岗位 positions", done, total))
    town.postings = dict(enumerate(made))


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
