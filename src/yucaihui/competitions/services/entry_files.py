"""Files that answers name: taken in by their field's kinds and size."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.definitions import FormField, read_form
from yucaihui.competitions.models import Entry, EntryFile, EntryVersion
from yucaihui.competitions.queries.teams import place_of
from yucaihui.competitions.services.entries import lock, need_writable
from yucaihui.competitions.services.versions import need_form
from yucaihui.core.files import services as files
from yucaihui.directory.errors import Refused
from yucaihui.directory.services.people import require
from yucaihui.ui.formats import in_language

MEDIA_TYPES = {
    "pdf": files.PDF,
    "docx": files.DOCX,
    "xlsx": files.XLSX,
    "png": files.PNG,
    "jpeg": files.JPEG,
}
FILES_PER_ENTRY = 60
# A file that no version names by then was left behind.
KEPT_UNNAMED = timedelta(days=2)


def attach(
    entry: Entry, field_code: str, data: bytes, *, name: str, by: Any, now: datetime | None = None
) -> EntryFile:
    """Take a file in for a field of the form; the next version may name it. The same bytes for the
    same field are kept once.

    Raises:
        PermissionDenied: not of the team.
        Refused: no such field, a file of another kind or too large, too many files, or too late;
            the message names the file.
    """
    require(allowed=by is None or place_of(by, entry) is not None)
    with transaction.atomic():
        held = lock(entry)
        need_writable(held, now)
        field = file_field(held, field_code)
        known = same_file(held, field_code, data)
        return known or take_in(held, field, data, name, by)


def file_field(entry: Entry, code: str) -> FormField:
    form = read_form(need_form(entry.track).content)
    field = next((one for one in form.fields if one.code == code and one.kind == "file"), None)
    if field is None:
        raise Refused(_("The form has no file field of this name."), "field")
    return field


def same_file(entry: Entry, code: str, data: bytes) -> EntryFile | None:
    digest = hashlib.sha256(data).hexdigest()
    return entry.files.select_related("file").filter(field=code, file__sha256=digest).first()


def take_in(entry: Entry, field: FormField, data: bytes, name: str, by: Any) -> EntryFile:
    if entry.files.count() >= FILES_PER_ENTRY:
        raise Refused(
            _("An entry keeps at most %(limit)d files. Ask the talent office.")
            % {"limit": FILES_PER_ENTRY},
            field.code,
        )
    try:
        file = files.store(
            data,
            name=name,
            owner=by,
            purpose="competition_entry",
            allowed=[MEDIA_TYPES[kind] for kind in field.types],
            max_bytes=field.megabytes * 2**20,
        )
    except files.RefusedFile as refused:
        raise Refused(refusal(field, name, str(refused)), field.code) from None
    return EntryFile.objects.create(entry=entry, file=file, field=field.code)


def refusal(field: FormField, name: str, why: str) -> str:
    return _("“%(file)s”: %(why)s “%(field)s” takes %(types)s up to %(size)d MB.") % {
        "file": files.safe_name(name),
        "why": why,
        "field": in_language(field, "label"),
        "types": ", ".join(kind.upper() for kind in field.types),
        "size": field.megabytes,
    }


def drop_unnamed(now: datetime | None = None) -> int:
    """Delete the files that no version came to name; gives how many."""
    before = (now or timezone.now()) - KEPT_UNNAMED
    old = EntryFile.objects.filter(file__stored_at__lt=before).select_related("file")
    gone = [row for row in old.order_by("pk").iterator() if not is_named(row)]
    for row in gone:
        forget(row)
    return len(gone)


def is_named(row: EntryFile) -> bool:
    versions = EntryVersion.objects.filter(entry=row.entry_id)
    return versions.filter(**{f"answers__{row.field}": row.file.uid}).exists()


def forget(row: EntryFile) -> None:
    with transaction.atomic():
        file = row.file
        row.delete()
        files.delete(file)
