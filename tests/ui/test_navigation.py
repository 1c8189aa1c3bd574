import pytest
from django.contrib.auth.models import AnonymousUser

from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.ui import navigation
from yucaihui.ui.navigation import Link, NavItem, links_for, nearest_above, register

VISITOR = AnonymousUser()


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})


def test_entries_come_in_order_and_the_nearest_is_current() -> None:
    register(NavItem("Sign up", "account_signup", order=2), NavItem("Home", "portal:home", order=1))
    assert links_for(VISITOR, "head", "/accounts/signup/step/") == [
        Link("Home", "/"),
        Link("Sign up", "/accounts/signup/", current=True),
    ]


def test_registering_again_replaces() -> None:
    register(NavItem("Old", "portal:home"))
    register(NavItem("New", "portal:home"))
    assert [link.label for link in links_for(VISITOR, "head")] == ["New"]


def test_head_and_foot_are_apart() -> None:
    register(NavItem("Head", "portal:home"), NavItem("Foot", "portal:home", place="foot"))
    assert [link.label for link in links_for(VISITOR, "foot")] == ["Foot"]


@pytest.mark.django_db
def test_an_entry_for_a_role_is_shown_to_its_holders_only() -> None:
    register(NavItem("Office", "portal:home", frozenset({"office"})))
    officer, talent = create_user("o@example.com"), create_user("t@example.com")
    grant_role(officer, "office")
    grant_role(talent, "talent")
    assert [len(links_for(user, "head")) for user in (VISITOR, talent, officer)] == [0, 0, 1]


def test_nothing_is_above_an_unknown_path() -> None:
    assert nearest_above("/x", ["/a/", "/x/y/"]) == ""
