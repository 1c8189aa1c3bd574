"""Keep the index of people who want to be found, and pass on an employer's invitation."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.core.mail.services import write_to
from yucaihui.core.search.services import drop, put
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import current_profiles_of, persons_with_consent
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.talents import KIND, TalentSearch, findable_text, found_people
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import is_public, may_edit_posting


def index_talents(person_ids: Iterable[int]) -> None:
    """Put these people into the index, or take them out: as their consent of today says."""
    ids = set(person_ids)
    people = {person.pk: person for person in persons_with_consent("discovery").filter(pk__in=ids)}
    profiles = current_profiles_of(people)
    put(KIND, {pk: findable_text(people[pk], found.values()) for pk, found in profiles.items()})
    gone = ids - profiles.keys()
    if gone:
        drop(KIND, gone)


def follow_person(person: Any, **_: object) -> None:
    index_talents([person.pk])


def follow_people(people: Iterable[Any], **_: object) -> None:
    index_talents(person.pk for person in people)


def hide_person(person: Any, **_: object) -> None:
    drop(KIND, [person.pk])


def invite_to_apply(person: Any, posting: Posting, *, by: Any, on: date) -> None:
    """Write to a person who wants to be found that this posting may suit them. The employer learns
    who it is when the person applies, not before.

    Raises:
        PermissionDenied: the user does not act for the posting's employer, or the person does not
            want to be found.
        Refused: the posting is not public, the person has no account, or was invited already.
    """
    findable = found_people(TalentSearch(), on).filter(pk=person.pk).exists()
    if not findable or not may_edit_posting(viewer_of(by), posting):
        raise PermissionDenied
    if not is_public(posting, on):
        raise Refused(_("This position is not public. Publish it first."), "posting")
    if person.user is None:
        raise Refused(_("This person has no account yet and can't be written to."), "posting")
    with translation.override(person.user.language):
        link = reverse("recruitment:position", args=[posting.uid])
    with transaction.atomic():
        letter = write_to(
            person.user,
            "recruitment/talents/letters/invited.txt",
            {"posting": posting},
            link=link,
            key=f"invited:{posting.uid}:{person.uid}",
        )
        if letter is None:
            raise Refused(_("This person was invited to this position already."), "posting")
        record(by, "talent.invited", posting)
