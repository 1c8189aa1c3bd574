"""Which two runs of matching to look at beside each other."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class RunsForm(forms.Form):
    older = forms.ChoiceField(label=_("Earlier run"))
    newer = forms.ChoiceField(label=_("Later run"))

    runs: Sequence[Any]

    @classmethod
    def asked(cls, values: Any, runs: Sequence[Any]) -> "RunsForm":
        """The form of a request's parameters, `runs` newest first; without them the latest two."""
        latest = {"newer": uid_at(runs, 0), "older": uid_at(runs, 1)}
        form = cls({**latest, **{name: values[name] for name in latest if name in values}})
        form.runs = runs
        for field in form.fields.values():
            field.choices = [(run.uid, run_name(run)) for run in runs]  # type: ignore[attr-defined]
        form.is_valid()
        return form

    @property
    def chosen(self) -> tuple[Any, Any] | None:
        """Two different runs, the earlier first; None unless there are two."""
        picked = [run for run in self.runs if run.uid in set(self.cleaned_data.values())]
        return (picked[1], picked[0]) if len(picked) == 2 else None


def uid_at(runs: Sequence[Any], place: int) -> str:
    return runs[place].uid if place < len(runs) else ""


def run_name(run: Any) -> str:
    moment = date_format(timezone.localtime(run.finished_at), "SHORT_DATETIME_FORMAT")
    return f"{moment} · {run.engine_version} · {run.uid[:6]}"
