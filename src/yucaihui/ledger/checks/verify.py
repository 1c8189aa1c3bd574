"""Check the fourteen invariants from the rows alone."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from yucaihui.core.jobs.registry import Progress
from yucaihui.ledger.checks import tables
from yucaihui.ledger.checks.findings import Findings
from yucaihui.ledger.checks.rows import pieces, this_moment
from yucaihui.ledger.checks.running import Running
from yucaihui.ledger.checks.vouchers import MISSING, Chain
from yucaihui.ledger.models import Checkpoint, Closing

Mark = Mapping[str, Any]


def verify(outside: Iterable[Mark] = (), progress: Progress | None = None) -> dict[str, Any]:
    """The document of `yucaihui ledger verify --json`.

    `outside` are checkpoints that were kept elsewhere: {"book": code, "number": …, "digest": …}.
    Postings made meanwhile are left out: what the books say at the start is what is checked.
    """
    begun = time.perf_counter()
    found = Findings()
    moment = this_moment(found)
    total = max(sum(number for number, _head in moment.heads.values()), 1)
    running = Running(moment.accounts, moment.codes, found)
    chained = Chain(moment.codes, checkpoints(moment.codes, outside, found), closings(), found)
    for piece in pieces(moment, found):
        running.add(piece)
        chained.add(piece)
        if progress:
            progress(min(chained.vouchers, total), total)
    running.end()
    chained.end(moment.heads)
    tables.check_all(found)
    return {
        "whole": not found.counts,
        "vouchers": chained.vouchers,
        "transfers": running.transfers,
        "seconds": round(time.perf_counter() - begun, 3),
        "books": [
            {"book": moment.codes[key], "number": number, "digest": digest}
            for key, (number, digest) in moment.heads.items()
        ],
        "invariants": found.document(),
    }


def checkpoints(
    codes: dict[int, str], outside: Iterable[Mark], found: Findings
) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """Those kept here and those kept elsewhere, by book and number."""
    marks: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for book, number, digest in Checkpoint.objects.values_list("book_id", "number", "digest"):
        marks[book, number].append((digest, "here"))
    keys = {code: key for key, code in codes.items()}
    for mark in outside:
        if mark["book"] in keys:
            place = keys[mark["book"]], int(mark["number"])
            marks[place].append((str(mark["digest"]), "elsewhere"))
        else:
            found.add(11, f"book {mark['book']}", MISSING["elsewhere"])
    return marks


def closings() -> dict[tuple[int, int], str]:
    rows = Closing.objects.order_by("until").values_list("book_id", "number", "until")
    return {(book, number): until.isoformat() for book, number, until in rows}
