"""What is done once stays done once when several do it in the same moment."""

import pytest

from tests.factories import make_employer, make_person, make_talent, make_user
from tests.together import together
from yucaihui.core.jobs import registry
from yucaihui.core.jobs.registry import task
from yucaihui.core.jobs.services import claim, enqueue
from yucaihui.core.mail.models import Letter
from yucaihui.core.mail.services import queue_letter
from yucaihui.directory import services
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Consent, Membership, Merge, Verification

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_one_job_is_claimed_by_one_worker() -> None:
    @task("test.race")
    def nothing(progress: object) -> None: ...

    try:
        enqueue("test.race")
        taken = together(*[claim] * 6)
    finally:
        del registry.TASKS["test.race"]
    assert kinds(taken) == ["Job", *["NoneType"] * 5]


def test_one_invitation_makes_one_member() -> None:
    owner, invited = make_user(), make_user()
    firm = make_employer(owner=owner)
    invitation = services.invite_member(firm, invited.email, by=owner)
    results = together(*[lambda: services.accept_invitation(invitation, user=invited)] * 4)
    members = Membership.objects.filter(user=invited, state="active").count()
    assert (kinds(results), members) == (["Membership", *["Refused"] * 3], 1)


def test_two_invitations_of_one_address_at_once_leave_one() -> None:
    owner = make_user()
    firm = make_employer(owner=owner)
    results = together(*[lambda: services.invite_member(firm, "new@mail.test", by=owner)] * 4)
    letters = Letter.objects.filter(to="new@mail.test").count()
    assert (kinds(results), letters) == (["Membership", *["Refused"] * 3], 1)


def test_one_request_is_decided_once() -> None:
    firm, officers = make_employer(verified=False), [make_user("office") for _ in range(4)]
    request = services.request_verification(firm, by=None)
    results = together(
        *[
            lambda by=by, n=n: services.decide_verification(
                request, by=by, verified=n % 2 == 0, reason="seen"
            )
            for n, by in enumerate(officers)
        ]
    )
    decided = Verification.objects.exclude(state="pending").count()
    assert (kinds(results), decided) == ([*["AlreadyDecided"] * 3, "Verification"], 1)


def test_consent_given_twice_at_once_is_one_consent() -> None:
    person = make_talent()
    results = together(*[lambda: services.grant_consent(person, "statistics", by=person.user)] * 6)
    assert (kinds(results), Consent.objects.filter(purpose="statistics").count()) == (
        ["Consent"] * 6,
        1,
    )


def test_two_records_merged_into_each_other_at_once_are_merged_once() -> None:
    first, second = make_person(), make_person()
    results = together(
        lambda: services.merge_people(first, second, by=None),
        lambda: services.merge_people(second, first, by=None),
    )
    assert (kinds(results), Merge.objects.count()) == (["AlreadyDecided", "Merge"], 1)


def test_a_record_erased_twice_at_once_is_erased_once() -> None:
    person = make_talent()
    results = together(*[lambda: services.erase_person(person, by=None)] * 2)
    assert kinds(results) == ["AlreadyDecided", "NoneType"]


def test_a_letter_with_a_key_is_written_once() -> None:
    results = together(
        *[lambda: queue_letter(to="a@mail.test", subject="s", body="b", key="k")] * 6
    )
    assert (kinds(results), Letter.objects.count()) == (["Letter", *["NoneType"] * 5], 1)


def test_the_last_two_owners_cannot_both_leave() -> None:
    one, two = make_user(), make_user()
    firm = make_employer(owner=one)
    services.accept_invitation(
        services.invite_member(firm, two.email, by=one, role="owner"), user=two
    )
    mine, theirs = (Membership.objects.get(user=user) for user in (one, two))
    results = together(
        lambda: services.remove_member(mine, by=one), lambda: services.remove_member(theirs, by=two)
    )
    left = Membership.objects.filter(state="active").count()
    assert (sum(isinstance(r, Refused) for r in results), left) == (1, 1)
