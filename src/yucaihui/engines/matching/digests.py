"""Digests of what a run of the engine rests on: of all of it, and of one record."""

from collections.abc import Iterable
from hashlib import blake2b, sha256

from yucaihui.engines.matching.types import Position, Talent
from yucaihui.engines.matching.version import ENGINE_VERSION


def digest(positions: Iterable[Position], talents: Iterable[Talent]) -> str:
    """SHA-256 of the engine's version and of every record, whatever order they come in."""
    whole = sha256(ENGINE_VERSION.encode())
    for side in (positions, talents):
        whole.update(b"\0side\0")
        for line in sorted(repr(record) for record in side):
            whole.update(sha256(line.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def record_digest(record: Position | Talent) -> int:
    """64 bits that tell whether a record with the same id is still the same."""
    line = repr(record).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(line, digest_size=8).digest())
