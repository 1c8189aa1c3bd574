"""What recruitment does when a record of the directory changes: the lists of matches and the index
of people who want to be found follow."""

from typing import Any

from django.db import transaction

from yucaihui.core.jobs.services import enqueue
from yucaihui.directory.signals import person_hidden, profile_saved
from yucaihui.matching.queries import latest_run
from yucaihui.recruitment.queries.matches import PERSON, POSTING
from yucaihui.recruitment.services.talents import follow_person, hide_person


def rematch_person(person: Any, **_: object) -> None:
    """Queue the comparison of a changed person; before the first run there is none to update."""
    if latest_run(POSTING, PERSON):
        transaction.on_commit(lambda: enqueue("recruitment.match_person", person=person.pk))


def connect() -> None:
    profile_saved.connect(follow_person, dispatch_uid="recruitment.index")
    person_hidden.connect(hide_person, dispatch_uid="recruitment.unindex")
    profile_saved.connect(rematch_person, dispatch_uid="recruitment.rematch")
    person_hidden.connect(rematch_person, dispatch_uid="recruitment.unmatch")
