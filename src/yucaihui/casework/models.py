"""Cases: where each stands in its process, and the journal of how it came there."""

import hashlib
import json
from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from yucaihui.core.ids import PublicModel


class Case(PublicModel):
    """One run of a process. The module that owns the process hangs its own table on it."""

    process = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    # Raised by every move; a move names the version it saw, so of two at once one wins.
    version = models.PositiveIntegerField(default=0)
    subject = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    moved_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["process", "state"], name="case_by_state"),
            models.Index(
                fields=["due_on"], name="case_open_by_due_date", condition=models.Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} {self.uid}"


class Entry(models.Model):
    """One line of a case's journal. The digest covers the line and the digest before it.

    The note is covered through its own salted digest, so that note and salt can be erased with
    their person and the chain still holds, and nobody can guess the note back from its digest.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    actor_uid = models.CharField(max_length=16, blank=True)
    # The role in which the actor made the move: what readers are told in place of a name.
    role = models.CharField(max_length=20)
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    note_salt = models.CharField(max_length=32, blank=True)
    note_digest = models.CharField(max_length=64, blank=True)
    # Whether the case's subject may read reason and note.
    shared = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_entry_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.number} {self.move}"

    def digest_after(self, before: str, case_uid: str) -> str:
        """SHA-256 (hex) over the digest of the line before and what this line says."""
        at: datetime = self.at.astimezone(UTC)
        line = [before, case_uid, at.isoformat(), *(getattr(self, name) for name in COVERED)]
        return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()


COVERED = (
    "number", "actor_uid", "role", "move", "source", "target", "reason", "note_digest", "shared",
)  # fmt: skip


def digest_of_note(salt: str, note: str) -> str:
    return hashlib.sha256(f"{salt}\0{note}".encode()).hexdigest() if note else ""
