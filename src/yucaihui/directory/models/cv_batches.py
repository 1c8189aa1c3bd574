"""A folder of CVs that the office hands in: one row a file, and invitations to their people."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.people import Person
from yucaihui.directory.models.resumes import ResumeDocument


class CvBatch(PublicModel):
    class State(models.TextChoices):
        READING = "reading", _("Being read")
        STOPPED = "stopped", _("Stopped")
        READ = "read", pgettext_lazy("cvs", "Read")
        TAKING_BACK = "taking_back", _("Being taken back")
        TAKEN_BACK = "taken_back", _("Taken back")

    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    job_uid = models.CharField(max_length=16, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class CvFile(PublicModel):
    """One file of a batch: what reading it gave, and how far its person has come."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("Not read yet")
        PARSED = "parsed", pgettext_lazy("cvs", "Read")
        KNOWN = "known", _("Like a person already here")
        DUPLICATE = "duplicate", _("Handed in before")
        IMAGE_ONLY = "image_only", _("A picture without text")
        GARBLED = "garbled", _("Text can't be read")
        REFUSED = "refused", pgettext_lazy("cv", "Refused")

    class Step(models.TextChoices):
        NONE = "", "–"
        SUGGESTED = "suggested", _("Decide: the same person?")
        READY = "ready", _("Not invited yet")
        INVITED = "invited", _("Invited")
        CLAIMED = "claimed", _("Stepped in")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Erased by its person")
        EXPIRED = "expired", _("Erased: nobody answered")
        TAKEN_BACK = "taken_back", _("Taken back")

    batch = models.ForeignKey(CvBatch, models.CASCADE, related_name="files")
    # Where it lay: "3", or "3.17" for the 18th entry of an archive that was the third upload.
    place = models.CharField(max_length=12)
    # Empty once nothing is kept of the file: its name may name the person.
    path = models.CharField(max_length=300, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.WAITING)
    reason = models.CharField(max_length=40, blank=True)
    step = models.CharField(max_length=10, choices=Step.choices, blank=True, default=Step.NONE)
    # Until it is read; then the document has it, or it is deleted.
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(
        ResumeDocument, models.SET_NULL, null=True, related_name="cv_file"
    )
    suspected = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="cv_suspicions")
    # What the suspected person has in common with it: codes of engines.text.persons.
    likeness = models.JSONField(default=list)
    # After this day nothing is kept of it unless its person confirmed it.
    expires_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="one_cv_file_per_place"),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(document__isnull=False),
                name="one_cv_file_of_the_same_bytes",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "verdict"], name="cv_file_by_verdict"),
            models.Index(fields=["step", "expires_on"], name="cv_file_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.verdict}"


class CvInvitation(PublicModel):
    """A link by which a person steps in once. A new one replaces the one before."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cv_invitations")
    sent_to = models.EmailField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_on = models.DateField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid
