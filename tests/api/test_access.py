"""Every operation as every role, against one table: an operation that is in no table fails."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.access.applications import desk
from tests.access.world import World
from tests.api.ground import BODIES, UPLOADS, address_of
from tests.api.parts import gathered
from tests.api.roles import EVERYBODY, OFFICE, OFFICE_ALONE, SIGNED_IN, TALENT, inside, row
from yucaihui.api.api import api
from yucaihui.api.reference import document_of, operations
from yucaihui.core.accounts.middleware import SecondFactorForStaff

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1"
TABLE: dict[str, dict[str, int]] = {
    "GET /me/": SIGNED_IN,
    "GET /positions/": EVERYBODY,
    "GET /positions/{uid}/": EVERYBODY,
    "GET /employers/{uid}/positions/": row(401, 200, 200, 200, 200, 200, 200),
    "POST /employers/{uid}/positions/": inside(201, office=404),
    "GET /my/positions/{uid}/": inside(200, office=200),
    "PATCH /my/positions/{uid}/": inside(200, office=403),
    "POST /my/positions/{uid}/publish/": inside(200, office=403),
    "POST /my/positions/{uid}/hold/": inside(200, office=200),
    "POST /my/positions/{uid}/close/": inside(200, office=422),
    "POST /my/positions/{uid}/extend/": inside(200, office=403),
    "POST /imports/": row(401, 403, 403, 403, 403, 201, 201),
    "GET /imports/{uid}/": inside(200, office=200),
    "GET /imports/{uid}/rows/": inside(200, office=200),
    "PUT /imports/{uid}/columns/": inside(200, office=200),
    "POST /imports/{uid}/commit/": inside(200, office=200),
    "POST /imports/{uid}/cancel/": inside(200, office=200),
    "POST /imports/{uid}/roll-back/": inside(200, office=200),
    "POST /imports/{uid}/verify/": inside(403, office=200),
    "GET /my/matches/": TALENT,
    "GET /positions/{uid}/candidates/": inside(200, office=200),
    "GET /positions/{uid}/candidates/{person}/": inside(200, office=200),
    "GET /positions/{uid}/fit/": TALENT,
    "GET /matching/runs/": OFFICE_ALONE,
    "GET /matching/audits/": OFFICE_ALONE,
    "GET /matching/audits/{uid}/": OFFICE_ALONE,
    "GET /my/applications/": SIGNED_IN,
    "GET /employer/applications/": SIGNED_IN,
    "GET /applications/{uid}/": row(401, 200, 200, 404, 404, 200, 200),
    "POST /positions/{uid}/applications/": row(401, 201, 422, 422, 422, 422, 422),
    "POST /applications/{uid}/moves/": row(401, 403, 200, 404, 404, 403, 403),
    "POST /applications/{uid}/interviews/": row(401, 403, 201, 404, 404, 403, 403),
    "POST /applications/{uid}/offers/": row(401, 403, 201, 404, 404, 403, 403),
    "POST /interviews/{uid}/answer/": row(401, 200, 403, 404, 404, 403, 403),
    "POST /offers/{uid}/answer/": row(401, 200, 403, 404, 404, 403, 403),
    "POST /positions/{uid}/reviews/": row(401, 201, 422, 422, 422, 422, 422),
    "GET /reviews/": SIGNED_IN,
    "POST /reviews/{uid}/answer/": row(401, 403, 404, 404, 404, 200, 200),
    "GET /my/record/": TALENT,
    "GET /my/profiles/{language}/": TALENT,
    "PUT /my/profiles/{language}/": TALENT,
    "GET /my/consents/": TALENT,
    "POST /my/consents/": row(401, 201, 404, 404, 404, 404, 404),
    "DELETE /my/consents/{uid}/": TALENT,
    "POST /my/resumes/": row(401, 201, 404, 404, 404, 404, 404),
    "GET /my/resumes/": TALENT,
    "GET /my/resumes/{uid}/": TALENT,
    "POST /my/resumes/{uid}/confirm/": TALENT,
    "DELETE /my/resumes/{uid}/": TALENT,
    "POST /cv-batches/": row(401, 403, 403, 403, 403, 201, 201),
    "GET /cv-batches/": SIGNED_IN,
    "GET /cv-batches/{uid}/": OFFICE,
    "GET /cv-batches/{uid}/files/": OFFICE,
    "POST /cv-batches/{uid}/stop/": OFFICE,
    "POST /cv-batches/{uid}/go-on/": OFFICE,
    "POST /cv-batches/{uid}/invite/": OFFICE,
    "POST /cv-batches/{uid}/take-back/": OFFICE,
    "PUT /cv-files/{uid}/": OFFICE,
    "POST /cv-files/{uid}/decide/": OFFICE,
    "POST /cv-files/{uid}/invite/": OFFICE,
    "DELETE /cv-files/{uid}/": OFFICE,
    "GET /imports/": SIGNED_IN,
    "POST /applications/{uid}/transfers/": row(401, 403, 201, 404, 404, 403, 403),
    "POST /transfers/{uid}/answer/": row(401, 200, 403, 404, 404, 403, 403),
    "GET /talents/": row(401, 403, 200, 403, 403, 200, 200),
    "GET /talents/{uid}/": row(401, 403, 200, 403, 403, 200, 200),
    # The office sees everybody who may be found and invites nobody.
    "POST /talents/{uid}/invitations/": row(401, 403, 201, 403, 403, 404, 404),
    "GET /my/wish/": TALENT,
    "PUT /my/wish/": TALENT,
    "GET /my/organisations/": SIGNED_IN,
    "GET /my/organisations/{uid}/members/": inside(200, office=200),
    "POST /my/organisations/{uid}/members/": inside(201, office=201),
    "PUT /my/members/{uid}/": inside(200, office=200),
    "DELETE /my/members/{uid}/": inside(200, office=200),
    "GET /my/invitations/": SIGNED_IN,
    "POST /my/invitations/{uid}/accept/": row(401, 404, 404, 200, 404, 404, 404),
    "GET /my/organisations/{uid}/verification/": inside(200, office=200),
    "POST /my/organisations/{uid}/verification/": inside(201, office=201),
    "GET /ledger/books/": OFFICE_ALONE,
    "GET /ledger/books/{code}/balance/": OFFICE_ALONE,
    "GET /ledger/books/{code}/vouchers/": OFFICE_ALONE,
    "POST /ledger/books/{code}/entries/": row(401, 403, 403, 403, 403, 201, 201),
    "GET /ledger/verification/": OFFICE_ALONE,
    "POST /ledger/books/{code}/statements/": row(401, 403, 403, 403, 403, 201, 201),
    "GET /ledger/drafts/{uid}/": OFFICE_ALONE,
    "POST /ledger/drafts/{uid}/confirm/": row(401, 403, 403, 403, 403, 201, 201),
    "DELETE /ledger/drafts/{uid}/": OFFICE_ALONE,
    "GET /ledger/statements/": OFFICE_ALONE,
    "DELETE /ledger/statements/{uid}/": OFFICE_ALONE,
    "GET /organisations/": EVERYBODY,
    "GET /organisations/{uid}/": EVERYBODY,
    **gathered("TABLE"),
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    # The table says what roles may do; the second factor that staff need first has its own tests.
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    world = World()
    desk(world)
    return world


def test_the_table_has_every_operation_and_no_other() -> None:
    listed = {
        f"{method.upper()} {path.removeprefix(PREFIX)}"
        for method, path, _operation in operations(document_of(api))
    }
    assert listed == set(TABLE)


def test_each_role_gets_what_the_table_says(world: World) -> None:
    found = {name: statuses(name, world) for name in TABLE}
    assert found == TABLE


def statuses(name: str, world: World) -> dict[str, int]:
    method, path = name.split(" ")
    address = PREFIX + address_of(path, world)
    return {role: status(role, method, address, name, world) for role in TABLE[name]}


def status(role: str, method: str, address: str, name: str, world: World) -> int:
    """What `role` is answered, with what it did undone."""
    client = Client()
    if role != "visitor":
        client.force_login(world.users[role], backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        answer: HttpResponse = send(client, method, address, name)
        transaction.set_rollback(True)
    return answer.status_code


def send(client: Client, method: str, address: str, name: str) -> Any:
    if name in UPLOADS:
        return client.post(address, UPLOADS[name]())
    body = json.dumps(BODIES[name]()) if name in BODIES else ""
    return client.generic(method, address, body, "application/json")
