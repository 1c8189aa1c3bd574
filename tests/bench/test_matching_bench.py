"""The matching bench finds ours equal to brute force and prints the documented keys."""

import json
from pathlib import Path

from lxml import etree
from typer.testing import CliRunner

from yucaihui.bench.harness import measure
from yucaihui.cli.bench import app


def test_every_path_finds_what_brute_force_finds(tmp_path: Path) -> None:
    plot = tmp_path / "growth.svg"
    arguments = ["matching", "--scale", "0.001", "--plot", str(plot), "--json"]
    result = CliRunner().invoke(app, arguments)
    document = json.loads(result.stdout)
    assert list(document) == ["name", "work", "ours", "bound", "peers", "ratios"]
    assert document["name"] == "matching"
    sizes = {name: document["work"][name] for name in ("positions", "talents", "top", "threads")}
    assert sizes == {"positions": 19, "talents": 100, "top": 100, "threads": 2}
    ours = document["ours"]
    assert (ours["quality"], ours["numba_quality"], ours["checked_positions"]) == (1.0, 1.0, 19)
    assert ours["many_talents"] == 1000
    assert document["bound"]["multiply_adds"] == 19 * 100 * 128
    root = etree.fromstring(plot.read_bytes())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 7


def test_only_what_grows_draws_a_plot() -> None:
    result = CliRunner().invoke(app, ["search", "--plot", "growth.svg"])
    assert result.exit_code == 2
    message = " ".join(result.stderr.replace("│", " ").split())
    assert "--plot is for ledger and matching" in message


def test_an_unknown_bench_is_wrong_usage_and_says_which_there_are() -> None:
    result = CliRunner().invoke(app, ["gardening"])
    assert result.exit_code == 2
    assert "there is no bench 'gardening'" in " ".join(result.stderr.replace("│", " ").split())


def double(number: int) -> int:
    return 2 * number


def test_a_contestant_is_timed_in_a_process_of_its_own() -> None:
    measured = measure(double, double, 3)
    assert measured.result == 12
    assert measured.seconds >= 0
    assert measured.mib > 1
