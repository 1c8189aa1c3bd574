"""An import: a file, how its columns were read, and a verdict for each of its rows."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel


class ImportBatch(PublicModel):
    class State(models.TextChoices):
        READING = "reading", _("The file is being read")
        UPLOADED = "uploaded", _("Columns to be confirmed")
        VALIDATING = "validating", _("Rows are being checked")
        VALIDATED = "validated", _("Checked, nothing imported yet")
        COMMITTING = "committing", _("Being imported")
        COMMITTED = "committed", _("Imported")
        ROLLING_BACK = "rolling_back", _("Being taken back")
        ROLLED_BACK = "rolled_back", _("Taken back")
        REFUSED = "refused", _("Refused")

    # Empty: the office imports for many employers, named in the rows.
    employer = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.READING)
    # Per sheet: which column gives which field, as the user confirmed it.
    mapping = models.JSONField(default=dict)
    # The last day of postings whose row names none; with `reopen` also of those that have ended.
    open_until = models.DateField(_("Open until"), null=True)
    reopen = models.BooleanField(_("Open postings again whose last day has passed"), default=False)
    # Rows by verdict; after the import also how many postings were written and taken back.
    totals = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    job_uid = models.CharField(max_length=16, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    committed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class ImportRow(models.Model):
    class Verdict(models.TextChoices):
        OK = "ok", _("Fine")
        WARNING = "warning", _("Please look")
        ERROR = "error", _("Can't be imported")
        DUPLICATE = "duplicate", _("Duplicate")
        SKIPPED = "skipped", _("Not a posting")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reasons = models.JSONField(default=list)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "sheet", "number"], name="one_import_row_per_line"
            )
        ]
        indexes = [models.Index(fields=["batch", "verdict"], name="import_row_by_verdict")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number} {self.verdict}"
