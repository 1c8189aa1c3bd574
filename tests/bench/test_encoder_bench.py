"""The bench of the encoder: its titles, its measure of rankings, and the document it prints."""

import pytest

from yucaihui.bench import encoder


def test_titles_are_distinct_and_as_many_as_asked_for() -> None:
    titles = encoder.made_titles(20_000)
    assert len(titles) == len(set(titles)) == 20_000
    assert encoder.made_titles(3) == titles[:3]


def test_average_precision_is_that_of_the_textbook() -> None:
    # Right ones on places 1 and 3, one not ranked: (1/1 + 2/3 + 0) / 3.
    assert encoder.average_precision(["a", "x", "b", "y"], {"a", "b", "c"}) == pytest.approx(5 / 9)
    assert encoder.average_precision([], {"a"}) == 0


def test_the_document_has_the_keys_of_every_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUCAIHUI_SHARED_DATA", raising=False)
    document = encoder.run(0.001).document()
    assert list(document) == ["name", "work", "ours", "bound", "peers", "ratios"]
    assert document["work"] == {"titles": 20, "processes": 2, "languages": "en, zh"}
    assert document["ours"]["install_mib"] < 60
    assert "map_en" not in document["ours"]
