"""The directory as programs read and write it."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_employer, make_resume, make_talent, make_user
from tests.queries import queries_of
from yucaihui.core.accounts.models import User

pytestmark = pytest.mark.django_db
API = "/api/v1"


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def body(response: Any) -> Any:
    return json.loads(response.content)


def test_my_record() -> None:
    person = make_talent(name_zh="林晓", phones=["13800001234"])
    answer = body(signed_in(person.user).get(f"{API}/my/record/"))
    assert (answer["name_zh"], answer["profiles"]) == ("林晓", ["zh-hans"])
    assert [contact["value"] for contact in answer["contacts"]] == ["+8613800001234"]


@pytest.mark.parametrize("path", ["my/record/", "my/profiles/en/", "my/consents/"])
def test_what_is_ones_own_needs_a_record_and_a_sign_in(path: str) -> None:
    assert Client().get(f"{API}/{path}").status_code == 401
    assert signed_in(make_user("judge")).get(f"{API}/{path}").status_code == 404


def test_a_profile_is_put_and_got_as_json_resume() -> None:
    client = signed_in(make_talent(name_en="Xiao Lin").user)
    resume = make_resume(basics={"label": "Engineer", "email": "lin@mail.test"})
    put = client.put(f"{API}/my/profiles/en/", resume, content_type="application/json")
    assert (put.status_code, body(put)["version"]) == (200, 1)
    got = body(client.get(f"{API}/my/profiles/en/"))["resume"]
    assert got["basics"] == {"name": "Xiao Lin", "email": "lin@mail.test", "label": "Engineer"}
    assert got["work"] == resume["work"]


def test_a_wrong_profile_is_refused_with_its_field() -> None:
    client = signed_in(make_talent().user)
    answer = client.put(f"{API}/my/profiles/en/", {"work": "much"}, content_type="application/json")
    assert (answer.status_code, body(answer)["field"]) == (422, "work")


def test_consents_are_given_listed_and_withdrawn() -> None:
    client, firm = signed_in(make_talent().user), make_employer()
    given = {"purpose": "application", "recipient": firm.uid}
    made = client.post(f"{API}/my/consents/", given, content_type="application/json")
    assert (made.status_code, body(made)["recipient"]) == (201, firm.uid)
    gone = client.delete(f"{API}/my/consents/{body(made)['id']}/")
    assert body(gone)["withdrawn_at"] is not None
    rows = body(client.get(f"{API}/my/consents/"))["items"]
    assert sorted(row["purpose"] for row in rows) == ["application", "discovery", "matching"]
    wrong = client.post(f"{API}/my/consents/", {"purpose": "fun"}, content_type="application/json")
    assert (wrong.status_code, body(wrong)["field"]) == (422, "purpose")


@pytest.mark.parametrize("number", [1, 3, 50])
def test_everybody_reads_verified_organisations_and_no_others(number: int) -> None:
    firms = [make_employer(name_zh=f"澜河{n}号有限公司") for n in range(number)]
    hidden = make_employer(verified=False)
    client = Client()
    answer = body(client.get(f"{API}/organisations/", {"text": "澜河", "size": 50}))
    assert [item["id"] for item in answer["items"]] == [one.uid for one in reversed(firms)]
    assert queries_of(lambda: client.get(f"{API}/organisations/")) == 2
    assert client.get(f"{API}/organisations/{firms[0].uid}/").status_code == 200
    assert client.get(f"{API}/organisations/{hidden.uid}/").status_code == 404
