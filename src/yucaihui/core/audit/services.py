"""Write the audit journal, seal it, and check the seals."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from yucaihui.core.audit.models import AuditEntry, AuditSeal


class HasUid(Protocol):
    uid: Any


def record(actor: Any, action: str, subject: HasUid, **detail: object) -> AuditEntry:
    """One line: `actor` (a user or None for the system) did `action` to `subject`.

    `detail` takes codes, counts and field names. Names, numbers and addresses of people stay out.
    """
    entry = line(actor, action, subject, detail)
    entry.save(force_insert=True)
    return entry


def record_many(actor: Any, action: str, subjects: Iterable[HasUid], **detail: object) -> None:
    """The same line for each of many subjects, in a few statements."""
    record_all(line(actor, action, subject, detail) for subject in subjects)


def record_all(lines: Iterable[AuditEntry]) -> None:
    """Lines of `line`, in a few statements."""
    AuditEntry.objects.bulk_create(lines, batch_size=500)


def line(actor: Any, action: str, subject: HasUid, detail: dict[str, object]) -> AuditEntry:
    """A line that is not written yet."""
    return AuditEntry(
        actor=actor,
        actor_uid=actor.uid if actor else "",
        action=action,
        object_type=type(subject).__name__.lower(),
        object_uid=subject.uid,
        detail=detail,
    )


def seal_journal(until: datetime) -> AuditSeal | None:
    """Seal the entries since the last seal that were written before `until`; None without any.

    Sealing in batches, not line by line, keeps writers from waiting for one another. Give an
    `until` some minutes ago, so that no transaction with a lower number is still open.
    """
    with transaction.atomic():
        before = AuditSeal.objects.select_for_update().order_by("-last").first()
        entries = AuditEntry.objects.filter(id__gt=before.last if before else 0).order_by("id")
        late = entries.filter(at__gte=until).first()
        rows = list(
            (entries.filter(id__lt=late.id) if late else entries).values_list(*SEALED_FIELDS)
        )
        if not rows:
            return None
        return AuditSeal.objects.create(
            first=rows[0][0],
            last=rows[-1][0],
            entries=len(rows),
            digest=digest_of(before.digest if before else "", rows),
        )


SEALED_FIELDS = ("id", "at", "actor_uid", "action", "object_type", "object_uid", "detail")


def digest_of(before: str, rows: Iterable[tuple[Any, ...]]) -> str:
    total = hashlib.sha256(before.encode())
    for number, at, *rest in rows:
        line = json.dumps([number, at.isoformat(), *rest], sort_keys=True, ensure_ascii=False)
        total.update(line.encode())
    return total.hexdigest()


@dataclass(frozen=True)
class SealVerdict:
    first: int
    last: int
    whole: bool


def verify_journal() -> list[SealVerdict]:
    """Recompute every seal from the rows; a broken one also breaks nothing after it but itself."""
    verdicts, before = [], ""
    for seal in AuditSeal.objects.order_by("last"):
        rows = AuditEntry.objects.filter(id__range=(seal.first, seal.last)).order_by("id")
        whole = digest_of(before, rows.values_list(*SEALED_FIELDS)) == seal.digest
        verdicts.append(SealVerdict(seal.first, seal.last, whole))
        before = seal.digest
    return verdicts
