"""Runs replace one another whole; one changed record is ranked anew within the run."""

from dataclasses import replace

import pytest

from yucaihui.engines import matching as engine
from yucaihui.engines.matching import BothWays, Position, Talent, explain
from yucaihui.matching import services
from yucaihui.matching.models import Match, MatchRun
from yucaihui.matching.queries import (
    candidates_of,
    explain_pairs,
    latest_run,
    matches_for_left,
    matches_for_right,
    statistics_of,
)
from yucaihui.matching.services import (
    pairs_in_order,
    run_matching,
    update_position,
    update_talent,
)

pytestmark = pytest.mark.django_db

POSITIONS = [
    Position(id="1", title="电池工程师", skills=("Python", "CFD")),
    Position(id="2", title="产品经理", skills=("Axure",)),
    Position(id="3", title="电池测试工程师", skills=("CFD",), min_years=10),
]
TALENTS = [
    Talent(id="11", titles=("电池工程师",), skills=("Python", "CFD"), years=4),
    Talent(id="12", titles=("产品经理",), skills=("Axure", "SQL"), years=12),
]


def run(top: int = 50) -> MatchRun:
    return run_matching("posting", "person", POSITIONS, TALENTS, top=top)


def people_for(position: int) -> list[int]:
    found = latest_run("posting", "person")
    assert found is not None
    return [match.right_id for match in matches_for_left(found, position)]


def positions_for(talent: int) -> list[int]:
    found = latest_run("posting", "person")
    assert found is not None
    return [match.left_id for match in matches_for_right(found, talent)]


def test_lists_are_best_first_and_without_those_refused() -> None:
    run()
    assert (people_for(1)[0], positions_for(11)[0], 11 in people_for(3)) == (11, 1, False)


def test_a_list_is_as_long_as_the_run_says() -> None:
    run(top=1)
    assert [len(positions_for(talent)) for talent in (11, 12)] == [1, 1]


def test_a_new_run_takes_the_place_of_the_former_of_which_a_sample_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "SAMPLE", 1)
    first = run()
    [sampled] = services.sample([1, 2, 3])
    second = run()
    former = MatchRun.objects.get(pk=first.pk)
    kept = set(Match.objects.filter(run=first).values_list("left_id", flat=True))
    assert (latest_run("posting", "person"), kept) == (second, {sampled})
    assert bytes(former.left_index + former.right_index + former.statistics) == b""


def test_a_run_that_starts_from_a_former_one_finds_what_a_first_run_finds() -> None:
    """Of the former run one talent has left, one has changed, and one is new."""
    now = [replace(TALENTS[0], years=12), Talent("13", ("电池测试工程师",), skills=("CFD",))]
    first = run_matching("posting", "person", POSITIONS, now, top=2)
    found = lists_in(first)
    MatchRun.objects.all().delete()
    run(top=2)
    later = run_matching("posting", "person", POSITIONS, now, top=2)
    assert (lists_in(later), later.digest) == (found, first.digest)


def test_the_candidates_are_the_best_of_the_former_run_and_some_more() -> None:
    made = run(top=1)
    kept = Match.objects.filter(run=made, left_id=1).order_by("-score")
    assert candidates_of(made)["1"] == [str(match.right_id) for match in kept[:2]]


def lists_in(made: MatchRun) -> list[tuple[int, int, float, int, int, int]]:
    kept = Match.objects.filter(run=made).order_by("left_id", "right_id")
    return list(kept.values_list("left_id", "right_id", "score", "title", "skills", "text"))


def test_so_many_runs_stay_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "KEPT_RUNS", 2)
    made = [run().pk for _ in range(4)]
    assert list(MatchRun.objects.order_by("pk").values_list("pk", flat=True)) == made[2:]


def test_a_run_tells_how_long_it_took() -> None:
    made = run()
    assert made.finished_at is not None
    assert made.duration == made.finished_at - made.started_at


def test_the_sample_is_the_same_from_run_to_run_as_far_as_it_is_there() -> None:
    chosen = services.sample(range(1000))
    later = services.sample(range(1, 1100))
    assert (len(chosen), len(set(chosen) & set(later)) > 150) == (services.SAMPLE, True)


def test_who_is_forgotten_is_in_no_list_of_any_run() -> None:
    run()
    run()
    services.forget_right("posting", "person", 11)
    assert Match.objects.filter(right_id=11).count() == 0


def test_the_terms_of_a_score_are_kept_as_whole_numbers() -> None:
    made = run()
    services.keep(made, [(8, 9, engine.Match("9", 0.75, 0.25, 0.375, 0.125))])
    found = Match.objects.get(run=made, left_id=8)
    assert (found.right_id, found.score) == (9, 0.75)
    assert (found.title, found.skills, found.text) == (2**20, 3 * 2**19, 2**19)


def test_the_kept_score_is_the_explained_score() -> None:
    made = run()
    kept = matches_for_left(made, 1)[0].score
    [why] = explain_pairs(made, POSITIONS[:1], TALENTS[:1], [("1", "11")])
    statistics = statistics_of(made.pk, made.digest)
    assert kept == why.score == explain(POSITIONS[0], TALENTS[0], statistics).score


def test_a_changed_position_is_ranked_anew() -> None:
    run()
    update_position("posting", "person", 2, Position(id="2", title="电池工程师", skills=("CFD",)))
    assert people_for(2)[0] == 11


def test_a_position_that_left_is_in_no_list() -> None:
    run()
    update_position("posting", "person", 1, None)
    assert (people_for(1), 1 in positions_for(11)) == ([], False)


def test_a_new_talent_enters_the_lists() -> None:
    run()
    update_talent("posting", "person", 13, Talent(id="13", titles=("产品经理",), skills=("Axure",)))
    assert 13 in people_for(2)


def test_without_a_run_there_is_nothing_to_update() -> None:
    update_talent("posting", "person", 13, TALENTS[0])
    assert latest_run("posting", "person") is None


def test_pairs_of_both_sides_are_kept_once_in_the_order_of_the_widest_index() -> None:
    both = BothWays(
        talents_for={"10": (engine.Match("7", 0.5), engine.Match("3", 0.25)), "9": ()},
        positions_for={"3": (engine.Match("10", 0.25),), "11": (engine.Match("9", 0.125),)},
    )
    found = [(one, other, match.score) for one, other, match in pairs_in_order(both)]
    assert found == [(9, 11, 0.125), (10, 3, 0.25), (10, 7, 0.5)]


def test_a_page_explains_without_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run()
    kept = matches_for_left(made, 1)[0].score
    monkeypatch.setattr(
        "yucaihui.engines.matching.encoding.sentence.SentenceEncoder.encode", refuse_to_encode
    )
    [why] = explain_pairs(made, POSITIONS[:1], TALENTS[:1], [("1", "11")])
    assert why.score == kept


def test_a_changed_title_is_encoded_once_by_the_worker_and_kept() -> None:
    made = run()
    before = made.atoms.count()
    now = Talent(id="12", titles=("battery test engineer",), skills=("Axure",))
    update_talent("posting", "person", 12, now)
    assert made.atoms.count() == before + 1
    [why] = explain_pairs(made, POSITIONS[2:], [now], [("3", "12")])
    assert why.score == next(m.score for m in matches_for_left(made, 3) if m.right_id == 12)


def refuse_to_encode(*_: object) -> None:
    raise AssertionError("the encoder was asked in a page")
