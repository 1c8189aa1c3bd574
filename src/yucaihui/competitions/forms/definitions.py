"""A form, the rules and the rubric of a track as rows that one fills in, without JavaScript too:
a row a part, an empty one at the end, a box to take one out, a number to put them in order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yucaihui.competitions.definitions import BadDefinition
from yucaihui.competitions.definitions.form import FILE_TYPES, MOST_MEGABYTES
from yucaihui.competitions.forms.conditions import ask_only_if

_BETWEEN = re.compile(r"\s*[,，、;；\n]\s*")
KIND_LABELS = {
    "text": gettext_lazy("A line of text"),
    "long_text": gettext_lazy("A longer text"),
    "number": gettext_lazy("A number"),
    "date": gettext_lazy("A day"),
    "choice": gettext_lazy("One of several"),
    "choices": gettext_lazy("Several of several"),
    "yes_no": gettext_lazy("Yes or no"),
    "url": gettext_lazy("A web address"),
    "file": gettext_lazy("A file"),
}
OPERATOR_LABELS = {
    "at_least": gettext_lazy("is at least"),
    "at_most": gettext_lazy("is at most"),
    "equals": gettext_lazy("equals"),
    "one_of": gettext_lazy("is one of"),
    "none_of": gettext_lazy("is none of"),
    "contains": gettext_lazy("contains"),
}
WORDS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


# What is asked of some kinds of fields only.
ASKED_OF = {
    "longest": ("text", "long_text"),
    "least": ("number",),
    "most": ("number",),
    "choices": ("choice", "choices"),
    "types": ("file",),
    "megabytes": ("file",),
}


class PartForm(forms.Form):
    """One part of a definition: a field, a rule or a criterion."""

    code = forms.CharField(
        label=pgettext_lazy("definition", "Code"),
        max_length=40,
        help_text=gettext_lazy("Letters, digits and underscores. It stays when the words change."),
    )
    label_zh = forms.CharField(
        label=gettext_lazy("Words (Chinese)"), max_length=200, required=False
    )
    label_en = forms.CharField(
        label=gettext_lazy("Words (English)"), max_length=200, required=False
    )

    @property
    def part(self) -> dict[str, Any]:
        """What is stored: nothing for what was left empty."""
        given = {name: self.cleaned_data.get(name) for name in self.base_fields}
        return {name: value for name, value in given.items() if value not in (None, "", [], False)}

    @classmethod
    def values_of(cls, part: Mapping[str, Any]) -> dict[str, Any]:
        """The stored part as the form's first values."""
        return {name: part[name] for name in cls.base_fields if name in part}


class FieldForm(PartForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(KIND_LABELS.items()))
    required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    names_authors = forms.BooleanField(
        label=gettext_lazy("The answer tells who the entrants are"),
        required=False,
        help_text=gettext_lazy("It is kept from judges where a stage hides the entrants."),
    )
    help_zh = forms.CharField(label=gettext_lazy("Hint (Chinese)"), max_length=300, required=False)
    help_en = forms.CharField(label=gettext_lazy("Hint (English)"), max_length=300, required=False)
    longest = forms.IntegerField(
        label=gettext_lazy("Longest text (characters)"), min_value=1, max_value=20_000,
        required=False,
    )  # fmt: skip
    least = forms.FloatField(label=gettext_lazy("Smallest number"), required=False)
    most = forms.FloatField(label=gettext_lazy("Largest number"), required=False)
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line: code | Chinese | English"),
    )
    types = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of files"),
        required=False,
        choices=[(name, name.upper()) for name in FILE_TYPES],
        widget=forms.CheckboxSelectMultiple,
    )
    megabytes = forms.IntegerField(
        label=gettext_lazy("Largest file (MB)"), min_value=1, max_value=MOST_MEGABYTES,
        required=False,
    )  # fmt: skip
    shown_field = forms.CharField(
        label=gettext_lazy("Asked only if the field"), max_length=40, required=False,
        help_text=gettext_lazy("The code of a field before this one."),
    )  # fmt: skip
    shown_values = forms.CharField(
        label=gettext_lazy("has one of these answers"), max_length=200, required=False,
        help_text=gettext_lazy("Between commas; for yes and no: True, False."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kinds in ASKED_OF.items():
            ask_only_if(self, name, "kind", kinds)

    @property
    def part(self) -> dict[str, Any]:
        part = super().part
        part["choices"] = lines(part.pop("choices", ""), ("value", "label_zh", "label_en"))
        field, values = part.pop("shown_field", ""), part.pop("shown_values", "")
        if field:
            part["shown_if"] = {"field": field, "values": words(values)}
        if not part["choices"]:
            del part["choices"]
        return part

    @classmethod
    def values_of(cls, part: Mapping[str, Any]) -> dict[str, Any]:
        condition = part.get("shown_if") or {}
        return {
            **super().values_of(part),
            "choices": as_lines(part.get("choices", ()), ("value", "label_zh", "label_en")),
            "shown_field": condition.get("field", ""),
            "shown_values": ", ".join(condition.get("values", ())),
        }


class RuleForm(PartForm):
    datum = forms.CharField(
        label=gettext_lazy("Looks at"),
        max_length=80,
        help_text=gettext_lazy("For example team.size, entry.country or answers.founded_on."),
        widget=forms.TextInput(attrs={"list": "data"}),
    )
    operator = forms.ChoiceField(
        label=gettext_lazy("Comparison"), choices=list(OPERATOR_LABELS.items())
    )
    value = forms.CharField(
        label=gettext_lazy("Value"),
        max_length=300,
        help_text=gettext_lazy("A number, a day like 2018-01-01, yes or no; several with commas."),
    )

    @property
    def part(self) -> dict[str, Any]:
        part = super().part
        several = part["operator"] in ("one_of", "none_of")
        text = part["value"]
        part["value"] = [scalar(word) for word in words(text)] if several else scalar(text)
        return part

    @classmethod
    def values_of(cls, part: Mapping[str, Any]) -> dict[str, Any]:
        value = part.get("value")
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        return {**super().values_of(part), "value": shown}


class CriterionForm(PartForm):
    weight = forms.IntegerField(label=gettext_lazy("Weight"), min_value=1, max_value=1000)
    help_zh = forms.CharField(label=gettext_lazy("Hint (Chinese)"), max_length=300, required=False)
    help_en = forms.CharField(label=gettext_lazy("Hint (English)"), max_length=300, required=False)
    least = forms.IntegerField(label=gettext_lazy("Lowest points"), required=False, min_value=0)
    most = forms.IntegerField(
        label=gettext_lazy("Highest points"), required=False, min_value=1, max_value=1000,
        help_text=gettext_lazy("100 if left empty; wide scales tell entries apart better."),
    )  # fmt: skip
    step = forms.FloatField(
        label=gettext_lazy("Step"), required=False, min_value=0.01, max_value=100
    )
    comment_required = forms.BooleanField(
        label=gettext_lazy("Judges must give reasons"), required=False
    )
    anchors = forms.CharField(
        label=gettext_lazy("What points stand for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line: points | Chinese | English"),
    )

    def clean_anchors(self) -> str:
        text: str = self.cleaned_data["anchors"]
        for one in lines(text, ("points", "text_zh", "text_en")):
            if not one["points"].isdecimal():
                raise forms.ValidationError(
                    _("“%(text)s” is no number of points.") % {"text": one["points"]}
                )
        return text

    @property
    def part(self) -> dict[str, Any]:
        part = super().part
        anchors = lines(part.pop("anchors", ""), ("points", "text_zh", "text_en"))
        if anchors:
            part["anchors"] = [{**one, "points": int(one["points"])} for one in anchors]
        return part

    @classmethod
    def values_of(cls, part: Mapping[str, Any]) -> dict[str, Any]:
        anchors = as_lines(part.get("anchors", ()), ("points", "text_zh", "text_en"))
        return {**super().values_of(part), "anchors": anchors}


def words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text.strip()) if word]


def scalar(text: str) -> bool | int | float | str:
    """“8” is a number, “yes” a truth, anything else (a day too) a text."""
    plain = text.strip()
    if plain.lower() in WORDS:
        return WORDS[plain.lower()]
    try:
        number = float(plain)
    except ValueError:
        return plain
    return int(number) if number.is_integer() else number


def lines(text: str, names: Sequence[str]) -> list[dict[str, str]]:
    """“a | b | c” a line, as mappings; what is missing at the end is empty."""
    rows = (line.split("|") for line in text.splitlines() if line.strip())
    return [
        {name: cell.strip() for name, cell in zip(names, [*row, "", ""][: len(names)], strict=True)}
        for row in rows
    ]


def as_lines(parts: Iterable[Mapping[str, Any]], names: Sequence[str]) -> str:
    return "\n".join(" | ".join(str(part.get(name, "")) for name in names) for part in parts)


class PartFormSet(forms.BaseFormSet[PartForm]):
    """The rows of one definition; `content` is what they say together, in the order asked for."""

    list_name: ClassVar[str] = ""

    @property
    def content(self) -> dict[str, Any]:
        return {self.list_name: [form.part for form in self.ordered_forms]}

    def blame(self, refusal: BadDefinition) -> None:
        """Say what is wrong at the row and the field that the refusal names, else above all."""
        place, _dot, field = refusal.place.partition(".")
        rows = self.ordered_forms
        if place.isdecimal() and int(place) <= len(rows):
            row = rows[int(place) - 1]
            row.add_error(FIELD_OF.get(field, field or None), refusal.message)
        else:
            self.non_form_errors().append(refusal.message)


# Where the name of a stored value differs from that of its field.
FIELD_OF = {"shown_if": "shown_field"}


class Fields(PartFormSet):
    list_name = "fields"


class Rules(PartFormSet):
    list_name = "rules"


class Criteria(PartFormSet):
    list_name = "criteria"


ROWS: dict[str, tuple[type[PartForm], type[PartFormSet]]] = {
    "form": (FieldForm, Fields),
    "rules": (RuleForm, Rules),
    "rubric": (CriterionForm, Criteria),
}


def rows_of(kind: str, content: Mapping[str, Any] | None, data: Any = None) -> PartFormSet:
    """The rows of a definition as it is stored, or as somebody sent them."""
    part, rows = ROWS[kind]
    made = forms.formset_factory(
        part, formset=rows, extra=1, can_order=True, can_delete=True, max_num=60
    )
    initial = [part.values_of(one) for one in (content or {}).get(rows.list_name, [])]
    return cast("PartFormSet", made(data, initial=initial, prefix="part"))
