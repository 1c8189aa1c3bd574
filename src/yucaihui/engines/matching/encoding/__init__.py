"""Encoders of titles and skills; the default one is made of packaged parts.

    vectors = default_encoder().encode(["数据工程师", "Data engineer"])   # int8, (2, 128)

A product of two vectors is at most SCALE squared; over that it is about the cosine.
"""

import os

from yucaihui.engines.matching.encoding.choice import chosen_encoder
from yucaihui.engines.matching.encoding.interface import DIMENSIONS, SCALE, Encoder, Vectors

__all__ = ["DIMENSIONS", "SCALE", "Encoder", "Vectors", "chosen_encoder", "default_encoder"]


def default_encoder() -> Encoder:
    """The encoder that the environment chooses: about a second and 200 MiB at the first call."""
    return chosen_encoder(os.environ)
