"""Everything the directory keeps about one person, in a form ready for JSON."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from yucaihui.core.mail.queries import letters_for
from yucaihui.directory.models import Membership, Person
from yucaihui.directory.queries.consents import consents_of
from yucaihui.directory.queries.identity import ANSWERS, identity_documents_of, protected_of
from yucaihui.directory.queries.people import acts_on
from yucaihui.directory.queries.resumes import resumes_of

Rows = QuerySet[Any, Any]

# What is exported of each kind of row.
TABLES: dict[str, tuple[Callable[[Person], Rows], tuple[str, ...]]] = {
    "contacts": (lambda p: p.contacts.order_by("pk"), ("kind", "value", "verified_at")),
    "profiles": (
        lambda p: p.profiles.order_by("language", "version"),
        ("language", "version", "current", "resume", "saved_at"),
    ),
    "resumes": (
        resumes_of,
        ("uid", "file__name", "state", "language", "resume", "uploaded_at", "decided_at"),
    ),
    "identity_documents": (identity_documents_of, ("kind", "masked", "recorded_at")),
    "facts": (
        lambda p: p.facts.order_by("pk"),
        ("kind", "value", "valid_from", "valid_until", "proof", "recorded_at", "revoked_at"),
    ),
    "consents": (
        consents_of,
        ("purpose", "recipient__name_zh", "granted_at", "expires_on", "withdrawn_at"),
    ),
    "relations": (
        lambda p: p.relations.order_by("pk"),
        ("kind", "other_person__uid", "organisation__name_zh", "declared_at", "ended_on"),
    ),
    "acts_on_my_record": (acts_on, ("at", "actor_uid", "action", "detail")),
}


def export_of(person: Person) -> dict[str, Any]:
    """By kind; identity numbers masked, as everywhere."""
    own = ("uid", "name_zh", "name_en", "country", "city", "recorded_at")
    tables = {name: list(rows(person).values(*fields)) for name, (rows, fields) in TABLES.items()}
    return {
        "person": {name: getattr(person, name) for name in own},
        **tables,
        "protected_attributes": protected(person),
        **of_account(person.user),
    }


def protected(person: Person) -> dict[str, Any] | None:
    row = protected_of(person)
    if row is None:
        return None
    return {name: getattr(row, name) for name in ANSWERS}


def of_account(user: Any) -> dict[str, Any]:
    if user is None:
        return {}
    memberships = Membership.objects.filter(user=user).order_by("pk")
    return {
        "account": {"email": user.email, "language": user.language, "since": user.date_joined},
        "memberships": list(memberships.values("organisation__name_zh", "role", "state")),
        "letters": list(letters_for(user).values("subject", "body", "queued_at", "read_at")),
    }
