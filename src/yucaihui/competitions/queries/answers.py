"""Answers as text, for pages, comparisons and exports; who may read which is decided before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yucaihui.competitions.definitions import FormField, read_form
from yucaihui.competitions.models import Entry, EntryVersion
from yucaihui.competitions.rules.visibility import Sight
from yucaihui.core.files.models import StoredFile
from yucaihui.ui.formats import in_language


@dataclass(frozen=True)
class Shown:
    """An answer to read; a file's `text` is its name."""

    field: FormField
    text: str
    file: StoredFile | None = None

    @property
    def label(self) -> str:
        return in_language(self.field, "label")


Files = Mapping[str, StoredFile]


def files_of(entry: Entry) -> dict[str, StoredFile]:
    """The entry's files by uid."""
    return {row.file.uid: row.file for row in entry.files.select_related("file")}


def shown_answers(version: EntryVersion, sight: Sight, files: Files) -> list[Shown]:
    """What `sight` allows of a version, in the order of the form it was given to."""
    return [
        shown(field, version.answers[field.code], files, blind=not sight.authors)
        for field in read_form(version.form.content).fields
        if field.code in version.answers and (sight.authors or not field.names_authors)
    ]


def shown(field: FormField, value: Any, files: Files, *, blind: bool = False) -> Shown:
    """The name of a file may tell who wrote it: the blind read the field's instead."""
    if field.kind != "file":
        return Shown(field, text_of(field, value))
    file = files.get(value)
    return Shown(field, in_language(field, "label") if blind or not file else file.name, file)


def text_of(field: FormField, value: Any) -> str:
    if field.kind == "yes_no":
        return _("Yes") if value else _("No")
    if field.kind in ("choice", "choices"):
        return "、".join(choice_label(field, one) for one in as_list(value))
    return str(value)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def choice_label(field: FormField, value: str) -> str:
    choice = next((one for one in field.choices if one.value == value), None)
    return (in_language(choice, "label") if choice else "") or value


@dataclass(frozen=True)
class Change:
    """One answer in two versions; empty where it was not given."""

    label: str
    before: str
    after: str


def changes(before: EntryVersion, after: EntryVersion, sight: Sight, files: Files) -> list[Change]:
    """What differs between two versions, titles first."""
    old, new = texts(before, sight, files), texts(after, sight, files)
    return [
        Change(label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys([*new, *old])
        if old.get(label, "") != new.get(label, "")
    ]


def texts(version: EntryVersion, sight: Sight, files: Files) -> dict[str, str]:
    titles = {
        pgettext("project", "Title (Chinese)"): version.title_zh,
        pgettext("project", "Title (English)"): version.title_en,
    }
    answers = {one.label: one.text for one in shown_answers(version, sight, files)}
    return {**titles, **answers}
