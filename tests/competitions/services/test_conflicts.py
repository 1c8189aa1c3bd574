"""Conflicts of interest: found, declared, decided, pinned; what follows for assignments."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import make_edition, make_office
from tests.competitions.panel import assign, make_entry, make_judge, open_stage, score, user_of
from tests.factories import make_employer, make_person, make_user
from tests.queries import queries_of
from yucaihui.competitions.models import Conflict, Judge
from yucaihui.competitions.queries.conflicts import barred_pairs, is_barred
from yucaihui.competitions.services import conflicts, judges, seats
from yucaihui.core.audit.models import AuditEntry
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.services import add_contacts, declare_relation

pytestmark = pytest.mark.django_db


def found(judge: Judge) -> list[tuple[str, str, int, str, list[Any]]]:
    rows = judge.conflicts.order_by("-strength", "kind")
    return [(row.kind, row.entry.code, row.strength, row.source, row.detail) for row in rows]


def test_every_tie_of_a_team_and_its_organisation_is_found() -> None:
    edition = make_edition()
    track = edition.tracks.get()
    judge = make_judge(edition)
    firm = make_employer(owner=user_of(judge))
    captain = make_person(user=make_user("talent"))
    add_contacts(captain, phones=["13800001234"])
    add_contacts(judge.person, phones=["13800001234"])
    by_firm = make_entry(track, organisation=firm)
    by_phone = make_entry(track, captain=captain)
    declare_relation(judge.person, by_phone.case.subject, "family", by=user_of(judge))
    make_entry(track)
    counts = conflicts.find_conflicts(edition)
    assert counts == {"found": 4, "new": 4, "gone": 0}
    assert found(judge) == [
        ("declared", by_phone.code, 100, "detected", ["family"]),
        ("member", by_firm.code, 100, "detected", []),
        ("same_phone", by_phone.code, 100, "detected", []),
        ("same_email_domain", by_firm.code, 70, "detected", ["panel.test"]),
    ]


def test_the_organisation_that_the_office_named_counts_as_the_employer() -> None:
    edition, firm = make_edition(), make_employer()
    entry = make_entry(edition.tracks.get(), organisation=firm)
    judge = make_judge(edition, organisation=firm)
    conflicts.find_conflicts(edition)
    assert found(judge) == [("employee", entry.code, 100, "detected", [])]


@pytest.mark.parametrize("name", ["渝测一号科技有限公司", "Yuce One Ltd", "测试 甲"])
def test_a_declared_name_is_found_however_it_is_written(name: str) -> None:
    edition = make_edition()
    firm = make_employer(name_zh="渝测一号科技有限公司", name_en="Yuce One Ltd")
    captain = make_person(user=make_user("talent"), name_zh="测试甲")
    entry = make_entry(edition.tracks.get(), organisation=firm, captain=captain)
    judge = make_judge(edition)
    judges.declare_tie(judge, name, by=user_of(judge))
    conflicts.find_conflicts(edition)
    assert found(judge) == [("declared", entry.code, 100, "declared", [name])]


def test_finding_again_changes_nothing_and_drops_what_is_gone() -> None:
    edition, firm = make_edition(), make_employer()
    make_entry(edition.tracks.get(), organisation=firm)
    judge = make_judge(edition, organisation=firm)
    conflicts.find_conflicts(edition)
    assert conflicts.find_conflicts(edition) == {"found": 1, "new": 0, "gone": 0}
    Judge.objects.filter(pk=judge.pk).update(organisation=None)
    assert conflicts.find_conflicts(edition) == {"found": 0, "new": 0, "gone": 1}
    assert not judge.conflicts.exists()


@pytest.mark.parametrize("decision", ["confirmed", "dismissed"])
def test_a_decision_is_pinned_whatever_is_found_later(decision: str) -> None:
    edition, firm, office = make_edition(), make_employer(), make_office()
    make_entry(edition.tracks.get(), organisation=firm)
    judge = make_judge(edition, organisation=firm)
    conflicts.find_conflicts(edition)
    assert conflicts.decide_conflicts(judge.conflicts.all(), decision, by=office, note="x") == 1
    conflicts.find_conflicts(edition)
    Judge.objects.filter(pk=judge.pk).update(organisation=None)
    conflicts.find_conflicts(edition)
    row = judge.conflicts.get()
    assert (row.state, row.decided_by, row.note) == (decision, office, "x")


def test_strong_ties_bar_until_they_are_decided_weak_ones_only_when_confirmed() -> None:
    edition, office = make_edition(), make_office()
    judge, entry = make_judge(edition), make_entry(edition.tracks.get())
    strong = Conflict.objects.create(
        judge=judge, entry=entry, kind="employee", source="detected", strength=100
    )
    weak = Conflict.objects.create(
        judge=judge, entry=entry, kind="same_school", source="detected", strength=20
    )
    assert is_barred(judge.pk, entry.pk)
    conflicts.decide_conflicts(Conflict.objects.filter(pk=strong.pk), "dismissed", by=office,
                               note="left years ago")  # fmt: skip
    assert not is_barred(judge.pk, entry.pk)
    conflicts.decide_conflicts(Conflict.objects.filter(pk=weak.pk), "confirmed", by=office)
    assert barred_pairs(edition) == {(judge.pk, entry.pk)}


def test_a_confirmed_conflict_voids_assignment_and_scores_and_the_judge_is_told() -> None:
    stage, office = open_stage(), make_office()
    judge, entry = make_judge(stage.track.edition), make_entry(stage.track)
    assignment = assign(stage, entry, judge)
    sheet = score(assignment)
    conflict = conflicts.enter_conflict(judge, entry, "his brother's firm", by=office)
    for row in (assignment, sheet):
        row.refresh_from_db()
    assert (conflict.state, assignment.state, sheet.state) == ("confirmed", "voided", "voided")
    assert sheet.total == 790_000  # 40 % of 80, 35 % of 70, 25 % of 90: it stays on record
    journal = AuditEntry.objects.filter(actor_uid=office.uid).order_by("pk")
    assert list(journal.values_list("action", "object_uid")) == [
        ("conflict.entered", conflict.uid),
        ("assignment.voided", assignment.uid),
        ("sheet.voided", sheet.uid),
    ]
    letter = Letter.objects.filter(reader=user_of(judge)).order_by("-pk").first()
    assert letter is not None
    assert letter.subject == "Xingyu Cup 2026: entries were taken off your list"
    assert entry.code in letter.body


def test_a_dismissal_needs_its_reason() -> None:
    with pytest.raises(Refused) as refused:
        conflicts.decide_conflicts(Conflict.objects.all(), "dismissed", by=make_office())
    assert refused.value.field == "note"


def test_only_the_office_decides() -> None:
    with pytest.raises(PermissionDenied):
        conflicts.decide_conflicts(Conflict.objects.all(), "confirmed", by=make_user("judge"))


def test_who_recuses_themselves_is_barred_at_once() -> None:
    stage = open_stage()
    judge, entry = make_judge(stage.track.edition), make_entry(stage.track)
    assignment = assign(stage, entry, judge)
    with pytest.raises(Refused, match="Say in a few words"):
        seats.recuse(assignment, " ", by=user_of(judge))
    conflict = seats.recuse(assignment, "my doctoral student", by=user_of(judge))
    assert (assignment.state, conflict.state, conflict.source) == (
        "recused", "confirmed", "declared"
    )  # fmt: skip
    assert is_barred(judge.pk, entry.pk)


def test_a_scored_entry_can_be_recused_from_but_not_given_back() -> None:
    stage = open_stage()
    judge = make_judge(stage.track.edition)
    assignment = assign(stage, make_entry(stage.track), judge)
    sheet = score(assignment)
    with pytest.raises(AlreadyDecided):
        seats.decline_assignment(assignment, "no time", by=user_of(judge))
    seats.recuse(assignment, "I see now who it is", by=user_of(judge))
    sheet.refresh_from_db()
    assert (assignment.state, sheet.state) == ("recused", "voided")


def test_the_job_finds_once_however_often_it_is_asked() -> None:
    edition, office, firm = make_edition(), make_office(), make_employer()
    make_entry(edition.tracks.get(), organisation=firm)
    make_judge(edition, organisation=firm)
    job = conflicts.ask_to_find(edition, by=office)
    assert conflicts.ask_to_find(edition, by=office) == job
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"found": 1, "new": 1, "gone": 0})


def test_finding_takes_as_many_queries_for_many_judges_as_for_one() -> None:
    edition = make_edition()
    track = edition.tracks.get()

    def one_more() -> int:
        firm = make_employer()
        make_entry(track, organisation=firm)
        make_judge(edition, organisation=firm)
        return queries_of(lambda: conflicts.find_conflicts(edition))

    first, *others = [one_more() for _ in range(3)]
    # The second run finds a conflict that is held already.
    assert others == [first, first]
