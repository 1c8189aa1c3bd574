"""Vectors from an embedding service that speaks OpenAI's protocol: JSON over HTTP.

Only titles and names of skills are sent: no person, no id, no other text.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np
from numpy.typing import NDArray

_BATCH = 256  # texts a request
_CHARACTERS = 1000
# These say "later"; any other refusal stays one however often it is asked.
_LATER = frozenset({408, 429, 500, 502, 503, 504})


class ServiceFailed(Exception):
    """The embedding service refused, answered nonsense, or could not be reached."""


@dataclass(frozen=True)
class EmbeddingService:
    """Calls `POST {url}` with `{"model": …, "input": […]}`; waits between tries double."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 30.0
    tries: int = 4
    pause: float = 0.5

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise ValueError(f"the embedding service's address must begin with http: {self.url}")

    def __call__(self, texts: Sequence[str]) -> NDArray[np.floating]:
        """One row a text; ServiceFailed says what the service answered."""
        rows = [row for batch in _batches(texts) for row in self._rows(batch)]
        return np.array(rows, dtype=np.float64)

    def _rows(self, texts: Sequence[str]) -> list[list[float]]:
        answer = self._answer(json.dumps({"model": self.model, "input": list(texts)}).encode())
        try:
            found = sorted(answer["data"], key=lambda item: int(item["index"]))
            rows = [[float(value) for value in item["embedding"]] for item in found]
        except (KeyError, TypeError, ValueError) as problem:
            raise ServiceFailed(f"{self.url} gave no embeddings: {problem!r}") from problem
        if len(rows) != len(texts):
            raise ServiceFailed(f"{self.url} gave {len(rows)} embeddings for {len(texts)} texts")
        return rows

    def _answer(self, body: bytes) -> Any:
        for attempt in range(self.tries):
            try:
                return self._post(body)
            except HTTPError as refusal:
                if refusal.code not in _LATER or attempt == self.tries - 1:
                    raise ServiceFailed(f"{self.url} answered {refusal.code}") from refusal
            except (URLError, HTTPException, OSError, ValueError) as problem:
                if attempt == self.tries - 1:
                    raise ServiceFailed(f"{self.url} cannot be reached: {problem}") from problem
            time.sleep(self.pause * 2**attempt)
        raise ServiceFailed(f"{self.url} was not asked")

    def _post(self, body: bytes) -> Any:
        headers: Mapping[str, str] = {"Content-Type": "application/json"}
        if self.key:
            headers = {**headers, "Authorization": f"Bearer {self.key}"}
        # The scheme was checked above.
        request = Request(self.url, data=body, headers=dict(headers))  # noqa: S310
        with urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
            return json.load(answer)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    readable = [text[:_CHARACTERS].encode("utf-8", "ignore").decode() for text in texts]
    for start in range(0, len(readable), _BATCH):
        yield readable[start : start + _BATCH]
