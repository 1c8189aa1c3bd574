"""`yucaihui loan` reads cases of anyone's files and needs no database."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from yucaihui.cli.loan import app

CASE: dict[str, Any] = {
    "id": "贷款一",
    "principal": "1000.00",
    "annual_rate_pct": 12.0,
    "periods": 2,
    "method": "equal_instalment",
    "disbursement_date": "2026-01-31",
    "convention": "bank_annuity",
}


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["schedule", str(path), *options])


def written(folder: Path, document: Any) -> Path:
    path = folder / "cases.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("wrap", [lambda c: c, lambda c: {"cases": c}, lambda c: {"vectors": c}])
def test_cases_are_answered_in_order(tmp_path: Path, wrap: Any) -> None:
    done = run(written(tmp_path, wrap([CASE, {**CASE, "id": 2, "periods": 0}])), "--json")
    assert done.exit_code == 0
    first, second = json.loads(done.stdout)["cases"]
    assert first["id"] == "贷款一"
    assert [row["total"] for row in first["rows"]] == ["507.51", "507.51"]
    assert second == {"id": 2, "refused": "field periods: 0; expected 1 to 1200"}


def test_without_json_it_is_a_table(tmp_path: Path) -> None:
    done = run(written(tmp_path, [CASE, {"id": "x"}]))
    assert done.stdout == (
        "贷款一\n"
        "  n    due_date  principal  interest    total  outstanding\n"
        "  1  2026-02-28     497.51     10.00   507.51       502.49\n"
        "  2  2026-03-31     502.49      5.02   507.51         0.00\n"
        "                   1000.00     15.02  1015.02             \n"
        "x\n"
        "  refused: field principal: missing; expected a value\n"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "cases.json: it is no JSON text: "),
        ("{", "cases.json: it is no JSON text: "),
        ("[NaN]", "cases.json: it is no JSON text: NaN is no number"),
        ("[" * 100_000, "cases.json: it is no JSON text: "),
        ('{"a": []}', "cases.json: there is no list of cases; write a list, or one under `cases`"),
        ("3", "cases.json: there is no list of cases; "),
    ],
)
def test_what_is_no_list_of_cases_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"].startswith(reason)
    assert done.stderr.startswith(reason)


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(b"\xff\xfe[]")
    assert run(path).exit_code == 1


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "none.json").exit_code == 2


def test_conventions_are_listed() -> None:
    told = json.loads(CliRunner().invoke(app, ["conventions", "--json"]).stdout)
    assert told["named"]["bank_annuity"]["rounding"] == "HALF_UP"
    assert "ACT_360" in told["choices"]["day_count"]
    table = CliRunner().invoke(app, ["conventions"]).stdout
    assert "  ACT_360                  days passed / 360\n" in table


def test_it_runs_without_django(tmp_path: Path) -> None:
    code = (
        "import sys; from yucaihui.cli.loan import app; app(standalone_mode=False);"
        "print('django' in sys.modules, 'numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "schedule", str(written(tmp_path, [CASE])), "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr.split() == ["False", "False"]
