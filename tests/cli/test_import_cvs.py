import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.engines.text.resumes import samples
from yucaihui.cli.import_cvs import cvs

app = typer.Typer()
app.command()(cvs)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.pdf").write_bytes(samples.one_page(samples.ZH_LINES))
    (tmp_path / "a.docx").write_bytes(samples.docx_paragraphs(samples.EN_LINES))
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "scan.pdf").write_bytes(samples.pdf([[]]))
    (tmp_path / ".hidden").write_text("# no")
    (tmp_path / "z.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    return tmp_path


def test_each_file_gets_a_status_in_the_order_of_paths(folder: Path) -> None:
    result = CliRunner().invoke(app, [str(folder), "--json"])
    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [(entry["file"], entry["status"]) for entry in document["files"]] == [
        ("a.docx", "parsed"),
        ("b.pdf", "parsed"),
        ("z.doc", "refused"),
        ("below/scan.pdf", "image_only"),
    ]
    assert document["totals"] == {"parsed": 2, "image_only": 1, "garbled": 0, "refused": 1}
    assert document["files"][0]["resume"]["basics"]["name"] == "Mara Lindqvist"
    assert document["files"][2]["reason"] == "legacy_word"


def test_protected_facts_are_not_printed(folder: Path) -> None:
    output = CliRunner().invoke(app, [str(folder), "--json"]).stdout
    assert [word for word in ("女", "1993", "gender", "birth") if word in output] == []


def test_without_json_one_line_a_file(folder: Path) -> None:
    lines = CliRunner().invoke(app, [str(folder)]).stdout.splitlines()
    assert lines[:2] == ["a.docx\tparsed\tMara Lindqvist", "b.pdf\tparsed\t江望舒"]


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, [str(tmp_path / "none")]).exit_code == 2


def test_an_empty_folder_is_no_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["files"]) == (0, [])
