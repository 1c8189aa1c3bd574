"""The folder of a competition is read whatever program saved it, or refused by name."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yucaihui.cli.competition_files import (
    Competition,
    Criterion,
    Judge,
    Project,
    conflicts,
    read_competition,
    read_rubric,
)
from yucaihui.cli.competition_sheets import Sheet, Stage, read_stage
from yucaihui.cli.problems import UnreadableFile

PROJECTS = [
    {"id": "P1", "track": "集成电路", "country": "CN", "team": [{"org": "o1"}, {"org": "o2"}]},
    {"id": 2, "track": "汽车", "country": "DE", "team": [{"org": "o3"}], "eligible": False},
]
JUDGES = [
    {
        "id": "J1",
        "tracks": ["集成电路"],
        "country": "CN",
        "org": "o3",
        "max_load": 20,
        "former_orgs": ["o2"],
        "declared_conflicts": [],
    },
    {"id": "J2", "declared_conflicts": ["P1"], "org": "o1"},
]
RUBRIC = {
    "criteria": [
        {"key": "innovation", "weight": 0.6, "max": 100},
        {"key": "team", "weight": 0.4, "max": 100},
        {"key": "show", "weight": 0.1, "max": 10},
    ]
}
SCORES = """stage,project,judge,criterion,score
first,P1,J1,innovation,80
first,P1,J1,team,
first,2,J2,innovation,61.5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save = {"projects.json": PROJECTS, "judges.json": JUDGES, "rubric.json": RUBRIC}
    for name, document in save.items():
        (tmp_path / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    (tmp_path / "scores_first.csv").write_text(SCORES, "utf-8")
    return tmp_path


def read(folder: Path, stage: str | None = None) -> Stage:
    return read_stage(folder, read_competition(folder), read_rubric(folder), stage)


def refusal(act: Callable[[Path], object], folder: Path) -> list[dict[str, Any]]:
    with pytest.raises(UnreadableFile) as refused:
        act(folder)
    return refused.value.problems


def test_everything_that_the_folder_holds_is_read(folder: Path) -> None:
    nobody = frozenset[str]()
    assert read_competition(folder) == Competition(
        (
            Project("P1", "集成电路", "CN", frozenset({"o1", "o2"}), eligible=True),
            Project("2", "汽车", "DE", frozenset({"o3"}), eligible=False),
        ),
        (
            Judge("J1", frozenset({"集成电路"}), "CN", "o3", 20, frozenset({"o2"}), nobody),
            Judge("J2", nobody, "", "o1", None, nobody, frozenset({"P1"})),
        ),
    )
    criteria = (Criterion("innovation", 0.6, 100), Criterion("team", 0.4, 100))
    assert read_rubric(folder) == (*criteria, Criterion("show", 0.1, 10))
    assert read(folder) == Stage(
        "first",
        criteria,
        (
            Sheet("P1", "J1", {"innovation": 80, "team": None}),
            Sheet("2", "J2", {"innovation": 61.5}),
        ),
    )


def test_conflicts_are_declared_ones_and_shared_organisations_now_and_before(folder: Path) -> None:
    found = {("P1", "J1"): "former_org", ("P1", "J2"): "declared", ("2", "J1"): "same_org"}
    assert conflicts(read_competition(folder)) == found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_spreadsheet_programs_make_no_difference(
    folder: Path, encoding: str, delimiter: str
) -> None:
    expected = (read_competition(folder), read(folder))
    for path in folder.iterdir():
        text = path.read_text("utf-8")
        if path.suffix == ".csv":
            text = "\r\n".join([*text.replace(",", delimiter).splitlines(), "", delimiter * 4])
        path.write_bytes(text.encode(encoding))
    assert (read_competition(folder), read(folder)) == expected


def test_columns_may_stand_in_any_order_among_others(folder: Path) -> None:
    expected = read(folder)
    rows = [line.split(",") for line in SCORES.splitlines()]
    turned = [",".join(["note", *reversed(row)]) for row in rows]
    (folder / "scores_first.csv").write_text("\n".join(turned), "utf-8")
    assert read(folder) == expected


def test_of_several_stages_one_has_to_be_chosen(folder: Path) -> None:
    second = SCORES.replace("first", "second").replace("80", "90")
    (folder / "scores_second.csv").write_text(second, "utf-8")
    assert refusal(read, folder)[0]["message"] == (
        "field stage: several stages (first, second); choose one with --stage"
    )
    assert read(folder, "second").sheets[0].scores == {"innovation": 90, "team": None}
    assert refusal(lambda path: read(path, "third"), folder)[0]["message"] == (
        "field stage: no row of stage 'third'; there is first, second"
    )


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        (
            "first,P1,J2,team,101",
            "score",
            "found '101'; expected a number from 0 to 100, or nothing",
        ),
        ("first,P1,J2,team,-1", "score", "found '-1'; expected a number from 0 to 100, or nothing"),
        (
            "first,P1,J2,team,NaN",
            "score",
            "found 'NaN'; expected a number from 0 to 100, or nothing",
        ),
        (
            "first,P1,J2,team,good",
            "score",
            "found 'good'; expected a number from 0 to 100, or nothing",
        ),
        (
            "first,P9,J2,team,1",
            "project",
            "'P9' is not in projects.json; correct it or add it there",
        ),
        ("first,P1,J9,team,1", "judge", "'J9' is not in judges.json; correct it or add it there"),
        (
            "first,P1,J2,hope,1",
            "criterion",
            "'hope' is not in rubric.json; correct it or add it there",
        ),
        (
            "first,P1,J1,team,1",
            "criterion",
            "this judge's score of it stands above already; keep one row",
        ),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_field(
    folder: Path, row: str, field: str, message: str
) -> None:
    (folder / "scores_first.csv").write_text(SCORES + row + "\n", "utf-8")
    assert refusal(read, folder) == [
        {
            "file": "scores_first.csv",
            "line": 5,
            "field": field,
            "message": f"field {field}: {message}",
        }
    ]


def test_a_table_without_a_column_names_it(folder: Path) -> None:
    (folder / "scores_first.csv").write_text("stage,project,judge,points\n", "utf-8")
    assert [(one["line"], one["field"]) for one in refusal(read, folder)] == [
        (1, "criterion"),
        (1, "score"),
    ]


def test_a_folder_without_score_files_or_scores_says_what_to_add(folder: Path) -> None:
    (folder / "scores_first.csv").write_text("stage,project,judge,criterion,score\n", "utf-8")
    assert refusal(read, folder)[0]["message"] == (
        "holds no scores; add rows below the line of column names"
    )
    (folder / "scores_first.csv").unlink()
    assert refusal(read, folder)[0]["message"] == (
        "no such file in the folder; put the score sheets there"
    )


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "projects.json",
            "[x]",
            (
                None,
                1,
                "not JSON (Expecting value: line 1 column 2 (char 1)); save it as JSON again",
            ),
        ),
        ("projects.json", "{}", (None, None, "found no list of records; write [{…}, …]")),
        ("projects.json", "[]", (None, None, "found no list of records; write [{…}, …]")),
        ("projects.json", "[7]", ("[0]", None, "field [0]: found '7'; expected an object {…}")),
        (
            "projects.json",
            "[{}]",
            ("[0].id", None, "field [0].id: found nothing; expected a text or a whole number"),
        ),
        (
            "projects.json",
            '[{"id": 1}, {"id": "1"}]',
            ("[1]", None, "field [1]: '1' is that of [0] too; make it unique"),
        ),
        (
            "projects.json",
            '[{"id": 1, "team": "o1"}]',
            ("[0].team", None, "field [0].team: found 'o1'; expected a list of members with org"),
        ),
        (
            "projects.json",
            '[{"id": 1, "eligible": "no"}]',
            ("[0].eligible", None, "field [0].eligible: found 'no'; expected true or false"),
        ),
        (
            "judges.json",
            '[{"id": 1, "max_load": 2.5}]',
            ("[0].max_load", None, "field [0].max_load: found 2.5; expected a whole number"),
        ),
        (
            "judges.json",
            '[{"id": 1, "tracks": [2]}]',
            ("[0].tracks[0]", None, "field [0].tracks[0]: found '2'; expected a text"),
        ),
    ],
)
def test_a_bad_record_is_named_with_its_place_and_field(
    folder: Path, name: str, text: str, problem: tuple[str | None, int | None, str]
) -> None:
    (folder / name).write_text(text, "utf-8")
    field, line, message = problem
    assert refusal(read_competition, folder) == [
        {"file": name, "line": line, "field": field, "message": message}
    ]


@pytest.mark.parametrize(
    ("criteria", "message"),
    [
        ([], "found no list of criteria; write [{…}, …]"),
        (
            [{"key": "a", "weight": 0, "max": 5}],
            "no criterion has a weight above 0; give at least one",
        ),
        (
            [{"key": "a", "weight": 1, "max": 0}],
            "field criteria[0].max: found 0; expected the highest score, above 0",
        ),
        ([{"key": "a", "max": 5}], "field criteria[0].weight: found nothing; expected a number"),
    ],
)
def test_a_bad_rubric_says_what_would_be_right(
    folder: Path, criteria: list[dict[str, object]], message: str
) -> None:
    (folder / "rubric.json").write_text(json.dumps({"criteria": criteria}), "utf-8")
    assert refusal(read_rubric, folder)[0]["message"] == message


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "judges.json").unlink()
    assert refusal(read_competition, folder)[0]["message"] == (
        "cannot be read (No such file or directory); put the file into the folder"
    )
