"""The fixed weights of the score, and how feature weights are made exact.

Every feature weight is rounded down to a multiple of a power of two, and the weights of the
legs are sums of powers of two. All products and sums then fit a float64 without rounding, so a
score is the same to the bit whatever order, block, process or machine added it up, and it
equals the sum of its explained terms.
"""

import numpy as np

from yucaihui.engines.matching.counts import Floats, Ints

# The text tells most and spreads least (over vacancies and CVs its standard deviation is a third
# of the other two's), so it weighs as much as the skills; a title alone misleads.
TITLE_WEIGHT = 1 / 4
SKILL_WEIGHT = 3 / 8
TEXT_WEIGHT = 3 / 8

# Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond".
BM25_K1 = 1.2
BM25_B = 0.75

TITLE_STEP = 2.0**-20  # both sides of a product: 2^-40
SHARE_STEP = 2.0**-30  # skill weights and query words
SATURATION_STEP = 2.0**-12  # with SHARE_STEP: 2^-42


def round_down(values: Floats, step: float) -> Floats:
    """Largest multiples of `step` not above `values`."""
    return np.floor(values / step) * step


def inverse_frequency(document_frequency: Ints, documents: int) -> Floats:
    """BM25's inverse document frequency in its positive form, ln(1 + (N-n+½)/(n+½))."""
    n = document_frequency
    return np.log1p((documents - n + 0.5) / (n + 0.5))
