"""One digest for what a run of the engine rests on, so that a stored result can name it."""

from collections.abc import Iterable
from hashlib import sha256

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
