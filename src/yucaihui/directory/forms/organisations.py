"""Forms on organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yucaihui.directory.models import Membership, Organisation
from yucaihui.ui.forms import BilingualMixin, FileDrop


class OrganisationForm(BilingualMixin, forms.ModelForm[Organisation]):
    bilingual = ("name",)

    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Organisation
        fields = (
            "name_zh", "name_en", "credit_code", "kind", "cluster", "district", "website",
            "intro_zh", "intro_en",
        )  # fmt: skip
        help_texts = {
            "credit_code": _("18 characters, as on the business licence. Empty abroad."),
        }

    def validate_unique(self) -> None:
        """The service says who has the code and what to do."""


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the new member"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
        help_text=_("Owners also manage members and verification."),
    )


class VerificationRequestForm(forms.Form):
    document = forms.FileField(
        label=_("Business licence"),
        help_text=_("The current licence as PDF, PNG or JPEG, at most 10 MB."),
        widget=FileDrop(accept=".pdf,.png,.jpg,.jpeg"),
    )


class DecisionForm(forms.Form):
    verified = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Verify for six months")), ("no", _("Refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The organisation reads it. A refusal needs one, and says what to do."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        required=False,
    )
