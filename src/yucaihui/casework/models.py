"""Cases: where each stands in its process, and the journal of how it came there."""

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

    The note is covered through its own digest, so that it can be erased with its person and the
    chain still holds.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    actor_uid = models.CharField(max_length=16, blank=True)
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
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
