"""Forms as the whole site shows them: label, hint, control, error; a summary of errors on top."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from yucaihui.core.money import NotMoney, fen, yuan


class BoundField(forms.BoundField):
    @property
    def anchor(self) -> str:
        """The id of the control that a link to this field leads to."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.auto_id)

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)


class Renderer(TemplatesSetting):
    """Every form of the site, the account pages' too, is drawn by the templates in ui/forms/."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = BoundField


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, object]]) -> None:
    """Give a field the choices that are known only now."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Give a field the rows to choose from that are known only now."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class DateField(forms.DateField):
    """A day, picked with the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class YuanField(forms.Field):
    """An amount typed in yuan, kept in fen."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return fen(str(value))
        except NotMoney:
            raise ValidationError(
                _("“%(value)s” is not an amount. Write yuan with digits, like 1234.50.")
                % {"value": value}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return yuan(value) if isinstance(value, int) else value


class FileDrop(forms.FileInput):
    """A plain file input in a frame that also takes a file dropped on it."""

    template_name = "ui/forms/file_drop.html"

    def __init__(self, accept: str = "", **attrs: Any) -> None:
        super().__init__({"accept": accept, **attrs} if accept else attrs)


class FilesDrop(FileDrop):
    """The same for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: a list in `cleaned_data`. What is in each is not judged here."""

    widget = FilesDrop

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data:
            return super().clean(None, initial)
        return [super(FilesField, self).clean(one, initial) for one in data]


class BilingualMixin(forms.Form):
    """For forms with `<stem>_zh` and `<stem>_en`: one of the two languages is enough."""

    bilingual: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for stem in self.bilingual:
            pair = (f"{stem}_zh", f"{stem}_en")
            if not any(self.cleaned_data.get(name) or name in self.errors for name in pair):
                self.add_error(pair[0], _("Fill this in, in Chinese or in English."))
        return cleaned
