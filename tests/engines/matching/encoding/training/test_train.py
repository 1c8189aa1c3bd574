"""A head trained on a few names: the same bytes again, and an encoder that works."""

from functools import cache

import numpy as np

from yucaihui.engines.matching.encoding import parts
from yucaihui.engines.matching.encoding.head import read_arrays
from yucaihui.engines.matching.encoding.interface import DIMENSIONS
from yucaihui.engines.matching.encoding.pooling import Pooling
from yucaihui.engines.matching.encoding.sentence import SentenceEncoder
from yucaihui.engines.matching.encoding.training.steps import Settings
from yucaihui.engines.matching.encoding.training.train import to_bytes, train
from yucaihui.engines.matching.encoding.training.work import read_work

PAIRS = "\n".join(parts.chinese_names().splitlines()[:30])
SETTINGS = Settings(seeds=(1, 2), steps=3, pairs=16)


@cache
def head() -> tuple[bytes, list[tuple[int, int]]]:
    """Trained anew at each call of the function behind the cache."""
    model = read_arrays(parts.model_bytes())
    heard: list[tuple[int, int]] = []
    work = read_work({}, PAIRS, parts.spelling())
    pooling = Pooling(model, parts.tokenizer())
    arrays = train(work, model, pooling, SETTINGS, lambda done, whole: heard.append((done, whole)))
    return to_bytes(arrays), heard


def test_the_same_names_and_seeds_give_the_same_bytes() -> None:
    assert head()[0] == head.__wrapped__()[0]


def test_progress_is_told_to_the_end() -> None:
    assert head()[1] == [(1, 3), (2, 3), (3, 3)]


def test_the_head_serves_an_encoder() -> None:
    data = head()[0]
    encoder = SentenceEncoder(parts.model_bytes(), parts.tokenizer(), data, parts.spelling())
    developer, again, nurse = encoder.encode(["软件工程师", "software engineer", "nurse"]).astype(
        int
    )
    assert developer @ again > developer @ nurse


def test_the_arrays_are_small_and_remember_each_kind_and_its_group() -> None:
    arrays = read_arrays(head()[0])
    kinds = sum("|" in line and line[0] != "#" for line in PAIRS.splitlines())
    assert arrays["memory"].shape == (kinds, DIMENSIONS)
    assert sorted(arrays["groups"].tolist()) == list(range(kinds))
    assert {array.dtype for name, array in arrays.items() if name != "groups"} == {
        np.dtype(np.float16)
    }
