"""The shipped head belongs to the shared tables of ESCO and to this code."""

import os
from pathlib import Path

import numpy as np
import pytest

from yucaihui.engines.matching.encoding import parts
from yucaihui.engines.matching.encoding.head import Head, read_arrays
from yucaihui.engines.matching.encoding.pooling import Pooling
from yucaihui.engines.matching.encoding.sentence import SentenceEncoder
from yucaihui.engines.matching.encoding.training.steps import Settings
from yucaihui.engines.matching.encoding.training.train import to_bytes, train
from yucaihui.engines.matching.encoding.training.work import Work, read_work


def all_work(shared_data: Path) -> tuple[Work, ...]:
    tables = {
        language: (shared_data / "esco" / f"occupations_{language}.csv").read_text("utf-8-sig")
        for language in ("en", "de", "es")
    }
    return read_work(tables, parts.chinese_names(), parts.spelling())


def test_what_the_head_remembers_is_made_anew_from_the_names(shared_data: Path) -> None:
    work = [one for one in all_work(shared_data) if any(one.names.values())]
    arrays, model = read_arrays(parts.head_bytes()), read_arrays(parts.model_bytes())
    assert len(arrays["memory"]) == len(work)
    pooling, head = Pooling(model, parts.tokenizer()), Head({**model, **arrays})
    for kind in range(0, len(work), 300):
        names = [name for group in work[kind].names.values() for name in group]
        middle = head.plain(*pooling.pooled(names)).mean(axis=0)
        middle /= np.linalg.norm(middle)
        assert np.abs(middle - arrays["memory"][kind].astype(float)).max() < 2e-3


@pytest.mark.skipif("YUCAIHUI_TRAIN" not in os.environ, reason="minutes: set YUCAIHUI_TRAIN=1")
def test_training_again_gives_the_shipped_head(shared_data: Path) -> None:
    model = read_arrays(parts.model_bytes())
    work, pooling = all_work(shared_data), Pooling(model, parts.tokenizer())
    again = to_bytes(train(work, model, pooling, Settings(), lambda *_: None))
    names = [name for one in work[::9] for name in one.names.get("en", ())[:1]]
    shipped, trained = (
        SentenceEncoder(parts.model_bytes(), parts.tokenizer(), head, parts.spelling())
        .encode(names)
        .astype(int)
        for head in (parts.head_bytes(), again)
    )
    # Another BLAS sums in another order: axes may turn and last digits differ, likenesses agree.
    alike = np.corrcoef((shipped @ shipped.T).ravel(), (trained @ trained.T).ravel())[0, 1]
    assert alike > 0.99
