"""The lending bench at a small size: it runs, and its schedules add up."""

from pathlib import Path

import pytest

from yucaihui.bench.lending import run


def test_it_measures_many_schedules_and_a_long_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no environment of peers here
    report = run(0.001).document()
    assert report["work"] == {"schedules": 100, "rows": 36, "long_rows": 360}
    assert report["ours"]["quality"] == 1
    assert report["ours"]["long_general_milliseconds"] > report["ours"]["long_milliseconds"] > 0
    assert report["peers"] == []
    assert report["ratios"]["ours_to_bound"] > 0
