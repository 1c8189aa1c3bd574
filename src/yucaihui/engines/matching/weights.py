"""The fixed weights of the score. Everything is an integer in parts of `packed.ONE`.

Sums and products of integers are exact, so a score is the same to the bit whatever order, block,
process or machine added it up, and it equals the sum of its explained terms.
"""

import numpy as np

from yucaihui.engines.matching.counts import Floats, Ints
from yucaihui.engines.matching.packed import ONE, SILENT_ONE, Weights

# What each leg gives at most. Chosen on labelled pairs of vacancies and CVs (`bench
# long-documents`): a text's leg spreads a third as far as the other two, so it weighs more than it
# shows; a title alone misleads, and its words stand in the text too.
TITLE = ONE * 8 // 100 // 512 * 512
SKILLS = ONE * 52 // 100 // 4 * 4
TEXT = ONE - TITLE - SKILLS

# The same as shares of a whole score, for readers that weigh the legs anew.
TITLE_WEIGHT, SKILL_WEIGHT, TEXT_WEIGHT = TITLE / ONE, SKILLS / ONE, TEXT / ONE

# A vector of character n-grams has this length in whole numbers, or a little more.
GRAM_UNIT = 2**10
# Of a title's similarity, what the vectors of the encoder give; the character n-grams the rest.
# Among names of ESCO occupations the best share lies between 0.6 (German) and 0.9 (English), and
# the n-grams then count about a tenth by standard deviations.
DENSE_SHARE = 0.8
_SHIFT = 11
# A vector's product with itself is the whole 2^16 but for so much at most: two equal titles reach
# the whole of the title's weight, where the similarity is cut off.
_VECTOR_UNIT = 2**16 - 2**5

WEIGHTS = Weights(
    title=TITLE,
    skills=SKILLS,
    text=TEXT,
    dense=-(-round(TITLE * DENSE_SHARE) * 2**_SHIFT // _VECTOR_UNIT),
    grams=round(TITLE * (1 - DENSE_SHARE)) * 2**_SHIFT // GRAM_UNIT**2,
    alone=TITLE * 2**_SHIFT // GRAM_UNIT**2,
    shift=_SHIFT,
    # What the text cannot say is said by title and skills, in the proportion they have: so CVs in
    # another language have their due share of the first places.
    silent=ONE * SILENT_ONE // (TITLE + SKILLS),
)

# A skill that is near an asked one counts in quarters; the whole of a position's skills is handed
# out in quarters too.
QUARTERS = 4
SKILL_QUARTERS = SKILLS // QUARTERS
# A word's saturation in the talent's text is a whole number up to this.
SATURATED = 255
TEXT_SHARES = TEXT // SATURATED

# Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond".
BM25_K1 = 1.2
BM25_B = 0.75

_FREQUENCY_STEPS = 2**12


def inverse_frequency(document_frequency: Ints, documents: int) -> Floats:
    """BM25's inverse document frequency in its positive form, ln(1 + (N-n+½)/(n+½)).

    In steps of 2^-12, as whole numbers, so that no library's last digit of a logarithm shows.
    """
    n = document_frequency
    steps: Floats = np.rint(np.log1p((documents - n + 0.5) / (n + 0.5)) * _FREQUENCY_STEPS)
    return steps
