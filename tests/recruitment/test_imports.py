"""An import from the file to public postings and back: verdicts, crashes, doubles, permissions."""

import csv
import io
import json
import os
import signal
import zipfile
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from tests.factories import make_employer, make_talent, make_user
from tests.together import together
from yucaihui.core.accounts.models import User
from yucaihui.core.files.services import RefusedFile
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.registry import Cancelled
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.mail.queries import letters_for
from yucaihui.core.search.models import SearchEntry
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.recruitment.models import ImportBatch, ImportRow, Posting
from yucaihui.recruitment.queries.catalogue import TEXT
from yucaihui.recruitment.queries.search import PostingSearch, search_postings
from yucaihui.recruitment.services import import_work, imports
from yucaihui.recruitment.services.applications import apply

pytestmark = pytest.mark.django_db(transaction=True)
State = ImportBatch.State
HEAD = (
    "岗位编号",
    "单位名称",
    "岗位名称",
    "招聘人数",
    "学历要求",
    "薪资待遇",
    "工作地点",
    "岗位描述",
    "截止日期",
)
TEXT_OF_WORK = "负责动力电池热管理系统的设计、仿真与测试，熟悉Python和CFD。"
LONG = "".join(f"第{number}组" for number in range(4_500))
Row = tuple[object, ...]


def line(number: int, employer: str = "渝测甲科技有限公司", **changes: object) -> Row:
    until = timezone.localdate() + timedelta(days=30)
    cells: dict[str, object] = {
        "id": f"A{number}",
        "employer": employer,
        "title": f"热管理工程师{number}号岗",
        "headcount": number + 1,
        "degree": "本科",
        "pay": "15k-20k",
        "place": "重庆·渝北区",
        "work": f"{TEXT_OF_WORK}第{number}组。",
        "until": until.isoformat(),
    }
    return tuple({**cells, **changes}.values())


def sheet(*rows: Row) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


@pytest.fixture
def office() -> User:
    return make_user("office")


def checked(data: bytes, by: User, employer: Any = None, **options: Any) -> ImportBatch:
    """Uploaded, its columns confirmed as proposed, its rows judged."""
    batch = imports.upload_batch(data, "岗位.csv", by=by, employer=employer)
    run_waiting()
    batch.refresh_from_db()
    columns = {one["name"]: one["columns"] for one in batch.mapping["sheets"]}
    imports.confirm_mapping(batch, columns, by=by, **options)
    run_waiting()
    batch.refresh_from_db()
    return batch


def imported(data: bytes, by: User, employer: Any = None, **options: Any) -> ImportBatch:
    batch = checked(data, by, employer, **options)
    imports.commit_batch(batch, by=by)
    run_waiting()
    batch.refresh_from_db()
    return batch


def reasons(batch: ImportBatch) -> list[list[str]]:
    return [[one["code"] for one in row.reasons] for row in batch.rows.order_by("pk")]


def test_rows_become_public_postings_of_verified_employers(office: User) -> None:
    employer = make_employer(name_zh="渝测甲科技有限公司")
    batch = imported(sheet(line(0), line(1)), office)
    assert batch.state == State.COMMITTED
    assert batch.totals == {"ok": 2, "skipped": 1, "written": 2}
    one = Posting.objects.get(external_id="A0")
    assert (one.employer_id, one.title_zh, one.headcount) == (employer.pk, "热管理工程师0号岗", 1)
    assert (one.salary_min, one.salary_max, one.min_degree) == (15_000, 20_000, 2)
    assert (one.city, one.district, one.state) == ("重庆", "渝北区", Posting.State.ACTIVE)
    assert (one.batch_id, one.row.number) == (batch.pk, 2)
    found = search_postings(PostingSearch("热管理 1号岗"), timezone.localdate())
    assert found.ids == [Posting.objects.get(external_id="A1").pk]


def test_unknown_employers_are_written_unverified_and_verified_in_one_step(office: User) -> None:
    batch = imported(sheet(line(0), line(1, "渝测乙科技有限公司")), office)
    assert search_postings(PostingSearch(), timezone.localdate()).total == 0
    imports.start_verification(batch, "licences checked", by=office)
    run_waiting()
    assert search_postings(PostingSearch(), timezone.localdate()).total == 2
    employers = {posting.employer for posting in batch.postings.select_related("employer")}
    assert {one.verifications.get().reason for one in employers} == {"licences checked"}


def test_verifying_needs_the_office_and_a_ground(office: User) -> None:
    owner = make_user("employer")
    batch = imported(sheet(line(0)), owner, make_employer(name_zh="渝测甲科技", owner=owner))
    with pytest.raises(PermissionDenied):
        imports.start_verification(batch, "ground", by=owner)
    with pytest.raises(Refused):
        imports.start_verification(batch, "  ", by=office)


def test_blocked_wording_is_named_with_its_rule_and_not_imported(office: User) -> None:
    batch = imported(sheet(line(0, work=f"{TEXT_OF_WORK}限男性，35岁以下。"), line(1)), office)
    row = batch.rows.get(number=2)
    assert row.verdict == "error"
    assert [one["code"] for one in row.reasons] == ["wording_blocked", "wording_blocked"]
    assert "限男性" in row.reasons[0]["zh"]
    assert "就业促进法" in row.reasons[0]["zh"]
    assert [posting.external_id for posting in Posting.objects.all()] == ["A1"]


def test_a_member_imports_for_their_own_employer_alone(office: User) -> None:
    owner, other = make_user("employer"), make_employer()
    own = make_employer(name_zh="渝测甲科技有限公司", owner=owner)
    data = sheet(line(0), line(1, "渝测丙科技有限公司"), line(2, ""))
    batch = imported(data, owner, own)
    assert reasons(batch)[1:] == [[], ["other_employer"], []]
    assert {posting.employer_id for posting in Posting.objects.all()} == {own.pk}
    for employer in (other, None):
        with pytest.raises(PermissionDenied):
            imports.upload_batch(data, "a.csv", by=owner, employer=employer)


def test_a_row_without_employer_is_refused_when_many_are_imported(office: User) -> None:
    batch = imported(sheet(line(0, "")), office)
    assert reasons(batch)[1:] == [["employer_needed"]]
    assert Posting.objects.count() == 0


def test_passed_last_days_are_told_and_reopened_when_asked_for(office: User) -> None:
    today = timezone.localdate()
    data = sheet(line(0, until="2023-12-31"), line(1, until=""))
    batch = checked(data, office)
    assert reasons(batch)[1:] == [["expired"], ["valid_through_missing"]]
    until = today + timedelta(days=20)
    batch = imported(data, office, open_until=until, reopen=True)
    assert reasons(batch)[1:] == [["reopened"], ["valid_through_missing"]]
    assert set(Posting.objects.values_list("valid_through", flat=True)) == {until}


@pytest.mark.parametrize("days", [-1, 366])
def test_the_last_day_is_to_come_within_a_year(office: User, days: int) -> None:
    with pytest.raises(Refused):
        checked(sheet(line(0)), office, open_until=timezone.localdate() + timedelta(days=days))


def test_incomplete_rows_become_drafts_that_nobody_finds(office: User) -> None:
    make_employer(name_zh="渝测甲科技有限公司")
    batch = imported(sheet(line(0, work="")), office)
    assert reasons(batch)[1:] == [["description_missing", "incomplete"]]
    assert Posting.objects.get().state == Posting.State.DRAFT
    assert not SearchEntry.objects.filter(kind=TEXT).exists()


def test_the_same_file_twice_adds_nothing(office: User) -> None:
    data = sheet(line(0), line(1))
    imported(data, office)
    second = imported(data, office)
    assert second.totals == {"duplicate": 2, "skipped": 1, "written": 0}
    assert reasons(second)[1:] == [["on_file"], ["on_file"]]
    assert Posting.objects.count() == 2


def test_two_imports_of_one_file_checked_before_either_is_written_add_it_once(
    office: User,
) -> None:
    data = sheet(line(0), line(1))
    first, second = checked(data, office), checked(data, office)
    for batch in (first, second):
        imports.commit_batch(batch, by=office)
    run_waiting()
    second.refresh_from_db()
    assert Posting.objects.count() == 2
    assert second.totals == {"duplicate": 2, "skipped": 1, "written": 0}


def test_a_batch_is_committed_once_whoever_asks_at_the_same_time(office: User) -> None:
    batch = checked(sheet(*map(line, range(8))), office)

    def ask() -> ImportBatch:
        return imports.commit_batch(ImportBatch.objects.get(pk=batch.pk), by=office)

    results = together(*[ask] * 8)
    assert sum(isinstance(result, AlreadyDecided) for result in results) == 7
    run_waiting()
    assert Posting.objects.count() == 8


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, not even an except."""


@pytest.mark.parametrize("at", range(1, 8))
def test_an_import_killed_at_any_row_goes_on_and_adds_each_row_once(
    office: User, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    batch = checked(sheet(*map(line, range(7))), office)
    imports.commit_batch(batch, by=office)
    monkeypatch.setattr(import_work, "BLOCK", 3)
    made: list[object] = []
    real = import_work.posting_of

    def dying(*args: Any) -> Posting:
        made.append(args)
        if len(made) == at:
            raise Killed
        return real(*args)

    monkeypatch.setattr(import_work, "posting_of", dying)
    with pytest.raises(Killed):
        import_work.import_rows(reloaded(batch), ignore, timezone.localdate())
    whole = (at - 1) // 3 * 3
    assert Posting.objects.count() == whole
    assert SearchEntry.objects.filter(kind=TEXT).count() == whole
    monkeypatch.setattr(import_work, "posting_of", real)
    import_work.import_rows(reloaded(batch), ignore, timezone.localdate())
    assert Posting.objects.count() == 7
    assert SearchEntry.objects.filter(kind=TEXT).count() == 7
    assert reloaded(batch).totals == {"ok": 7, "skipped": 1, "written": 7}


def dies_at(row: int, batch: ImportBatch) -> None:
    """Import in a process of its own that kills itself with signal 9 at one row."""
    made: list[object] = []
    real = import_work.posting_of

    def dying(*args: Any) -> Posting:
        made.append(args)
        if len(made) == row:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args)

    import_work.posting_of = dying
    import_work.import_rows(reloaded(batch), ignore, timezone.localdate())


@pytest.mark.parametrize("at", [2, 5, 7])
def test_signal_9_leaves_whole_blocks_and_the_jobs_next_run_ends_them(
    office: User, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    batch = checked(sheet(*map(line, range(7))), office)
    imports.commit_batch(batch, by=office)
    monkeypatch.setattr(import_work, "BLOCK", 3)
    connection.close()  # the child must not share it
    child = get_context("fork").Process(target=dies_at, args=(at, batch))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert Posting.objects.count() == (at - 1) // 3 * 3
    run_waiting()
    assert Posting.objects.count() == 7
    assert reloaded(batch).totals == {"ok": 7, "skipped": 1, "written": 7}


def reloaded(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_related("file", "employer", "created_by").get(pk=batch.pk)


def ignore(done: int, total: int) -> None:
    """A progress callback that nobody watches."""


def test_two_workers_on_one_import_add_each_row_once(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_work, "BLOCK", 4)
    batch = checked(sheet(*map(line, range(20))), office)
    imports.commit_batch(batch, by=office)

    def work() -> object:
        return import_work.import_rows(reloaded(batch), ignore, timezone.localdate())

    together(work, work)
    assert sorted(Posting.objects.values_list("row__number", flat=True)) == list(range(2, 22))


def stopping_after(calls: int) -> Callable[[int, int], None]:
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) > calls:
            raise Cancelled

    return progress


def test_a_cancelled_import_keeps_what_is_written_and_goes_on_later(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_work, "BLOCK", 2)
    batch = checked(sheet(*map(line, range(5))), office)
    imports.commit_batch(batch, by=office)
    with pytest.raises(Cancelled):
        import_work.import_rows(reloaded(batch), stopping_after(1), timezone.localdate())
    imports.cancel_work(batch, by=office)
    assert (batch.state, Posting.objects.count()) == (State.VALIDATED, 2)
    assert Job.objects.get(uid=batch.job_uid).state == "cancelled"
    imports.commit_batch(batch, by=office)
    run_waiting()
    assert Posting.objects.count() == 5


def test_checking_again_forgets_the_verdicts_of_before(office: User) -> None:
    batch = checked(sheet(line(0, until="2023-12-31")), office)
    columns = {one["name"]: one["columns"] for one in batch.mapping["sheets"]}
    imports.confirm_mapping(batch, columns, by=office, reopen=True)
    run_waiting()
    assert reasons(batch)[1:] == [["reopened"]]
    assert ImportRow.objects.count() == 2


def test_taking_back_deletes_what_nobody_applied_for_and_closes_the_rest(office: User) -> None:
    make_employer(name_zh="渝测甲科技有限公司")
    batch = imported(sheet(line(0), line(1)), office)
    wanted = Posting.objects.get(external_id="A0")
    talent = make_talent()
    sent = apply(talent, wanted, by=talent.user, language="zh-hans", consent=True)
    imports.roll_back_batch(batch, by=office)
    run_waiting()
    batch.refresh_from_db()
    assert batch.state == State.ROLLED_BACK
    assert (batch.totals["taken_back"], batch.totals["stay"]) == (1, 1)
    kept = Posting.objects.get()
    assert (kept, kept.state, kept.closed_reason) == (wanted, "closed", "withdrawn")
    sent.case.refresh_from_db()
    assert sent.case.state == "position_closed"
    assert letters_for(talent.user)[0].subject == f"The position {wanted.title_zh} is closed"
    assert not SearchEntry.objects.filter(kind=TEXT).exists()
    assert search_postings(PostingSearch(), timezone.localdate()).total == 0
    with pytest.raises(AlreadyDecided):
        imports.commit_batch(batch, by=office)


def test_a_file_that_is_no_table_is_refused_with_the_reason(office: User) -> None:
    with pytest.raises(RefusedFile):
        imports.upload_batch(b"%PDF-1.7 not a table", "a.pdf", by=office)
    with pytest.raises(RefusedFile):
        imports.upload_batch(b"", "a.csv", by=office)


def test_a_broken_workbook_is_refused_once_it_is_read(office: User) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<not a workbook")
    batch = imports.upload_batch(out.getvalue(), "a.xlsx", by=office)
    run_waiting()
    batch.refresh_from_db()
    assert batch.state == State.REFUSED
    assert batch.reason == "The workbook can't be read; save it again as XLSX and retry"


def test_columns_can_be_changed_and_must_name_the_title(office: User) -> None:
    batch = imports.upload_batch(sheet(line(0)), "a.csv", by=office)
    run_waiting()
    batch.refresh_from_db()
    assert batch.mapping["sheets"][0]["columns"]["title"] == 2
    assert batch.mapping["sheets"][0]["sample"][0][1] == "渝测甲科技有限公司"
    for columns in ({}, {"": {}}, {"": {"employer": 1}}, {"": {"title": 99}}):
        with pytest.raises(Refused):
            imports.confirm_mapping(batch, columns, by=office)
    imports.confirm_mapping(batch, {"": {"title": 2, "employer": 1}}, by=office)
    run_waiting()
    assert batch.rows.get(number=2).values["headcount"] is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": LONG[:121]}, "too_long"),
        ({"work": LONG}, "too_long"),
        ({"employer": LONG[:121]}, "too_long"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_field(
    office: User, changes: dict[str, object], code: str
) -> None:
    batch = imported(sheet(line(0, **changes)), office)
    assert code in reasons(batch)[1]
    assert Posting.objects.count() == 0


def test_characters_that_databases_refuse_are_left_out(office: User) -> None:
    values = dict(zip(HEAD, map(str, line(0)), strict=True))
    values["岗位描述"] += "\0甲"
    batch = imported(json.dumps(values, ensure_ascii=False).encode(), office)
    assert batch.totals["written"] == 1
    assert Posting.objects.get().description_zh == f"{TEXT_OF_WORK}第0组。甲"
