"""Who holds which role. Predicates take the user first and an object they may ignore."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from rules.predicates import is_authenticated, predicate


def roles_of(user: Any) -> frozenset[str]:
    """The user's current roles; asked of the database once for each request's user object."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(user.grants.current().values_list("role", flat=True))  # noqa: SLF001
    roles: frozenset[str] = user._roles  # noqa: SLF001
    return roles


def signed_in_user(request: HttpRequest) -> Any:
    """The user of a request that `login_required` let through.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def holds(*wanted: str) -> Callable[[Any], bool]:
    """A predicate: does the user hold one of these roles?"""

    @predicate(f"holds {' or '.join(wanted)}")
    def test(user: Any) -> bool:
        return not roles_of(user).isdisjoint(wanted)

    result: Callable[[Any], bool] = test
    return result


is_signed_in = is_authenticated
is_talent = holds("talent")
is_employer = holds("employer")
is_judge = holds("judge")
is_partner = holds("partner")
is_office = holds("office", "administrator")
is_administrator = holds("administrator")
is_staff = holds("office", "administrator", "partner")
