"""Applications as programs read and move them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_posting, make_user
from tests.queries import queries_of
from tests.recruitment.applications.city import City, appointment, state
from yucaihui.core.accounts.models import User
from yucaihui.recruitment.models import JobApplication

API = "/api/v1"


@pytest.fixture
def city(db: None) -> City:
    return City()


def client_of(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(user: User | None, path: str, data: Any = None) -> tuple[int, Any]:
    client = client_of(user)
    if data is None:
        answer = client.get(API + path)
    else:
        answer = client.post(API + path, data, content_type="application/json")
    return answer.status_code, answer.json()


def names(body: dict[str, Any]) -> list[str]:
    return [action["name"] for action in body["actions"]]


def test_applying_answers_with_the_application_and_what_may_be_done(city: City) -> None:
    path = f"/positions/{city.posting.uid}/applications/"
    status, body = ask(city.user, path, {"consent": True})
    assert (status, body["state"], names(body)) == (201, "submitted", ["withdraw"])
    status, body = ask(city.user, path, {"consent": True})
    assert (status, body["error"], body["field"]) == (422, "refused", "posting")


def test_a_refusal_names_its_field(city: City) -> None:
    path = f"/positions/{city.posting.uid}/applications/"
    status, body = ask(city.user, path, {"consent": False})
    assert (status, body["field"], JobApplication.objects.count()) == (422, "consent", 0)


def test_actions_and_words_are_those_of_the_reader(city: City) -> None:
    application = city.shortlisted()
    _status, theirs = ask(city.owner, f"/applications/{application.uid}/")
    _status, mine = ask(city.user, f"/applications/{application.uid}/")
    assert (theirs["state"], mine["state"]) == ("shortlisted", "in_review")
    assert names(theirs) == ["propose_interview", "send_offer", "propose_transfer", "reject"]
    assert "experience" in theirs["actions"][-1]["reasons"]
    assert names(mine) == ["withdraw"]


def test_the_first_look_hides_who_it_is(city: City) -> None:
    application = city.applied()
    _status, body = ask(city.owner, f"/applications/{application.uid}/")
    assert (body["applicant"], body["contacts"]) == (application.code, [])
    assert "institution" not in body["resume"]["education"][0]


def test_a_move_on_an_old_version_is_a_conflict(city: City) -> None:
    application = city.applied()
    path = f"/applications/{application.uid}/moves/"
    status, body = ask(city.owner, path, {"move": "shortlist", "version": 0})
    assert (status, body["version"]) == (200, 1)
    status, body = ask(city.owner, path, {"move": "reject", "version": 0, "reason": "skills"})
    assert (status, body["error"], state(application)) == (409, "stale", "shortlisted")


@pytest.mark.parametrize(
    ("data", "status", "error"),
    [
        ({"move": "reject"}, 422, "reason_needed"),
        ({"move": "reject", "reason": "other"}, 422, "refused"),
        ({"move": "accept_offer"}, 409, "move_not_open"),
        ({"move": "withdraw"}, 403, "not_allowed"),
    ],
)
def test_what_a_move_lacks_is_said(
    city: City, data: dict[str, str], status: int, error: str
) -> None:
    application = city.applied()
    got, body = ask(city.owner, f"/applications/{application.uid}/moves/", data)
    assert (got, body["error"], state(application)) == (status, error, "submitted")


@pytest.mark.parametrize("role", ["talent", "judge", "employer"])
def test_strangers_find_nothing(city: City, role: str) -> None:
    application = city.applied()
    stranger = make_user(role)
    assert ask(stranger, f"/applications/{application.uid}/")[0] == 404
    moved = ask(stranger, f"/applications/{application.uid}/moves/", {"move": "view"})
    assert moved[0] == 404
    assert ask(stranger, "/employer/applications/")[1]["items"] == []


def test_nobody_signed_in_is_refused(city: City) -> None:
    assert Client().get(f"{API}/my/applications/").status_code == 401


def test_from_interview_to_job_by_calls_alone(city: City) -> None:
    application = city.shortlisted()
    time = appointment()
    meeting = {"starts_at": time.starts_at.isoformat(), "ends_at": time.ends_at.isoformat(),
               "mode": "phone"}  # fmt: skip
    status, interview = ask(city.owner, f"/applications/{application.uid}/interviews/", meeting)
    assert (status, interview["state"]) == (201, "proposed")
    status, interview = ask(city.user, f"/interviews/{interview['id']}/answer/", {"accept": True})
    assert (status, interview["state"]) == (200, "confirmed")
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    terms = {"monthly_fen": 1_800_000, "starts_on": day, "expires_on": day}
    status, offer = ask(city.owner, f"/applications/{application.uid}/offers/", terms)
    assert (status, offer["state"]) == (201, "sent")
    status, offer = ask(city.user, f"/offers/{offer['id']}/answer/", {"accept": True})
    assert (status, offer["state"], state(application)) == (200, "accepted", "hired")


def test_reviews_are_asked_for_and_answered(city: City) -> None:
    path = f"/positions/{city.posting.uid}/reviews/"
    status, review = ask(city.user, path, {"question": "Why?"})
    assert (status, review["state"]) == (201, "requested")
    officer = make_user("office")
    status, review = ask(officer, f"/reviews/{review['id']}/answer/", {"answer": "So."})
    assert (status, review["state"], review["answer"]) == (200, "answered", "So.")
    assert [one["id"] for one in ask(city.user, "/reviews/")[1]["items"]] == [review["id"]]


def test_lists_are_paged_and_narrowed(city: City) -> None:
    here, there = city.applied(), city.applied(make_posting(city.employer))
    everything = ask(city.owner, "/employer/applications/")[1]
    assert ([one["id"] for one in everything["items"]], everything["count"]) == (
        [there.uid, here.uid], 2,
    )  # fmt: skip
    narrowed = ask(city.owner, f"/employer/applications/?posting={city.posting.uid}")[1]
    assert [one["id"] for one in narrowed["items"]] == [here.uid]
    mine = ask(city.user, "/my/applications/")[1]["items"]
    assert {one["id"] for one in mine} == {here.uid, there.uid}


def test_lists_take_the_same_queries_for_1_3_and_50_rows(city: City) -> None:
    readers = {"/employer/applications/": city.owner, "/my/applications/": city.user}
    counts: dict[str, list[int]] = {path: [] for path in readers}
    for rows in (1, 3, 50):
        for _ in range(rows - JobApplication.objects.count()):
            city.applied(make_posting(city.employer))
        for path, user in readers.items():
            client = client_of(user)
            counts[path].append(queries_of(lambda c=client, p=path: c.get(API + p)))  # type: ignore[misc]
    assert {path: len(set(found)) for path, found in counts.items()} == dict.fromkeys(readers, 1)
