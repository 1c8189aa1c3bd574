"""Who is what in an application, and so who sees it. Pure predicates on loaded rows."""

from dataclasses import dataclass
from typing import Any

from yucaihui.recruitment.process import APPLICANT, EMPLOYER, NAMED, OFFICE


@dataclass(frozen=True)
class Reader:
    """A user's record, the employers they act for, and their office."""

    person_id: int | None = None
    organisations: frozenset[int] = frozenset()
    office: bool = False


def roles_in(reader: Reader, application: Any) -> frozenset[str]:
    """The roles that the reader holds in this application; with none they don't see it."""
    member = application.posting.employer_id in reader.organisations
    return roles_in_review(reader, application) | (frozenset({EMPLOYER}) if member else frozenset())


def roles_in_review(reader: Reader, review: Any) -> frozenset[str]:
    """The same for a request for human review, in which the employer has no part."""
    held = {APPLICANT: review.person_id == reader.person_id, OFFICE: reader.office}
    return frozenset(role for role, holds in held.items() if holds)


def is_named(roles: frozenset[str], state: str) -> bool:
    """Employers see who it is from the shortlist on; the first look is at the work alone."""
    return bool(roles & {APPLICANT, OFFICE}) or state in NAMED
