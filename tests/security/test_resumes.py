"""CVs that carry what a database or a parser chokes on."""

import json

import pytest

from tests.factories import make_talent
from yucaihui.directory.services import upload_resume
from yucaihui.directory.services.resumes import read_resume
from yucaihui.engines.text.resumes.parse import parse_resume

HOSTILE = {
    "basics": {"name": "Lin\0 Xiao", "email": "lin@mail.test", "summary": "x \ud800 y"},
    "work": [{"name": "A\0", "position": float("nan"), "startDate": "2019-01"}],
}


def test_what_no_database_keeps_is_left_out_of_a_read_resume() -> None:
    read = parse_resume(json.dumps(HOSTILE).encode()).resume
    assert (read["basics"]["name"], read["basics"]["summary"]) == ("Lin Xiao", "x  y")
    assert (read["work"][0]["name"], read["work"][0]["position"]) == ("A", None)


@pytest.mark.django_db
def test_such_a_resume_is_read_and_kept_on_either_database() -> None:
    talent = make_talent()
    document = upload_resume(talent, json.dumps(HOSTILE).encode(), "cv\0.json", by=talent.user)
    assert read_resume(document) == "parsed"


def test_a_doctype_in_another_encoding_is_refused_like_any() -> None:
    sly = (
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a +AFsAPAAh-ENTITY b '
        b'SYSTEM "file:///etc/hostname"+AD4AXQA+-<a>+ACY-b;</a>'
    )
    parsed = parse_resume(sly)
    assert (parsed.status, parsed.reason) == ("refused", "unsafe_xml")
