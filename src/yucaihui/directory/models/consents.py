"""What a person allowed us to do with their data, for which purpose and towards whom."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.organisations import Organisation
from yucaihui.directory.models.people import Person


class Purpose(models.TextChoices):
    MATCHING = "matching", _("Compare my profile with positions")
    DISCOVERY = "discovery", _("Let verified employers find my profile")
    APPLICATION = "application", _("Pass my profile to this employer for my application")
    STATISTICS = "statistics", _("Count me in statistics that name nobody")


class Consent(PublicModel):
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    recipient = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "recipient"],
                condition=models.Q(withdrawn_at=None),
                name="one_consent_per_purpose_and_recipient",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at=None, recipient=None),
                name="one_general_consent_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.uid}"
