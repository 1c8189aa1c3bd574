"""The one record of a project, which an entry, an exhibit, a negotiation and a loan point at."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.directory.models.organisations import Organisation
from yucaihui.directory.models.people import Person


class Project(PublicModel):
    title_zh = models.CharField(
        pgettext_lazy("project", "Title (Chinese)"), max_length=120, blank=True
    )
    title_en = models.CharField(
        pgettext_lazy("project", "Title (English)"), max_length=160, blank=True
    )
    summary_zh = models.TextField(_("Summary (Chinese)"), blank=True)
    summary_en = models.TextField(_("Summary (English)"), blank=True)
    cluster = models.CharField(_("Industry"), max_length=40, blank=True)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lead__isnull=False) | models.Q(organisation__isnull=False),
                name="project_has_a_lead_or_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en
