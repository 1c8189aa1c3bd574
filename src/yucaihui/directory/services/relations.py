"""Ties that somebody declares, so that nobody decides about their own."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Organisation, Person, Relation
from yucaihui.directory.services.people import require_edit


def declare_relation(
    person: Person, other: Person | Organisation, kind: str, *, by: Any
) -> Relation:
    """Declare a tie to another person or an organisation.

    Raises:
        Refused: a tie to oneself.
    """
    require_edit(by, person)
    if other == person:
        raise Refused(_("Name somebody else: a tie to oneself says nothing."), "other")
    side = {"other_person": other} if isinstance(other, Person) else {"organisation": other}
    with transaction.atomic():
        relation = Relation.objects.create(
            person=person, kind=Relation.Kind(kind), declared_by=by, **side
        )
        record(by, "relation.declared", person, kind=str(kind))
    return relation


def end_relation(relation: Relation, *, by: Any, on: date) -> None:
    """The tie ended on a day; a conflict that it makes ends with it."""
    require_edit(by, relation.person)
    with transaction.atomic():
        relation.ended_on = on
        relation.save(update_fields=["ended_on"])
        record(by, "relation.ended", relation.person, kind=relation.kind)
