"""`yucaihui matching`: which encoder is in use, and training its head."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yucaihui.cli import matching
from yucaihui.engines.matching.encoding import default_encoder, parts
from yucaihui.engines.matching.encoding.head import read_arrays
from yucaihui.engines.matching.encoding.training import steps

TABLE = "conceptUri,iscoGroup,preferredLabel,altLabels\nu:1,9111,cloud painter,sky artist\n"


def esco(folder: Path) -> Path:
    for language in ("en", "de", "es"):
        (folder / f"occupations_{language}.csv").write_text(TABLE, encoding="utf-8")
    return folder


def test_the_encoder_in_use_is_named_with_its_digest_and_languages() -> None:
    result = CliRunner().invoke(matching.app, ["encoder", "--json"])
    document = json.loads(result.stdout)
    assert document["digest"] == default_encoder().digest
    assert document["name"] == default_encoder().name
    assert (document["dimensions"], len(document["languages"])) == (128, 15)
    lines = CliRunner().invoke(matching.app, ["encoder"]).stdout.splitlines()
    assert lines[0] == f"name: {default_encoder().name}"


def test_training_writes_a_head_of_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = steps.Settings(seeds=(0,), steps=1, pairs=4)
    monkeypatch.setattr(steps, "Settings", lambda: few)
    monkeypatch.setattr(
        parts, "chinese_names", lambda: "nurse | 护士; 护师\nbaker | 面包师; 烘焙师"
    )
    out = tmp_path / "head.npz"
    result = CliRunner().invoke(
        matching.app, ["train", "--esco", str(esco(tmp_path)), "--out", str(out)]
    )
    assert result.exit_code == 0
    assert read_arrays(out.read_bytes())["memory"].shape == (3, 128)
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_folder_without_the_tables_is_refused_by_the_file_it_lacks(tmp_path: Path) -> None:
    out = tmp_path / "head.npz"
    result = CliRunner().invoke(matching.app, ["train", "--esco", str(tmp_path), "--out", str(out)])
    assert result.exit_code == 1
    assert "occupations_en.csv" in result.stderr
    assert not out.exists()


def test_a_table_of_something_else_is_refused_by_the_column_it_lacks(tmp_path: Path) -> None:
    (esco(tmp_path) / "occupations_en.csv").write_text("name,age\nx,1\n", encoding="utf-8")
    result = CliRunner().invoke(
        matching.app, ["train", "--esco", str(tmp_path), "--out", str(tmp_path / "head.npz")]
    )
    assert result.exit_code == 1
    assert "no column conceptUri" in result.stderr
