"""The parts' bench at a small size: it runs, draws, and sizes a country by its own arithmetic."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yucaihui.bench import parts
from yucaihui.bench.parts_files import Town
from yucaihui.bench.sizing import Rates, sized
from yucaihui.cli.bench import app


def test_it_matches_by_processes_and_workers_alike_and_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_POOLS", (1,))
    monkeypatch.setattr(parts, "_WORKERS", (1, 2))
    drawing = tmp_path / "workers.svg"
    done = CliRunner().invoke(
        app, ["parts", "--scale", "0.002", "--json", "--plot", str(drawing)], catch_exceptions=False
    )
    report = json.loads(done.stdout)
    assert report["work"]["positions"] == 32
    assert (report["ours"]["digests_equal"], report["ours"]["dask_2_seconds"] > 0) == (1, True)
    assert (len(report["peers"]), list(report["ratios"])) == (
        4,
        ["efficiency_1", "cpu_efficiency_1"],
    )
    assert drawing.read_text(encoding="utf-8").count("<circle") == 2


def test_a_country_is_sized_in_proportion() -> None:
    rates = Rates(1000.0, 1000.0, 1e9, 1e6, 1000.0, 20.0, 2000.0)
    one, ten, *_ = sized(rates)
    tasks = 200 * 20
    core_hours = (2.1e8 / 1e3 + tasks * 1.5e6 / 1e3 + 2e15 / 1e9 + tasks * 1.5e6 * 50 / 1e6) / 3600
    assert one["hours"] == round(core_hours / 32, 1)
    assert ten["hours"] == round(core_hours / 320, 1)
    assert (one["tasks"], one["index_gb"], one["partial_lists_gb"]) == (4000, 210, 6000)


def test_the_same_seed_gives_the_same_town_with_ids_of_their_own() -> None:
    first, second = (list(Town().talents(50)) for _ in range(2))
    assert (first, len({row["id"] for row in first})) == (second, 50)
