"""A JSON Resume document as a form: sections of rows, with "add another" that needs no script."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.engines.text.resumes.dates import is_present, iso_date

Json = dict[str, Any]


class MonthField(forms.CharField):
    """A date as CVs write it, kept as YYYY[-MM[-DD]]; "until now" and nothing are empty."""

    widget = forms.TextInput(attrs={"class": "narrow", "placeholder": "2020-07"})

    def clean(self, value: Any) -> str:
        text = super().clean(value) or ""
        if not text or is_present(text):
            return ""
        found = iso_date(text)
        if found is None:
            raise forms.ValidationError(_("Write year and month, like 2020-07."))
        return found


class LinesTextField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


def line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, **options)


class BasicsForm(forms.Form):
    label = line(_("Headline"), help_text=_("What you are, like “Battery thermal engineer”."))
    city = line(_("City"))
    summary = forms.CharField(
        label=_("About you"), required=False, max_length=4000, widget=forms.Textarea
    )


class ReadBasicsForm(BasicsForm):
    """With what a CV also says: it fills what the record lacks."""

    name = line(pgettext_lazy("cv", "Name"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = line(_("Telephone"))
    field_order = ("name", "email", "phone", "label", "city", "summary")


class RowForm(forms.Form):
    """One entry of a section. `row` is its place in the document, whose other keys are kept."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)
    drop = forms.BooleanField(label=_("Remove this entry"), required=False)

    def entry(self, entries: list[Json]) -> Json:
        """The entry as edited; {} when it was emptied or removed."""
        values = {k: v for k, v in self.cleaned_data.items() if k not in ("row", "drop")}
        if not any(values.values()) or self.cleaned_data["drop"]:
            return {}
        row = self.cleaned_data["row"]
        before = entries[row] if row is not None and 0 <= row < len(entries) else {}
        kept = {key: value for key, value in before.items() if key not in values}
        return {**kept, **{key: value for key, value in values.items() if value}}


class WorkForm(RowForm):
    name = line(pgettext_lazy("cv", "Employer"))
    position = line(pgettext_lazy("cv", "Position"))
    startDate = MonthField(label=_("From"), required=False)  # noqa: N815 - JSON Resume's key
    endDate = MonthField(label=_("Until (empty: still there)"), required=False)  # noqa: N815 - JSON Resume's key
    highlights = LinesTextField(label=_("What you did, one a line"), required=False)


class EducationForm(RowForm):
    institution = line(pgettext_lazy("cv", "School"))
    area = line(pgettext_lazy("cv", "Subject"))
    studyType = line(pgettext_lazy("cv", "Degree"))  # noqa: N815 - JSON Resume's key
    startDate = MonthField(label=_("From"), required=False)  # noqa: N815 - JSON Resume's key
    endDate = MonthField(label=_("Until"), required=False)  # noqa: N815 - JSON Resume's key


class ProjectForm(RowForm):
    name = line(_("Project"))
    description = forms.CharField(
        label=_("What it was"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SkillForm(RowForm):
    name = line(_("Skill"))
    level = line(_("Level"))


class LanguageForm(RowForm):
    language = line(_("Language"))
    fluency = line(_("Level"))


class CertificateForm(RowForm):
    name = line(_("Certificate"))
    issuer = line(_("Issued by"))
    date = MonthField(label=_("When"), required=False)


SECTIONS: dict[str, tuple[str | Promise, type[RowForm]]] = {
    "work": (pgettext_lazy("cv", "Work"), WorkForm),
    "education": (_("Education"), EducationForm),
    "projects": (_("Projects"), ProjectForm),
    "skills": (_("Skills"), SkillForm),
    "languages": (_("Languages"), LanguageForm),
    "certificates": (_("Certificates"), CertificateForm),
}
for _heading, _row_form in SECTIONS.values():
    # Hidden fields and the removal of a row come after what the row says.
    _row_form.base_fields["drop"] = _row_form.base_fields.pop("drop")


class Section:
    """The rows of one section, drawn as a formset."""

    def __init__(self, name: str, rows: list[Json], data: QueryDict | None, extra: int) -> None:
        self.name = name
        self.heading, row_form = SECTIONS[name]
        formset = forms.formset_factory(row_form, extra=extra, max_num=100, absolute_max=120)
        numbered = [{**row, "row": n} for n, row in enumerate(rows)]
        self.formset = formset(data, initial=numbered, prefix=name)

    def entries(self, before: list[Json]) -> list[Json]:
        found = (form.entry(before) for form in self.formset if form.is_valid())
        return [entry for entry in found if entry]


class ResumeForm:
    """A whole document. `before` is what it was; what the form doesn't show stays."""

    basics_form: ClassVar[type[BasicsForm]] = BasicsForm

    def __init__(self, before: Mapping[str, Any], data: QueryDict | None = None) -> None:
        self.before = before
        self.data = data
        self.basics = self.basics_form(data, initial=self.initial_basics(), prefix="basics")
        self.sections = [self.section(name) for name in SECTIONS]

    def initial_basics(self) -> Json:
        basics = dict(self.before.get("basics") or {})
        return {**basics, "city": (basics.get("location") or {}).get("city", "")}

    def section(self, name: str) -> Section:
        rows = [row for row in self.before.get(name) or () if isinstance(row, dict)]
        return Section(name, rows, self.data, extra=0 if rows else 1)

    @property
    def forms(self) -> Iterator[Any]:
        yield self.basics
        for section in self.sections:
            yield from section.formset

    def is_valid(self) -> bool:
        whole = [section.formset.is_valid() for section in self.sections]
        return self.basics.is_valid() and all(whole)

    def resume(self) -> Json:
        """The document as edited; only after `is_valid`.

        Raises:
            Refused: too long.
        """
        document = dict(self.before)
        document["basics"] = self.edited_basics()
        for section in self.sections:
            entries = section.entries(list(self.before.get(section.name) or []))
            document.pop(section.name, None)
            if entries:
                document[section.name] = entries
        return document

    def edited_basics(self) -> Json:
        values = dict(self.basics.cleaned_data)
        basics = dict(self.before.get("basics") or {})
        location = {**(basics.pop("location", None) or {}), "city": values.pop("city")}
        kept = {key: value for key, value in basics.items() if key not in values}
        filled = {key: value for key, value in values.items() if value}
        place = {key: value for key, value in location.items() if value}
        return {**kept, **filled, **({"location": place} if place else {})}

    def with_another(self, name: str) -> Self:
        """The same form with what was typed and one more row in a section, nothing judged yet."""
        assert self.data is not None  # noqa: S101 - asked for by a POST
        again = type(self)(typed(self))
        again.before = self.before
        for section in again.sections:
            rows = typed_rows(self.data, section.name)
            extra = 1 if section.name == name or not rows else 0
            formset = type(section.formset)
            formset.extra = extra
            section.formset = formset(initial=rows, prefix=section.name)
        return again


class ReadResumeForm(ResumeForm):
    """For what was read from a CV."""

    basics_form = ReadBasicsForm


class LanguageChoice(forms.Form):
    language = forms.ChoiceField(
        label=_("This profile is in"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


def typed(form: ResumeForm) -> Json:
    """What was typed into the basics, as a document."""
    assert form.data is not None  # noqa: S101 - asked for by a POST
    names = form.basics_form.base_fields
    basics = {name: form.data.get(f"basics-{name}", "") for name in names}
    return {"basics": {**basics, "location": {"city": basics.get("city", "")}}}


def typed_rows(data: QueryDict, section: str) -> list[Json]:
    """What was typed into the rows of a section."""
    names = SECTIONS[section][1].base_fields
    try:
        count = min(int(data.get(f"{section}-TOTAL_FORMS", "0")), 100)
    except ValueError:
        return []
    rows = [{name: data.get(f"{section}-{n}-{name}", "") for name in names} for n in range(count)]
    return [row for row in rows if any(v for k, v in row.items() if k not in ("row", "drop"))]
