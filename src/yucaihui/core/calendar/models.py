"""Days that differ from the week's rhythm: public holidays, and weekends that are worked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpecialDay(models.Model):
    date = models.DateField(unique=True)
    working = models.BooleanField(_("Working day"))
    name_zh = models.CharField(_("Name (Chinese)"), max_length=40)
    name_en = models.CharField(_("Name (English)"), max_length=60)

    def __str__(self) -> str:
        return f"{self.date} {self.name_en}"
