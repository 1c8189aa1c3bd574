"""The canonical form of a voucher, and the digests that chain a book (SHA-256).

    request = H("book⏎kind⏎key⏎source type⏎source⏎effective day⏎reversed number⏎" · lines)
    digest  = H(digest before · request · "number⏎posted day⏎wall time⏎maker⏎checker⏎limit")

A line is debit account, credit account and amount, 8 bytes each, big-endian; an absent text is
empty; the wall time is UTC, `2026-11-23 09:00:00.123456`; the digest before the first is empty.
What stands in a transfer beyond its line (running numbers and balances) follows from the lines.
"""

import struct
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

LINE = struct.Struct(">3q")


def packed(lines: Iterable[tuple[int, int, int]]) -> bytes:
    """(debit, credit, amount) of each line, 24 bytes a line."""
    return b"".join([LINE.pack(*line) for line in lines])


def request_digest(fields: tuple[object, ...], lines: bytes) -> str:
    """`fields`: book, kind, key, source type, source, effective day, reversed number or ""."""
    head = "".join([f"{one}\n" for one in fields])
    return sha256(head.encode() + lines).hexdigest()


def voucher_digest(before: str, request: str, fields: tuple[object, ...]) -> str:
    """`fields`: number, posted day, wall time, maker, checker, limit above which one checks."""
    tail = "\n".join([str(one) for one in fields])
    return sha256(f"{before}{request}{tail}".encode()).hexdigest()


def wall(at: datetime) -> str:
    """Wall time in UTC to the microsecond, without its zone."""
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")
