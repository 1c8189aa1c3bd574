"""How others rank a panel: the plain mean, z-scores, least squares, Plackett-Luce."""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yucaihui.bench.matching_contests import PEERS
from yucaihui.bench.peers import choix_plackett_luce
from yucaihui.engines.ranking import Panel

Floats = NDArray[np.float64]


def raw_mean(panel: Panel) -> Floats:
    return np.asarray(np.bincount(panel.entry, panel.score) / panel.sheets)


def z_scores(panel: Panel) -> Floats:
    """The mean of scores in standard deviations of their judge, 0 where these are all the same."""
    loads = np.maximum(panel.loads, 1)
    apart = panel.score - (np.bincount(panel.judge, panel.score) / loads)[panel.judge]
    deviation = np.sqrt(np.bincount(panel.judge, apart**2) / loads)[panel.judge]
    scaled = np.divide(apart, deviation, out=np.zeros_like(apart), where=deviation > 0)
    return np.asarray(np.bincount(panel.entry, scaled) / panel.sheets)


def least_squares(panel: Panel) -> Floats:
    """Entries' terms of y = entry + judge by `numpy.linalg.lstsq` on the normal equations."""
    entries, judges = len(panel.entries), len(panel.judges)
    design = np.zeros((len(panel), entries + judges))
    design[np.arange(len(panel)), panel.entry] = 1.0
    design[np.arange(len(panel)), entries + panel.judge] = 1.0
    terms = np.linalg.lstsq(design.T @ design, design.T @ panel.score)[0]
    return np.asarray(terms[:entries])


def plackett_luce(panel: Panel) -> tuple[float, Floats]:
    """Seconds and strengths of choix, run by the Python that has it."""
    with tempfile.TemporaryDirectory(prefix="yucaihui-bench-") as folder:
        path = Path(folder) / "panel.npz"
        np.savez(path, entry=panel.entry, judge=panel.judge, score=panel.score)
        command = [str(PEERS), choix_plackett_luce.__file__, str(path)]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - ours
    document = json.loads(printed.stdout)
    return float(document["seconds"]), np.array(document["scores"])
