"""Promises: registered once, ended once, and never forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.factories import TODAY, make_employer, make_person, make_user
from tests.queries import queries_of
from yucaihui.core.mail.queries import letters_for
from yucaihui.directory.errors import Refused
from yucaihui.promises import queries, services
from yucaihui.promises.models import Promise

pytestmark = pytest.mark.django_db


def promised(uid: str = "offer1", **changes: Any) -> Promise:
    fields: dict[str, Any] = {
        "kind": "first_day",
        "title_zh": "报到：热管理工程师",
        "title_en": "First day of work: thermal engineer",
        "due_on": TODAY + timedelta(days=10),
        "source": ("offer", uid),
    }
    if "to_organisation" not in changes:
        fields["to_person"] = changes.pop("to_person", None) or make_person()
    return services.register_promise(**{**fields, **changes})


def test_telling_a_promise_again_gives_the_first_one() -> None:
    first = promised()
    assert promised() == first
    assert Promise.objects.count() == 1


def test_a_promise_is_owed_to_one() -> None:
    with pytest.raises(Refused):
        promised(to_person=make_person(), to_organisation=make_employer())


def test_a_promise_ends_once() -> None:
    promise = promised()
    kept = services.keep_promise("offer", "offer1", "first_day", None)
    assert kept == promise
    assert kept.state == "kept"
    assert services.withdraw_promise("offer", "offer1", "first_day", None) is None
    assert services.keep_promise("offer", "other", "first_day", None) is None


def test_breaking_a_promise_needs_its_reason() -> None:
    promised()
    with pytest.raises(Refused) as refusal:
        services.break_promise("offer", "offer1", "first_day", None, note=" ")
    assert refusal.value.field == "note"
    broken = services.break_promise("offer", "offer1", "first_day", None, note="项目取消")
    assert broken is not None
    assert (broken.state, broken.note) == ("broken", "项目取消")


def test_who_sees_which_promise() -> None:
    talent, owner, stranger = make_user("talent"), make_user(), make_user("talent")
    person, firm = make_person(user=talent), make_employer(owner=owner)
    mine = promised("a", to_person=person, owed_by=firm)
    theirs = promised("b", to_organisation=firm)
    other = promised("c")
    assert list(queries.visible_to(talent)) == [mine]
    assert list(queries.visible_to(owner)) == [mine, theirs]
    assert list(queries.visible_to(stranger)) == []
    assert list(queries.visible_to(make_user("office"))) == [mine, theirs, other]
    assert list(queries.open_promises_to(person)) == [mine]
    assert list(queries.open_promises_of(firm)) == [mine]


def test_overdue_starts_the_day_after() -> None:
    promise = promised()
    assert list(queries.overdue(promise.due_on)) == []
    assert list(queries.overdue(promise.due_on + timedelta(days=1))) == [promise]


def test_the_clock_counts_working_days() -> None:
    # 2026-11-23 is a Monday.
    dates = [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 30)]
    rows = [promised(str(day), due_on=day) for day in dates]
    assert [clock.left for clock in queries.clocks(rows, TODAY)] == [-1, 0, 5]


def test_the_owner_is_warned_once_before_and_once_after() -> None:
    owner, officer = make_user(), make_user("office")
    firm = make_employer(owner=owner, verified=False)
    day = promised("a", owed_by=firm).due_on
    promised("b")
    for on, letters in [(-4, 0), (-3, 2), (-3, 0), (0, 0), (1, 2), (2, 0)]:
        assert services.sound_alarms(day + timedelta(days=on)) == letters
    subjects = [letter.subject for letter in letters_for(owner)]
    assert subjects == [
        "Overdue: First day of work: thermal engineer",
        "Due on 3 Dec 2026: First day of work: thermal engineer",
    ]
    assert letters_for(officer).count() == 2


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_list_needs_as_many_queries_for_one_as_for_fifty(number: int, client: Client) -> None:
    user = make_user("talent", language="en")
    person, firm = make_person(user=user), make_employer()
    for n in range(number):
        promised(str(n), to_person=person, owed_by=firm)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert queries_of(lambda: client.get("/en/my/promises/")) == 7
