"""Applications for a posting, and requests that a human reviews a match. Both are cases."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yucaihui.recruitment.models.postings import Posting


class JobApplication(models.Model):
    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="applications")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    # The profile as it was when the person applied; later changes don't reach the employer.
    resume = models.JSONField(default=dict)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
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


class ReviewRequest(models.Model):
    """A person asks that a human looks at how they were matched with a posting."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    question = models.TextField(_("What should be looked at?"), max_length=2000)
    # The explanation as it was shown, with the engine's version.
    explanation = models.JSONField(default=dict)
    answer = models.TextField(blank=True, max_length=4000)

    def __str__(self) -> str:
        return f"review {self.pk}"
