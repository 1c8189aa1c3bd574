"""What is owed to whom, by whom and by when."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel


class Promise(PublicModel):
    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("promise", "Open")
        KEPT = "kept", pgettext_lazy("promise", "Kept")
        BROKEN = "broken", pgettext_lazy("promise", "Broken")
        WITHDRAWN = "withdrawn", pgettext_lazy("promise", "Withdrawn")

    kind = models.CharField(max_length=40)
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    to_person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Who has to keep it: an organisation, or the office when empty.
    owed_by = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # The record it was made in, e.g. ("offer", uid): registered once, however often told.
    source_type = models.CharField(max_length=40)
    source_uid = models.CharField(max_length=32)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_type", "source_uid"], name="one_promise_per_kind_and_source"
            ),
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=False)
                ^ models.Q(to_organisation__isnull=False),
                name="promise_is_owed_to_one",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="promise_by_due_date")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
