"""`yucaihui competition` ranks and checks anyone's folder, or says by name what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import spearmanr
from typer.testing import CliRunner, Result

from yucaihui.cli.competition import app

PROJECTS = [
    {"id": "P1", "track": "甲", "country": "CN", "team": [{"org": "o1"}]},
    {"id": "P2", "track": "甲", "country": "DE", "team": [{"org": "o2"}]},
    {"id": "P3", "track": "乙", "country": "CN", "team": [{"org": "o3"}]},
    {"id": "P4", "track": "乙", "country": "FR", "team": [{"org": "o4"}], "eligible": False},
    {"id": "P5", "track": "乙", "country": "FR", "team": []},
]
JUDGES = [
    {"id": "J1", "country": "CN", "org": "o9"},
    {"id": "J2", "country": "DE", "org": "o8"},
    {"id": "J3", "country": "US", "org": "o3"},
    {"id": "J4", "country": "US", "org": "o7", "declared_conflicts": ["P2"]},
]
RUBRIC = {
    "criteria": [
        {"key": "a", "weight": 3, "max": 100},
        {"key": "b", "weight": 1, "max": 100},
        {"key": "later", "weight": 1, "max": 100},
    ]
}
# By project and judge: the scores of both criteria.
SHEETS = {
    ("P1", "J1"): ("80", "60"),
    ("P1", "J2"): ("70", "70"),
    ("P2", "J1"): ("90", "90"),
    ("P2", "J2"): ("82.5", "80"),
    ("P2", "J4"): ("10", "10"),
    ("P3", "J1"): ("60", "60"),
    ("P3", "J2"): ("", ""),
    ("P3", "J3"): ("100", "100"),
    ("P3", "J4"): ("60", ""),
    ("P4", "J1"): ("99", "99"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save = {"projects.json": PROJECTS, "judges.json": JUDGES, "rubric.json": RUBRIC}
    for name, document in save.items():
        (tmp_path / name).write_text(json.dumps(document), "utf-8")
    write_scores(tmp_path, SHEETS)
    return tmp_path


def write_scores(folder: Path, sheets: dict[tuple[str, str], tuple[str, str]]) -> None:
    rows = [
        f"first,{project},{judge},{key},{score}"
        for (project, judge), scores in sheets.items()
        for key, score in zip("ab", scores, strict=True)
    ]
    text = "\n".join(["stage,project,judge,criterion,score", *rows])
    (folder / "scores_first.csv").write_text(text, "utf-8")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(*arguments: object) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_entries_have_scores_places_intervals_and_raw_places(folder: Path) -> None:
    document = printed("rank", folder, "--method", "mean", "--top", 2)
    places = [
        (one["id"], one["rank"], one["score"], one["raw_rank"]) for one in document["entries"]
    ]
    assert places == [("P2", 1, 85.9375, 1), ("P1", 2, 72.5, 2), ("P3", 3, 60.0, 3)]
    assert [(one["track"], one["track_rank"]) for one in document["entries"]] == [
        ("甲", 1),
        ("甲", 2),
        ("乙", 1),
    ]
    for one in document["entries"]:
        assert one["rank_low"] <= one["rank"] <= one["rank_high"]
    assert sum(one["p_top"] for one in document["entries"]) == pytest.approx(2)
    assert (document["stage"], document["method"], document["seed"]) == ("first", "mean", 0)


def test_sheets_that_do_not_count_and_entries_without_a_place_have_their_reason(
    folder: Path,
) -> None:
    document = printed("rank", folder)
    excluded = {(one["project"], one["judge"]): one["reason"] for one in document["excluded"]}
    assert excluded == {
        ("P2", "J4"): "declared",
        ("P3", "J2"): "blank",
        ("P3", "J3"): "same_org",
        ("P3", "J4"): "incomplete",
        ("P4", "J1"): "ineligible",
    }
    assert document["unranked"] == [
        {"id": "P4", "reason": "ineligible"},
        {"id": "P5", "reason": "no_scores"},
    ]


def test_criteria_of_different_scales_make_a_total_of_a_hundred(folder: Path) -> None:
    rubric = [{"key": "a", "weight": 3, "max": 200}, {"key": "b", "weight": 1, "max": 100}]
    (folder / "rubric.json").write_text(json.dumps({"criteria": rubric}), "utf-8")
    first = printed("rank", folder, "--method", "mean")["entries"][0]
    assert (first["id"], first["score"]) == ("P2", 53.5938)


def test_the_order_of_all_files_changes_no_hash_and_a_seed_does(folder: Path) -> None:
    hashes = ("hash", "inputs_hash")
    before = printed("rank", folder)
    write_scores(folder, dict(reversed(SHEETS.items())))
    for name, records in (("projects.json", PROJECTS), ("judges.json", JUDGES)):
        (folder / name).write_text(json.dumps(records[::-1]), "utf-8")
    after = printed("rank", folder)
    assert [after[name] for name in hashes] == [before[name] for name in hashes]
    assert after["entries"] == before["entries"]
    seeded = printed("rank", folder, "--seed", 1)
    assert not {seeded[name] for name in hashes} & {before[name] for name in hashes}


def test_the_bias_report_counts_sheets_of_conflicts_and_names_home_sheets(folder: Path) -> None:
    document = printed("bias", folder)
    assert document["sheets"] == 7
    country, organisation = document["home_country"], document["home_organisation"]
    assert (country["home_sheets"], country["away_sheets"]) == (3, 4)
    assert (organisation["home_sheets"], organisation["home"]["value"]) == (1, 40)
    assert [one["judge"] for one in document["judges"]] == ["J1", "J2", "J3", "J4"]


def test_without_json_a_table_is_printed_and_weak_panels_are_warned_of(folder: Path) -> None:
    write_scores(folder, {("P1", "J1"): ("80", "60"), ("P2", "J2"): ("70", "70")})
    done = run("rank", folder, "--method", "mean")
    assert done.exit_code == 0
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(row[0], row[7]) for row in rows[1:3]] == [("1", "P1"), ("2", "P2")]
    assert [(row[1], row[7]) for row in rows[3:]] == [
        ("no_scores", "P3"),
        ("ineligible", "P4"),
        ("no_scores", "P5"),
    ]
    assert done.stderr.startswith("The panel hardly hangs together (parts: 2, lambda2: 0.000)")
    assert run("bias", folder).stdout.splitlines()[0].split("\t")[:2] == ["home_country", "home"]


def test_a_bad_row_is_refused_by_file_line_field_and_way_out(folder: Path) -> None:
    write_scores(folder, SHEETS | {("P1", "J1"): ("101", "60")})
    done = run("rank", folder, "--json")
    assert done.exit_code == 1
    message = "field score: found '101'; expected a number from 0 to 100, or nothing"
    assert json.loads(done.stdout) == {
        "error": f"scores_first.csv line 2: {message}",
        "problems": [{"file": "scores_first.csv", "line": 2, "field": "score", "message": message}],
    }
    assert done.stderr == f"scores_first.csv line 2: {message}\n"


def test_a_folder_in_which_no_sheet_counts_is_refused(folder: Path) -> None:
    write_scores(folder, {("P4", "J1"): ("80", "60")})
    done = run("rank", folder, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["message"] == (
        "no sheet counts: all are blank, incomplete or excluded; add whole sheets"
    )


@pytest.mark.parametrize(
    "arguments",
    [("--method", "z_score"), ("--top", 0), ("--seed", -1), ("--colour", "red")],
)
def test_wrong_usage_ends_with_status_2(folder: Path, arguments: tuple[object, ...]) -> None:
    assert run("rank", folder, *arguments).exit_code == 2
    assert run("rank", folder / "nowhere").exit_code == 2


def test_the_made_competition_is_ranked_as_its_truth_is(shared_data: Path) -> None:
    folder = shared_data / "projects" / "synthetic_xingyu"
    quality = json.loads((folder / "truth.json").read_text("utf-8"))["latent_quality"]
    entries = printed("rank", folder)["entries"]
    truth = [quality[one["id"]] for one in entries]
    assert spearmanr([one["score"] for one in entries], truth).statistic >= 0.973
    assert len(entries) == 372
