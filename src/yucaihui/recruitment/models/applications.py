"""Applications for a posting, and requests that a human reviews a match. Both are cases."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel
from yucaihui.recruitment.models.postings import Posting


class JobApplication(models.Model):
    """The case's subject is the applicant; journal, state and version are the case's."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="applications")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    # The profile as it was when the person applied, without name and contacts; later changes don't
    # reach the employer.
    resume = models.JSONField(default=dict)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    # Derived from the profile, for lists: none of it tells who the applicant is.
    headline = models.CharField(max_length=120, blank=True)
    degree = models.PositiveSmallIntegerField(default=0)
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    skills = models.JSONField(default=list)
    cover_note = models.TextField(_("A few words to the employer"), blank=True, max_length=2000)
    # True until the case closes: at most one open application of a person to a posting.
    is_open = models.BooleanField(default=True)
    transferred_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "person"],
                condition=models.Q(is_open=True),
                name="one_open_application_per_posting_and_person",
            )
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def uid(self) -> str:
        return self.case.uid

    @property
    def code(self) -> str:
        """What people call the application, and its applicant while the name is hidden."""
        return f"{self.uid[:4]}-{self.uid[4:8]}".upper()


class TransferProposal(PublicModel):
    """An employer proposes another position; only the applicant takes the application there."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("Lapsed")

    application = models.ForeignKey(JobApplication, models.CASCADE, related_name="transfers")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state="proposed"),
                name="one_open_transfer_per_application",
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class ReviewRequest(models.Model):
    """A person asks that a human looks at how they were matched with a posting."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    question = models.TextField(_("What should be looked at?"), max_length=2000)
    # The explanation as it was shown, with the engine's version.
    explanation = models.JSONField(default=dict)
    answer = models.TextField(_("Answer"), blank=True, max_length=4000)

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def uid(self) -> str:
        return self.case.uid
