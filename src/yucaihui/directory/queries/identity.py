"""Reads on identity documents and protected attributes."""

from django.db.models import QuerySet

from yucaihui.directory.models import IdentityDocument, Person, ProtectedAttributes


def identity_documents_of(person: Person) -> QuerySet[IdentityDocument]:
    """Masked: the encrypted number is not even loaded."""
    return person.identity_documents.defer("number").order_by("kind")


def protected_of(person: Person) -> ProtectedAttributes | None:
    return ProtectedAttributes.objects.filter(person=person).first()
