"""networkx's network simplex on a network of ours; run by the Python of `make bench-peers`.

    python networkx_flow.py NETWORK.npz

reads `tail`, `head`, `capacity`, `worth` (arcs,) and `supply` (nodes,), and prints
{"seconds": …, "total": …}.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

import numpy as np

# networkx asks for whole numbers.
_STEPS = 2**42


def main(path: str) -> dict[str, Any]:
    """Processor seconds to solve, and the total worth of the flow."""
    networkx = import_module("networkx")
    arrays = np.load(path)
    costs = np.rint(-arrays["worth"] * _STEPS).astype(int).tolist()
    graph = networkx.DiGraph()
    for node, supply in enumerate(arrays["supply"].tolist()):
        graph.add_node(node, demand=-supply)
    arcs = list(zip(arrays["tail"].tolist(), arrays["head"].tolist(), strict=True))
    for (tail, head), capacity, cost in zip(arcs, arrays["capacity"].tolist(), costs, strict=True):
        graph.add_edge(tail, head, capacity=capacity, weight=cost)
    start = time.process_time()
    _, flows = networkx.network_simplex(graph)
    seconds = time.process_time() - start
    used = np.array([flows[tail][head] for tail, head in arcs])
    return {"seconds": seconds, "total": float((used * arrays["worth"]).sum())}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
