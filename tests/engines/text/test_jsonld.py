"""The markup that search engines read: ours is without fault, and faults in anyone's are named."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.jsonld import (
    Document,
    JobAd,
    Problem,
    description_html,
    job_posting,
    script_text,
    validate,
)

AD = JobAd(
    identifier="8h2k4m6n8p0q2r4s",
    url="https://jobs.example/positions/8h2k4m6n8p0q2r4s/",
    title="电池热管理工程师",
    description="岗位职责：\n1、热仿真\n2、台架试验\n任职要求：\n熟悉 <CFD> & 测试",
    posted=date(2026, 11, 1),
    valid_through=date(2027, 1, 30),
    employer="重庆蓝禾动力有限公司",
    locality="重庆",
    district="渝北区",
    salary_min=18_000,
    salary_max=30_000,
    degree=Degree.BACHELOR,
    years=3,
    headcount=4,
    skills=("CFD", "热仿真"),
    industry="智能网联新能源汽车",
)
COUNTRY = "jobLocation.address.addressCountry"


def test_a_complete_ad_gives_this_document() -> None:
    assert job_posting(AD) == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "电池热管理工程师",
        "description": "<p>岗位职责：</p><ul><li>热仿真</li><li>台架试验</li></ul>"
        "<p>任职要求：</p><p>熟悉 &lt;CFD&gt; &amp; 测试</p>",
        "identifier": {
            "@type": "PropertyValue",
            "name": "重庆蓝禾动力有限公司",
            "value": "8h2k4m6n8p0q2r4s",
        },
        "url": "https://jobs.example/positions/8h2k4m6n8p0q2r4s/",
        "datePosted": "2026-11-01",
        "validThrough": "2027-01-30T23:59:59+08:00",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {"@type": "Organization", "name": "重庆蓝禾动力有限公司"},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "渝北区",
                "addressLocality": "重庆",
                "addressCountry": "CN",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "CNY",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 18000,
                "maxValue": 30000,
                "unitText": "MONTH",
            },
        },
        "educationRequirements": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "bachelor degree",
        },
        "experienceRequirements": {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": 36,
        },
        "totalJobOpenings": 4,
        "skills": "CFD, 热仿真",
        "industry": "智能网联新能源汽车",
        "directApply": True,
    }
    assert validate(job_posting(AD), on=date(2026, 12, 1)) == ()


def test_what_is_unknown_is_left_out_and_the_rest_stays_without_error() -> None:
    bare = replace(
        AD, salary_min=None, salary_max=None, degree=Degree.NONE, years=0, headcount=None, skills=()
    )
    left_out = {"baseSalary", "educationRequirements", "experienceRequirements", "skills"}
    assert job_posting(bare).keys() == job_posting(AD).keys() - left_out - {"totalJobOpenings"}
    assert validate(job_posting(bare)) == (Problem("warning", "baseSalary", "recommended"),)


def changed(path: str, value: Any) -> Document:
    document: Document = json.loads(json.dumps(job_posting(AD)))
    *above, last = path.split(".")
    part: Any = document
    for key in above:
        part = part[key]
    part[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("@type", "Job", ("@type", "not_a_job_posting")),
        ("@context", "https://other.example", ("@context", "not_schema_org")),
        ("title", " ", ("title", "missing")),
        ("description", "", ("description", "missing")),
        ("description", "<p>电池热管理工程师</p>", ("description", "same_as_title")),
        ("description", "<p>x</p><script>y</script>", ("description", "html_tag")),
        ("description", '<p class="a">x</p>', ("description", "html_attribute")),
        ("description", "<ul><li>x</ul></li>", ("description", "html_nesting")),
        ("datePosted", "2026年11月1日", ("datePosted", "not_iso_8601")),
        ("validThrough", "2026-10-31", ("validThrough", "before_date_posted")),
        ("validThrough", "2026-11-30", ("validThrough", "expired")),
        ("hiringOrganization", {"@type": "Organization"}, ("hiringOrganization.name", "missing")),
        ("jobLocation", [], ("jobLocation", "missing")),
        ("jobLocation.address", "Chongqing", ("jobLocation.address", "missing")),
        (COUNTRY, "", (COUNTRY, "missing")),
        (COUNTRY, "cn", (COUNTRY, "not_allowed")),
        ("jobLocationType", "REMOTE", ("jobLocationType", "not_allowed")),
        ("employmentType", "FULLTIME", ("employmentType", "not_allowed")),
        ("employmentType", ["FULL_TIME", "full_time"], ("employmentType", "not_allowed")),
        ("baseSalary", 18000, ("baseSalary.value", "missing")),
        ("baseSalary.currency", "RMB¥", ("baseSalary.currency", "not_allowed")),
        ("baseSalary.value.unitText", "MONTHLY", ("baseSalary.value.unitText", "not_allowed")),
        ("baseSalary.value.minValue", 0, ("baseSalary.value", "not_a_positive_number")),
        ("baseSalary.value.maxValue", "many", ("baseSalary.value", "not_a_positive_number")),
        ("baseSalary.value.maxValue", 17_000, ("baseSalary.value", "from_above_to")),
        ("baseSalary.value", {"minValue": 1, "unitText": "MONTH"}, ("baseSalary.value", "missing")),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(
    path: str, value: Any, problem: tuple[str, str]
) -> None:
    found = validate(changed(path, value), on=date(2026, 12, 1))
    assert [(fault.path, fault.code) for fault in found if fault.level == "error"][:1] == [problem]


def test_remote_work_needs_a_country_of_applicants_instead_of_a_place() -> None:
    document = changed("jobLocationType", "TELECOMMUTE")
    del document["jobLocation"]
    assert validate(document) == (Problem("error", "applicantLocationRequirements", "missing"),)
    document["applicantLocationRequirements"] = {"@type": "Country", "name": "CN"}
    assert validate(document) == ()


@given(st.text(), st.text(min_size=1))
def test_whatever_the_text_the_html_is_simple_and_the_script_cannot_be_left(
    text: str, title: str
) -> None:
    document = job_posting(replace(AD, title=title, description=text))
    codes = {problem.code for problem in validate(document)}
    assert codes <= {"missing", "same_as_title"}
    script = script_text(document)
    assert not {"<", ">", "&"} & set(script)
    assert json.loads(script) == document


def test_markup_of_others_is_judged_as_its_file_says(shared_data: Path) -> None:
    folder = shared_data / "jobs" / "jobposting_jsonld_fixtures_apache2"
    errors = {
        path.stem: {problem.path for problem in faults if problem.level == "error"}
        for path in folder.glob("*.json")
        for faults in [validate(json.loads(path.read_text()))]
    }
    assert errors == {
        "valid1": set(),
        "valid2": set(),
        "valid3": set(),
        "hybrid-job": set(),
        "missing-recommended": {"applicantLocationRequirements"},
        "remote-missing-location": {"applicantLocationRequirements"},
        "missing-address-country": {"jobLocation.address.addressCountry"},
        "missing-required": {"hiringOrganization.name", "jobLocation"},
    }


def test_blank_lines_and_plain_lines_become_paragraphs() -> None:
    assert description_html("a\n\n b ") == "<p>a</p><p>b</p>"
    assert description_html("• x\n• y\nz") == "<ul><li>x</li><li>y</li></ul><p>z</p>"
    assert description_html("1、") == "<p>1、</p>"
