"""Judges for anyone's folder at the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from yucaihui.cli.competition import app

PROJECTS = [
    {"id": "P1", "track": "芯片", "team": [{"org": "o1"}]},
    {"id": "P2", "track": "芯片", "team": [{"org": "o2"}]},
    {"id": "P3", "track": "汽车", "team": []},
    {"id": "P4", "track": "汽车", "team": [{"org": "o3"}], "eligible": False},
]
JUDGES = [
    {"id": "J1", "tracks": ["芯片"], "org": "o1", "max_load": 1},
    {"id": "J2", "tracks": ["芯片"], "org": "o9", "former_orgs": ["o2"]},
    {"id": "J3", "tracks": ["芯片", "汽车"], "org": "o8", "declared_conflicts": ["P2"]},
    {"id": "J4", "org": "o3"},
]
AFFINITIES = "entry,judge,value\nP1,J2,0.9\nP1,J3,0.8\nP1,J4,0.1\nP2,J1,0.5\nP2,J4,0.4\nP4,J1,1\n"
REFUSED = [
    {"entry": "P1", "judge": "J1", "kind": "same_org"},
    {"entry": "P2", "judge": "J2", "kind": "former_org"},
    {"entry": "P2", "judge": "J3", "kind": "declared"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, document in (("projects.json", PROJECTS), ("judges.json", JUDGES)):
        (tmp_path / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    (tmp_path / "truth.json").write_text("not for us", "utf-8")
    return tmp_path


def run(folder: Path, *options: str, status: int = 0) -> Any:
    result = CliRunner().invoke(app, ["assign", str(folder), "--json", *options])
    assert result.exit_code == status
    return json.loads(result.stdout)


def test_eligible_entries_get_judges_of_their_track_without_a_conflict(folder: Path) -> None:
    document = run(folder, "--per-entry", "2")
    assert document["pairs"][2:] == [["P2", "J1"], ["P2", "J4"], ["P3", "J3"], ["P3", "J4"]]
    assert document["refused"] == REFUSED
    assert document["measure"] == "squared loads"
    # P2 and P3 leave no choice (J1 1, J3 1, J4 2); P1 takes the two who have least.
    assert document["pairs"][:2] == [["P1", "J2"], ["P1", "J3"]]
    assert (document["objective"], document["bound"]) == (1 + 1 + 4 + 4, 1 + 1 + 4 + 4)
    assert document["judges"] == [
        {"id": "J1", "load": 1, "max_load": 1},
        {"id": "J2", "load": 1, "max_load": 3},
        {"id": "J3", "load": 2, "max_load": 3},
        {"id": "J4", "load": 2, "max_load": 3},
    ]


def test_affinities_count_where_the_folder_has_them(folder: Path) -> None:
    (folder / "affinity.csv").write_text(AFFINITIES, "utf-8")
    document = run(folder, "--per-entry", "1")
    assert document["pairs"][:2] == [["P1", "J2"], ["P2", "J1"]]
    assert document["measure"] == "affinity"
    assert document["objective"] == pytest.approx(1.4)
    assert document["bound"] == pytest.approx(1.4)
    assert [one["mean"] for one in document["entries"]] == [0.9, 0.5, 0.0]


def test_fair_panels_print_the_bound_of_the_worst(folder: Path) -> None:
    (folder / "affinity.csv").write_text(AFFINITIES + "P3,J3,0.7\n", "utf-8")
    document = run(folder, "--per-entry", "1", "--mode", "fair")
    assert (document["worst"], document["worst_bound"]) == (0.5, pytest.approx(0.5))


def test_a_maximum_load_replaces_the_judges_own(folder: Path) -> None:
    document = run(folder, "--per-entry", "2", "--max-load", "2")
    assert [one["max_load"] for one in document["judges"]] == [2, 2, 2, 2]


def test_what_cannot_be_met_is_explained(folder: Path) -> None:
    document = run(folder, "--per-entry", "3", status=1)
    assert list(document) == ["error", "bottlenecks", "refused"]
    assert document["refused"] == REFUSED
    assert sum(one["missing"] for one in document["bottlenecks"]) == 2
    assert document["bottlenecks"][1] == {
        "kind": "seats",
        "tracks": ["汽车"],
        "entries": ["P3"],
        "judges": [],
        "needed": 3,
        "available": 2,
        "missing": 1,
        "short": {"P3": 1},
        "message": (
            "汽车: 1 of 3 seats can't be filled. Too few judges to choose from for P3: all others "
            "are in conflict, of another track or shut out by a quota. Add judges without a "
            "conflict, or ask for fewer judges on these entries."
        ),
    }
    assert document["error"] == "\n".join(one["message"] for one in document["bottlenecks"])


@pytest.mark.parametrize(
    ("rows", "line", "field", "message"),
    [
        ("P9,J1,1", 2, "entry", "'P9' is not in projects.json; correct it or add it there"),
        ("P1,J9,1", 2, "judge", "'J9' is not in judges.json; correct it or add it there"),
        ("P1,J1,good", 2, "value", "found 'good'; expected a number"),
        ("P1,J1,nan", 2, "value", "found 'nan'; expected a number"),
        ("P1,J1,1\nP1,J1,2", 3, "entry", "this pair stands in line 2 too; keep one row"),
    ],
)
def test_affinities_that_cannot_be_read_are_named(
    folder: Path, rows: str, line: int, field: str, message: str
) -> None:
    (folder / "affinity.csv").write_text(f"entry,judge,value\n{rows}\n", "utf-8")
    assert run(folder, status=1)["problems"] == [
        {
            "file": "affinity.csv",
            "line": line,
            "field": field,
            "message": f"field {field}: {message}",
        }
    ]


def test_fair_panels_without_affinities_are_refused(folder: Path) -> None:
    document = run(folder, "--mode", "fair", status=1)
    assert document["error"] == (
        "affinity.csv: no such file in the folder; fair panels need affinities"
    )


def test_an_unknown_mode_is_wrong_usage(folder: Path) -> None:
    result = CliRunner().invoke(app, ["assign", str(folder), "--mode", "best"])
    assert result.exit_code == 2


def test_without_json_it_prints_a_pair_a_line(folder: Path) -> None:
    result = CliRunner().invoke(app, ["assign", str(folder), "--per-entry", "2"])
    assert result.stdout.splitlines()[0] == "P1\tJ2"


def test_no_true_conflict_is_assigned_and_all_are_refused(shared_data: Path) -> None:
    folder = shared_data / "projects" / "synthetic_xingyu"
    document = run(folder, "--per-entry", "3", "--max-load", "25")
    projects = json.loads((folder / "projects.json").read_text("utf-8"))
    eligible = {one["id"] for one in projects if one["eligible"]}
    truth = json.loads((folder / "truth.json").read_text("utf-8"))["conflicts"]
    conflicts = {(one["project"], one["judge"]) for one in truth if one["project"] in eligible}
    assert {(one["entry"], one["judge"]) for one in document["refused"]} == conflicts
    assert not conflicts & {(entry, judge) for entry, judge in document["pairs"]}
    assert len(document["pairs"]) == 3 * len(eligible)
    assert document["objective"] == document["bound"]
