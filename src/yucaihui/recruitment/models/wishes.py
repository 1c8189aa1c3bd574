"""What a person wishes for in their next work: kept apart from the profile, which says what was."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobWish(models.Model):
    person = models.OneToOneField(
        "directory.Person", models.CASCADE, primary_key=True, related_name="+"
    )
    places = models.JSONField(_("Places of work"), default=list, blank=True)
    # Yuan a month before tax.
    salary_min = models.PositiveIntegerField(_("Lowest salary"), null=True, blank=True)

    def __str__(self) -> str:
        return f"wish {self.pk}"
