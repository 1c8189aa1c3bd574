"""A CV is read by a worker and used only after its person confirmed it."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import Settings

from tests.factories import TODAY, make_person, make_user
from yucaihui.core.files.services import RefusedFile
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import queries, services
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import Person, ResumeDocument

pytestmark = pytest.mark.django_db
RESUME = {
    "basics": {"name": "Xiao Lin", "email": "lin@mail.test", "label": "Battery engineer"},
    "education": [{"institution": "Yujiang University", "studyType": "Master"}],
}


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def word_file() -> bytes:
    document = docx.Document()
    for line in (
        "林晓",
        "邮箱：lin@mail.test",
        "教育背景",
        "2017.09-2020.06 渝江理工大学 车辆工程 硕士",
    ):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def uploaded(data: bytes, person: Person | None = None) -> ResumeDocument:
    person = person or make_person(user=make_user("talent"))
    document = services.upload_resume(person, data, "cv", by=person.user)
    run_waiting()
    document.refresh_from_db()
    return document


def test_a_word_file_is_read_and_waits_for_its_person() -> None:
    document = uploaded(word_file())
    assert (document.state, document.language) == ("parsed", "zh-hans")
    assert document.resume["basics"]["name"] == "林晓"
    assert queries.current_profiles(document.person) == {}


def test_the_person_confirms_what_they_corrected() -> None:
    document = uploaded(json.dumps(RESUME).encode())
    person = document.person
    corrected = {**document.resume, "basics": {**document.resume["basics"], "label": "Engineer"}}
    profile = services.confirm_resume(document, corrected, by=person.user, language="en", on=TODAY)
    assert (profile.headline, profile.person) == ("Engineer", person)
    assert (document.state, queries.emails_of(person)[-1]) == ("confirmed", "lin@mail.test")
    with pytest.raises(AlreadyDecided):
        services.confirm_resume(document, corrected, by=person.user, language="en", on=TODAY)
    with pytest.raises(Refused):
        services.discard_resume(document, by=person.user)


def test_nobody_else_confirms_not_even_the_office() -> None:
    document = uploaded(json.dumps(RESUME).encode())
    for other in (make_user("office"), make_user("talent")):
        with pytest.raises(PermissionDenied):
            services.confirm_resume(document, RESUME, by=other, language="en")


def test_a_discarded_cv_leaves_no_file(
    tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    document = uploaded(word_file())
    assert callable(django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        services.discard_resume(document, by=document.person.user)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert ResumeDocument.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "state", "reason"),
    [(b"%PDF-1.4 broken", "refused", "broken"), (b"{not json", "refused", "broken")],
)
def test_a_file_that_can_not_be_read_says_why(data: bytes, state: str, reason: str) -> None:
    document = uploaded(data)
    assert (document.state, document.reason) == (state, reason)
    assert queries.why(document)[1] == "the file is damaged and cannot be opened; export it again"
    with pytest.raises(AlreadyDecided):
        services.confirm_resume(document, RESUME, by=document.person.user, language="en")


def test_pictures_and_programs_are_not_taken() -> None:
    person = make_person(user=make_user("talent"))
    for data in (b"\x89PNG\r\n\x1a\n", b"MZ\x90\0\x03", b""):
        with pytest.raises(RefusedFile):
            services.upload_resume(person, data, "cv.pdf", by=person.user)
