"""Staff without a second factor get no further than setting one up."""

import pytest
from django.test import Client
from django.urls import reverse

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.core.installation.services import mark_demo

pytestmark = pytest.mark.django_db


def signed_in(*roles: str) -> Client:
    user = create_user("clerk@city.example")
    for role in roles:
        grant_role(user, role)
    return client_of(user)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ["office", "administrator", "partner"])
def test_staff_are_sent_to_set_up_a_second_factor(role: str) -> None:
    response = signed_in(role).get(reverse("portal:me"))
    assert (response.status_code, response.headers["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("role", ["talent", "employer", "judge"])
def test_others_are_not_held_up(role: str) -> None:
    assert signed_in(role).get(reverse("portal:me")).status_code == 200


def test_the_api_is_shut_for_staff_without_a_second_factor_too() -> None:
    response = signed_in("office").get("/api/v1/me/")
    assert response.status_code == 403
    assert response.json() == {
        "error": "second_factor_needed",
        "detail": "您的角色会处理他人信息，请先设置双重验证后再继续。",
        "field": "",
    }


def test_staff_may_still_sign_out() -> None:
    assert signed_in("office").get(reverse("account_logout")).status_code == 200


def test_in_a_demo_city_nobody_is_held_up() -> None:
    mark_demo(seed=1, scale=0.01)
    assert signed_in("office").get(reverse("portal:office")).status_code == 200
