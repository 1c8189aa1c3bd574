"""What recruitment does when a record of the directory changes: the lists of matches and the index
of people who want to be found follow."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.signals import people_created, person_hidden, profile_saved
from yucaihui.matching.queries import latest_run
from yucaihui.recruitment.queries.matches import PERSON, POSTING
from yucaihui.recruitment.services.talents import follow_people, follow_person, hide_person


def rematch_person(person: Any, **_: object) -> None:
    """Queue the comparison of a changed person; before the first run there is none to update."""
    if latest_run(POSTING, PERSON):
        transaction.on_commit(lambda: enqueue("recruitment.match_person", person=person.pk))


def rematch_people(people: Iterable[Any], **_: object) -> None:
    if latest_run(POSTING, PERSON):
        for person in people:
            rematch_person(person)


def connect() -> None:
    profile_saved.connect(follow_person, dispatch_uid="recruitment.index")
    people_created.connect(follow_people, dispatch_uid="recruitment.index_many")
    people_created.connect(rematch_people, dispatch_uid="recruitment.rematch_many")
    person_hidden.connect(hide_person, dispatch_uid="recruitment.unindex")
    profile_saved.connect(rematch_person, dispatch_uid="recruitment.rematch")
    person_hidden.connect(rematch_person, dispatch_uid="recruitment.unmatch")
