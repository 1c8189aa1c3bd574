"""Opening and moving cases, what their readers see, and how the journal proves itself."""

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.casework.process import LOAN
from tests.together import together
from yucaihui.casework.models import Case, Entry
from yucaihui.casework.queries import (
    ChainVerdict,
    cases_of,
    exported_cases,
    journal_of,
    moves_open_to,
    state_of,
    verify_chain,
)
from yucaihui.casework.services import (
    CaseProblem,
    MoveNotOpen,
    PersonNeeded,
    ReasonNeeded,
    StaleCase,
    erase_notes,
    make_move,
    moved,
    open_case,
)
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user
from yucaihui.directory.models import Person

DESK = {"desk"}


def reader_and_case(email: str = "reader@example.org") -> tuple[User, Case]:
    user = create_user(email)
    person = Person.objects.create(user=user, name_en="Ada Quill")
    return user, open_case(LOAN, subject=person, actor=user, role="reader")


@pytest.fixture
def reader(db: None) -> User:
    return create_user("reader@example.org")


@pytest.fixture
def desk(db: None) -> User:
    return create_user("desk@example.org")


@pytest.fixture
def case(reader: User) -> Case:
    person = Person.objects.create(user=reader, name_en="Ada Quill")
    return open_case(LOAN, subject=person, actor=reader, role="reader")


def lines(case: Case, *, inside: bool) -> list[tuple[str, str, str, str]]:
    return [(x.title, x.who, x.reason, x.note) for x in journal_of(case, inside=inside)]


def test_a_case_opens_at_the_start_of_its_process(case: Case) -> None:
    assert (case.state, case.version, case.closed_at) == ("asked", 0, None)
    assert lines(case, inside=True) == [("Asked", "Reader", "", "")]


def test_a_move_takes_the_case_to_its_target_and_counts_up(case: Case, desk: User) -> None:
    entry = make_move(case, "fetch", actor=desk, roles=DESK)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.version) == (case.state, case.version) == ("fetched", 1)
    assert (entry.number, entry.source, entry.target, entry.role) == (1, "asked", "fetched", "desk")
    assert state_of(stored).word(inside=True) == "Fetched from the store"


def test_a_closed_case_knows_when_it_closed(case: Case, desk: User) -> None:
    make_move(case, "refuse", actor=desk, roles=DESK, reason="missing")
    assert Case.objects.get(pk=case.pk).closed_at == case.moved_at
    assert moves_open_to(case, {"desk", "reader", "system"}) == []


def test_the_moves_on_offer_are_those_of_state_and_role(case: Case) -> None:
    assert [move.name for move in moves_open_to(case, DESK)] == ["fetch", "refuse"]
    assert moves_open_to(case, {"reader"}) == []


@pytest.mark.parametrize(("name", "roles"), [("lend", DESK), ("fetch", {"reader"}), ("fly", DESK)])
def test_a_move_that_is_not_open_changes_nothing(
    case: Case, desk: User, name: str, roles: set[str]
) -> None:
    with pytest.raises(MoveNotOpen):
        make_move(case, name, actor=desk, roles=roles)
    assert Case.objects.get(pk=case.pk).version == 0
    assert case.entries.count() == 1


@pytest.mark.parametrize("reason", ["", "rain"])
def test_a_decision_needs_one_of_its_reasons(case: Case, desk: User, reason: str) -> None:
    with pytest.raises(ReasonNeeded):
        make_move(case, "refuse", actor=desk, roles=DESK, reason=reason)
    assert Case.objects.get(pk=case.pk).state == "asked"


def test_a_move_without_reasons_takes_none(case: Case, desk: User) -> None:
    with pytest.raises(ReasonNeeded):
        make_move(case, "fetch", actor=desk, roles=DESK, reason="missing")


def test_no_machine_takes_a_decision(case: Case) -> None:
    with pytest.raises(PersonNeeded):
        make_move(case, "refuse", actor=None, roles=DESK, reason="missing")
    assert Case.objects.get(pk=case.pk).state == "asked"


def test_the_version_before_the_actor_must_be_the_current_one(case: Case, desk: User) -> None:
    make_move(case, "fetch", actor=desk, roles=DESK, version=0)
    with pytest.raises(StaleCase):
        make_move(case, "dust", actor=desk, roles=DESK, version=0)
    assert Case.objects.get(pk=case.pk).state == "fetched"


def test_a_copy_loaded_earlier_is_refused_by_the_database(case: Case, desk: User) -> None:
    copy = Case.objects.get(pk=case.pk)
    make_move(case, "fetch", actor=desk, roles=DESK)
    with pytest.raises(StaleCase):
        make_move(copy, "refuse", actor=desk, roles=DESK, reason="closed")
    assert (copy.state, copy.version) == ("asked", 0)


def test_what_is_refused_is_said_in_both_languages() -> None:
    for problem in (StaleCase, MoveNotOpen, ReasonNeeded, PersonNeeded):
        assert issubclass(problem, CaseProblem)
        with override("en"):
            english = str(problem())
        with override("zh-hans"):
            assert str(problem()) != english


@pytest.mark.django_db(transaction=True)
def test_listeners_hear_of_a_move_after_it_stands() -> None:
    user, case = reader_and_case()
    heard: list[tuple[str, int]] = []

    def listen(sender: Any, case: Case, entry: Entry, move: Any, **_: Any) -> None:
        heard.append((move.name, Case.objects.get(pk=case.pk).version))

    moved.connect(listen)
    try:
        make_move(case, "fetch", actor=user, roles=DESK)
    finally:
        moved.disconnect(listen)
    assert heard == [("fetch", 1)]


def test_the_subject_reads_what_changed_for_them_and_what_was_shared(
    case: Case, reader: User, desk: User
) -> None:
    make_move(case, "fetch", actor=desk, roles=DESK, note="Shelf 7, left")
    make_move(case, "dust", actor=desk, roles=DESK, note="Very dusty")
    make_move(case, "lend", actor=desk, roles=DESK, note="Mind the cover", shared=True)
    make_move(case, "renew", actor=reader, roles={"reader"}, note="Not done yet")
    assert lines(case, inside=False) == [
        ("Renewed", "Reader", "", "Not done yet"),
        ("Lent", "Desk", "", "Mind the cover"),
        ("Being looked for", "Desk", "", ""),
        ("Asked", "Reader", "", ""),
    ]
    assert lines(case, inside=True)[2:4] == [
        ("Dusted", "Desk", "", "Very dusty"),
        ("Fetched from the store", "Desk", "", "Shelf 7, left"),
    ]


def test_a_reason_is_read_by_the_subject_only_when_shared(reader: User, desk: User) -> None:
    person = Person.objects.create(user=reader)
    shown = []
    for shared in (False, True):
        case = open_case(LOAN, subject=person, actor=reader, role="reader")
        make_move(case, "refuse", actor=desk, roles=DESK, reason="missing", shared=shared)
        shown.append(lines(case, inside=False)[0])
    assert shown == [
        ("Refused", "Desk", "", ""),
        ("Refused", "Desk", "The book is missing", ""),
    ]


def test_a_whole_journal_is_verified(case: Case, desk: User) -> None:
    make_move(case, "fetch", actor=desk, roles=DESK, note="Shelf 7")
    make_move(case, "lend", actor=desk, roles=DESK)
    assert verify_chain(case) == ChainVerdict(lines=3, broken=None)


@pytest.mark.parametrize(
    "change",
    [{"role": "reader"}, {"note": "Shelf 8"}, {"note_digest": "0" * 64}, {"shared": True},
     {"target": "dusted"}, {"actor_uid": "someone-else"}, {"digest": "f" * 64}, {"number": 7}],
)  # fmt: skip
def test_a_changed_line_is_named(case: Case, desk: User, change: dict[str, Any]) -> None:
    make_move(case, "fetch", actor=desk, roles=DESK, note="Shelf 7")
    make_move(case, "dust", actor=desk, roles=DESK)
    make_move(case, "lend", actor=desk, roles=DESK)
    case.entries.filter(number=1).update(**change)
    assert verify_chain(case).broken == 1


def test_a_missing_line_is_named_wherever_it_stood(case: Case, desk: User) -> None:
    for name in ("fetch", "dust", "lend"):
        make_move(case, name, actor=desk, roles=DESK)
    for number in (3, 1, 0):
        case.entries.filter(number=number).delete()
        assert verify_chain(case).broken == number


def test_a_state_set_by_hand_shows(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(state="lent")
    case.refresh_from_db()
    assert verify_chain(case).broken == 1


def test_erased_notes_leave_the_chain_whole(case: Case, desk: User) -> None:
    make_move(case, "fetch", actor=desk, roles=DESK, note="Ada Quill lives at Dock 4")
    make_move(case, "lend", actor=desk, roles=DESK)
    assert case.subject is not None
    erase_notes(case.subject)
    assert set(case.entries.values_list("note", "note_salt")) == {("", "")}
    assert verify_chain(case) == ChainVerdict(lines=3, broken=None)


def test_erasing_notes_leaves_other_people_s(case: Case, desk: User) -> None:
    other = Person.objects.create()
    make_move(case, "fetch", actor=desk, roles=DESK, note="Shelf 7")
    erase_notes(other)
    assert case.entries.get(number=1).note == "Shelf 7"


def test_a_person_s_export_has_their_cases_as_they_may_read_them(case: Case, desk: User) -> None:
    make_move(case, "refuse", actor=desk, roles=DESK, reason="missing", note="lost in 2019")
    exported = exported_cases(case.subject)
    assert [(one["process"], one["state"]) for one in exported] == [("book_loan", "Refused")]
    assert [(x["title"], x["reason"], x["note"]) for x in exported[0]["journal"]] == [
        ("Refused", "", ""),
        ("Asked", "", ""),
    ]


def test_cases_of_a_person_come_newest_first(case: Case, reader: User) -> None:
    second = open_case(LOAN, subject=case.subject, actor=reader, role="reader")
    assert list(cases_of(case.subject)) == [second, case]


# PostgreSQL takes no NUL in text.
NOTES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


class Walks(TestCase):
    """Laws that hold for every way through a process."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 9), NOTES), max_size=8), st.data())
    def test_any_walk_keeps_a_whole_chain_and_any_damage_is_named(
        self, steps: list[tuple[int, str]], data: st.DataObject
    ) -> None:
        user, case = reader_and_case()
        for choice, note in steps:
            moves = moves_open_to(case, LOAN.roles)
            if not moves:
                break
            move = moves[choice % len(moves)]
            reason = next(iter(move.reasons), "")
            make_move(case, move.name, actor=user, roles=LOAN.roles, reason=reason, note=note)
        assert verify_chain(case) == ChainVerdict(case.version + 1, None)
        number = data.draw(st.integers(0, case.version))
        case.entries.filter(number=number).update(reason="forged")
        assert verify_chain(case).broken == number


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_is_told() -> None:
    user, case = reader_and_case()
    copies = [Case.objects.get(pk=case.pk) for _ in range(2)]
    results = together(
        lambda: make_move(copies[0], "fetch", actor=user, roles=DESK),
        lambda: make_move(copies[1], "refuse", actor=user, roles=DESK, reason="closed"),
    )
    assert sorted(type(result).__name__ for result in results) == ["Entry", "StaleCase"]
    case.refresh_from_db()
    assert case.version == 1
    assert verify_chain(case).whole


@pytest.mark.django_db(transaction=True)
def test_eight_threads_on_one_case_leave_one_move_and_a_whole_chain() -> None:
    user, case = reader_and_case()
    copies = [Case.objects.get(pk=case.pk) for _ in range(8)]
    results = together(
        *(lambda c=copy: make_move(c, "fetch", actor=user, roles=DESK) for copy in copies)
    )
    names = [type(result).__name__ for result in results]
    assert (names.count("Entry"), names.count("StaleCase")) == (1, 7)
    assert verify_chain(Case.objects.get(pk=case.pk)) == ChainVerdict(2, None)


@pytest.mark.django_db(transaction=True)
def test_eight_threads_on_cases_of_their_own_all_get_through() -> None:
    user = create_user("many@example.org")
    person = Person.objects.create(user=user)

    def lend() -> Case:
        case = open_case(LOAN, subject=person, actor=user, role="reader")
        for name in ("fetch", "lend"):
            make_move(case, name, actor=user, roles=DESK)
        return case

    cases = together(*[lend] * 8)
    assert [case.state for case in cases] == ["lent"] * 8
    assert all(verify_chain(case).whole for case in cases)
