"""Who sees and who changes which posting and which import. Pure predicates on loaded rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Viewer:
    """What the rules need to know of a user: the organisations they act for, and their office."""

    organisations: frozenset[int] = frozenset()
    office: bool = False
    user_id: int | None = None


def is_public(posting: Any, on: date) -> bool:
    """Open, within its dates, and of an employer whose verification holds."""
    verified_until = posting.employer.verified_until
    return shows(posting.state, posting.posted_on, posting.valid_through, verified_until, on)


def shows(
    state: str, posted_on: date, valid_through: date, verified_until: date | None, on: date
) -> bool:
    """The rule of `is_public` on values."""
    return bool(
        state == "active"
        and posted_on <= on <= valid_through
        and verified_until
        and verified_until >= on
    )


def may_see_posting(viewer: Viewer, posting: Any, on: date) -> bool:
    return is_public(posting, on) or may_manage_posting(viewer, posting)


def may_manage_posting(viewer: Viewer, posting: Any) -> bool:
    """See it in every state, put it on hold, close it: members, and the office for violations."""
    return viewer.office or may_edit_posting(viewer, posting)


def may_edit_posting(viewer: Viewer, posting: Any) -> bool:
    """Change its words, publish and extend it: the employer's members alone."""
    return posting.employer_id in viewer.organisations


def may_post_for(viewer: Viewer, organisation: Any) -> bool:
    return organisation.pk in viewer.organisations


def may_import(viewer: Viewer, organisation: Any | None) -> bool:
    """Members for their employer; the office for one employer or for many (None)."""
    return viewer.office or (organisation is not None and may_post_for(viewer, organisation))


def may_see_batch(viewer: Viewer, batch: Any) -> bool:
    return viewer.office or batch.employer_id in viewer.organisations


def may_find_talents(viewer: Viewer, verified: frozenset[int]) -> bool:
    """The office, and members of an employer whose verification holds."""
    return viewer.office or not viewer.organisations.isdisjoint(verified)


def was_public(posting: Any, on: date) -> bool:
    """Closed, or open past its last day: readers of old links are told that it is gone."""
    return bool(
        posting.state == "closed" or (posting.state == "active" and posting.valid_through < on)
    )
