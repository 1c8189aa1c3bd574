"""Talents, wishes, transfers and imports as programs handle them."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_employer, make_posting, make_resume, make_talent, make_user
from yucaihui.core.accounts.models import User
from yucaihui.core.mail.queries import letters_for
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.imports import upload_batch

pytestmark = pytest.mark.django_db
API = "/api/v1"
JSON = "application/json"


def signed_in(user: Any) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def owner() -> User:
    return make_user()


def test_a_verified_employer_finds_talents_without_who_they_are(owner: User) -> None:
    posting = make_posting(make_employer(owner=owner))
    talent = make_talent(name_zh="顾澄澜", resume=make_resume(skills=[{"name": "Rust"}]))
    make_talent()
    client = signed_in(owner)
    found = client.get(f"{API}/talents/", {"q": "Rust", "min_degree": "master"}).json()
    assert [(one["id"], one["degree"]) for one in found["items"]] == [(talent.uid, "master")]
    assert client.get(f"{API}/talents/", {"min_degree": "doctor"}).json()["count"] == 0
    whole = client.get(f"{API}/talents/{talent.uid}/")
    assert ("顾澄澜" in whole.content.decode(), "skills" in whole.json()["resume"]) == (False, True)

    address, body = f"{API}/talents/{talent.uid}/invitations/", {"position": posting.uid}
    assert [client.post(address, body, JSON).status_code for _ in range(2)] == [201, 422]
    assert letters_for(talent.user).count() == 1


def test_an_unverified_employer_finds_nobody(owner: User) -> None:
    make_employer(owner=owner, verified=False)
    assert signed_in(owner).get(f"{API}/talents/").status_code == 403


def test_a_wish_is_read_and_changed() -> None:
    client = signed_in(make_talent().user)
    assert client.get(f"{API}/my/wish/").json() == {"places": [], "salary_min": None}
    wish = {"places": ["重庆"], "salary_min": 20_000}
    assert client.put(f"{API}/my/wish/", wish, JSON).json() == wish
    assert client.get(f"{API}/my/wish/").json() == wish
    assert client.put(f"{API}/my/wish/", {"salary_min": 0}, JSON).status_code == 422


@pytest.mark.parametrize(("accept", "state"), [(True, "accepted"), (False, "declined")])
def test_another_position_is_proposed_and_answered(owner: User, accept: bool, state: str) -> None:
    employer, talent = make_employer(owner=owner), make_talent()
    sent = apply(talent, make_posting(employer), by=talent.user, consent=True)
    move_application(sent, "view", by=owner)
    body = {"position": make_posting(employer).uid}
    made = signed_in(owner).post(f"{API}/applications/{sent.uid}/transfers/", body, JSON)
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    address = f"{API}/transfers/{made.json()['id']}/answer/"
    answered = signed_in(talent.user).post(address, {"accept": accept}, JSON).json()
    assert (answered["state"], answered["new_application"] is not None) == (state, accept)


def test_members_see_their_imports_and_no_others(owner: User) -> None:
    employer = make_employer(owner=owner)
    data = "岗位名称\n工程师\n".encode()
    batch = upload_batch(data, "a.csv", by=owner, employer=employer)
    stranger = make_user()
    upload_batch(data, "b.csv", by=stranger, employer=make_employer(owner=stranger))
    items = signed_in(owner).get(f"{API}/imports/").json()["items"]
    seen = [(one["id"], one["file"], one["employer"]) for one in items]
    assert seen == [(batch.uid, "a.csv", employer.uid)]
