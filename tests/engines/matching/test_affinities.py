"""Judges and projects are compared in full by the engine's own score."""

import pytest
from hypothesis import given, settings

from tests.engines.matching.records import ATOMS, POSITIONS, TALENTS
from yucaihui.engines.matching import Position, Talent, affinity, build_indexes, match_both


@given(TALENTS, POSITIONS)
@settings(max_examples=8, deadline=None)
def test_an_affinity_is_the_score_of_the_pair(
    judges: tuple[Talent, ...], projects: tuple[Position, ...]
) -> None:
    found = affinity(judges, projects, ATOMS)
    assert found.shape == (len(judges), len(projects))
    both = match_both(*build_indexes(projects, judges, ATOMS), len(judges))
    for column, project in enumerate(projects):
        ranked = {match.id: match.score for match in both.talents_for[project.id]}
        for row, judge in enumerate(judges):
            assert found[row, column] == ranked.get(judge.id, found[row, column])


def test_a_judge_stands_nearest_to_projects_of_their_field_in_either_language() -> None:
    judges = [
        Talent("j1", ("电池系统首席工程师",), "动力电池热管理与安全", ("动力电池", "热管理")),
        Talent("j2", ("Professor of medicine",), "antibody drugs and clinical trials"),
    ]
    projects = [
        Position("z", "Battery system engineer", "solid state cells for the cars of the city"),
        Position("a", "抗体药物研发", "抗体药物 临床试验", ("抗体药物",)),
    ]
    battery, medicine = affinity(judges, projects, ATOMS)
    assert battery[0] > battery[1]
    assert battery[0] > medicine[0]


def test_nobody_gives_an_empty_table() -> None:
    assert affinity([], [Position("p", "x")], ATOMS).shape == (0, 1)
    assert affinity([], [], ATOMS).shape == (0, 0)


def test_an_id_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="the id 'j' occurs twice"):
        affinity([Talent("j"), Talent("j")], [], ATOMS)
