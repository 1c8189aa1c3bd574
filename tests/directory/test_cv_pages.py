"""The pages of folders of CVs, as the office and the invited use them without a script."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from tests.directory.test_cv_reading import cv, cvs, read
from tests.directory.test_pages import sent, signed_in, text
from tests.factories import make_person, make_talent, make_user
from tests.queries import queries_of
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.core.files.services import JSON, store
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.mail.models import Letter
from yucaihui.directory import queries
from yucaihui.directory.models import CvBatch, CvFile, Person, ResumeDocument
from yucaihui.directory.queries.cvs import files_of
from yucaihui.directory.services import cv_invitations
from yucaihui.directory.views import cvs as views

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def house(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)


@pytest.fixture
def office() -> User:
    return make_user("office")


def files(contents: dict[str, bytes]) -> dict[str, Any]:
    return {"documents": [SimpleUploadedFile(name, data) for name, data in contents.items()]}


def test_a_folder_from_the_form_to_the_verdicts(office: User) -> None:
    desk = signed_in(office)
    page = text(desk.get("/en/office/cvs/"))
    assert "up to 300 files and 200 MB at once. A ZIP may hold 1000 files" in page
    answer = desk.post("/en/office/cvs/", files({**cvs(2), "scan.png": b"\x89PNG\r\n\x1a\n"}))
    batch = CvBatch.objects.get()
    address = f"/en/office/cvs/{batch.uid}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert "Reading CVs" in text(desk.get(address))
    run_waiting()
    done = desk.get(f"{address}progress/")
    assert (done.status_code, done.headers["HX-Refresh"]) == (204, "true")
    page = text(desk.get(address))
    for words in ("Ada Number0", "ada1@mail.test", "Invite 2 people", "A picture without text"):
        assert words in page
    assert "Ada Number0" not in text(desk.get(f"{address}?show=image_only"))


def test_a_form_without_files_says_what_to_do(office: User) -> None:
    page = text(signed_in(office).post("/en/office/cvs/", {"token": "x"}))
    assert "This field is required." in page
    assert CvBatch.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3, 50])
def test_both_lists_cost_the_same_whatever_their_length(office: User, number: int) -> None:
    desk = signed_in(office)
    for _ in range(number):
        batch = CvBatch.objects.create(created_by=office, state="read")
    for n in range(number):
        fill(batch, n)
    assert queries_of(lambda: desk.get("/en/office/cvs/")) == 6
    assert queries_of(lambda: desk.get(f"/en/office/cvs/{batch.uid}/")) == 9


def fill(batch: CvBatch, number: int) -> None:
    """A row with a record and an address, without a job."""
    data = f'{{"n": "{batch.uid} {number}"}}'.encode()
    file = store(data, name="cv", owner=None, purpose="cv", allowed={JSON}, max_bytes=100)
    person = make_person(emails=[f"a{number}@mail.test"])
    document = ResumeDocument.objects.create(person=person, file=file, state="parsed")
    CvFile.objects.create(
        batch=batch,
        place=str(number),
        path=f"{number}.pdf",
        sha256=file.sha256,
        verdict="parsed",
        step="ready",
        document=document,
        expires_on="2027-01-01",
    )


def test_the_office_corrects_and_invites_on_the_files_page(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = signed_in(office)
    row = files_of(read({"lin.json": cv(email="")}, office)).get()
    address = f"/en/office/cv-files/{row.uid}/"
    form = sent(desk.get(address))
    assert (form["name_zh"], form["email"]) == ("林晓", "")
    page = desk.post(f"{address}invite/", follow=True)
    assert "There is no e-mail address. Write it in first." in text(page)
    assert "Saved." in text(desk.post(address, {**form, "email": "lin@new.test"}, follow=True))
    page = text(desk.post(f"{address}invite/", follow=True))
    assert "The invitation is in the outbox." in page
    assert "Invited at lin@new.test" in page
    assert "A demo sends no mail" not in page
    monkeypatch.setattr(views, "is_demo", lambda: True)
    assert Letter.objects.get().link in text(desk.get(address))


def test_a_likeness_is_shown_with_its_reasons_and_decided(office: User) -> None:
    known = make_person(name_zh="林晓", emails=["lin@mail.test"])
    desk = signed_in(office)
    row = files_of(read({"lin.json": cv()}, office)).get()
    address = f"/en/office/cv-files/{row.uid}/"
    page = text(desk.get(address))
    for words in ("same e-mail address", "same name", f"/en/office/people/{known.uid}/"):
        assert words in page
    page = text(desk.post(f"{address}decide/", {"same": "yes"}, follow=True))
    assert "It waits in that record." in page
    again = text(desk.post(f"{address}decide/", {"same": "no"}, follow=True))
    assert "A colleague has decided on this file." in again


def link_to(row: CvFile, office: User) -> str:
    cv_invitations.invite(row, by=office)
    return f"/en{Letter.objects.get().link}"


@pytest.fixture
def link(office: User) -> str:
    """Of the invitation to 林晓."""
    return link_to(files_of(read({"lin.json": cv()}, office)).get(), office)


def test_the_link_opened_twice_decides_nothing(link: str) -> None:
    for _ in range(2):
        page = Client().get(link)
        assert page.status_code == 200
        # The parsed CV is shown to nobody before they stepped in.
        assert re.search("林晓|lin@mail|澜河", page.content.decode()) is None
        assert "Make an account" in text(page)
    assert Client().get(f"{link}step-in/").status_code == 302
    assert Person.objects.get().user is None


def test_the_invited_step_in_correct_and_confirm(link: str) -> None:
    user = make_user()
    person = signed_in(user)
    assert "Step in and look" in text(person.get(link))
    page = person.post(f"{link}step-in/", follow=True)
    assert "Confirm what was read" in text(page)
    address = page.redirect_chain[-1][0]
    form = {**sent(page), "basics-name": "林小晓"}
    page = person.post(address, form, follow=True)
    assert "Confirmed: this is your profile now." in text(page)
    own = queries.person_of(user)
    assert own is not None
    assert (own.name_zh, list(queries.current_profiles(own))) == ("林小晓", ["zh-hans"])
    over = person.get(link)
    assert (over.status_code, "This link is over" in text(over)) == (410, True)


def test_the_invited_have_everything_erased_without_an_account(link: str) -> None:
    visitor = Client()
    assert "Erase everything now" in text(visitor.get(f"{link}erase/"))
    page = visitor.post(f"{link}erase/", follow=True)
    assert "Everything is erased" in text(page)
    assert Person.objects.count() == 0
    for address in (link, f"{link}erase/"):
        assert visitor.get(address).status_code == 410
    assert visitor.post(f"{link}erase/").status_code == 410


def test_a_made_up_link_is_not_found() -> None:
    assert Client().get("/en/cv-invitations/made-up:abc/").status_code == 404


def test_a_folder_is_taken_back_after_a_question(office: User) -> None:
    desk = signed_in(office)
    batch = read(cvs(2), office)
    address = f"/en/office/cvs/{batch.uid}/take-back/"
    assert "Take this folder back?" in text(desk.get(address))
    desk.post(address)
    run_waiting()
    page = text(desk.get(f"/en/office/cvs/{batch.uid}/"))
    assert "2 files were taken back" in page
    assert "Ada Number" not in page


def test_a_batch_whose_work_died_can_be_started_again(office: User) -> None:
    desk = signed_in(office)
    batch = CvBatch.objects.create(created_by=office)
    address = f"/en/office/cvs/{batch.uid}/"
    assert "The work stopped before it was done." in text(desk.get(address))
    desk.post(f"{address}go-on/")
    run_waiting()
    batch.refresh_from_db()
    assert batch.state == "read"


def test_a_talent_hands_in_several_cvs_at_once() -> None:
    talent = make_talent()
    page = signed_in(talent.user)
    uploads = [SimpleUploadedFile(f"{n}.json", cv(email=f"{n}@mail.test")) for n in range(2)]
    answer = page.post("/en/my/record/cv/", {"file": uploads}, follow=True)
    assert "Handed in. Look at each when it is read, and confirm it." in text(answer)
    assert talent.resume_documents.count() == 2
    wrong = [SimpleUploadedFile("a.json", cv()), SimpleUploadedFile("b.exe", b"MZ\x90\0")]
    assert "b.exe: This kind of file" in text(page.post("/en/my/record/cv/", {"file": wrong}))
    assert talent.resume_documents.count() == 2
