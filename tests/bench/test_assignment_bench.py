"""The assignment bench finds the linear programme's optimum and prints the documented keys."""

import json

import pytest
from typer.testing import CliRunner

from yucaihui.cli.bench import app


def test_our_total_is_that_of_the_linear_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUCAIHUI_SHARED_DATA", raising=False)
    result = CliRunner().invoke(app, ["assignment", "--scale", "0.1", "--json"])
    document = json.loads(result.stdout)
    assert list(document) == ["name", "work", "ours", "bound", "peers", "ratios"]
    assert document["name"] == "assignment"
    sizes = {name: document["work"][name] for name in ("entries", "judges", "per_entry")}
    assert sizes == {"entries": 137, "judges": 20, "per_entry": 3}
    ours, bound = document["ours"], document["bound"]
    assert ours["quality"] == pytest.approx(1.0, abs=1e-9)
    assert ours["from_optimum"] <= 1e-6
    assert ours["objective"] == bound["objective"] == bound["dual_of_our_flow"]
    assert ours["fair_worst"] <= ours["fair_worst_bound"] + 1e-6
    assert ours["kept_dropped_pairs"] >= ours["withdrawn_pairs"] > 0
    assert document["peers"][0]["objective"] == ours["objective"]
