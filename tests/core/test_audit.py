"""The journal: sealed in batches, and a later change shows."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.core.audit.models import AuditEntry
from yucaihui.core.audit.services import SealVerdict, record, seal_journal, verify_journal

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return create_user("clerk@city.example")


def later() -> datetime:
    return timezone.now() + timedelta(hours=1)


def test_granting_a_role_is_recorded_with_actor_and_subject(user: User) -> None:
    chief = create_user("chief@city.example")
    grant_role(user, "office", by=chief)
    entry = AuditEntry.objects.get()
    assert (entry.actor_uid, entry.action, entry.object_uid, entry.detail) == (
        chief.uid,
        "role.granted",
        user.uid,
        {"role": "office"},
    )


def test_whole_seals_are_told_apart_from_a_changed_span(user: User) -> None:
    first = [record(None, "test.done", user, n=n).id for n in range(3)]
    seal_journal(later())
    second = [record(None, "test.done", user, n=n).id for n in range(2)]
    seal_journal(later())
    AuditEntry.objects.filter(id=first[1]).update(action="test.undone")
    assert verify_journal() == [
        SealVerdict(first[0], first[-1], whole=False),
        SealVerdict(second[0], second[-1], whole=True),
    ]


def test_a_removed_entry_breaks_its_seal(user: User) -> None:
    ids = [record(None, "test.done", user, n=n).id for n in range(3)]
    seal_journal(later())
    AuditEntry.objects.filter(id=ids[0]).delete()
    assert [verdict.whole for verdict in verify_journal()] == [False]


def test_entries_after_the_given_moment_wait_for_the_next_seal(user: User) -> None:
    record(None, "test.done", user)
    assert seal_journal(timezone.now() - timedelta(minutes=10)) is None
