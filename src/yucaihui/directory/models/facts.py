"""Facts with evidence: how modules on different floors share what is known about somebody."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.organisations import Organisation
from yucaihui.directory.models.people import Person


class Proof(models.TextChoices):
    """Who stands behind a fact, from weak to strong."""

    SELF = "self", _("Stated by the person")
    DOCUMENT = "document", _("Shown by a document")
    PARTNER = "partner", _("Confirmed by a partner")
    ISSUED = "issued", _("Issued here")


class Fact(PublicModel):
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="facts")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="facts"
    )
    kind = models.CharField(max_length=40)
    value = models.JSONField(default=dict)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    proof = models.CharField(max_length=10, choices=Proof.choices)
    evidence = models.ForeignKey(
        "files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The record it was written from, e.g. ("jobapplication", uid): written only once.
    source_type = models.CharField(max_length=40, blank=True)
    source_uid = models.CharField(max_length=32, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(organisation__isnull=False),
                name="fact_is_about_one",
            ),
            models.UniqueConstraint(
                fields=["kind", "source_type", "source_uid"],
                condition=~models.Q(source_uid=""),
                name="one_fact_per_kind_and_source",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "kind"], name="fact_by_person"),
            models.Index(fields=["organisation", "kind"], name="fact_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
