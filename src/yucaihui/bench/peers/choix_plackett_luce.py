"""choix's Plackett-Luce by spectral ranking; run by the Python of `make bench-peers`.

    python choix_plackett_luce.py PANEL.npz

reads `entry`, `judge` and `score` of each sheet, takes each judge's scores for a ranking, and
prints {"seconds": …, "scores": […]}.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

import numpy as np

# The least regularisation with which ilsr converges on sparse panels.
_REGULARISATION = 0.01


def main(path: str) -> dict[str, Any]:
    """Strengths of the entries; ties go by the order of the sheets."""
    choix = import_module("choix")
    sheets = np.load(path)
    entry, judge, score = sheets["entry"], sheets["judge"], sheets["score"]
    rankings = [
        entry[judge == one][np.argsort(-score[judge == one], kind="stable")]
        for one in np.unique(judge)
    ]
    start = time.perf_counter()
    scores = choix.ilsr_rankings(int(entry.max()) + 1, rankings, alpha=_REGULARISATION)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "scores": scores.tolist()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
