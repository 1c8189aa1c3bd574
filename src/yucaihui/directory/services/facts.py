"""Record what is known about a person or an organisation, with who stands behind it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Fact, Organisation, Person, Proof


def record_fact(  # noqa: PLR0913 - a fact has that many sides
    about: Person | Organisation,
    kind: str,
    value: Mapping[str, Any],
    *,
    proof: str,
    by: Any,
    valid_from: date | None = None,
    valid_until: date | None = None,
    evidence: StoredFile | None = None,
    source: tuple[str, str] | None = None,
) -> Fact:
    """Write a fact. With a
    `source` (type, uid of the record it comes from) telling it again
    changes nothing and gives the first one.

    Raises:
        Refused: it would end before it begins, or claims a document without one.
    """
    if valid_from and valid_until and valid_until < valid_from:
        raise Refused(_("The last day lies before the first."), "valid_until")
    if Proof(proof) is Proof.DOCUMENT and evidence is None:
        raise Refused(_("Add the document that shows this."), "evidence")
    source_type, source_uid = source or ("", "")
    side = {"person": about} if isinstance(about, Person) else {"organisation": about}
    values: dict[str, Any] = {
        **side,
        "value": dict(value),
        "proof": proof,
        "valid_from": valid_from,
        "valid_until": valid_until,
        "evidence": evidence,
        "recorded_by": by,
    }
    with transaction.atomic():
        if not source:
            fact, made = Fact.objects.create(kind=kind, **values), True
        else:
            fact, made = Fact.objects.get_or_create(
                kind=kind, source_type=source_type, source_uid=source_uid, defaults=values
            )
        if made:
            record(by, "fact.recorded", about, kind=kind, proof=str(proof))
    return fact


def revoke_fact(fact: Fact, *, by: Any) -> None:
    """The fact no longer holds; its row stays. Twice is once."""
    with transaction.atomic():
        revoked = Fact.objects.filter(pk=fact.pk, revoked_at=None).update(revoked_at=timezone.now())
        if revoked:
            about = fact.person or fact.organisation
            assert about is not None  # noqa: S101 - the database's own check
            record(by, "fact.revoked", about, kind=fact.kind)
    fact.refresh_from_db()
