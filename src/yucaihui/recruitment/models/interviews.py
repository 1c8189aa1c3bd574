"""Interviews: a time and a place that the employer proposes and the applicant confirms."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel
from yucaihui.recruitment.models.applications import JobApplication


class Interview(PublicModel):
    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined by the applicant")
        HELD = "held", _("Held")
        NO_SHOW = "no_show", _("Did not take place")
        CANCELLED = "cancelled", _("Cancelled")

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        FAIR = "fair", _("At the conference")
        VIDEO = "video", _("By video")
        PHONE = "phone", _("By telephone")

    application = models.ForeignKey(JobApplication, models.CASCADE, related_name="interviews")
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(_("Ends"))
    mode = models.CharField(_("How"), max_length=10, choices=Mode.choices)
    place = models.CharField(_("Place or link"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)

    class Meta:
        indexes = [models.Index(fields=["state", "starts_at"], name="interview_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="interview_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
