"""What a person wishes for in their next work."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yucaihui.recruitment.models import JobWish


class WishForm(forms.Form):
    places = forms.CharField(
        label=_("Places of work"),
        required=False,
        max_length=200,
        help_text=_("Cities or districts, separated by commas. Empty: anywhere."),
    )
    salary_min = forms.IntegerField(
        label=_("Lowest salary, yuan a month before tax"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("Positions that pay less are left out. Employers never see it."),
    )

    def clean_places(self) -> list[str]:
        parts = re.split(r"[,，、;；]", self.cleaned_data["places"])
        return [part.strip() for part in parts if part.strip()]


def wish_values(wish: JobWish | None) -> dict[str, Any]:
    if wish is None:
        return {}
    return {"places": ", ".join(wish.places), "salary_min": wish.salary_min}
