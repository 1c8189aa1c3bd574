"""Forms of single postings."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yucaihui.directory.errors import Refused
from yucaihui.engines.matching.languages import parse_language
from yucaihui.engines.text.clusters import CLUSTERS
from yucaihui.engines.text.places import CHONGQING_DISTRICTS
from yucaihui.engines.text.skills import canonical_skill
from yucaihui.recruitment.labels import DEGREES, cluster_name, district_name
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.services.postings import Incomplete
from yucaihui.recruitment.services.wording import BlockedWording
from yucaihui.ui.forms import BilingualMixin, DateField, offer

MAX_ITEMS = 20
_BETWEEN = re.compile(r"[、,，;；\n]+")
_cluster_label = lazy(cluster_name, str)
_district_label = lazy(district_name, str)


class ListField(forms.CharField):
    """Several short words in one line, between commas."""

    def to_python(self, value: Any) -> Any:
        text = str(self.prepare_value(value) or "")
        words = dict.fromkeys(word.strip()[:40] for word in _BETWEEN.split(text))
        return [word for word in words if word][:MAX_ITEMS]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial or "") != self.to_python(data or ""))


class PostingForm(BilingualMixin, forms.ModelForm[Posting]):
    bilingual: ClassVar[tuple[str, ...]] = ("title", "description")

    min_degree = forms.TypedChoiceField(
        label=gettext_lazy("Lowest degree"),
        coerce=int,
        choices=[(int(degree), name) for degree, name in DEGREES.items()],
    )
    district = forms.ChoiceField(
        label=gettext_lazy("District of Chongqing"),
        required=False,
        choices=[("", "–"), *((name, _district_label(name)) for name in CHONGQING_DISTRICTS)],
    )
    cluster = forms.ChoiceField(
        label=gettext_lazy("Industry"),
        required=False,
        choices=[("", "–"), *((name, _cluster_label(name)) for name in CLUSTERS)],
    )
    skills = ListField(
        label=gettext_lazy("Skills"),
        required=False,
        help_text=gettext_lazy("Between commas, like: Python, CFD, GD&T. Matching looks at them."),
    )
    languages = ListField(
        label=gettext_lazy("Languages"),
        required=False,
        help_text=gettext_lazy("Between commas, with a level if need be, like: English B2."),
    )
    valid_through = DateField(
        label=gettext_lazy("Open until"),
        help_text=gettext_lazy("The last day on which people may apply, at most a year from now."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Where it was first posted"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("If it was published elsewhere before."),
    )

    class Meta:
        model = Posting
        fields = (
            *("title_zh", "title_en", "description_zh", "description_en", "headcount"),
            *("employment_type", "min_degree", "min_years", "skills", "languages", "city"),
            *("district", "cluster", "salary_min", "salary_max", "salary_months"),
            *("salary_negotiable", "salary_note", "valid_through", "external_id", "source_url"),
        )
        labels = {
            "salary_min": gettext_lazy("Salary from (yuan a month, before tax)"),
            "salary_max": gettext_lazy("Salary to (yuan a month, before tax)"),
            "external_id": gettext_lazy("Your own number for it"),
        }
        help_texts = {
            "description_zh": gettext_lazy(
                "What the work is, and what it asks for. One language is enough."
            ),
            "salary_note": gettext_lazy("For pay that is no monthly range, like: 200 yuan a day."),
            "min_years": gettext_lazy("0 when none is asked for."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["headcount"].required = True
        for name in ("headcount", "min_years", "salary_min", "salary_max", "salary_months"):
            self.fields[name].widget.attrs.update({"class": "narrow", "min": 0})
        for name in ("description_zh", "description_en"):
            self.fields[name].widget.attrs["rows"] = 10
        # A district or an industry that the lists don't have stays as it is.
        for name in ("district", "cluster"):
            self.keep_choice(name, self.initial.get(name))

    def keep_choice(self, name: str, value: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        if value and value not in dict(field.choices):  # type: ignore[arg-type]
            field.choices = [*field.choices, (value, value)]  # type: ignore[misc]

    def clean_skills(self) -> list[str]:
        return [canonical_skill(skill) or skill for skill in self.cleaned_data["skills"]]

    def clean_languages(self) -> list[str]:
        languages: list[str] = self.cleaned_data["languages"]
        for text in languages:
            if parse_language(text) is None:
                raise ValidationError(
                    _("“%(text)s” is no language we know. Write it like English B2 or 英语 CET-6.")
                    % {"text": text}
                )
        return languages

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        low, high = (self.cleaned_data.get(name) for name in ("salary_min", "salary_max"))
        if low and high and low > high:
            self.add_error("salary_max", _("This is less than “from”. Exchange the two."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the form says, for the services."""
        return dict(self.cleaned_data)


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text of the posting"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy(
            "In Chinese or English, as you have it. We fill the form from it; you check it."
        ),
    )


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), widget=forms.RadioSelect)
    end_applications = forms.BooleanField(
        label=gettext_lazy("Close the open applications too"),
        help_text=gettext_lazy(
            "Every applicant is told that the position is closed, and why. An offer that waits for"
            " its answer stays open in any case. Untick to answer the others one by one."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, reasons: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "reason",
            [(value, label) for value, label in Posting.ClosedReason.choices if value in reasons],
        )


class ExtendForm(forms.Form):
    valid_through = DateField(
        label=gettext_lazy("Open until"), help_text=gettext_lazy("At most a year from now.")
    )


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Say at its field what a verb refused."""
    for field, words in sentences(refusal):
        form.add_error(field if field in form.fields else None, words)


def sentences(refusal: Refused) -> list[tuple[str, str]]:
    if isinstance(refusal, BlockedWording):
        return [(one.field, one.words) for one in refusal.findings]
    if isinstance(refusal, Incomplete):
        return list(refusal.missing.items())
    return [(refusal.field, str(refusal))]
