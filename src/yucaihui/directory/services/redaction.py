"""Who leaves is covered in the letters to other people, and the journal says so."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import cover_in_letters
from yucaihui.directory.models import ContactPoint, Person
from yucaihui.directory.queries.people import current_people


def redact_letters(person: Person, *, by: Any = None, about: Iterable[str] | None = None) -> int:
    """Cover the person's names, addresses and numbers in letters to others; gives how many changed.

    With `about` (ids of what is theirs) only letters that lead there, in which every name of theirs
    means them. Without it every letter, but no word by which somebody else goes too.
    """
    words = names_of(person) + contacts_of(person)
    if about is None:
        words = [word for word in words if is_theirs_alone(word, person)]
    changed = cover_in_letters(words, about=about)
    if changed:
        record(by, "letters.redacted", person, letters=changed)
    return changed


def names_of(person: Person) -> list[str]:
    return [name for name in (person.name_zh, person.name_en) if name]


def contacts_of(person: Person) -> list[str]:
    return list(person.contacts.values_list("value", flat=True))


def is_theirs_alone(word: str, person: Person) -> bool:
    """A single word such as May or Li may mean anything; a name may be another person's."""
    if word.isascii() and word.isalpha():
        return False
    others = current_people().exclude(pk=person.pk)
    namesakes = others.filter(Q(name_zh=word) | Q(name_en__iexact=word))
    sharers = ContactPoint.objects.filter(value=word, person__in=others.order_by())
    return not namesakes.exists() and not sharers.exists()
