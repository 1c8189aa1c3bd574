"""A CV that was handed in: what was read from it waits for its person to confirm it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.people import Person


class ResumeDocument(PublicModel):
    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Being read")
        PARSED = "parsed", _("Waiting for your confirmation")
        IMAGE_ONLY = "image_only", _("A picture without text")
        GARBLED = "garbled", _("Text can't be read")
        REFUSED = "refused", pgettext_lazy("cv", "Refused")
        CONFIRMED = "confirmed", _("Confirmed")
        DISCARDED = "discarded", _("Discarded")

    person = models.ForeignKey(Person, models.CASCADE, related_name="resume_documents")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)
    resume = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
