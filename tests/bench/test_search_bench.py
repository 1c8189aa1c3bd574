"""The load on the page of positions, at a small size: it runs, and says what it measured."""

import json
import subprocess
import sys


def test_it_imports_serves_and_measures() -> None:
    command = "from yucaihui.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "bench", "search", "--scale", "0.002", "--json"],
        capture_output=True,
        check=True,
        text=True,
        timeout=300,
    )
    report = json.loads(done.stdout)
    assert report["name"] == "search"
    assert report["work"] == {"postings": 38, "users": 8, "requests": 480}
    assert 0 < report["ours"]["median_seconds"] <= report["ours"]["seconds"]
    assert report["ours"]["queries"] <= 12
    assert report["ratios"]["to_bound"] > 0
