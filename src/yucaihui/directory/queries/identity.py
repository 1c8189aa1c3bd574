"""Reads on identity documents and protected attributes."""

from dataclasses import dataclass

from django.db.models import QuerySet

from yucaihui.directory.models import IdentityDocument, Person, ProtectedAttributes


def identity_documents_of(person: Person) -> QuerySet[IdentityDocument]:
    """Masked: the encrypted number is not even loaded."""
    return person.identity_documents.defer("number").order_by("kind")


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person gave of their protected attributes; empty or None: not given."""

    gender: str
    birth_year: int | None
    ethnicity: str
    nationality: str
    disability: str


ANSWERS = tuple(Answers.__dataclass_fields__)


def answers_for_audits() -> dict[int, Answers]:
    """Everybody's answers by the person's number: for counting groups, and for nothing else."""
    rows = ProtectedAttributes.objects.values_list("person_id", *ANSWERS)
    return {person: Answers(*values) for person, *values in rows}


def protected_of(person: Person) -> ProtectedAttributes | None:
    return ProtectedAttributes.objects.filter(person=person).first()
