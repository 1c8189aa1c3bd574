"""Many new postings at once, with the checks of the single verbs and a handful of statements."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import line, record_all
from yucaihui.directory.errors import Refused
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import may_post_for
from yucaihui.recruitment.services.index import index_postings
from yucaihui.recruitment.services.postings import (
    default_last_day,
    fingerprint_of,
    known,
    require_future,
    require_publishable,
)

BLOCK = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class NewPosting:
    """`by` acts for `employer` (None is the system itself); `on` is the first public day."""

    employer: Any
    by: Any
    on: date
    fields: Mapping[str, Any]


def publish_postings(rows: Sequence[NewPosting], progress: Progress | None = None) -> list[Posting]:
    """Write and open all of `rows`, or none; in the order of the rows.

    Raises:
        PermissionDenied: somebody does not act for the employer.
        BlockedWording, Incomplete: a posting that may not be public.
        Refused: its last day had passed by `on`, or an employer has the very same one twice.
    """
    require_posters(rows)
    made: list[Posting] = []
    with transaction.atomic():
        for block in blocks(rows):
            made += publish_block(block)
            if progress:
                progress(len(made), len(rows))
    return made


def blocks(rows: Sequence[NewPosting]) -> Iterator[list[NewPosting]]:
    rest = iter(rows)
    while block := list(islice(rest, BLOCK)):
        yield block


def require_posters(rows: Sequence[NewPosting]) -> None:
    """Each pair of user and employer is looked at once."""
    posters = {(row.by.pk, row.employer.pk): row for row in rows if row.by is not None}
    for row in posters.values():
        if not may_post_for(viewer_of(row.by), row.employer):
            raise PermissionDenied


def publish_block(rows: Sequence[NewPosting]) -> list[Posting]:
    now = timezone.now()
    made = [opened(row) for row in rows]
    for posting in made:
        posting.updated_at = now
    try:
        with transaction.atomic():
            Posting.objects.bulk_create(made)
    except IntegrityError as error:
        if "fingerprint" not in str(error):
            raise
        raise Refused(
            _("The very same posting is on file already. Change this one, or extend the other."),
            "title_zh",
        ) from None
    index_postings(made)
    for action in ("posting.created", "posting.published"):
        record_all(line(row.by, action, one, {}) for row, one in zip(rows, made, strict=True))
    return made


def opened(row: NewPosting) -> Posting:
    """An unsaved public posting."""
    values = {"valid_through": default_last_day(row.on), **known(dict(row.fields))}
    posting = Posting(employer=row.employer, posted_on=row.on, state=Posting.State.ACTIVE, **values)
    require_publishable(posting)
    require_future(posting.valid_through, row.on)
    posting.fingerprint = fingerprint_of(posting)
    return posting
