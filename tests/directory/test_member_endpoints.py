"""Members, invitations and verification as programs handle them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import make_employer, make_user
from yucaihui.core.accounts.models import User

pytestmark = pytest.mark.django_db
API = "/api/v1/my"
JSON = "application/json"


def signed_in(user: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def states(client: Client, path: str) -> list[tuple[str, str, str]]:
    items: list[dict[str, Any]] = client.get(f"{API}{path}").json()["items"]
    return [(one["email"], one["role"], one["state"]) for one in items]


def test_a_member_is_invited_joins_becomes_owner_and_leaves() -> None:
    owner, guest = make_user(email="owner@firm.test"), make_user(email="guest@firm.test")
    firm = make_employer(owner=owner)
    boss, other = signed_in(owner), signed_in(guest)
    members = f"/organisations/{firm.uid}/members/"
    invited = boss.post(f"{API}{members}", {"email": "Guest@firm.test"}, JSON)
    assert (invited.status_code, invited.json()["organisation"]) == (201, firm.uid)
    again = boss.post(f"{API}{members}", {"email": "guest@firm.test"}, JSON)
    assert (again.status_code, again.json()["field"]) == (422, "email")
    assert states(other, "/invitations/") == [("guest@firm.test", "member", "invited")]

    uid = invited.json()["id"]
    assert other.post(f"{API}/invitations/{uid}/accept/").json()["state"] == "active"
    assert [one["id"] for one in other.get(f"{API}/organisations/").json()["items"]] == [firm.uid]
    assert other.put(f"{API}/members/{uid}/", {"role": "owner"}, JSON).status_code == 403
    assert boss.put(f"{API}/members/{uid}/", {"role": "owner"}, JSON).json()["role"] == "owner"
    assert other.delete(f"{API}/members/{uid}/").json()["state"] == "ended"
    assert states(boss, members) == [("owner@firm.test", "owner", "active")]


def test_verification_is_asked_for_with_a_licence_and_once() -> None:
    owner = make_user()
    firm = make_employer(owner=owner, verified=False)
    client, address = signed_in(owner), f"{API}/organisations/{firm.uid}/verification/"
    assert client.get(address).json() == {
        "verified": False, "verified_until": None, "state": "none", "reason": "",
        "requested_at": None, "decided_on": None,
    }  # fmt: skip

    def ask(data: bytes) -> Any:
        return client.post(address, {"document": SimpleUploadedFile("licence.pdf", data)})

    assert ask(b"MZ no licence").status_code == 422
    assert (ask(b"%PDF-1.7").status_code, ask(b"%PDF-1.7").status_code) == (201, 422)
    assert client.get(address).json()["state"] == "pending"
