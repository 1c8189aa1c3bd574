"""The user as the rules of postings see them."""

from typing import Any

from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.queries.organisations import organisations_of
from yucaihui.recruitment.rules.postings import Viewer


def viewer_of(user: Any) -> Viewer:
    if user is None or not user.is_authenticated:
        return Viewer()
    members_of = organisations_of(user).values_list("pk", flat=True)
    return Viewer(frozenset(members_of), is_office(user), user.pk)
