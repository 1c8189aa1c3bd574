"""The office's question: how do this person and this position fit?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class PairForm(forms.Form):
    posting = forms.CharField(
        label=_("Position"),
        help_text=_("The address of its page, or the last part of the address."),
        max_length=300,
    )
    person = forms.CharField(
        label=_("Person"),
        help_text=_("The address of the record at the office, or its code."),
        max_length=300,
    )

    @property
    def posting_uid(self) -> str:
        return last_part(self.cleaned_data["posting"])

    @property
    def person_uid(self) -> str:
        return last_part(self.cleaned_data["person"])


def last_part(address: str) -> str:
    """The code at the end of an address, or the code itself."""
    return address.partition("?")[0].strip().rstrip("/").rpartition("/")[2]
