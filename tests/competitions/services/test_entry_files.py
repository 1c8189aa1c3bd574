"""Files of an entry: taken in by their field's kind and size, kept once, forgotten when unnamed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.competitions.ground import NOW, make_office
from tests.competitions.team import PDF, begun, captain_of, days, joined, saved
from tests.factories import make_talent
from yucaihui.competitions.models import EntryFile
from yucaihui.competitions.services import entry_files
from yucaihui.competitions.services.versions import BadAnswers
from yucaihui.core.files.models import StoredFile
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def attached(
    entry: object, data: bytes = PDF, name: str = "plan.pdf", **values: object
) -> EntryFile:
    given = {"by": captain_of(entry), "now": NOW, **values}  # type: ignore[arg-type]
    return entry_files.attach(entry, "plan", data, name=name, **given)  # type: ignore[arg-type]


def test_a_file_of_its_fields_kind_is_named_by_the_next_version() -> None:
    entry = begun()
    row = attached(entry)
    version = saved(entry, plan=row.file.uid)
    assert (row.field, row.file.name, row.file.media_type) == (
        "plan", "plan.pdf", "application/pdf",
    )  # fmt: skip
    assert version.answers["plan"] == row.file.uid


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PNG, "This kind of file is not taken here. The page names those that are."),
        (b"", "The file is empty. Choose another one."),
        (
            PDF + b"0" * (10 * 2**20),
            "The file has 11 MB; at most 10 MB are taken. Split or compress it.",
        ),
    ],
    ids=["kind", "empty", "size"],
)
def test_a_file_of_another_kind_or_size_is_refused_by_name(data: bytes, why: str) -> None:
    entry = begun()
    with pytest.raises(Refused) as caught:
        attached(entry, data, "../../plan.pdf")
    assert caught.value.field == "plan"
    assert str(caught.value) == f"“plan.pdf”: {why} “Business plan” takes PDF up to 10 MB."
    assert (EntryFile.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("code", ["summary", "nothing"])
def test_only_a_file_field_takes_a_file(code: str) -> None:
    entry = begun()
    with pytest.raises(Refused, match=r"^The form has no file field of this name\.$"):
        entry_files.attach(entry, code, PDF, name="a.pdf", by=captain_of(entry), now=NOW)


def test_the_team_uploads_and_nobody_else() -> None:
    entry = begun()
    member = joined(entry)
    assert attached(entry, by=member.person.user).field == "plan"  # type: ignore[union-attr]
    for stranger in (make_talent().user, make_office()):
        with pytest.raises(PermissionDenied):
            attached(entry, by=stranger)


def test_nothing_is_uploaded_after_the_deadline() -> None:
    with pytest.raises(Refused) as caught:
        attached(begun(), now=NOW + days(21))
    assert caught.value.field == "deadline"


def test_the_same_bytes_are_kept_once() -> None:
    entry = begun()
    assert attached(entry) == attached(entry, name="again.pdf")
    assert StoredFile.objects.count() == 1


def test_an_entry_keeps_sixty_files() -> None:
    entry = begun()
    for number in range(entry_files.FILES_PER_ENTRY):
        attached(entry, PDF + str(number).encode())
    with pytest.raises(Refused, match=r"^An entry keeps at most 60 files\."):
        attached(entry)


def test_a_file_of_another_entry_is_not_named() -> None:
    entry = begun()
    row = attached(begun(entry.track))
    with pytest.raises(BadAnswers, match=r"^Upload the file here first\.$"):
        saved(entry, plan=row.file.uid)


def test_files_that_no_version_names_are_dropped_after_two_days() -> None:
    entry = begun()
    named, left = attached(entry), attached(entry, PDF + b"other")
    saved(entry, plan=named.file.uid)
    saved(entry)
    path = left.file.path
    assert entry_files.drop_unnamed(timezone.now() + timedelta(hours=47)) == 0
    assert entry_files.drop_unnamed(timezone.now() + timedelta(hours=49)) == 1
    assert list(entry.files.all()) == [named]
    assert not StoredFile.objects.filter(uid=left.file.uid).exists()
    assert path.name == left.file.uid
