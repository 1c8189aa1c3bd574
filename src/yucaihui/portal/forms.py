"""Forms of the portal's own pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yucaihui.core.accounts.models import Role
from yucaihui.ui.forms import DateField


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of letters to you"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    large_type = forms.BooleanField(label=_("Large type on every page"), required=False)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is the key for?"),
        max_length=60,
        help_text=_("For instance: import from our HR system"),
    )


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class DayForm(forms.Form):
    date = DateField(label=_("Date"))


class SpecialDayForm(DayForm):
    working = forms.TypedChoiceField(
        label=_("What kind of day"),
        choices=[("0", _("Day off")), ("1", _("Working day"))],
        coerce=lambda value: value == "1",
    )
    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=40)
    name_en = forms.CharField(label=_("Name (English)"), max_length=60)
