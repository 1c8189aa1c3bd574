"""Two records that may be one person, and merges that can be taken back."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.people import Person


class DuplicateLink(PublicModel):
    class State(models.TextChoices):
        SUSPECTED = "suspected", _("Suspected")
        MERGED = "merged", _("Merged")
        DISTINCT = "distinct", _("Two people")

    # `first` is the older record.
    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUSPECTED)
    found_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_link_per_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="link_is_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class Merge(PublicModel):
    """What a merge moved: enough to put every row back where it was."""

    link = models.ForeignKey(DuplicateLink, models.PROTECT, null=True, related_name="+")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # [{"model": "recruitment.jobapplication", "field": "person", "rows": [1, 2]}, …]
    moved = models.JSONField(default=list)
    # Rows that a unique constraint of `kept` held back, in the same form.
    stayed = models.JSONField(default=list)
    # Fields of `kept` that were empty and filled, with what stood there: {"name_en": ""}
    filled = models.JSONField(default=dict)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    merged_at = models.DateTimeField(db_default=Now(), editable=False)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid
