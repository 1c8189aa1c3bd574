"""Check the ledger, keep what came of it, and write down how far the chains have come."""

from collections.abc import Iterable, Mapping
from typing import Any

from yucaihui.core.jobs.registry import Progress
from yucaihui.ledger.models import Book, Checkpoint, Verification


def check_ledger(
    outside: Iterable[Mapping[str, Any]] = (), progress: Progress | None = None
) -> Verification:
    """Check all invariants and keep the verdict; a ledger that holds gets its checkpoints."""
    from yucaihui.ledger.checks.verify import verify  # noqa: PLC0415 - NumPy: not for the web

    document = verify(outside, progress)
    if document["whole"]:
        write_checkpoints()
    return Verification.objects.create(whole=document["whole"], document=document)


def write_checkpoints() -> list[dict[str, Any]]:
    """Each book's present end, kept here and given to be kept elsewhere."""
    books = list(Book.objects.filter(number__gt=0).order_by("code"))
    Checkpoint.objects.bulk_create(
        [Checkpoint(book=one, number=one.number, digest=one.head) for one in books],
        ignore_conflicts=True,
    )
    return [{"book": one.code, "number": one.number, "digest": one.head} for one in books]
