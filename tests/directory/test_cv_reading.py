"""A folder of CVs: a verdict for each file, whatever it is, once, through crashes and doubles."""

import io
import json
import os
import signal
import zipfile
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.factories import TODAY, make_person, make_resume, make_talent, make_user
from tests.together import together
from yucaihui.core.accounts.models import User
from yucaihui.core.audit.models import AuditEntry
from yucaihui.core.files.models import StoredFile
from yucaihui.core.jobs.registry import Cancelled
from yucaihui.core.jobs.services import run_waiting
from yucaihui.directory import queries, services
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import CvBatch, Person, ResumeDocument
from yucaihui.directory.queries.cvs import files_of, why_of
from yucaihui.directory.services import cv_batches, cv_reading

pytestmark = pytest.mark.django_db(transaction=True)
State = CvBatch.State


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    translation.activate("en")


@pytest.fixture
def office() -> User:
    return make_user("office")


def cv(name: str = "林晓", email: str = "lin@mail.test", **more: Any) -> bytes:
    basics = {"name": name, "email": email}
    return json.dumps({**make_resume(), "basics": basics, **more}, ensure_ascii=False).encode()


def cvs(number: int) -> dict[str, bytes]:
    """Files of so many people who share no name, address, school or employer."""
    return {
        f"{n}.json": cv(f"Ada Number{n}", f"ada{n}@mail.test", work=[], education=[])
        for n in range(number)
    }


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def uploaded(files: dict[str, bytes], by: User) -> CvBatch:
    uploads = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return cv_batches.upload_cvs(uploads, by=by)


def read(files: dict[str, bytes], by: User) -> CvBatch:
    batch = uploaded(files, by)
    run_waiting()
    batch.refresh_from_db()
    assert batch.state == State.READ
    return batch


def verdicts(batch: CvBatch) -> dict[str, str]:
    return {row.path: row.verdict for row in files_of(batch)}


def test_each_file_has_a_verdict_and_a_cv_makes_a_record_that_waits(office: User) -> None:
    files = {
        "lin.json": cv(),
        "scan.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
        "broken.pdf": b"%PDF-1.4 broken",
        "empty.pdf": b"",
        "tool.exe": b"MZ\x90\0\x03",
    }
    batch = read(files, office)
    assert {row.path: (row.verdict, row.reason) for row in files_of(batch)} == {
        "lin.json": ("parsed", ""),
        "scan.png": ("image_only", "no_text_layer"),
        "old.doc": ("refused", "legacy_word"),
        "broken.pdf": ("refused", "broken"),
        "empty.pdf": ("refused", "empty"),
        "tool.exe": ("refused", "not_a_document"),
    }
    person = Person.objects.get()
    assert (person.name_zh, person.unconfirmed, person.user) == ("林晓", True, None)
    assert queries.emails_of(person) == ["lin@mail.test"]
    assert ResumeDocument.objects.get().state == ResumeDocument.State.PARSED
    # Only the CV that was read is kept.
    assert [file.name for file in StoredFile.objects.all()] == ["lin.json"]


def test_nothing_here_uses_a_record_that_waits(office: User) -> None:
    read({"lin.json": cv()}, office)
    person = Person.objects.get()
    assert list(queries.current_people()) == []
    assert list(queries.visible_to(office)) == []
    assert list(queries.visible_resumes(office)) == []
    assert list(queries.search_people(office, "林晓")) == []
    assert queries.current_profiles(person) == {}
    assert services.suspect_duplicates() == 0


def test_only_the_office_hands_in_folders() -> None:
    for role in ("talent", "employer", "partner", "judge"):
        with pytest.raises(PermissionDenied):
            uploaded({"lin.json": cv()}, make_user(role))
    assert CvBatch.objects.count() == 0


@pytest.mark.parametrize(
    ("limit", "words"),
    [("MAX_FILES", "These are 2 files"), ("MAX_TOTAL", "Together 1 MB; at most 0 MB")],
)
def test_too_much_at_once_is_refused_whole(
    office: User, monkeypatch: pytest.MonkeyPatch, limit: str, words: str
) -> None:
    monkeypatch.setattr(cv_batches, limit, 1)
    with pytest.raises(Refused, match=words):
        uploaded({"a.json": cv(), "b.json": cv("另人")}, office)
    with pytest.raises(Refused, match="Choose at least one file"):
        uploaded({}, office)
    assert (CvBatch.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_same_folder_twice_adds_nothing(office: User) -> None:
    files = cvs(3)
    read(files, office)
    second = read(files, office)
    assert [row.reason for row in files_of(second)] == ["same_file"] * 3
    assert (Person.objects.count(), ResumeDocument.objects.count()) == (3, 3)
    assert StoredFile.objects.count() == 3


def test_a_file_twice_in_one_folder_is_told(office: User) -> None:
    batch = read({"a.json": cv(), "b.json": cv()}, office)
    assert verdicts(batch) == {"a.json": "parsed", "b.json": "duplicate"}
    words = why_of(files_of(batch)[1])
    assert words == "The very same file was handed in before. Nothing was added."


def test_a_file_that_its_person_handed_in_is_told(office: User) -> None:
    talent = make_talent()
    services.upload_resume(talent, cv(), "cv", by=talent.user)
    assert verdicts(read({"a.json": cv()}, office)) == {"a.json": "duplicate"}


def test_a_person_who_is_here_is_suggested_and_not_touched(office: User) -> None:
    known = make_person(name_zh="林晓", emails=["lin@mail.test"])
    row = files_of(read({"a.json": cv()}, office)).get()
    assert (row.verdict, row.step, row.suspected) == ("known", "suggested", known)
    assert row.likeness == ["email", "name"]
    assert row.document is not None
    assert row.document.person != known


def test_a_person_is_known_by_name_and_school_too(office: User) -> None:
    known = make_person(name_zh="林晓", resume=make_resume())
    row = files_of(read({"a.json": cv(email="")}, office)).get()
    assert (row.suspected, row.likeness) == (
        known,
        ["name", "school_same_dates", "employer_same_start"],
    )


def test_two_languages_of_one_cv_in_one_folder_are_suggested_as_one_person(office: User) -> None:
    batch = read({"zh.json": cv(), "en.json": cv("Xiao Lin")}, office)
    first, second = files_of(batch)
    assert first.document is not None
    assert (first.step, second.step) == ("ready", "suggested")
    assert second.suspected == first.document.person


def test_an_archive_gives_a_row_for_each_of_its_files(office: User) -> None:
    inner = {
        "2026/简历/林晓.json": cv(),
        "../../etc/ada.json": cvs(1)["0.json"],
        "__MACOSX/._林晓.json": b"\0\5\x16\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        "more.zip": zipped({"x.json": cv("甲")}),
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(20),
    }
    batch = read({"folder.zip": zipped(inner)}, office)
    assert {row.path: (row.verdict, row.reason) for row in files_of(batch)} == {
        "folder.zip/2026/简历/林晓.json": ("parsed", ""),
        "folder.zip/etc/ada.json": ("parsed", ""),
        "folder.zip/more.zip": ("refused", "archive_nested"),
        "folder.zip/photo.jpg": ("image_only", "no_text_layer"),
    }
    assert not StoredFile.objects.filter(media_type="application/zip").exists()


def test_an_archive_that_swells_is_refused_as_a_whole(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = cv_reading.ArchiveLimits(members=3, unpacked=1000)
    monkeypatch.setattr(cv_reading, "LIMITS", limits)
    big, many = zipped({"a.md": bytes(2000)}), zipped({f"{n}.md": b"x" for n in range(4)})
    batch = read({"big.zip": big, "many.zip": many, "torn.zip": big[:-30]}, office)
    assert {row.path: row.reason for row in files_of(batch)} == {
        "big.zip": "archive_unpacked",
        "many.zip": "archive_too_many",
        "torn.zip": "broken",
    }
    assert StoredFile.objects.count() == 0


def test_a_damaged_member_costs_the_others_nothing(office: User) -> None:
    data = bytearray(zipped({"a.md": bytes(range(32, 127)), "b.json": cv()}))
    data[80] ^= 0xFF
    batch = read({"f.zip": bytes(data)}, office)
    assert [(row.path, row.verdict, row.reason) for row in files_of(batch)] == [
        ("f.zip/a.md", "refused", "broken"),
        ("f.zip/b.json", "parsed", ""),
    ]


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, not even an except."""


@pytest.mark.parametrize("at", range(1, 5))
def test_a_batch_killed_at_any_file_goes_on_and_adds_each_once(
    office: User, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    batch = uploaded({"f.zip": zipped(cvs(2)), **{f"x{n}": d for n, d in cvs(4).items()}}, office)
    made: list[object] = []
    real = cv_reading.bring

    def dying(*args: Any) -> None:
        made.append(args)
        if len(made) == at:
            raise Killed
        real(*args)

    monkeypatch.setattr(cv_reading, "bring", dying)
    with pytest.raises(Killed):
        cv_reading.read_batch(batch, ignore)
    assert Person.objects.count() == at - 1
    monkeypatch.setattr(cv_reading, "bring", real)
    run_waiting()
    assert Person.objects.count() == 4
    found = [row.verdict for row in files_of(batch)]
    assert sorted(found) == ["duplicate"] * 2 + ["parsed"] * 4
    assert StoredFile.objects.count() == 4


def dies_at(number: int, batch: CvBatch) -> None:
    """Read in a process of its own that kills itself with signal 9 at one file."""
    made: list[object] = []
    real = cv_reading.bring

    def dying(*args: Any) -> None:
        made.append(args)
        real(*args)
        if len(made) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    cv_reading.bring = dying
    cv_reading.read_batch(CvBatch.objects.get(pk=batch.pk), ignore)


@pytest.mark.parametrize("at", [1, 3])
def test_signal_9_leaves_whole_files_and_the_jobs_next_run_ends_them(office: User, at: int) -> None:
    batch = uploaded({"f.zip": zipped(cvs(4))}, office)
    connection.close()  # the child must not share it
    child = get_context("fork").Process(target=dies_at, args=(at, batch))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert Person.objects.count() == ResumeDocument.objects.count() == at - 1
    run_waiting()
    assert verdicts(batch) == {f"f.zip/{n}.json": "parsed" for n in range(4)}
    assert Person.objects.count() == StoredFile.objects.count() == 4


def ignore(done: int, total: int) -> None:
    """A progress callback that nobody watches."""


def test_two_workers_on_one_batch_add_each_file_once(office: User) -> None:
    batch = uploaded(cvs(6), office)

    def work() -> object:
        return cv_reading.read_batch(CvBatch.objects.get(pk=batch.pk), ignore)

    together(work, work)
    assert [row.verdict for row in files_of(batch)] == ["parsed"] * 6
    assert Person.objects.count() == StoredFile.objects.count() == 6


def test_two_batches_of_one_folder_at_once_add_it_once(office: User) -> None:
    first, second = uploaded(cvs(4), office), uploaded(cvs(4), office)

    def work(batch: CvBatch) -> object:
        return cv_reading.read_batch(batch, ignore)

    together(lambda: work(first), lambda: work(second))
    found = [row.verdict for batch in (first, second) for row in files_of(batch)]
    assert sorted(found) == ["duplicate"] * 4 + ["parsed"] * 4
    assert Person.objects.count() == StoredFile.objects.count() == 4


def test_a_stopped_batch_keeps_what_was_read_and_goes_on(office: User) -> None:
    batch = uploaded(cvs(3), office)

    def stopping(done: int, total: int) -> None:
        if done == 1 and total == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        cv_reading.read_batch(batch, stopping)
    cv_batches.stop_reading(batch, by=office)
    run_waiting()
    assert (batch.state, Person.objects.count()) == (State.STOPPED, 1)
    with pytest.raises(AlreadyDecided):
        cv_batches.stop_reading(batch, by=office)
    cv_batches.go_on_reading(batch, by=office)
    with pytest.raises(AlreadyDecided):
        cv_batches.go_on_reading(batch, by=office)
    run_waiting()
    batch.refresh_from_db()
    assert (batch.state, Person.objects.count()) == (State.READ, 3)


def test_the_journal_says_what_happened_and_names_nobody(office: User) -> None:
    batch = read({"林晓-lin@mail.test.json": cv()}, office)
    lines = AuditEntry.objects.filter(action__startswith="cvs.").order_by("pk")
    assert [(one.action, one.object_uid, one.detail) for one in lines] == [
        ("cvs.uploaded", batch.uid, {"files": 1}),
        ("cvs.read", batch.uid, {"parsed": 1, "ready": 1}),
    ]
    everything = json.dumps(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert ("lin@mail" in everything, "林晓" in everything) == (False, False)
    assert files_of(batch).get().expires_on >= TODAY
