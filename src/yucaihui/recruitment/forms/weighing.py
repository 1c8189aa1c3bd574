"""The three sliders that weigh a list of matches anew."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yucaihui.recruitment.queries.weighing import MOST_PERCENT, USUAL, USUAL_PERCENT, Weights


def slider(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"type": "range", "step": 10, "class": "slider"})
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_PERCENT,
        initial=USUAL_PERCENT,
        widget=widget,
    )


class WeighForm(forms.Form):
    title = slider(_("Titles"))
    skills = slider(_("Skills"))
    text = slider(_("Experience and description"))

    @classmethod
    def asked(cls, values: Any) -> "WeighForm":
        """The form of a request's parameters; a weight that makes no sense is the usual one."""
        plain = cls({name: values.get(name, USUAL_PERCENT) for name in cls.base_fields})
        if plain.is_valid():
            return plain
        usable = {name: plain.cleaned_data.get(name) for name in cls.base_fields}
        form = cls({name: USUAL_PERCENT if v is None else v for name, v in usable.items()})
        form.is_valid()
        return form

    @property
    def weights(self) -> Weights:
        chosen = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return Weights(**chosen) if chosen else USUAL
