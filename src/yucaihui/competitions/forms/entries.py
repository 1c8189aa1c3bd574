"""The form of an entry, drawn from its track's definition, and the small forms around it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yucaihui.competitions.definitions import Form, FormField
from yucaihui.competitions.definitions.form import Condition
from yucaihui.competitions.forms.conditions import ask_only_if, asked_note
from yucaihui.competitions.models import EntryVersion
from yucaihui.competitions.queries.answers import Files, choice_label, text_of
from yucaihui.competitions.services.entry_files import MEDIA_TYPES
from yucaihui.ui.formats import in_language
from yucaihui.ui.forms import FileDrop, offer

NEW = "new"
YES_NO: list[tuple[str, Any]] = [
    ("", gettext_lazy("Not answered")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
]
# Answers stand apart from the entry's own fields, whatever their codes are.
ANSWER, TAKEN_AWAY = "answer_{}", "without_{}"


class BeginForm(forms.Form):
    """Which project, in whose name; a bid also says for which challenge."""

    project = forms.ChoiceField(label=gettext_lazy("Project"), widget=forms.RadioSelect)
    title_zh = forms.CharField(
        label=pgettext_lazy("project", "Title (Chinese)"), max_length=120, required=False,
        help_text=gettext_lazy("For a new project; one of the two titles is enough."),
    )  # fmt: skip
    title_en = forms.CharField(
        label=pgettext_lazy("project", "Title (English)"), max_length=160, required=False
    )
    challenge = forms.ChoiceField(label=gettext_lazy("Challenge"))
    organisation = forms.ChoiceField(
        label=gettext_lazy("Organisation"), required=False,
        help_text=gettext_lazy("Leave it open if you enter for yourselves."),
    )  # fmt: skip
    country = forms.CharField(
        label=gettext_lazy("Country or region"), max_length=2, required=False,
        help_text=gettext_lazy("Two letters, like CN, DE or SG: where the project comes from."),
        validators=[RegexValidator("^[A-Za-z]{2}$", gettext_lazy("Write two letters, like CN."))],
        widget=forms.TextInput(attrs={"class": "narrow"}),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        projects: Sequence[Any],
        organisations: Sequence[Any],
        challenges: Sequence[Any] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.uid, in_language(one, "title")) for one in projects]
        offer(self, "project", [*known, (NEW, _("A new project"))])
        self.fields["project"].initial = known[0][0] if known else NEW
        for title in ("title_zh", "title_en"):
            ask_only_if(self, title, "project", [NEW])
        offer(self, "organisation", [("", "–"), *named(organisations, "name")])
        if not organisations:
            del self.fields["organisation"]
        if challenges is None:
            del self.fields["challenge"]
        else:
            offer(self, "challenge", named(challenges, "title"))

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        titled = data.get("title_zh") or data.get("title_en")
        if data.get("project") == NEW and not titled:
            self.add_error("title_zh", _("Give the title in Chinese or in English."))
        return data


def named(rows: Sequence[Any], stem: str) -> list[tuple[str, str]]:
    return [(one.uid, in_language(one, stem)) for one in rows]


class AnswersForm(forms.Form):
    """The track's own fields. The service judges the answers: here nothing is required, so that a
    draft can be saved with holes."""

    title_zh = forms.CharField(
        label=pgettext_lazy("project", "Title (Chinese)"), max_length=120, required=False
    )
    title_en = forms.CharField(
        label=pgettext_lazy("project", "Title (English)"), max_length=160, required=False
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, uploads: Any, *, definition: Form, version: EntryVersion | None,
        files: Files, project: Any, base: int,
    ) -> None:  # fmt: skip
        answers = version.answers if version else {}
        super().__init__(
            data, uploads, initial=initial_of(definition, version or project, answers, base)
        )
        self.definition, self.kept = definition, answers
        for field in definition.fields:
            name = ANSWER.format(field.code)
            self.fields[name] = control(field, definition, files, answers)
            if field.shown_if:
                other = ANSWER.format(field.shown_if.field)
                ask_only_if(self, name, other, given_values(field.shown_if, definition))
            if field.kind == "file" and answers.get(field.code) in files:
                self.fields[TAKEN_AWAY.format(field.code)] = forms.BooleanField(
                    label=_("Without “%(file)s”") % {"file": files[answers[field.code]].name},
                    required=False,
                )

    @property
    def uploads(self) -> dict[str, Any]:
        """The files that came with the form, by their field's code."""
        found = {
            field.code: self.cleaned_data.get(ANSWER.format(field.code))
            for field in self.definition.fields
            if field.kind == "file"
        }
        return {code: file for code, file in found.items() if file}

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered; a file stays until it is taken away or another one comes."""
        given = {
            field.code: self.cleaned_data.get(ANSWER.format(field.code))
            for field in self.definition.fields
            if field.kind != "file"
        }
        files = {
            field.code: self.kept.get(field.code)
            for field in self.definition.fields
            if field.kind == "file" and not self.cleaned_data.get(TAKEN_AWAY.format(field.code))
        }
        return {**given, **files}

    def blame(self, field: str, message: str) -> None:
        """Show an error of the service at the field it names."""
        known = (ANSWER.format(field), field)
        self.add_error(next((name for name in known if name in self.fields), None), message)


def initial_of(
    definition: Form, titled: Any, answers: Mapping[str, Any], base: int
) -> dict[str, Any]:
    """What the version says; before the first, the project's titles."""
    given = {
        ANSWER.format(field.code): as_given(field, answers.get(field.code))
        for field in definition.fields
        if field.kind != "file"
    }
    return {"base": base, "title_zh": titled.title_zh, "title_en": titled.title_en, **given}


def as_given(field: FormField, value: Any) -> Any:
    """A stored answer as its control shows it."""
    if field.kind == "yes_no" and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def control(
    field: FormField, definition: Form, files: Files, answers: Mapping[str, Any]
) -> forms.Field:
    kind, widget = CONTROLS[field.kind]
    options: dict[str, Any] = {"choices": choices_of(field)} if choices_of(field) else {}
    made: forms.Field = kind(
        label=in_language(field, "label") + (_(" (needed to submit)") if field.required else ""),
        help_text=help_of(field, definition, files, answers),
        required=False,
        widget=widget(field),
        **options,
    )
    return made


def choices_of(field: FormField) -> list[tuple[str, Any]]:
    listed: list[tuple[str, Any]] = [
        (one.value, choice_label(field, one.value)) for one in field.choices
    ]
    if field.kind == "choice":
        return [("", _("Not answered")), *listed]
    return {"yes_no": YES_NO, "choices": listed}.get(field.kind, [])


CONTROLS: dict[str, tuple[Any, Any]] = {
    "text": (forms.CharField, lambda _field: forms.TextInput()),
    "long_text": (forms.CharField, lambda _field: forms.Textarea(attrs={"rows": 8})),
    "number": (
        forms.CharField,
        lambda _field: forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow"}),
    ),
    "date": (forms.CharField, lambda _field: forms.TextInput(attrs={"type": "date"})),
    "choice": (forms.ChoiceField, lambda _field: forms.Select()),
    "choices": (forms.MultipleChoiceField, lambda _field: forms.CheckboxSelectMultiple()),
    "yes_no": (forms.ChoiceField, lambda _field: forms.RadioSelect()),
    "url": (forms.CharField, lambda _field: forms.URLInput()),
    "file": (
        forms.FileField,
        lambda field: FileDrop(accept=",".join(MEDIA_TYPES[kind] for kind in field.types)),
    ),
}


def help_of(
    field: FormField, definition: Form, files: Files, answers: Mapping[str, Any]
) -> SafeString:
    """The office's own hint, the limits, when it is asked, and who reads it."""
    parts = [in_language(field, "help"), limit_of(field)]
    if field.shown_if:
        parts.append(asked_note(asked_when(field.shown_if, definition)))
    if field.names_authors:
        parts.append(_("Judges who score without names are not shown this."))
    if answers.get(field.code) in files:
        parts.append(_("Uploaded: %(file)s") % {"file": files[answers[field.code]].name})
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def limit_of(field: FormField) -> str:
    if field.kind == "long_text":
        return _("At most %(limit)d characters.") % {"limit": field.longest}
    if field.kind == "file":
        kinds = ", ".join(kind.upper() for kind in field.types)
        return _("%(kinds)s, at most %(size)d MB.") % {"kinds": kinds, "size": field.megabytes}
    return ""


def asked_when(condition: Condition, definition: Form) -> str:
    other = next(field for field in definition.fields if field.code == condition.field)
    values = [value == "True" if other.kind == "yes_no" else value for value in condition.values]
    return _("Only asked when “%(field)s” is: %(values)s.") % {
        "field": in_language(other, "label"),
        "values": "、".join(text_of(other, value) for value in values),
    }


def given_values(condition: Condition, definition: Form) -> list[str]:
    """What the other field's control sends for the answers of a condition."""
    other = next(field for field in definition.fields if field.code == condition.field)
    sent = {"True": "yes", "False": "no"} if other.kind == "yes_no" else {}
    return [sent.get(value, value) for value in condition.values]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("A letter with a link goes there; whoever opens it can join."),
    )


class NoteForm(forms.Form):
    """A word to the other side, on the version of the case that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        required=False,
    )  # fmt: skip
