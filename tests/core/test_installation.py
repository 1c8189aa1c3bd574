"""A demo database is marked while empty, offers roles, and is refused by production."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.core.installation.queries import is_demo
from yucaihui.core.installation.services import (
    DemoInProduction,
    NotEmpty,
    add_demo_account,
    mark_demo,
    refuse_demo_in_production,
)

pytestmark = pytest.mark.django_db
WORDS = {"name_zh": "林一", "name_en": "Lin Yi", "story_zh": "看岗位", "story_en": "Look around"}


def test_a_database_with_accounts_cannot_become_a_demo() -> None:
    create_user("real@city.example")
    with pytest.raises(NotEmpty):
        mark_demo(seed=1, scale=1)


def test_production_refuses_a_demo_database(settings: Settings) -> None:
    mark_demo(seed=1, scale=1)
    settings.PRODUCTION = True
    with pytest.raises(DemoInProduction):
        refuse_demo_in_production()


def test_production_offers_no_roles_whatever_the_database_says(settings: Settings) -> None:
    mark_demo(seed=1, scale=1)
    settings.PRODUCTION = True
    assert (is_demo(), Client().get(reverse("portal:roles")).status_code) == (False, 404)


def test_a_role_is_stepped_into_without_a_password() -> None:
    mark_demo(seed=1, scale=1)
    user = create_user("lin@city.example")
    grant_role(user, "talent")
    add_demo_account(user, "talent", **WORDS)
    client = Client()
    picked = client.post(reverse("portal:step_into", args=[user.uid]))
    assert (picked.status_code, client.get(reverse("portal:me")).status_code) == (302, 200)


def test_only_the_cast_can_be_stepped_into() -> None:
    mark_demo(seed=1, scale=1)
    user = create_user("other@city.example")
    assert Client().post(reverse("portal:step_into", args=[user.uid])).status_code == 404


def test_a_real_database_has_no_such_door() -> None:
    user = create_user("lin@city.example")
    assert Client().post(reverse("portal:step_into", args=[user.uid])).status_code == 404
