"""The long work on an import, run by jobs: read the file, judge its rows, write, take back.

Each can be started again after a crash at any row: judging begins anew, writing goes on after the
last block that was committed whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import PROTECT, Count, ForeignObjectRel
from django.utils import timezone

from yucaihui.core.audit.services import record
from yucaihui.core.files.services import read_bytes
from yucaihui.core.jobs.registry import Progress
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import organisation_named, organisations_named
from yucaihui.directory.services import create_organisation
from yucaihui.engines.text.columns import ColumnMapping, propose_mapping
from yucaihui.engines.text.posting_sheets import read_postings
from yucaihui.engines.text.tables import Sheet, TableRefusedError, read_tables_isolated
from yucaihui.recruitment.models import ImportBatch, ImportRow, Posting
from yucaihui.recruitment.queries.imports import IMPORTED, fingerprints_on_file, waiting_rows
from yucaihui.recruitment.services.import_rows import (
    Context,
    Judged,
    cluster_of,
    draft_of,
    fields_of,
    is_chinese,
    judge,
)
from yucaihui.recruitment.services.index import drop_postings, index_postings
from yucaihui.recruitment.services.matches import rematch_postings
from yucaihui.recruitment.services.postings import (
    CLOSABLE,
    closed,
    fingerprint_of,
    missing_for_publication,
)
from yucaihui.recruitment.services.row_reasons import as_json, row_reason
from yucaihui.ui.formats import is_chinese as reads_chinese

State = ImportBatch.State
OPEN = Posting.State.ACTIVE
BLOCK = 500
SAMPLE_ROWS = 3
SAMPLE_CELL = 80


def read_file(batch: ImportBatch) -> None:
    """Propose a mapping of each sheet, or refuse the file with its reason."""
    try:
        sheets = sheets_of(batch)
    except TableRefusedError as refused:
        refuse(batch, refused.zh if reads_chinese() else refused.en)
        return
    mapping = {"sheets": [described(sheet) for sheet in sheets if sheet.rows]}
    ImportBatch.objects.filter(pk=batch.pk, state=State.READING).update(
        state=State.UPLOADED, mapping=mapping
    )


def sheets_of(batch: ImportBatch) -> tuple[Sheet, ...]:
    return read_tables_isolated(read_bytes(batch.file), batch.file.name)


def refuse(batch: ImportBatch, reason: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.REFUSED, reason=reason[:300])


def described(sheet: Sheet) -> dict[str, Any]:
    """A sheet for the page that confirms its columns. Without a header nothing of it is used."""
    found = propose_mapping(sheet)
    if found is None:
        return {"name": sheet.name, "rows": len(sheet.rows), "headings": [], "columns": {}}
    after = [row for row in sheet.rows[found.first_row :] if len(row.filled) > 2]
    return {
        "name": sheet.name,
        "rows": len(sheet.rows),
        "header_rows": found.header_rows,
        "headings": found.headings,
        "columns": found.columns,
        "sample": [[str(cell)[:SAMPLE_CELL] for cell in row.cells] for row in after[:SAMPLE_ROWS]],
    }


def mapping_of(batch: ImportBatch, sheet: Sheet) -> ColumnMapping | None:
    kept = next((one for one in batch.mapping["sheets"] if one["name"] == sheet.name), None)
    if not kept or not kept["columns"]:
        return None
    return ColumnMapping(tuple(kept["header_rows"]), tuple(kept["headings"]), kept["columns"])


def check_rows(batch: ImportBatch, progress: Progress, on: date) -> None:
    """Judge every row anew and keep the verdicts."""
    sheets = sheets_of(batch)
    total = sum(len(sheet.rows) for sheet in sheets)
    results = read_postings(
        sheets, lambda sheet: mapping_of(batch, sheet), progress=lambda done: progress(done, total)
    )
    context = Context.of(batch, on)
    judged = without_those_on_file(batch, [judge(result, context) for result in results], on)
    keep_rows(batch, judged)


def without_those_on_file(batch: ImportBatch, rows: list[Judged], on: date) -> Iterator[Judged]:
    """Rows whose very posting an employer already has become duplicates."""
    employers = employers_on_file(batch, rows)
    known = fingerprints_on_file([employer.pk for employer in set(employers.values())])
    for row in rows:
        employer = employers.get(row.values.get("employer", ""), batch.employer)
        yield duplicate_of(row) if is_known(row, employer, known, on) else row


def is_known(row: Judged, employer: Any, known: set[tuple[int, str]], on: date) -> bool:
    if row.verdict not in IMPORTED or employer is None:
        return False
    return (employer.pk, fingerprint_of(draft_of(row.values, on))) in known


def duplicate_of(row: Judged) -> Judged:
    reasons = (*row.reasons, row_reason("on_file"))
    return replace(row, verdict="duplicate", reasons=reasons)


def employers_on_file(batch: ImportBatch, rows: Iterable[Judged]) -> dict[str, Any]:
    """By the name that rows give them."""
    if batch.employer is not None:
        return {"": batch.employer}
    names = {row.values["employer"] for row in rows if row.values.get("employer")}
    return dict(organisations_named(names))


def keep_rows(batch: ImportBatch, judged: Iterable[Judged]) -> None:
    rows = [
        ImportRow(
            batch=batch,
            sheet=row.sheet[:60],
            number=row.number,
            verdict=row.verdict,
            reasons=as_json(row.reasons),
            values=row.values,
        )
        for row in judged
    ]
    expired = sum(any(one["code"] == "expired" for one in row.reasons) for row in rows)
    with transaction.atomic():
        batch.rows.all().delete()
        ImportRow.objects.bulk_create(rows, batch_size=BLOCK)
        ImportBatch.objects.filter(pk=batch.pk, state=State.VALIDATING).update(
            state=State.VALIDATED, totals={**totals_of(batch), "expired": expired}
        )


def totals_of(batch: ImportBatch) -> dict[str, int]:
    """Rows by verdict, and the postings written so far."""
    counts = batch.rows.order_by().values_list("verdict").annotate(n=Count("pk"))
    return {**dict(counts), "written": batch.postings.count()}


def import_rows(batch: ImportBatch, progress: Progress, on: date) -> dict[str, int]:
    """Write the postings of the rows that wait, block by block; each block whole or not at all."""
    waiting = waiting_rows(batch).count()
    employers = employers_of_rows(batch)
    done = 0
    progress(done, waiting)
    after = 0
    while rows := import_block(batch, employers, after, on):
        done, after = done + len(rows), rows[-1].pk
        progress(done, waiting)
    with transaction.atomic():
        totals = totals_of(batch)
        finished = ImportBatch.objects.filter(pk=batch.pk, state=State.COMMITTING).update(
            state=State.COMMITTED, totals=totals, committed_at=timezone.now()
        )
        if finished:
            record(batch.created_by, "import.committed", batch, **totals)
            rematch_postings(list(batch.postings.values_list("pk", flat=True)))
    return totals


def employers_of_rows(batch: ImportBatch) -> dict[str, Any]:
    """The employer of each name in the rows that wait; one not on file is written, unverified."""
    if batch.employer is not None:
        return {}
    named = dict(waiting_rows(batch).values_list("values__employer", "values__employer_code"))
    found = dict(organisations_named(set(named)))
    for name, code in named.items():
        if name not in found:
            found[name] = organisation_named(name, code) or new_employer(name, code, batch)
    return found


def new_employer(name: str, code: str, batch: ImportBatch) -> Any:
    """A code that is none is left out: the office sees it when it verifies the employer."""
    names = {"name_zh": name} if is_chinese(name) else {"name_en": name}
    try:
        return create_organisation(**names, credit_code=code, by=batch.created_by)
    except Refused:
        return create_organisation(**names, by=batch.created_by)


def import_block(
    batch: ImportBatch, employers: Mapping[str, Any], after: int, on: date
) -> list[ImportRow]:
    """Write the postings of up to BLOCK rows past `after`, with their index entries."""
    with transaction.atomic():
        # One worker at a time, should a second one take the job over.
        ImportBatch.objects.select_for_update().get(pk=batch.pk)
        rows = list(waiting_rows(batch).filter(pk__gt=after)[:BLOCK])
        made = {row.pk: posting_of(row, batch, employers, on) for row in rows}
        Posting.objects.bulk_create(made.values(), ignore_conflicts=True)
        keys = dict(Posting.objects.filter(row__in=rows).values_list("row", "pk"))
        for row in rows:
            if row.pk in keys:
                made[row.pk].pk = keys[row.pk]
            else:
                mark_on_file(row)
        index_postings(one for one in made.values() if one.pk and one.state == OPEN)
    return rows


def posting_of(
    row: ImportRow, batch: ImportBatch, employers: Mapping[str, Any], on: date
) -> Posting:
    employer = batch.employer or employers[row.values["employer"]]
    posting = Posting(
        **fields_of(row.values, on),
        employer=employer,
        batch=batch,
        row=row,
        cluster=cluster_of(employer, row.values),
        updated_at=timezone.now(),
    )
    complete = not missing_for_publication(posting)
    posting.state = OPEN if complete else Posting.State.DRAFT
    posting.fingerprint = fingerprint_of(posting)
    return posting


def mark_on_file(row: ImportRow) -> None:
    """The employer had the very same posting already: another import was quicker."""
    row.verdict = ImportRow.Verdict.DUPLICATE
    row.reasons = [*row.reasons, *as_json((row_reason("on_file"),))]
    row.save(update_fields=["verdict", "reasons"])


def take_back(batch: ImportBatch, progress: Progress, *, by: Any) -> dict[str, int]:
    """Delete the batch's postings that nothing hangs on, and close the others with the applications
    for them, as `by` decided; gives how many went and how many stay."""
    kept = postings_in_use(batch)
    for posting in Posting.objects.filter(pk__in=kept, state__in=CLOSABLE).order_by("pk"):
        closed(posting, Posting.ClosedReason.WITHDRAWN, by=by)
    keys = [key for key in batch.postings.values_list("pk", flat=True) if key not in kept]
    for start in range(0, len(keys), BLOCK):
        block = keys[start : start + BLOCK]
        with transaction.atomic():
            drop_postings(block)
            Posting.objects.filter(pk__in=block).delete()
        progress(start + len(block), len(keys))
    counts = {"taken_back": len(keys), "stay": len(kept)}
    with transaction.atomic():
        totals = {**batch.totals, **counts}
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.ROLLED_BACK, totals=totals)
        record(by, "import.taken_back", batch, **counts)
    return counts


def postings_in_use(batch: ImportBatch) -> set[int]:
    """Postings of the batch that applications, reviews or whatever else is protected point at."""
    used: set[int] = set()
    # `_meta` and `_base_manager` are Django's documented way to a model's relations.
    for relation in Posting._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if isinstance(relation, ForeignObjectRel) and relation.on_delete is PROTECT:
            name = relation.field.name
            all_rows = relation.related_model._base_manager  # noqa: SLF001
            rows = all_rows.filter(**{f"{name}__batch": batch})
            used.update(rows.values_list(name, flat=True))
    return used
