"""numpy-financial's interest and principal of each row; run by the Python of `make bench-peers`.

    python numpy_financial_table.py LOANS ROWS

prints {"seconds": …, "version": …} for that many loans, each loan's rows in one call.
"""

import json
import sys
import time
from importlib import import_module
from importlib.metadata import version
from typing import Any

import numpy as np


def main(loans: int, rows: int) -> dict[str, Any]:
    """Seconds of all tables, float64 and without dates."""
    financial = import_module("numpy_financial")
    numbers = np.arange(1, rows + 1)
    start = time.perf_counter()
    for k in range(loans):
        rate, amount = (300 + k % 200) / 120_000, -100_000 - k
        financial.ipmt(rate, numbers, rows, amount)
        financial.ppmt(rate, numbers, rows, amount)
    return {"seconds": time.perf_counter() - start, "version": version("numpy-financial")}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
