"""Every address as every role, against one table: a new address that is in no table fails."""

import pkgutil
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access.world import ROLES, World
from yucaihui.core.accounts.middleware import SecondFactorForStaff

pytestmark = pytest.mark.django_db
# Pages of libraries have tests of their own there.
FOREIGN = ("account_", "mfa_", "usersessions_", "socialaccount_", "api:")

PARTS = [
    import_module(f"tests.access.{part.name}")
    for part in pkgutil.iter_modules(tests.access.__path__)
    if not part.name.startswith("test_") and part.name != "world"
]
TABLE: dict[str, dict[str, int]] = {}
ARGS: dict[str, Any] = {}
for part in PARTS:
    TABLE.update(part.TABLE)
    ARGS.update(getattr(part, "ARGS", {}))


def names(resolver: URLResolver, space: str = "") -> set[str]:
    """The names of all addresses, with their name space."""
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            found.add(space + entry.name)
    return found


def test_the_table_has_every_address_and_no_other() -> None:
    listed = {name for name in names(get_resolver()) if not name.startswith(FOREIGN)}
    assert listed == set(TABLE)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    # The table says what roles may do; the second factor that staff need first has its own tests.
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    return World()


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_role_gets_what_the_table_says(name: str, world: World) -> None:
    url = reverse(name, kwargs=ARGS[name](world) if name in ARGS else {})
    assert {role: status(role, url, world) for role in ("visitor", *ROLES)} == TABLE[name]


def status(role: str, url: str, world: World) -> int:
    client = Client()
    if role != "visitor":
        client.force_login(world.users[role], backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(url)
    if response.streaming:
        # A download's file is open until its last byte was read.
        b"".join(response)
    return response.status_code
