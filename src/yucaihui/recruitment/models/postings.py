"""A posting (schema.org JobPosting): one or more vacancies that an employer wants to fill."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel
from yucaihui.recruitment.models.imports import ImportBatch, ImportRow


class PostingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Open")
    ON_HOLD = "on_hold", _("On hold")
    CLOSED = "closed", _("Closed")


class EmploymentType(models.TextChoices):
    FULL_TIME = "FULL_TIME", _("Full time")
    PART_TIME = "PART_TIME", _("Part time")
    CONTRACTOR = "CONTRACTOR", _("Contractor")
    TEMPORARY = "TEMPORARY", _("Temporary")
    INTERN = "INTERN", _("Internship")


class ClosedReason(models.TextChoices):
    FILLED = "filled", _("The vacancies are filled")
    WITHDRAWN = "withdrawn", _("The vacancies no longer exist")
    VIOLATION = "violation", _("The posting breaks the rules")


class Posting(PublicModel):
    State = PostingState
    EmploymentType = EmploymentType
    ClosedReason = ClosedReason

    employer = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title_zh = models.CharField(_("Title (Chinese)"), max_length=120, blank=True)
    title_en = models.CharField(_("Title (English)"), max_length=160, blank=True)
    description_zh = models.TextField(_("Work and conditions (Chinese)"), blank=True)
    description_en = models.TextField(_("Work and conditions (English)"), blank=True)
    # Empty: several, the number is open (若干).
    headcount = models.PositiveIntegerField(_("Vacancies"), null=True, blank=True)
    min_degree = models.PositiveSmallIntegerField(_("Lowest degree"), default=0)
    min_years = models.PositiveSmallIntegerField(_("Years of experience"), default=0)
    languages = models.JSONField(_("Languages"), default=list, blank=True)
    skills = models.JSONField(_("Skills"), default=list, blank=True)
    city = models.CharField(_("City"), max_length=40, blank=True)
    district = models.CharField(_("District"), max_length=40, blank=True)
    cluster = models.CharField(_("Industry"), max_length=40, blank=True)
    employment_type = models.CharField(
        _("Employment"), max_length=12, choices=EmploymentType.choices, default="FULL_TIME"
    )
    # Yuan a month before tax; both empty when negotiable, daily, open-ended or unknown.
    salary_min = models.PositiveIntegerField(_("Salary from"), null=True, blank=True)
    salary_max = models.PositiveIntegerField(_("Salary to"), null=True, blank=True)
    salary_months = models.PositiveSmallIntegerField(_("Months of pay a year"), default=12)
    salary_negotiable = models.BooleanField(_("Salary negotiable"), default=False)
    # Pay that is no monthly range, in the employer's words: 200元/天.
    salary_note = models.CharField(_("Pay in words"), max_length=60, blank=True)
    posted_on = models.DateField(_("Posted on"))
    valid_through = models.DateField(_("Open until"), db_index=True)
    state = models.CharField(
        max_length=10, choices=PostingState.choices, default=PostingState.DRAFT
    )
    closed_reason = models.CharField(max_length=20, choices=ClosedReason.choices, blank=True)
    source_url = models.URLField(_("Source"), blank=True)
    # The employer's own number for it.
    external_id = models.CharField(max_length=60, blank=True)
    # The import and the row it came with; a row is written once, whatever happens to its import.
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, related_name="postings"
    )
    row = models.OneToOneField(
        ImportRow, models.SET_NULL, null=True, blank=True, related_name="posting"
    )
    duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Digest of what an applicant reads: the same posting imported twice is found by it.
    fingerprint = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "fingerprint"],
                condition=~models.Q(fingerprint="") & ~models.Q(state="closed"),
                name="one_open_posting_per_fingerprint",
            ),
            models.CheckConstraint(
                condition=models.Q(salary_min=None)
                | models.Q(salary_max=None)
                | models.Q(salary_min__lte=models.F("salary_max")),
                name="salary_from_below_to",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-posted_on", "-id"], name="posting_newest"),
            models.Index(fields=["employer", "state"], name="posting_by_employer"),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en
