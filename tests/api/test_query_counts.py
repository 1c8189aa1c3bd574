"""Every list of the API costs the same number of queries for 1, 3 and 50 rows."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.api.lists import List
from tests.api.parts import gathered
from tests.directory.test_cv_reading import cvs
from tests.factories import make_employer, make_posting, make_talent, make_user
from tests.ledger.ground import Fund
from tests.queries import queries_of
from yucaihui.api.api import api
from yucaihui.api.reference import document_of, operations
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.tokens import issue_token
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import services as directory
from yucaihui.directory.models import CvBatch
from yucaihui.directory.services.cv_batches import upload_cvs
from yucaihui.ledger import services as ledger
from yucaihui.recruitment.services.applications import apply
from yucaihui.recruitment.services.imports import confirm_mapping, upload_batch
from yucaihui.recruitment.services.matches import match_everything
from yucaihui.recruitment.services.reviews import request_review

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1"


@pytest.fixture(autouse=True)
def second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office has set theirs up."""
    monkeypatch.setattr("allauth.mfa.utils.is_mfa_enabled", lambda _user: True)


def open_positions(number: int) -> List:
    employer = make_employer()
    for _ in range(number):
        make_posting(employer)
    return List("/positions/", None, number)


def own_positions(number: int) -> List:
    owner = make_user()
    employer = make_employer(owner=owner)
    for _ in range(number):
        make_posting(employer, published=False)
    return List(f"/employers/{employer.uid}/positions/", owner, number)


def rows_of_an_import(number: int) -> List:
    owner = make_user()
    employer = make_employer(owner=owner)
    lines = "".join(f"工程师{n},{n + 1}\n" for n in range(number))
    sheet = f"岗位名称,招聘人数\n{lines}".encode()
    batch = upload_batch(sheet, "a.csv", by=owner, employer=employer)
    run_waiting()
    batch.refresh_from_db()
    confirm_mapping(batch, {"": {"title": 0, "headcount": 1}}, by=owner)
    run_waiting()
    return List(f"/imports/{batch.uid}/rows/", owner, number)


def my_applications(number: int) -> List:
    talent = make_talent()
    for _ in range(number):
        apply(talent, make_posting(), by=talent.user, consent=True)
    return List("/my/applications/", talent.user, number)


def received_applications(number: int) -> List:
    owner = make_user()
    posting = make_posting(make_employer(owner=owner))
    for _ in range(number):
        talent = make_talent()
        apply(talent, posting, by=talent.user, consent=True)
    return List("/employer/applications/", owner, number)


def my_reviews(number: int) -> List:
    talent = make_talent()
    for _ in range(number):
        request_review(talent, make_posting(), question="Why?", explanation={}, by=talent.user)
    return List("/reviews/", talent.user, number)


def my_matches(number: int) -> List:
    talent, employer = make_talent(), make_employer()
    for _ in range(number):
        make_posting(employer)
    match_everything(timezone.localdate())
    return List("/my/matches/", talent.user, number)


def candidates(number: int) -> List:
    owner = make_user()
    posting = make_posting(make_employer(owner=owner))
    for _ in range(number):
        make_talent()
    match_everything(timezone.localdate())
    return List(f"/positions/{posting.uid}/candidates/", owner, number)


def runs(number: int) -> List:
    for _ in range(number):
        match_everything(timezone.localdate())
    return List("/matching/runs/", make_user("office"), number)


def audited(number: int) -> List:
    for _ in range(number):
        match_everything(timezone.localdate())
        run_waiting()
    return List("/matching/audits/", make_user("office"), number)


def my_consents(number: int) -> List:
    talent = make_talent()
    for _ in range(number - 2):  # two came with the talent
        directory.grant_consent(talent, "application", by=talent.user, recipient=make_employer())
    return List("/my/consents/", talent.user, max(2, number))


def organisations(number: int) -> List:
    for _ in range(number):
        make_employer()
    return List("/organisations/", None, number)


def my_resumes(number: int) -> List:
    talent = make_talent()
    for n in range(number):
        data = json.dumps({"basics": {"name": f"Ada {n}"}}).encode()
        directory.upload_resume(talent, data, "cv", by=talent.user)
    return List("/my/resumes/", talent.user, number)


def cv_folder(number: int, by: User) -> CvBatch:
    """So many CVs of people who share nothing, read."""
    uploads = [SimpleUploadedFile(name, data) for name, data in cvs(number).items()]
    batch = upload_cvs(uploads, by=by)
    run_waiting()
    return batch


def cv_batches(number: int) -> List:
    office = make_user("office")
    for _ in range(number):
        upload_cvs([SimpleUploadedFile("a.exe", b"MZ\x90")], by=office)
    return List("/cv-batches/", office, number)


def files_of_a_folder(number: int) -> List:
    office = make_user("office")
    return List(f"/cv-batches/{cv_folder(number, office).uid}/files/", office, number)


def imports_seen(number: int) -> List:
    owner = make_user()
    employer = make_employer(owner=owner)
    for n in range(number):
        upload_batch(f"岗位名称\n工程师{n}\n".encode(), "a.csv", by=owner, employer=employer)
    return List("/imports/", owner, number)


def talents_found(number: int) -> List:
    owner = make_user()
    make_employer(owner=owner)
    for _ in range(number):
        make_talent()
    return List("/talents/", owner, number)


def my_organisations(number: int) -> List:
    owner = make_user()
    for _ in range(number):
        make_employer(owner=owner)
    return List("/my/organisations/", owner, number)


def members(number: int) -> List:
    owner = make_user()
    employer = make_employer(owner=owner)
    for _ in range(number - 1):  # the first is the owner
        user = make_user()
        invited = directory.invite_member(employer, user.email, by=None)
        directory.accept_invitation(invited, user=user)
    return List(f"/my/organisations/{employer.uid}/members/", owner, number)


def my_invitations(number: int) -> List:
    user = make_user()
    for _ in range(number):
        directory.invite_member(make_employer(), user.email, by=None)
    return List("/my/invitations/", user, number)


# Operation: what makes so many rows for it, and the queries that a request for them costs.
def books(number: int) -> List:
    funds = [Fund() for _ in range(number)]
    return List("/ledger/books/", funds[0].maker, number)


def vouchers(number: int) -> List:
    fund = Fund()
    for _ in range(number):
        fund.appropriate(1)
    return List(f"/ledger/books/{fund.book.code}/vouchers/", fund.maker, number)


def statements(number: int) -> List:
    fund = Fund()
    for day in range(1, number + 1):
        on = date(2026, 1, 1) + timedelta(days=day)
        data = f"H,{fund.available.uid},{on},{on},0\nT,0,0,0".encode()
        ledger.import_statement(fund.book, data, by=fund.maker, on=date(2026, 11, 23))
    return List("/ledger/statements/", fund.maker, number)


LISTS: dict[str, tuple[Callable[[int], List], int]] = {
    "/positions/": (open_positions, 4),
    "/employers/{uid}/positions/": (own_positions, 5),
    "/imports/{uid}/rows/": (rows_of_an_import, 6),
    "/my/applications/": (my_applications, 5),
    "/employer/applications/": (received_applications, 6),
    "/reviews/": (my_reviews, 6),
    "/my/matches/": (my_matches, 12),
    "/positions/{uid}/candidates/": (candidates, 12),
    "/matching/runs/": (runs, 5),
    "/matching/audits/": (audited, 5),
    "/my/consents/": (my_consents, 5),
    "/ledger/books/": (books, 5),
    "/ledger/books/{code}/vouchers/": (vouchers, 7),
    "/ledger/statements/": (statements, 5),
    "/my/resumes/": (my_resumes, 5),
    "/cv-batches/": (cv_batches, 5),
    "/cv-batches/{uid}/files/": (files_of_a_folder, 7),
    "/imports/": (imports_seen, 5),
    "/talents/": (talents_found, 7),
    "/my/organisations/": (my_organisations, 4),
    "/my/organisations/{uid}/members/": (members, 5),
    "/my/invitations/": (my_invitations, 4),
    "/organisations/": (organisations, 2),
    **gathered("LISTS"),
}


def test_every_list_is_counted_here() -> None:
    document = document_of(api)
    listed = {
        path.removeprefix(PREFIX)
        for method, path, operation in operations(document)
        if method == "get" and "items" in form_of(operation, document)["properties"]
    }
    assert listed == set(LISTS)


def form_of(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    form: dict[str, Any] = document["components"]["schemas"][reference.rpartition("/")[2]]
    return form


@pytest.mark.parametrize("number", [1, 3, 50])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_whatever_its_length(path: str, number: int) -> None:
    make, queries = LISTS[path]
    made = make(number)
    headers = {}
    if made.reader is not None:
        headers["Authorization"] = f"Bearer {issue_token(made.reader, 'count')[1]}"
    client = Client(headers=headers)
    address = f"{PREFIX}{made.path}?size=50"
    assert client.get(address).json()["count"] == made.rows
    assert queries_of(lambda: client.get(address)) == queries
