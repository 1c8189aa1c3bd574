"""Accounts, roles with an end, and personal keys."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from yucaihui.core.accounts.models import AccessToken, User
from yucaihui.core.accounts.queries import users_in_role
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.accounts.services import (
    UnknownLanguage,
    create_user,
    create_users,
    grant_role,
    revoke_role,
)
from yucaihui.core.accounts.tokens import issue_token, user_of_key, withdraw_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return create_user("  Lin.Yi@City.Example ")


def test_addresses_are_kept_in_one_form(user: User) -> None:
    assert user.email == "lin.yi@city.example"


def test_many_accounts_are_made_in_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    emails = {f"{number}@city.example": "en" for number in range(200)}
    with django_assert_max_num_queries(10):
        made = create_users(emails, "talent")
    kept = User.objects.get(email="7@city.example")
    assert (len(made), kept.language, kept.has_usable_password()) == (200, "en", False)
    assert roles_of(kept) == {"talent"}


def test_many_accounts_are_made_wholly_or_not_at_all(user: User) -> None:
    with pytest.raises(IntegrityError):
        create_users({"new@city.example": "en", user.email: "en"}, "talent")
    assert User.objects.count() == 1


def test_an_unknown_language_of_one_makes_no_account() -> None:
    with pytest.raises(UnknownLanguage):
        create_users({"new@city.example": "en", "other@city.example": "tlh"}, "talent")
    assert User.objects.count() == 0


def test_a_role_ends_when_it_was_granted_until(user: User) -> None:
    grant_role(user, "judge", until=timezone.now() - timedelta(seconds=1))
    assert (roles_of(user), list(users_in_role("judge"))) == (frozenset(), [])


def test_granting_again_moves_the_end(user: User) -> None:
    grant_role(user, "judge", until=timezone.now() - timedelta(days=1))
    grant_role(user, "judge")
    assert (roles_of(user), list(users_in_role("judge"))) == ({"judge"}, [user])


def test_a_revoked_role_is_gone_at_once(user: User) -> None:
    grant_role(user, "office")
    revoke_role(user, "office")
    assert roles_of(user) == frozenset()


def test_an_inactive_user_has_no_roles(user: User) -> None:
    grant_role(user, "office")
    user.is_active = False
    assert roles_of(user) == frozenset()


def test_a_key_opens_for_its_owner_until_it_is_withdrawn(user: User) -> None:
    token, key = issue_token(user, "import")
    before = user_of_key(key, timezone.localdate())
    withdraw_token(user, token.uid)
    assert (before, user_of_key(key, timezone.localdate())) == (user, None)


def test_a_key_is_not_kept_in_the_database(user: User) -> None:
    _, key = issue_token(user, "import")
    assert not AccessToken.objects.filter(digest__contains=key[4:]).exists()


def test_an_expired_key_opens_nothing(user: User) -> None:
    _, key = issue_token(user, "import")
    assert user_of_key(key, date(2099, 1, 1)) is None


def test_nobody_withdraws_the_key_of_another(user: User) -> None:
    token, key = issue_token(user, "import")
    withdraw_token(create_user("other@city.example"), token.uid)
    assert user_of_key(key, timezone.localdate()) == user
