"""Why the API refuses, always in one form."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.factories import make_employer, make_talent, make_user
from yucaihui.core.accounts.models import AccessToken, Role, User
from yucaihui.core.accounts.services import close_account, grant_role
from yucaihui.core.accounts.tokens import issue_token, withdraw_token

pytestmark = pytest.mark.django_db
ME, CONSENTS = "/api/v1/me/", "/api/v1/my/consents/"
SESSIONS = "django.contrib.auth.backends.ModelBackend"


def with_session(user: User | None, **how: Any) -> Client:
    client = Client(headers={"Accept-Language": "en"}, **how)
    assert user is not None
    client.force_login(user, backend=SESSIONS)
    return client


def with_key(key: str) -> Client:
    return Client(
        enforce_csrf_checks=True,
        headers={"Accept-Language": "en", "Authorization": f"Bearer {key}"},
    )


def post(client: Client, data: Any, path: str = CONSENTS) -> tuple[int, Any]:
    answer = client.post(path, data, content_type="application/json")
    return answer.status_code, answer.json()


NOT_SIGNED_IN = {
    "error": "not_signed_in",
    "detail": "Sign in, or send a personal key that is still good.",
    "field": "",
}


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_asked_to_sign_in(method: str) -> None:
    """A visitor's POST too: the CSRF token is not what is missing."""
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    answer = client.generic(method.upper(), CONSENTS)
    assert (answer.status_code, answer.json()) == (401, NOT_SIGNED_IN)


def test_refusals_are_in_the_language_asked_for() -> None:
    answer = Client(headers={"Accept-Language": "zh-hans"}).get(ME)
    assert answer.json()["detail"] == "请先登录，或使用仍在有效期内的个人密钥。"


def test_a_session_that_writes_needs_the_csrf_token() -> None:
    client = with_session(make_talent().user, enforce_csrf_checks=True)
    status, body = post(client, {"purpose": "discovery"})
    assert (status, body["error"]) == (403, "csrf")
    assert client.get(ME).status_code == 200


def test_a_session_with_the_csrf_token_writes() -> None:
    client = with_session(make_talent().user, enforce_csrf_checks=True)
    client.cookies["csrftoken"] = token = "a" * 32
    answer = client.post(
        CONSENTS,
        {"purpose": "discovery"},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert answer.status_code == 201


def test_a_key_writes_without_a_csrf_token() -> None:
    user = make_talent().user
    assert user is not None
    _token, key = issue_token(user, "script")
    assert post(with_key(key), {"purpose": "discovery"})[0] == 201


def test_a_key_is_good_to_the_end_of_its_last_day() -> None:
    token, key = issue_token(make_user(), "script")
    AccessToken.objects.filter(pk=token.pk).update(expires_on=timezone.localdate())
    assert with_key(key).get(ME).status_code == 200


def test_an_expired_key_is_refused() -> None:
    token, key = issue_token(make_user(), "script")
    yesterday = timezone.localdate() - timedelta(days=1)
    AccessToken.objects.filter(pk=token.pk).update(expires_on=yesterday)
    answer = with_key(key).get(ME)
    assert (answer.status_code, answer.json()) == (401, NOT_SIGNED_IN)
    assert post(with_key(key), {}) == (401, NOT_SIGNED_IN)


def test_a_withdrawn_key_and_a_closed_account_are_refused() -> None:
    user = make_user()
    token, key = issue_token(user, "script")
    withdraw_token(user, token.uid)
    assert with_key(key).get(ME).status_code == 401
    _token, key = issue_token(user, "script")
    close_account(user)
    assert with_key(key).get(ME).status_code == 401


def test_a_bad_key_is_refused_though_a_session_comes_with_it() -> None:
    client = with_session(make_user())
    answer = client.get(ME, headers={"Authorization": "Bearer ych_wrong"})
    assert (answer.status_code, answer.json()) == (401, NOT_SIGNED_IN)


def test_a_key_acts_for_its_owner_whatever_session_comes_with_it() -> None:
    owner, other = make_user(), make_user()
    _token, key = issue_token(owner, "script")
    answer = with_session(other).get(ME, headers={"Authorization": f"Bearer {key}"})
    assert answer.json()["id"] == owner.uid


@pytest.mark.parametrize("role", [Role.OFFICE, Role.ADMINISTRATOR, Role.PARTNER])
def test_a_key_does_not_go_round_the_second_factor_of_staff(role: Role) -> None:
    """A key made before the role was granted would."""
    user = make_user()
    _token, key = issue_token(user, "script")
    grant_role(user, role)
    answer = with_key(key).get(ME)
    assert (answer.status_code, answer.json()) == (
        403,
        {
            "error": "second_factor_needed",
            "detail": "Your role handles other people's data. Set up a second factor to go on.",
            "field": "",
        },
    )


def test_what_is_not_there_is_not_told_from_what_is_hidden() -> None:
    answer = with_session(make_user()).get("/api/v1/applications/none/")
    assert (answer.status_code, answer.json()) == (
        404,
        {
            "error": "not_found",
            "detail": "There is no such thing, or it is not for you to see.",
            "field": "",
        },
    )


@pytest.mark.parametrize("sent", ["{", b"\xff", '{"purpose": "a\\u0000"}'])
def test_a_body_that_cannot_be_read_is_told(sent: str | bytes) -> None:
    client = with_session(make_talent().user)
    answer = client.post(CONSENTS, sent, content_type="application/json")
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "error": "unreadable",
            "detail": "The body can't be read. Send JSON in UTF-8, without NUL characters.",
            "field": "",
        },
    )


def test_every_field_that_cannot_be_taken_is_named() -> None:
    client = with_session(make_talent().user)
    status, body = post(client, {"purpose": 3, "expires_on": "tomorrow"})
    assert (status, body) == (
        422,
        {
            "error": "invalid",
            "detail": "These fields can't be taken: purpose, expires_on.",
            "field": "purpose",
            "fields": [
                {"field": "purpose", "message": "Send text here."},
                {"field": "expires_on", "message": "Send a date such as 2026-01-31 here."},
            ],
        },
    )


def test_a_missing_field_is_named_in_chinese_too() -> None:
    client = with_session(make_talent().user)
    answer = client.post(
        CONSENTS, {}, content_type="application/json", headers={"Accept-Language": "zh-hans"}
    )
    assert answer.json()["fields"] == [{"field": "purpose", "message": "缺少此字段。"}]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("page=0", "page", "Send 1 or more."),
        ("page=two", "page", "Send a whole number here."),
        ("q=%00", "q", "Leave the NUL character out."),
        ("size=101", "size", "Send 100 or less."),
        ("sort=luck", "sort", "Send one of: 'relevance', 'newest' or 'salary'."),
        ("years=0&years=7", "years.1", "Send one of: '0', '1-2', '3-4', '5-9' or '10-'."),
    ],
)
def test_what_stands_in_the_address_is_held_to_its_limits(
    query: str, field: str, message: str
) -> None:
    answer = Client(headers={"Accept-Language": "en"}).get(f"/api/v1/positions/?{query}")
    assert (answer.status_code, answer.json()["fields"]) == (
        422,
        [{"field": field, "message": message}],
    )


def test_a_body_that_is_too_large_is_told(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    status, body = post(with_session(make_talent().user), {"purpose": "discovery"})
    assert (status, body["error"]) == (413, "too_large")


def test_a_refusal_of_the_directory_names_its_field() -> None:
    status, body = post(with_session(make_talent().user), {"purpose": "fun"})
    assert (status, body["error"], body["field"]) == (422, "refused", "purpose")


def test_a_character_that_no_database_takes_is_told() -> None:
    owner = make_user()
    employer = make_employer(owner=owner)
    path = f"/api/v1/employers/{employer.uid}/positions/"
    status, body = post(with_session(owner), {"title_zh": "\ud800"}, path)
    assert (status, body["error"]) == (422, "invalid")
