"""Reads on the audit journal."""

from django.db.models import QuerySet

from yucaihui.core.audit.models import AuditEntry


def entries_of(object_type: str, object_uid: str) -> QuerySet[AuditEntry]:
    """All acts on one record, newest first."""
    found = AuditEntry.objects.filter(object_type=object_type, object_uid=object_uid)
    return found.select_related("actor").order_by("-id")


def all_entries() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.select_related("actor").order_by("-id")
