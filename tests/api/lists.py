"""A list of the API as its reader asks for it."""

from dataclasses import dataclass

from yucaihui.core.accounts.models import User


@dataclass(frozen=True)
class List:
    """The address, the reader, and how many rows there are."""

    path: str
    reader: User | None
    rows: int
