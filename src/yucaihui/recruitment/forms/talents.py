"""The search for talents, and an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yucaihui.recruitment.labels import DEGREES
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.talents import TalentSearch
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import offer_rows


class TalentForm(forms.Form):
    q = forms.CharField(
        label=_("Skill, title or experience"), required=False, max_length=100, strip=True
    )
    degree = forms.TypedChoiceField(
        label=_("Degree, at least"),
        required=False,
        coerce=int,
        choices=[(int(degree), name) for degree, name in DEGREES.items()],
    )
    years = forms.IntegerField(
        label=_("Years of experience, at least"), required=False, min_value=0, max_value=60
    )
    city = forms.CharField(label=_("City"), required=False, max_length=40)

    @property
    def search(self) -> TalentSearch:
        """What is asked for; a field that makes no sense asks for nothing."""
        values: dict[str, Any] = getattr(self, "cleaned_data", {})
        return TalentSearch(
            text=values.get("q", ""),
            min_degree=values.get("degree") or 0,
            min_years=values.get("years") or 0,
            city=values.get("city", ""),
        )


class PostingChoice(forms.ModelChoiceField[Posting]):
    def label_from_instance(self, obj: Posting) -> str:
        return in_language(obj, "title")


class InviteForm(forms.Form):
    posting = PostingChoice(
        label=_("Position"), queryset=Posting.objects.none(), to_field_name="uid"
    )

    def __init__(self, *args: Any, postings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "posting", postings)
