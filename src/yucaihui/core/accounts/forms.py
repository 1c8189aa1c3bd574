"""Forms of allauth, where it leaves a field without a name in Chinese."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    name = forms.CharField(
        label=_("Name of this key"),
        help_text=_("So that you know it again among several, like “office laptop”."),
        required=False,
    )
