"""Reads on imports."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from yucaihui.recruitment.models import ImportBatch, ImportRow, Posting
from yucaihui.recruitment.queries.viewers import viewer_of

IMPORTED = (ImportRow.Verdict.OK, ImportRow.Verdict.WARNING)


def visible_batches(user: Any) -> QuerySet[ImportBatch]:
    """The office sees every import, members those for their employers; newest first."""
    viewer = viewer_of(user)
    batches = ImportBatch.objects.select_related("file", "employer").order_by("-pk")
    return batches if viewer.office else batches.filter(employer__in=viewer.organisations)


def with_counts(batches: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
    """With the number of `written` postings that still stand."""
    return batches.annotate(written=Count("postings"))


def rows_of(batch: ImportBatch, verdict: str = "") -> QuerySet[ImportRow]:
    """Rows in the file's order; of one verdict, or all but those that hold no posting."""
    rows = ImportRow.objects.filter(batch=batch).select_related("posting").order_by("pk")
    if verdict in ImportRow.Verdict.values:
        return rows.filter(verdict=verdict)
    return rows.exclude(verdict=ImportRow.Verdict.SKIPPED)


def waiting_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Rows to import that are not yet."""
    return ImportRow.objects.filter(batch=batch, verdict__in=IMPORTED, posting=None).order_by("pk")


def same_file_imported(batch: ImportBatch) -> ImportBatch | None:
    """An earlier import of the very same file for the same employer that still stands."""
    return (
        ImportBatch.objects.filter(
            file__sha256=batch.file.sha256,
            employer=batch.employer,
            state=ImportBatch.State.COMMITTED,
        )
        .exclude(pk=batch.pk)
        .order_by("-pk")
        .first()
    )


def unverified_employers(batch: ImportBatch, on: date) -> list[Any]:
    """Employers of a batch's postings whose verification does not hold."""
    unverified = Q(employer__verified_until=None) | Q(employer__verified_until__lt=on)
    rows = Posting.objects.filter(unverified, batch=batch).select_related("employer")
    return list({posting.employer_id: posting.employer for posting in rows}.values())


def fingerprints_on_file(employers: list[int]) -> set[tuple[int, str]]:
    """(employer, fingerprint) of the open postings of these employers."""
    rows = Posting.objects.filter(employer__in=employers).exclude(state=Posting.State.CLOSED)
    return set(rows.values_list("employer_id", "fingerprint"))


def verdict_lines(batch: ImportBatch, language: str) -> Iterator[list[str]]:
    """The verdicts as rows of a table, header first; language zh or en."""
    yield ["sheet", "row", "verdict", "title", "employer", "reasons"]
    rows = ImportRow.objects.filter(batch=batch).order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        words = " ".join(reason[language] for reason in row.reasons)
        title, employer = row.values.get("title", ""), row.values.get("employer", "")
        line = [row.sheet, str(row.number), row.verdict, title, employer, words]
        yield [harmless(cell) for cell in line]


def harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
