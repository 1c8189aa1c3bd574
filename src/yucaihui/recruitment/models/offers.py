"""Offers: the terms that an employer puts to an applicant, good until a day."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.recruitment.models.applications import JobApplication


class Offer(PublicModel):
    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("offer", "Sent")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Expired")
        RETRACTED = "retracted", _("Taken back")

    application = models.ForeignKey(JobApplication, models.CASCADE, related_name="offers")
    monthly_fen = models.BigIntegerField(_("Monthly salary"))
    months = models.PositiveSmallIntegerField(_("Months of pay a year"), default=12)
    starts_on = models.DateField(_("First day of work"))
    expires_on = models.DateField(_("Answer until"))
    terms = models.TextField(_("Further terms"), blank=True, max_length=4000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "expires_on"], name="offer_by_expiry")]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state="sent"),
                name="one_open_offer_per_application",
            ),
            models.CheckConstraint(
                condition=models.Q(monthly_fen__gt=0), name="offer_has_a_salary"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
