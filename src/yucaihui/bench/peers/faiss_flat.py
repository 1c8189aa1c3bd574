"""faiss IndexFlatIP with an IDSelector for each position; run by the Python of `make bench-peers`.

    python faiss_flat.py ARRAYS.npz K THREADS

reads float32 `queries` (q, d), `vectors` (n, d), `asked` (q, r) and `offered` (n, r), and prints
{"seconds": …}: the requirements of each position as a bitmap, then its search among those left.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import numpy as np


def main(path: str, k: int, threads: int) -> dict[str, Any]:
    """Seconds of all queries, each searched alone since their selectors differ, in `threads`."""
    faiss = import_module("faiss")
    faiss.omp_set_num_threads(1)
    arrays = np.load(path)
    queries, asked, offered = arrays["queries"], arrays["asked"], arrays["offered"]
    index = faiss.IndexFlatIP(arrays["vectors"].shape[1])
    index.add(arrays["vectors"])

    def work(query: Any, asks: Any) -> None:
        fine = ~(offered < asks).any(axis=1)
        selector = faiss.IDSelectorBitmap(np.packbits(fine, bitorder="little"))
        index.search(query[np.newaxis], k, params=faiss.SearchParameters(sel=selector))

    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, queries, asked))
    return {"seconds": time.perf_counter() - start, "version": faiss.__version__}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
