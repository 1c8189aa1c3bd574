"""The labelled set of long documents: the blend is never below its best leg."""

from pathlib import Path

import numpy as np
import pytest

from yucaihui.bench.long_documents import ndcg, run


def test_ndcg_of_the_best_order_is_one_and_of_none_nothing() -> None:
    relevant = np.array([[0.0, 1.0, 0.5], [0.0, 0.0, 0.0]])
    assert ndcg(relevant, relevant) == 1.0
    assert ndcg(np.zeros((1, 2)), np.zeros((1, 2))) == 0.0


def test_ndcg_discounts_by_place() -> None:
    assert ndcg(np.array([[2.0, 1.0]]), np.array([[0.0, 1.0]])) == pytest.approx(1 / np.log2(3))


def test_without_the_files_it_says_how_to_name_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YUCAIHUI_SHARED_DATA", raising=False)
    with pytest.raises(FileNotFoundError, match="YUCAIHUI_SHARED_DATA must name the folder"):
        run(0.1)


def test_the_blend_is_never_below_its_best_leg(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUCAIHUI_SHARED_DATA", str(shared_data))
    report = run(1)
    assert report.work["vacancies"] == 612
    assert {name: ratio for name, ratio in report.ratios.items() if float(ratio or 0) < 1} == {}
