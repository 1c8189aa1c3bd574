"""Texts of allauth's pages that its own catalogue leaves half in English, or translates badly.

An app listed earlier wins (Django's order of catalogues), and this one stands before allauth, so
the Chinese beside this package is what its pages say.
"""

from django.utils.translation import gettext_noop as _

OF_ALLAUTH = (
    _("If you have not created an account yet, then please %(link)ssign up%(end_link)s first."),
    _("Already have an account? Then please %(link)ssign in%(end_link)s."),
    _("Sign in with a passkey"),
    _("Passkey"),
    _("This key does not indicate whether it is a passkey."),
    _("Passwordless"),
    _(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes "
        "additional requirements such as biometrics or PIN protection."
    ),
    _("Remember Me"),
    _("Confirm Access"),
    _("Enter an authenticator code:"),
    _("Alternative options"),
)
