"""The ledger's bench at a small size: it runs, draws, and says what it measured."""

import json
import os
import subprocess
import sys
from pathlib import Path

from lxml import etree

from yucaihui.bench.ledger_plot import Point, draw, series_in


def test_it_posts_checks_and_draws(tmp_path: Path) -> None:
    command = "from yucaihui.cli.app import main; main()"
    drawing = tmp_path / "growth.svg"
    arguments = ["bench", "ledger", "--scale", "0.001", "--json", "--plot", str(drawing)]
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
        env={
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "YUCAIHUI_HOME": str(tmp_path),
        },
    )
    report = json.loads(done.stdout)
    assert report["name"] == "ledger"
    assert report["work"]["database"] == "sqlite"
    assert report["work"]["transfers"] > 5_000
    assert report["ours"]["whole"] == 1
    assert report["ours"]["verified_rows_per_second"] > 0
    assert 0 < report["ratios"]["batch_to_plain_inserts"] < 1
    assert report["ratios"]["batch_last_to_first"] > 0
    assert drawing.read_text(encoding="utf-8").count("<circle") == 14


def test_each_database_keeps_its_points_in_the_drawing(tmp_path: Path) -> None:
    path = tmp_path / "growth.svg"
    former = [Point(10_000, 110.5, 2.5), Point(100_000, 112.0, 2.75)]
    draw(path, "sqlite", [Point(10_000, 1.0, 1.0)])
    draw(path, "postgresql", [Point(10_402, 120.0, 3.0)])
    draw(path, "sqlite", former)
    svg = path.read_text(encoding="utf-8")
    assert series_in(svg) == {"postgresql": [Point(10_402, 120.0, 3.0)], "sqlite": former}
    assert len(etree.fromstring(svg.encode()).findall(".//{*}circle")) == 6
