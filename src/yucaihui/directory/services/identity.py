"""Identity documents and protected attributes: kept apart, shown masked, each look journalled."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.secrets import blind_index, mask
from yucaihui.directory.errors import Refused
from yucaihui.directory.identity import CHECKS, plain_number
from yucaihui.directory.models import IdentityDocument, Person, ProtectedAttributes, RevealReason
from yucaihui.directory.rules import may_see_record
from yucaihui.directory.services.people import require, require_edit


def faults() -> dict[str, str]:
    return {
        "id_card": _(
            "This is not a resident ID number: 18 digits, the last one may be X, and it checks the"
            " others. Compare it with the card."
        ),
        "passport": _("This is not a passport number: 6 to 9 letters and digits, without spaces."),
        "bank_account": _(
            "This is not a bank card number: 12 to 19 digits, the last one checks the others."
            " Compare it with the card."
        ),
    }


def add_identity_document(person: Person, kind: str, number: str, *, by: Any) -> IdentityDocument:
    """Keep a number, encrypted; one a kind, a new one replaces it.

    Raises:
        Refused: the number is none of that kind.
    """
    require_edit(by, person)
    plain = plain_number(number)
    if not CHECKS[IdentityDocument.Kind(kind)](plain):
        raise Refused(faults()[kind], "number")
    with transaction.atomic():
        document, _made = IdentityDocument.objects.update_or_create(
            person=person,
            kind=kind,
            defaults={
                "number": plain,
                "masked": mask(plain),
                "digest": blind_index(plain, f"identity.{kind}"),
            },
        )
        record(by, "identity.recorded", person, kind=str(kind))
    return document


def reveal_identity_document(document: IdentityDocument, *, by: Any, reason: str) -> str:
    """The number in plain text, for the person or the office; the look is journalled with the
    code of its reason (free text could name somebody, and the journal forgets nothing).

    Raises:
        Refused: none of the reasons was given.
    """
    require(allowed=may_see_record(by, document.person))
    if reason not in RevealReason.values:
        raise Refused(_("Say what you need the number for. The reason is kept."), "reason")
    record(by, "identity.revealed", document.person, kind=document.kind, reason=str(reason))
    return document.number


def delete_identity_document(document: IdentityDocument, *, by: Any) -> None:
    require_edit(by, document.person)
    with transaction.atomic():
        record(by, "identity.deleted", document.person, kind=document.kind)
        document.delete()


def save_protected(
    person: Person,
    *,
    by: Any,
    gender: str = "",
    birth_year: int | None = None,
    ethnicity: str = "",
    nationality: str = "",
    disability: str = "",
) -> None:
    """Attributes that the person gives freely for audits of fairness; empty ones delete the row.

    Only the person: not even the office writes or reads them one by one.
    """
    require(allowed=by is None or person.user_id == by.pk)
    values = {
        "gender": gender,
        "birth_year": birth_year,
        "ethnicity": ethnicity.strip(),
        "nationality": nationality,
        "disability": disability,
    }
    with transaction.atomic():
        if any(values.values()):
            ProtectedAttributes.objects.update_or_create(person=person, defaults=values)
        else:
            ProtectedAttributes.objects.filter(person=person).delete()
        record(by, "protected.changed", person)
