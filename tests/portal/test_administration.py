"""The office's and the administrators' own pages do what they say."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.accounts.services import forget_roles
from yucaihui.core.audit.services import record
from yucaihui.core.calendar.queries import is_working_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_day_off_is_entered_and_taken_back() -> None:
    client, day = client_of(make_user("office")), date(2026, 11, 24)
    words = {"name_zh": "停电", "name_en": "Power cut"}
    client.post(reverse("portal:calendar"), {"date": str(day), "working": "0", **words})
    entered = is_working_day(day)
    client.post(reverse("portal:drop_day"), {"drop-date": str(day)})
    assert (entered, is_working_day(day)) == (False, True)


def test_a_role_is_granted_and_withdrawn_on_the_account_page() -> None:
    client, user = client_of(make_user("administrator")), make_user()
    client.post(reverse("portal:user", args=[user.uid]), {"role": "judge"})
    granted = roles_of(user)
    client.post(reverse("portal:revoke", args=[user.uid, "judge"]))
    forget_roles(user)
    assert (granted, roles_of(user)) == ({"judge"}, frozenset())


def test_the_last_way_in_is_not_thrown_away() -> None:
    chief = make_user("administrator")
    client_of(chief).post(reverse("portal:revoke", args=[chief.uid, "administrator"]))
    forget_roles(chief)
    assert roles_of(chief) == {"administrator"}


def test_office_staff_cannot_make_themselves_administrators() -> None:
    clerk = make_user("office")
    response = client_of(clerk).post(
        reverse("portal:user", args=[clerk.uid]), {"role": "administrator"}
    )
    forget_roles(clerk)
    assert (response.status_code, roles_of(clerk)) == (403, {"office"})


def test_the_journal_is_narrowed_to_one_record() -> None:
    client, one, other = client_of(make_user("administrator")), make_user(), make_user()
    record(None, "test.one", one)
    record(None, "test.other", other)
    page = client.get(reverse("portal:audit"), {"object_uid": one.uid})
    assert [entry.action for entry in page.context["table"].page] == ["test.one"]


def test_a_new_key_is_shown_once_and_opens_the_api() -> None:
    user = make_user("talent", email="lin@mail.test")
    page = client_of(user).post(reverse("portal:new_token"), {"name": "script"})
    answer = Client(headers={"Authorization": f"Bearer {page.context['key']}"}).get("/api/v1/me/")
    assert answer.json() == {
        "id": user.uid,
        "email": "lin@mail.test",
        "language": "en",
        "roles": ["talent"],
    }


def test_the_api_wants_to_know_who_asks() -> None:
    assert Client().get("/api/v1/me/").status_code == 401
