"""Which file of an entry a reader may have, and under which name."""

from typing import Any

from yucaihui.competitions.definitions import read_form
from yucaihui.competitions.models import Entry, EntryFile, EntryVersion
from yucaihui.competitions.queries.readers import reader_of, sight_at
from yucaihui.core.files.models import StoredFile

SUFFIXES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def readable_file(user: Any, entry: Entry, uid: str) -> tuple[StoredFile, str] | None:
    """The file and the name it is given out by; None when it is not for the reader.

    Team and office have every file. Judges have those of the submitted version whose answers they
    may read, under a name that tells nobody.
    """
    row = entry.files.select_related("file").filter(file__uid=uid).first()
    sight = sight_at(reader_of(user), entry.stage, entry)
    if row is None or not sight.entry:
        return None
    if sight.authors:
        return row.file, row.file.name
    return (row.file, blind_name(entry, row)) if is_shown(entry.submitted, row) else None


def is_shown(version: EntryVersion | None, row: EntryFile) -> bool:
    if version is None or version.answers.get(row.field) != row.file.uid:
        return False
    fields = {field.code: field for field in read_form(version.form.content).fields}
    return not fields[row.field].names_authors


def blind_name(entry: Entry, row: EntryFile) -> str:
    suffix = SUFFIXES.get(row.file.media_type) or row.file.name.rpartition(".")[2][:5]
    return f"{entry.code}-{row.field}.{suffix}"
