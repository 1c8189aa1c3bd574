"""Ties between people and organisations, from which conflicts of interest are found."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.organisations import Organisation
from yucaihui.directory.models.people import Person


class Affiliation(models.Model):
    """An employer or school of a person, past or present, read off the confirmed profile."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", pgettext_lazy("cv", "Employer")
        SCHOOL = "school", pgettext_lazy("cv", "School")

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160, db_index=True)
    started = models.CharField(max_length=10, blank=True)  # YYYY[-MM[-DD]]
    ended = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Relation(PublicModel):
    """A tie that somebody declared, between a person and another person or an organisation."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("Family")
        ADVISER = "adviser", _("Adviser and student")
        COAUTHOR = "coauthor", _("Co-author")
        BUSINESS = "business", _("Business interest")
        OTHER = "other", _("Other")

    person = models.ForeignKey(Person, models.CASCADE, related_name="relations")
    other_person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    declared_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other_person__isnull=False)
                ^ models.Q(organisation__isnull=False),
                name="relation_has_one_other_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
