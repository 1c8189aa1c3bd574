"""Plans of assignments: drafted, explained, compared, changed by hand, published, filled again."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import make_office, make_track
from tests.competitions.panel import make_entry, make_judge, open_stage, score, user_of
from tests.factories import make_employer, make_user
from tests.queries import queries_of
from yucaihui.competitions.models import Assignment, AssignmentPlan, Conflict, Stage
from yucaihui.competitions.queries.plan_ground import Wishes
from yucaihui.competitions.queries.plans import compare_plans, figures
from yucaihui.competitions.services import conflicts, judges, plan_computing, plans, seats
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import AlreadyDecided, Refused

pytestmark = pytest.mark.django_db
FIELDS = ("电池热管理", "激光雷达", "车规芯片", "路侧感知")


@pytest.fixture
def stage() -> Stage:
    """Six entries, four judges, two judges an entry."""
    found = open_stage()
    Stage.objects.filter(pk=found.pk).update(judges_per_entry=2)
    for _ in range(6):
        make_entry(found.track)
    for field in FIELDS:
        make_judge(found.track.edition, expertise=field)
    return Stage.objects.select_related("track__edition").get(pk=found.pk)


def drafted(stage: Stage, mode: str = "optimal", **kwargs: Any) -> AssignmentPlan:
    plan = plans.draft_plan([stage], mode, by=None, **kwargs)
    run_waiting()
    plan.refresh_from_db()
    return plan


def pairs(plan: AssignmentPlan) -> set[tuple[int, int]]:
    return {(entry, judge) for entry, judge, _fit in plan.pairs}


def judges_of(stage: Stage) -> list[Any]:
    return list(stage.track.edition.judges.order_by("code"))


@pytest.mark.parametrize("mode", list(plans.MODES))
def test_every_way_gives_every_entry_its_judges_within_the_loads(stage: Stage, mode: str) -> None:
    plan = drafted(stage, mode)
    seen = figures(plan)
    assert (plan.state, seen.pairs, len(pairs(plan))) == ("draft", 12, 12)
    assert {entry for entry, _judge in pairs(plan)} == set(
        stage.entries.values_list("pk", flat=True)
    )
    if mode == "randomised":  # only the mean of all draws has a bound
        assert plan.report["bound"] is None
    else:
        assert plan.report["objective"] <= plan.report["bound"] + 1e-6


def test_the_best_total_is_its_own_proof(stage: Stage) -> None:
    plan = drafted(stage)
    assert plan.report["objective"] == pytest.approx(plan.report["bound"], abs=1e-6)
    assert figures(plan).total == pytest.approx(plan.report["objective"], abs=1e-5)


def test_without_fields_the_loads_are_even() -> None:
    stage = open_stage()
    for _ in range(4):
        make_entry(stage.track)
        make_judge(stage.track.edition)
    seen = figures(drafted(stage))
    assert (seen.pairs, seen.least_load, seen.most_load, seen.total) == (12, 3, 3, None)


def test_a_lot_falls_the_same_way_for_the_same_seed(stage: Stage) -> None:
    first, second = (drafted(stage, "randomised", seed=7) for _ in range(2))
    assert pairs(first) == pairs(second)
    assert drafted(stage, "randomised").parameters["seed"] != 7


def test_no_conflict_is_assigned_whether_confirmed_or_strong_and_undecided(stage: Stage) -> None:
    entry = stage.entries.first()
    first, second, *_rest = judges_of(stage)
    Conflict.objects.create(
        judge=first, entry=entry, kind="employee", source="detected", strength=100
    )
    conflicts.enter_conflict(second, entry, "family", by=make_office())
    assert not pairs(drafted(stage)) & {(entry.pk, first.pk), (entry.pk, second.pk)}


def test_forced_and_forbidden_pairs_hold_and_a_judge_may_bridge_tracks(stage: Stage) -> None:
    edition = stage.track.edition
    other = make_track(edition, "ai")
    bridge = make_judge(edition, other)
    entry, *_ = stage.entries.all()
    first, *_ = judges_of(stage)
    wishes = Wishes(forced=((entry.pk, bridge.pk),), forbidden=((entry.pk, first.pk),))
    make_entry(other)
    for _ in range(2):
        make_judge(edition, other)
    plan = plans.draft_plan([stage, other.stages.get()], "optimal", by=None, wishes=wishes)
    run_waiting()
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert (entry.pk, bridge.pk) in pairs(plan)
    assert (entry.pk, first.pk) not in pairs(plan)


def test_a_forced_pair_in_conflict_is_refused_with_the_way_out(stage: Stage) -> None:
    entry, judge = stage.entries.first(), judges_of(stage)[0]
    conflicts.enter_conflict(judge, entry, "family", by=make_office())
    with pytest.raises(Refused, match=f"{judge.code} has a conflict of interest with {entry.code}"):
        plans.draft_plan([stage], "optimal", by=None, wishes=Wishes(forced=((entry.pk, judge.pk),)))


def test_an_organisation_has_at_most_its_quota_on_an_entry(stage: Stage) -> None:
    firm = make_employer()
    stage.track.edition.judges.filter(code__in=["J001", "J002"]).update(organisation=firm)
    plan = drafted(stage, wishes=Wishes(per_organisation=1))
    mine = {judge.pk for judge in judges_of(stage)[:2]}
    held = [entry for entry, judge in pairs(plan) if judge in mine]
    assert (plan.state, len(held)) == ("draft", len(set(held)))


def test_what_cannot_be_met_is_explained_in_both_languages(stage: Stage) -> None:
    for judge in judges_of(stage):
        judges.seat_judge(judge, stage.track, by=None, max_load=2)
    plan = drafted(stage)
    assert (plan.state, plan.pairs) == ("impossible", [])
    (short,) = plan.report["short"]
    assert short["zh"].startswith("智能网联新能源汽车缺4个评审席位：6个项目共需12个席位")
    assert short["en"].startswith("Intelligent vehicles: 4 of 12 seats can't be filled.")


@pytest.mark.parametrize(
    ("values", "message"),
    [({"mode": "best"}, "one of the ways"), ({"mode": "optimal", "cap": 0}, "cap lies")],
)
def test_a_senseless_wish_is_refused(stage: Stage, values: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        plans.draft_plan([stage], by=None, **values)


def test_a_stage_without_entries_or_panel_is_named() -> None:
    stage = open_stage()
    with pytest.raises(Refused, match="No admitted entry"):
        plans.draft_plan([stage], "optimal", by=None)
    make_entry(stage.track)
    with pytest.raises(Refused, match="has no judge"):
        plans.draft_plan([stage], "optimal", by=None)


def test_only_the_office_plans(stage: Stage) -> None:
    with pytest.raises(PermissionDenied):
        plans.draft_plan([stage], "optimal", by=make_user("judge"))


def test_publishing_makes_assignments_of_the_version_handed_in_and_writes_once(
    stage: Stage,
) -> None:
    plan, office = drafted(stage), make_office()
    Letter.objects.all().delete()
    assert plans.publish_plan(plan, by=office) == 12
    made = Assignment.objects.filter(stage=stage)
    assert set(made.values_list("entry", "judge")) == pairs(plan)
    assert all(row.version == row.entry.submitted for row in made)
    loaded = {judge for _entry, judge in pairs(plan)}
    assert Letter.objects.count() == len(loaded)
    with pytest.raises(AlreadyDecided):
        plans.publish_plan(plan, by=office)


def test_of_two_drafts_only_the_first_published_holds(stage: Stage) -> None:
    first, second = drafted(stage), drafted(stage, "fair")
    plans.publish_plan(first, by=None)
    with pytest.raises(AlreadyDecided, match="published since"):
        plans.publish_plan(second, by=None)
    second.refresh_from_db()
    assert second.state == "draft"


def test_a_conflict_confirmed_after_drafting_stops_publishing(stage: Stage) -> None:
    plan = drafted(stage)
    entry, judge = next(iter(pairs(plan)))
    held = stage.entries.get(pk=entry)
    conflicts.enter_conflict(
        stage.track.edition.judges.get(pk=judge), held, "family", by=make_office()
    )
    with pytest.raises(Refused, match="1 pair has come into conflict"):
        plans.publish_plan(plan, by=None)
    plan.refresh_from_db()
    assert (plan.state, Assignment.objects.exists()) == ("draft", False)


def test_a_free_seat_is_filled_and_what_was_published_stays(stage: Stage) -> None:
    plans.publish_plan(drafted(stage), by=None)
    rows = list(Assignment.objects.order_by("pk"))
    scored, given_back = rows[0], rows[1]
    score(scored)
    seats.decline_assignment(given_back, "no time", by=user_of(given_back.judge))
    again = drafted(stage, "keep")
    kept = {(row.entry_id, row.judge_id) for row in rows if row != given_back}
    assert kept < pairs(again)
    assert (given_back.entry_id, given_back.judge_id) not in pairs(again)
    assert again.report["kept"] == 11
    assert plans.publish_plan(again, by=None) == 1
    assert Assignment.objects.filter(state__in=Assignment.OPEN).count() == 12


def test_a_new_plan_drops_what_it_does_not_have_but_never_a_score(stage: Stage) -> None:
    plans.publish_plan(drafted(stage), by=None)
    kept, dropped, *_rest = Assignment.objects.filter(
        judge=Assignment.objects.order_by("pk")[0].judge
    )
    score(kept)
    wishes = Wishes(forbidden=((dropped.entry_id, dropped.judge_id),))
    again = drafted(stage, "optimal", wishes=wishes)
    plans.publish_plan(again, by=None)
    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert (kept.state, dropped.state) == ("submitted", "lapsed")
    assert (kept.entry_id, kept.judge_id) in pairs(again)


def test_pairs_are_changed_by_hand_unless_in_conflict(stage: Stage) -> None:
    plan, office = drafted(stage), make_office()
    entry, judge = next(iter(pairs(plan)))
    absent = next(j for j in judges_of(stage) if (entry, j.pk) not in pairs(plan))
    plans.change_plan(plan, revision=0, by=office, add=[(entry, absent.pk)],
                      remove=[(entry, judge)])  # fmt: skip
    assert (entry, absent.pk) in pairs(plan)
    assert (figures(plan).pairs, figures(plan).by_hand) == (12, 1)
    with pytest.raises(AlreadyDecided, match="changed this plan meanwhile"):
        plans.change_plan(plan, revision=0, by=office, remove=[(entry, absent.pk)])
    back = stage.track.edition.judges.get(pk=judge)
    conflicts.enter_conflict(back, stage.entries.get(pk=entry), "family", by=office)
    with pytest.raises(Refused, match="has a conflict of interest"):
        plans.change_plan(plan, revision=1, by=office, add=[(entry, judge)])


def test_two_drafts_are_compared_entry_by_entry(stage: Stage) -> None:
    first, second, office = drafted(stage), drafted(stage), make_office()
    assert compare_plans(first, second).changes == []
    entry, judge = next(iter(pairs(second)))
    plans.change_plan(second, revision=0, by=office, remove=[(entry, judge)])
    seen = compare_plans(first, second)
    (change,) = seen.changes
    code = stage.track.edition.judges.get(pk=judge).code
    assert (change.entry, change.only_first, change.only_second) == (
        stage.entries.get(pk=entry).code, [code], []
    )  # fmt: skip
    assert (seen.same, seen.first.pairs, seen.second.pairs) == (11, 12, 11)


def test_a_dropped_plan_is_not_filled_any_more(stage: Stage) -> None:
    plan = plans.draft_plan([stage], "optimal", by=None)
    plans.drop_plan(plan, by=make_office())
    run_waiting()
    plan.refresh_from_db()
    assert (plan.state, plan.pairs) == ("dropped", [])


def test_computing_takes_as_many_queries_for_many_rows_as_for_few() -> None:
    stage = open_stage()

    def one_more() -> int:
        for _ in range(3):
            make_judge(stage.track.edition)
        make_entry(stage.track)
        plan = plans.draft_plan([stage], "optimal", by=None)
        return queries_of(lambda: plan_computing.compute_plan(plan, lambda _d, _t: None))

    counts = {one_more() for _ in range(3)}
    assert len(counts) == 1
