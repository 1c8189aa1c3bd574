"""Forms of an import: the file, the columns, the ground on which employers are verified."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yucaihui.ui.forms import DateField, FileDrop

# What a column may hold; the engine knows more kinds, whose columns are not used.
FIELDS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title of the position"),
    "employer": pgettext_lazy("column", "Employer"),
    "employer_code": gettext_lazy("Unified social credit code"),
    "headcount": gettext_lazy("Vacancies"),
    "degree": gettext_lazy("Degree asked for"),
    "years": gettext_lazy("Experience asked for"),
    "major": gettext_lazy("Field of study"),
    "salary": gettext_lazy("Salary"),
    "salary_min": gettext_lazy("Salary from"),
    "salary_max": gettext_lazy("Salary to"),
    "salary_period": gettext_lazy("Salary is per"),
    "place": gettext_lazy("Place of work"),
    "description": gettext_lazy("Description of the work"),
    "requirements": gettext_lazy("What is asked for"),
    "skills": gettext_lazy("Skills"),
    "benefits": gettext_lazy("Benefits"),
    "posted": gettext_lazy("Posted on"),
    "valid_through": gettext_lazy("Open until"),
    "id": gettext_lazy("Number of the position"),
}
NOT_USED: tuple[str, str | Promise] = ("", gettext_lazy("– not used –"))
ACCEPT = ".xlsx,.xls,.csv,.txt,.tsv,.jsonl,.json"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet of positions"),
        help_text=gettext_lazy(
            "Excel, CSV (UTF-8 or GB18030) or JSON lines, at most 20 MB. Title rows, notes,"
            " subtotals and blank rows may stay in it."
        ),
        widget=FileDrop(accept=ACCEPT),
    )


class VerifyForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Ground of the verification"),
        max_length=300,
        help_text=gettext_lazy("Who checked these employers, when, and against what."),
    )


@dataclass(frozen=True)
class SheetColumns:
    """A sheet with the bound field of each column, and sample rows under them."""

    name: str
    rows: int
    fields: list[tuple[str, forms.BoundField]]
    sample: list[list[str]]


class MappingForm(forms.Form):
    """Which column of which sheet holds what, and until when rows without a last day are open."""

    open_until = DateField(
        label=gettext_lazy("Open until, where the row names no day"),
        help_text=gettext_lazy("At most a year from now."),
    )
    reopen = forms.BooleanField(
        label=gettext_lazy("Open positions again whose last day has passed, until that day"),
        required=False,
    )

    def __init__(self, *args: Any, mapping: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        for number, sheet in enumerate(mapping["sheets"]):
            proposed = {column: field for field, column in sheet["columns"].items()}
            for column, heading in enumerate(sheet["headings"]):
                self.fields[f"{number}-{column}"] = forms.ChoiceField(
                    label=heading or _("Column %(number)d") % {"number": column + 1},
                    choices=[NOT_USED, *FIELDS.items()],
                    initial=proposed.get(column, "") if proposed.get(column) in FIELDS else "",
                    required=False,
                )

    def sheets(self) -> Iterator[SheetColumns]:
        """The sheets that have a header."""
        for number, sheet in enumerate(self.mapping["sheets"]):
            if sheet["headings"]:
                fields = [
                    (heading, self[f"{number}-{column}"])
                    for column, heading in enumerate(sheet["headings"])
                ]
                yield SheetColumns(sheet["name"], sheet["rows"], fields, sheet["sample"])

    def headless(self) -> list[str]:
        return [sheet["name"] for sheet in self.mapping["sheets"] if not sheet["headings"]]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for number, sheet in enumerate(self.mapping["sheets"]):
            seen: set[str] = set()
            for column in range(len(sheet["headings"])):
                name = f"{number}-{column}"
                field = self.cleaned_data.get(name, "")
                if field and field in seen:
                    self.add_error(
                        name, _("Another column holds this already. Choose one of them.")
                    )
                seen.add(field)
        return cleaned

    @property
    def columns(self) -> dict[str, dict[str, int]]:
        """Field → column, by name of the sheet."""
        return {
            sheet["name"]: {
                self.cleaned_data[f"{number}-{column}"]: column
                for column in range(len(sheet["headings"]))
                if self.cleaned_data.get(f"{number}-{column}")
            }
            for number, sheet in enumerate(self.mapping["sheets"])
        }
