"""Forms on one's own record."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yucaihui.directory.contacts import normal_email, normal_phone
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import IdentityDocument, Person, Relation, RevealReason
from yucaihui.directory.models.people import Disability, Gender, NationalityGroup
from yucaihui.ui.forms import BilingualMixin, FilesDrop, FilesField


class LinesField(forms.CharField):
    """Several values, one a line, each brought into its normal form by `normal`."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, normal: Any, **options: Any) -> None:
        self.normal = normal
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line for line in (super().clean(value) or "").splitlines() if line.strip()]
        try:
            return [self.normal(line) for line in lines]
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class DetailsForm(BilingualMixin, forms.ModelForm[Person]):
    """Who one is and how one is reached."""

    bilingual = ("name",)

    emails = LinesField(
        label=_("E-mail addresses"),
        help_text=_("One a line. The address of your account always stays."),
        normal=normal_email,
        required=False,
    )
    phones = LinesField(
        label=_("Telephone numbers"),
        help_text=_("One a line, with the country code; without it as a number in China."),
        normal=normal_phone,
        required=False,
    )

    class Meta:
        model = Person
        fields = ("name_zh", "name_en", "country", "city")
        help_texts = {"country": _("Two letters, like CN, DE or SG.")}
        widgets = {"country": forms.TextInput(attrs={"class": "narrow"})}

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"].strip().upper()
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Write the two letters of the country, like CN or DE."))
        return code


class UploadForm(forms.Form):
    file = FilesField(
        label=_("Your CV"),
        help_text=_(
            "PDF, DOCX, JSON Resume, Europass XML or Markdown, at most 10 MB; several files, such"
            " as one in each language, are fine. The text must be text: a scan or a photograph"
            " can't be read."
        ),
        widget=FilesDrop(accept=".pdf,.docx,.json,.xml,.md,.txt"),
    )


class IdentityForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of number"), choices=IdentityDocument.Kind.choices)
    number = forms.CharField(
        label=_("Number on the document"),
        help_text=_("Kept encrypted and shown masked. A new number replaces the one you gave."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RevealForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What do you need the number for?"),
        choices=RevealReason.choices,
        widget=forms.RadioSelect,
    )


def unsaid(choices: Any) -> list[tuple[Any, Any]]:
    return [("", _("I don't say")), *choices]


class ProtectedForm(forms.Form):
    gender = forms.ChoiceField(label=_("Gender"), choices=unsaid(Gender.choices), required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        min_value=1900,
        max_value=2100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "narrow"}),
    )
    ethnicity = forms.CharField(label=_("Ethnicity"), max_length=40, required=False)
    nationality = forms.ChoiceField(
        label=_("Nationality"), choices=unsaid(NationalityGroup.choices), required=False
    )
    disability = forms.ChoiceField(
        label=_("Do you live with a disability?"),
        choices=unsaid(Disability.choices),
        required=False,
    )


class TieForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tie"), choices=Relation.Kind.choices)
    other = forms.CharField(
        label=_("With whom"),
        help_text=_("The name of an organisation, or the code of a person's record."),
        max_length=160,
    )


class EraseForm(forms.Form):
    """Typed, so that nobody erases a record by a slip."""

    word = forms.CharField(label=_("Type ERASE to go on"), max_length=10)

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip().upper()
        if word != gettext("ERASE"):
            raise forms.ValidationError(_("Type the word ERASE, or leave this page."))
        return word
