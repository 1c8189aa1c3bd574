"""The matching bench finds ours equal to the peer and prints the documented keys."""

import json

from typer.testing import CliRunner

from yucaihui.bench.harness import measure
from yucaihui.cli.bench import app


def test_the_lists_of_the_peer_are_ours_to_the_bit() -> None:
    result = CliRunner().invoke(app, ["matching", "--scale", "0.004", "--json"])
    document = json.loads(result.stdout)
    assert list(document) == ["name", "work", "ours", "bound", "peers", "ratios"]
    assert document["name"] == "matching"
    assert document["work"] == {"positions": 76, "talents": 48, "top": 20, "seed": 7}
    assert (document["ours"]["quality"], document["peers"][0]["quality"]) == (1.0, 1.0)
    assert document["bound"]["multiply_adds"] > 0


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
