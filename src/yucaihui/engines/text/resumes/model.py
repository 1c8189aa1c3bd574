"""What reading a CV gives."""

from dataclasses import dataclass, field
from typing import Any

from yucaihui.engines.text.documents.model import Status

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ParsedResume:
    """A CV as JSON Resume v1.2.1, or the reason why there is none.

    `protected` holds gender, birth, photo, marital state, nationality, hometown and the like
    as written; it is kept apart so that no selection can read it. `warnings` are codes:
    `identity_number_dropped`, `no_name`, `no_contact`.
    """

    status: Status
    reason: str | None = None
    resume: Json = field(default_factory=dict)
    protected: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
