"""`yucaihui match` reads anyone's files and prints documented JSON or TREC runs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from yucaihui.cli.match import app

POSITIONS = (
    {
        "id": "P1",
        "title": "算法工程师",
        "text": "自动驾驶感知",
        "skills": ["PyTorch", "C++"],
        "min_degree": "硕士",
        "district": "重庆·渝北区",
        "employer": "某公司",
    },
    {"id": "P2", "title": "Nurse", "min_degree": "大专", "languages": ["en"]},
)
TALENTS = (
    {
        "id": "T1",
        "titles": ["感知算法工程师"],
        "skills": ["pytorch"],
        "degree": "硕士",
        "districts": ["渝北"],
        "name": "某某",
    },
    {
        "basics": {"label": "算法工程师", "name": "Kim Example"},
        "education": [{"studyType": "本科"}],
        "skills": [{"name": "C++"}],
    },
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    write_lines(tmp_path / "p.jsonl", POSITIONS)
    write_lines(tmp_path / "t.jsonl", TALENTS)
    (tmp_path / "q.tsv").write_text("q_id\tjobtitle\nq1\t数据工程师\nq2\tnurse\n", "utf-8")
    (tmp_path / "c.tsv").write_text(
        "c_id\tjobtitle\nc1\t护士\nc2\t大数据开发工程师\nc3\tregistered nurse\n", "utf-8"
    )
    return tmp_path


def write_lines(path: Path, records: Sequence[Mapping[str, Any]], *, plain: bool = True) -> None:
    lines = [json.dumps(record, ensure_ascii=not plain) + "\n" for record in records]
    path.write_text("".join(lines), "utf-8")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def both(files: Path, *more: object) -> Result:
    paths = ("--positions", files / "p.jsonl", "--talents", files / "t.jsonl")
    return run("both", *paths, "--on", "2026-01-01", *more)


def rank(files: Path, *more: object) -> Result:
    return run("rank", "--queries", files / "q.tsv", "--corpus", files / "c.tsv", *more)


def test_both_prints_lists_both_ways(files: Path) -> None:
    document = json.loads(both(files, "--json").stdout)
    assert list(document) == ["engine", "digest", "positions", "talents", "notices"]
    first, second = document["positions"]
    assert [entry["id"] for entry in first["talents"]] == ["T1"]
    assert [(entry["id"], entry["refused_by"]) for entry in first["refused"]] == [
        ("line-2", ["degree"])
    ]
    assert [entry["id"] for entry in second["talents"]] == ["T1", "line-2"]
    assert [
        (talent["id"], [entry["id"] for entry in talent["positions"]])
        for talent in document["talents"]
    ] == [("T1", ["P1", "P2"]), ("line-2", ["P2"])]


def test_an_entry_tells_its_terms_reasons_and_gaps_in_both_tongues(files: Path) -> None:
    entry = json.loads(both(files, "--json").stdout)["positions"][0]["talents"][0]
    assert list(entry) == ["id", "score", "terms", "reasons", "gaps", "refused_by"]
    assert entry["score"] == sum(entry["terms"].values())
    assert [reason["code"] for reason in entry["reasons"]] == [
        "title",
        "skill",
        "text",
        "degree",
        "place",
    ]
    assert [(gap["code"], gap["zh"], gap["en"]) for gap in entry["gaps"]] == [
        (
            "missing_skill",
            "未见所需技能“C++”（占技能要求的50%）",
            "the skill C++ was not found (50% of the skills asked for)",
        )
    ]


def test_the_talent_is_spoken_to_and_the_employer_spoken_to_about_them(files: Path) -> None:
    document = json.loads(both(files, "--json").stdout)
    refused = document["positions"][0]["refused"][0]["gaps"][0]
    assert refused["zh"] == "学历要求硕士，候选人为本科"
    assert document["talents"][1]["refused"][0]["gaps"][0]["zh"] == "学历要求硕士，您为本科"


def test_protected_attributes_are_told_of_and_not_used(files: Path) -> None:
    document = json.loads(both(files, "--json").stdout)
    assert [(n["field"], n["code"], n["lines"]) for n in document["notices"]] == [
        ("name", "protected", [1]),
        ("basics.name", "protected", [2]),
    ]
    swapped = [{**TALENTS[0], "name": "另一人", "gender": "女", "age": 60}, TALENTS[1]]
    write_lines(files / "t.jsonl", swapped)
    again = json.loads(both(files, "--json").stdout)
    assert again["positions"] == document["positions"]
    assert again["digest"] == document["digest"]


def test_scores_do_not_depend_on_how_many_are_asked_for(files: Path) -> None:
    one = json.loads(both(files, "--top", 1, "--json").stdout)
    all_of_them = json.loads(both(files, "--json").stdout)
    assert one["positions"][1]["talents"] == all_of_them["positions"][1]["talents"][:1]


def test_without_json_a_line_a_pair_is_printed(files: Path) -> None:
    lines = both(files).stdout.splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["P1", "1", "T1"],
        ["P2", "1", "T1"],
        ["P2", "2", "line-2"],
    ]


def test_bad_lines_are_named_by_line_and_field(files: Path) -> None:
    (files / "t.jsonl").write_text('{"id": "a"}\n\n{"id": 1, "years": "x"}\n{]\n5\n{"id": "a"}\n')
    result = both(files, "--json")
    assert result.exit_code == 1
    refusal = json.loads(result.stdout)
    assert refusal["error"] == (
        "t.jsonl line 3: field years: found 'x'; expected a number (and 3 more)"
    )
    assert [(p["line"], p["field"]) for p in refusal["problems"]] == [
        (3, "years"),
        (4, "line"),
        (5, "line"),
        (6, "id"),
    ]


def test_bytes_that_are_not_utf8_are_refused_with_the_line(files: Path) -> None:
    (files / "p.jsonl").write_bytes(b'{"id": "a"}\n' + '{"title": "护士"}'.encode("gb18030"))
    result = both(files, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == (
        "p.jsonl line 2: the bytes are not UTF-8; save the file as UTF-8"
    )


def test_empty_files_give_empty_lists(files: Path) -> None:
    (files / "t.jsonl").write_text("")
    document = json.loads(both(files, "--json").stdout)
    assert [position["talents"] for position in document["positions"]] == [[], []]
    assert document["talents"] == []


def test_a_missing_file_is_wrong_usage(files: Path) -> None:
    (files / "t.jsonl").unlink()
    assert both(files, "--json").exit_code == 2


def test_rank_writes_a_trec_run(files: Path) -> None:
    result = rank(files, "--top", 2, "--trec", files / "run.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    rows = [line.split(" ") for line in (files / "run.txt").read_text().splitlines()]
    assert [(row[0], row[1], row[2], row[3], row[5]) for row in rows] == [
        ("q1", "Q0", "c2", "1", "yucaihui-2.1"),
        ("q1", "Q0", rows[1][2], "2", "yucaihui-2.1"),
        ("q2", "Q0", "c3", "1", "yucaihui-2.1"),
        ("q2", "Q0", "c1", "2", "yucaihui-2.1"),
    ]
    assert sorted(path.name for path in files.iterdir()) == [
        "c.tsv",
        "p.jsonl",
        "q.tsv",
        "run.txt",
        "t.jsonl",
    ]


def test_rank_prints_reasons_with_json(files: Path) -> None:
    document = json.loads(rank(files, "--top", 1, "--json").stdout)
    assert list(document) == ["engine", "digest", "queries"]
    (best,) = document["queries"][1]["results"]
    assert (best["id"], [reason["code"] for reason in best["reasons"]]) == ("c3", ["title"])


def test_rank_without_anywhere_to_write_is_wrong_usage(files: Path) -> None:
    assert rank(files).exit_code == 2


def test_a_row_without_a_tab_is_named(files: Path) -> None:
    (files / "q.tsv").write_text("q1\t护士\nq2 nurse\n", "utf-8")
    result = rank(files, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"] == [
        {
            "file": "q.tsv",
            "line": 2,
            "field": "text",
            "message": "no tab; expected an id, a tab and a text",
        }
    ]


def test_long_documents_are_titled_by_their_first_clause(files: Path) -> None:
    text = "结构工程师，负责" + "有限元仿真与热管理设计，" * 30
    (files / "c.tsv").write_text(f"c1\t{text}\nc2\t护士\n", "utf-8")
    (files / "q.tsv").write_text("q1\t结构工程师\n", "utf-8")
    best = json.loads(rank(files, "--json").stdout)["queries"][0]["results"][0]
    assert (best["id"], best["reasons"][0]["own"]) == ("c1", "结构工程师")


def test_odd_texts_are_defined_and_explained(files: Path) -> None:
    odd = ["", " ", "🙂🚀", "\ud83d", "nul\u0000", "ქართული ენა", "C" * 1_000_000, "٣٤٥"]
    write_lines(
        files / "p.jsonl",
        [{"title": text, "text": text, "skills": [text]} for text in odd],
        plain=False,
    )
    write_lines(files / "t.jsonl", [{"titles": [text], "text": text} for text in odd], plain=False)
    result = both(files, "--json", "--top", 99)
    assert result.exit_code == 0
    for position in json.loads(result.stdout)["positions"]:
        assert len(position["talents"]) == len(odd)
        for entry in position["talents"]:
            assert entry["score"] == sum(entry["terms"].values())
            assert 0 <= entry["score"] <= 1


def test_texts_in_different_languages_are_compared_by_title_and_skills(files: Path) -> None:
    position = {"title": "数据工程师", "text": "负责城市数据平台的建设与运维", "skills": ["Spark"]}
    talent = {
        "titles": ["Data engineer"],
        "text": "I have built the data platform of a city with my team",
        "skills": ["Spark"],
    }
    write_lines(files / "p.jsonl", [position])
    write_lines(files / "t.jsonl", [talent])
    (entry,) = json.loads(both(files, "--json").stdout)["positions"][0]["talents"]
    assert [reason["code"] for reason in entry["reasons"]] == ["title", "skill", "other_language"]
    assert entry["terms"]["text"] == 0
    assert entry["score"] > 0.9


def test_a_near_skill_counts_in_part_and_is_named(files: Path) -> None:
    write_lines(files / "p.jsonl", [{"title": "x", "skills": ["PyTorch"]}])
    write_lines(files / "t.jsonl", [{"titles": ["x"], "skills": ["TensorFlow"]}])
    (entry,) = json.loads(both(files, "--json").stdout)["positions"][0]["talents"]
    near = next(reason for reason in entry["reasons"] if reason["code"] == "near_skill")
    assert (near["skill"], near["own"], near["share"]) == ("PyTorch", "TensorFlow", 0.75)
    assert near["zh"] == "具备“TensorFlow”，与所需技能“PyTorch”相近（计技能要求的75%）"
    assert entry["gaps"] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a",', "field line: not JSON (Expecting property name enclosed in double quotes"),
        ("[" * 100_000, "field line: a number of thousands of digits, or brackets in brackets"),
        ('{"min_years": ' + "9" * 5000 + "}", "field line: a number of thousands of digits"),
        ('{"min_years": 1' + "0" * 400 + "}", "field min_years: found '1000"),
        ('{"min_years": NaN}', "field min_years: found 'nan'; expected a number of 0 or more"),
        ('{"min_years": -1}', "field min_years: found '-1'; expected a number of 0 or more"),
        ('{"id": true}', "field id: found 'True'; expected a text or a whole number"),
        ("[1, 2]", "field line: found '[1, 2]'; expected one object a line; jq -c '.[]' makes"),
        ("null", "field line: found 'null'; expected one object"),
    ],
)
def test_a_line_that_is_no_record_is_told_in_a_sentence(
    files: Path, line: str, message: str
) -> None:
    (files / "p.jsonl").write_text(line + "\n", "utf-8")
    result = both(files)
    [told] = result.stderr.splitlines()
    assert (result.exit_code, told.startswith(f"p.jsonl line 1: {message}")) == (1, True)


def test_every_bad_line_is_told_up_to_ten(files: Path) -> None:
    (files / "p.jsonl").write_text("x\n" * 13, "utf-8")
    lines = both(files).stderr.splitlines()
    assert (len(lines), lines[9][:16], lines[10]) == (11, "p.jsonl line 10:", "(and 3 more)")


def test_a_byte_order_mark_and_other_ends_of_lines_are_passed_over(files: Path) -> None:
    before = both(files, "--json").stdout
    for name in ("p.jsonl", "t.jsonl"):
        text = (files / name).read_bytes()
        (files / name).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n\r\n"))
    # Of a record without an id the number of its line is the name.
    asked, expected = (
        json.loads(document)["positions"]
        for document in (both(files, "--json").stdout, before.replace("line-2", "line-3"))
    )
    assert asked == expected


def test_an_id_that_would_break_a_line_is_printed_on_one(files: Path) -> None:
    write_lines(files / "p.jsonl", [{"id": "a\tb\nc\0d", "title": "护士"}])
    [line, _] = both(files).stdout.splitlines()
    assert line.split("\t")[:3] == ["a b c d", "1", "T1"]


def test_what_was_left_aside_is_told_without_json_too(files: Path) -> None:
    told = both(files).stderr.splitlines()
    assert "t.jsonl: name: a protected attribute: matching does not use it (lines: 1)" in told


def test_a_table_without_ids_is_refused_and_so_are_blanks_where_a_trec_file_is_written(
    files: Path,
) -> None:
    (files / "q.tsv").write_text("\tnurse\nq 1\tnurse\n", "utf-8")
    lines = rank(files, "--trec", files / "run.txt").stderr.splitlines()
    assert lines == [
        "q.tsv line 1: nothing before the tab; expected an id, a tab and a text",
        "q.tsv line 2: a blank in the id, which a TREC file cannot hold",
    ]
    (files / "q.tsv").write_text("q 1\tnurse\n", "utf-8")
    assert json.loads(rank(files, "--json").stdout)["queries"][0]["id"] == "q 1"


def test_a_run_file_in_a_folder_that_is_not_there_is_wrong_usage(files: Path) -> None:
    assert rank(files, "--trec", files / "nowhere" / "run.txt").exit_code == 2
