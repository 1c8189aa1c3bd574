"""The chain of each book, voucher by voucher: digests, numbers, dates and people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from django.utils.translation import gettext_noop as _

from yucaihui.ledger.amounts import worth
from yucaihui.ledger.chain import LINE
from yucaihui.ledger.checks.findings import Findings
from yucaihui.ledger.checks.rows import Piece
from yucaihui.ledger.checks.running import AMOUNT, CREDIT, DEBIT

# Texts are looked at together first: with each digit made a nought, a search for a run of eleven is
# the quickest there is, and few have one.
NOUGHTS = bytes.maketrans(b"123456789", b"0" * 9)
RUN = b"0" * 11
# A mainland telephone or identity number that stands on its own.
PERSONAL = re.compile(
    rb"@|(?<![0-9A-Za-z])(?:1[3-9]\d{9}|[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx])(?![0-9A-Za-z])"
)


DIFFERS = {
    "here": _("a checkpoint has another digest"),
    "elsewhere": _("the checkpoint kept elsewhere has another digest"),
}
MISSING = {
    "here": _("it is missing; a checkpoint has it"),
    "elsewhere": _("it is missing; the checkpoint kept elsewhere has it"),
}


WALL = len("2026-11-23 09:00:00.123456")


def head_of(row: tuple[Any, ...]) -> bytes:
    """What is digested of a request before its lines; see chain.py."""
    (_key, book, _number, kind, key, source_type, source, effective, reversed_number,
     *_rest) = row  # fmt: skip
    named = "" if reversed_number is None else reversed_number
    return f"{book}\n{kind}\n{key}\n{source_type}\n{source}\n{effective}\n{named}\n".encode()


def filled(at: str) -> str:
    """Wall time with all six digits of its second's fraction."""
    return (at if "." in at else f"{at}.").ljust(WALL, "0")


@dataclass(slots=True)
class Link:
    """Where the chain of a book has come to."""

    number: int = 0
    digest: str = ""
    closed: str = ""


class Chain:
    """Carries each book's chain from piece to piece.

    `checkpoints` maps (book, number) to the digests that the chain must have there, with whether
    each was kept "here" or "elsewhere"; `closings` maps (book, number) to the day that was
    closed then.
    """

    def __init__(
        self,
        codes: dict[int, str],
        checkpoints: Mapping[tuple[int, int], list[tuple[str, str]]],
        closings: Mapping[tuple[int, int], str],
        found: Findings,
    ) -> None:
        self.codes, self.found = codes, found
        self.checkpoints, self.closings = dict(checkpoints), closings
        self.links = {key: Link(closed=closings.get((key, 0), "")) for key in codes}
        self.marks = self.checkpoints.keys() | closings.keys()
        self.vouchers = 0

    def add(self, piece: Piece) -> None:
        self.vouchers += len(piece.vouchers)
        lines = piece.lines[:, [DEBIT, CREDIT, AMOUNT]].astype(">i8").tobytes()
        sums = np.r_[0, np.cumsum(piece.lines[:, AMOUNT])]
        totals = (sums[piece.end] - sums[piece.start]).tolist()
        spans = zip((piece.start * 24).tolist(), (piece.end * 24).tolist(), strict=True)
        heads = [head_of(row) for row in piece.vouchers]
        self.check_texts(piece, heads)
        for row, head, (start, end), total in zip(
            piece.vouchers, heads, spans, totals, strict=True
        ):
            self.check(row, head, lines[start:end], total)

    def check_texts(self, piece: Piece, heads: list[bytes]) -> None:
        """No text of a voucher is more than an opaque id."""
        text = b"".join(heads)
        if text.isascii() and b"@" not in text and RUN not in text.translate(NOUGHTS):
            return
        for row, head in zip(piece.vouchers, heads, strict=True):
            if not head.isascii() or PERSONAL.search(head):
                self.tell(14, row, _("a text in it is no opaque id"))

    def check(self, row: tuple[Any, ...], head: bytes, lines: bytes, total: int) -> None:
        (_key, book, number, _kind, key, _type, source, effective, _reversed, posted, at, maker,
         checker, limit, request, digest) = row  # fmt: skip
        link = self.links[book]
        if number != link.number + 1:
            self.tell(11, row, _("voucher %(number)s should stand here"), number=link.number + 1)
        if sha256(head + lines).hexdigest() != request:
            self.tell(3, row, _("its content is not what was requested"))
        wall = at if len(at) == WALL else filled(at)
        chained = f"{link.digest}{request}{number}\n{posted}\n{wall}\n{maker}\n{checker}\n{limit}"
        if sha256(chained.encode()).hexdigest() != digest:
            self.tell(11, row, _("its digest does not follow from it and the voucher before"))
        if effective > posted or posted <= link.closed:
            self.tell(9, row, _("it takes effect after its posting, or lies in a closed period"))
        if not lines:
            self.tell(1, row, _("it has no lines"))
        lacks_checker = total > limit and not checker and worth(LINE.iter_unpack(lines)) > limit
        if not (maker and key and source and maker != checker) or lacks_checker:
            self.tell(10, row, _("a signature or its source is missing"))
        link.number, link.digest = number, digest
        if (book, number) in self.marks:
            self.pass_marks(book, number, link)

    def pass_marks(self, book: int, number: int, link: Link) -> None:
        """Checkpoints and closings that stand right after this voucher."""
        place = (book, number)
        if place in self.checkpoints:
            for digest, where in self.checkpoints.pop(place):
                if digest != link.digest:
                    self.found.add(11, f"voucher {self.codes[book]} {number}", DIFFERS[where])
        if place in self.closings:
            link.closed = max(link.closed, self.closings[place])

    def end(self, heads: Mapping[int, tuple[int, str]]) -> None:
        """`heads`: number and digest that each book's own row says."""
        for book, (number, digest) in heads.items():
            link = self.links[book]
            if (number, digest) != (link.number, link.digest):
                self.found.add(
                    11,
                    f"voucher {self.codes[book]} {max(link.number + 1, 1)}",
                    _("the book ends at voucher %(end)s, its rows at %(last)s"),
                    end=number,
                    last=link.number,
                )
        for (book, number), marks in self.checkpoints.items():
            for digest, where in marks:
                if number or digest:
                    row = f"voucher {self.codes.get(book, book)} {number}"
                    self.found.add(11, row, MISSING[where])

    def tell(self, invariant: int, row: tuple[Any, ...], text: str, **values: Any) -> None:
        self.found.add(invariant, f"voucher {self.codes.get(row[1])} {row[2]}", text, **values)
