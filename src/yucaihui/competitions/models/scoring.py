"""Score sheets: one for each assignment, by the rubric that held when it was opened."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models.calls import Definition
from yucaihui.competitions.models.judging import Assignment
from yucaihui.core.ids import PublicModel


class ScoreSheet(PublicModel):
    """What a judge says about a version: points and words. Only a submitted one counts."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("sheet", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("sheet", "Submitted")
        SUPERSEDED = "superseded", pgettext_lazy("sheet", "Superseded")
        VOIDED = "voided", pgettext_lazy("sheet", "Void")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="sheets")
    rubric = models.ForeignKey(Definition, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # Raised by every save; a save names the one it saw, so that of two devices one is told.
    revision = models.PositiveIntegerField(default=0)
    comment = models.TextField(_("Comment"), blank=True)
    # Weighted total on the scale 0 to 100, in ten-thousandths; null until submitted.
    total = models.IntegerField(null=True)
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # Who opened it again after it was submitted, and why.
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(state__in=("draft", "submitted")),
                name="one_sheet_per_assignment",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(total__isnull=False),
                name="submitted_sheet_has_a_total",
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__gte=0, total__lte=1_000_000),
                name="total_within_its_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class Score(models.Model):
    """Points for one criterion, in hundredths, with the scale they were given on: the database
    itself refuses any outside. Null is "not scored", which is not nought."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=40)
    least = models.IntegerField()
    most = models.IntegerField()
    points = models.IntegerField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=F("least"), points__lte=F("most")),
                name="points_within_their_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.points}"
