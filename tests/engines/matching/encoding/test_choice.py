"""One setting chooses the encoder: a function of a package, or a service over HTTP."""

import json
import threading
from collections.abc import Iterator, Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from yucaihui.engines.matching.encoding import DIMENSIONS, SCALE, chosen_encoder, default_encoder
from yucaihui.engines.matching.encoding.adapted import AdaptedEncoder
from yucaihui.engines.matching.encoding.remote import EmbeddingService, ServiceFailed

WIDTH = 200


def letters(texts: Sequence[str]) -> NDArray[np.floating]:
    """A small encoder: counts of pairs of letters, hashed to 200 places."""
    rows = np.zeros((len(texts), WIDTH))
    for row, text in zip(rows, texts, strict=True):
        for start in range(len(text)):
            pair = text[start : start + 2].encode("utf-8", "replace")
            row[int.from_bytes(sha256(pair).digest()[:4]) % WIDTH] += 1
    return rows


def seven(texts: Sequence[str]) -> NDArray[np.floating]:
    return letters(texts)[:, :7]


def ragged(texts: Sequence[str]) -> NDArray[np.floating]:
    return letters(texts)[1:]


class Answers(BaseHTTPRequestHandler):
    """An embedding service that is busy `busy` times, then answers; what it heard is in `heard`."""

    busy = 0
    heard: list[tuple[str | None, Any]] = []
    broken = b""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Answers.heard.append((self.headers["Authorization"], asked))
        if Answers.busy:
            Answers.busy -= 1
            self.send_error(503)
            return
        data = [
            {"index": place, "embedding": row.tolist()}
            for place, row in enumerate(letters(asked["input"]))
        ]
        self.send_response(401 if asked["model"] == "forbidden" else 200)
        self.end_headers()
        self.wfile.write(Answers.broken or json.dumps({"data": data[::-1]}).encode())

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Answers.busy, Answers.heard, Answers.broken = 0, [], b""
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/embeddings"
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_a_setting_it_is_the_packaged_one() -> None:
    assert chosen_encoder({}) is chosen_encoder({"YUCAIHUI_ENCODER": " "})
    assert chosen_encoder({}).digest == default_encoder().digest


def test_a_function_of_a_package_is_turned_to_our_dimensions() -> None:
    encoder = chosen_encoder({"YUCAIHUI_ENCODER": f"{__name__}:letters#languages=en,zh"})
    vectors = encoder.encode(["software engineer", "", "software engineers", "nurse", "a\ud800"])
    assert (vectors.shape, vectors.dtype) == ((5, DIMENSIONS), np.dtype(np.int8))
    assert encoder.languages == {"en", "zh"}
    assert not vectors[1].any()
    engineer, _, engineers, nurse, _ = vectors.astype(int)
    assert engineer @ engineers > engineer @ nurse
    assert engineer @ engineer <= SCALE**2


def test_fewer_dimensions_than_ours_are_filled_with_zeros() -> None:
    encoder = AdaptedEncoder("seven", seven, [("abc", "abd"), ("xyz", "xyw")], frozenset())
    assert not encoder.encode(["abcd"])[:, 7:].any()


def test_the_digest_follows_the_vectors_not_only_the_name() -> None:
    kinds = [("abc", "abd"), ("xyz", "xyw"), ("pqr", "pqs")]
    one, other = (AdaptedEncoder("x", embed, kinds, frozenset()) for embed in (letters, seven))
    assert one.digest != other.digest
    assert one.digest == AdaptedEncoder("x", letters, kinds, frozenset()).digest


def test_rows_that_are_missing_are_refused() -> None:
    with pytest.raises(ValueError, match=r"ragged gave \(1, 200\) for 2 texts"):
        AdaptedEncoder("ragged", ragged, [("abc",), ("abd",)], frozenset())


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("letters", "neither package.module:function nor https://"),
        ("nowhere.at_all:encode", "cannot be imported"),
        (f"{__name__}:nothing", "cannot be imported"),
        ("https://example.org/v1/embeddings", "say which model"),
    ],
)
def test_a_setting_that_is_not_understood_says_what_would_be(setting: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chosen_encoder({"YUCAIHUI_ENCODER": setting})


def test_a_service_encodes_as_the_function_behind_it(address: str) -> None:
    there = chosen_encoder(
        {"YUCAIHUI_ENCODER": f"{address}#model=small", "YUCAIHUI_ENCODER_KEY": "secret"}
    )
    here = chosen_encoder({"YUCAIHUI_ENCODER": f"{__name__}:letters"})
    titles = ["nurse", "数据工程师"] * 150
    assert (there.encode(titles) == here.encode(titles)).all()
    key, asked = Answers.heard[-1]
    assert (key, asked) == ("Bearer secret", {"model": "small", "input": titles[256:]})


def test_a_busy_service_is_asked_again(address: str) -> None:
    Answers.busy = 2
    rows = EmbeddingService(address, "small", pause=0)(["nurse"])
    assert (rows.shape, len(Answers.heard)) == ((1, WIDTH), 3)


def test_a_service_that_stays_busy_or_forbids_is_named(address: str) -> None:
    Answers.busy = 99
    with pytest.raises(ServiceFailed, match="answered 503"):
        EmbeddingService(address, "small", tries=2, pause=0)(["nurse"])
    Answers.busy, Answers.heard = 0, []
    with pytest.raises(ServiceFailed, match="answered 401"):
        EmbeddingService(address, "forbidden", pause=0)(["nurse"])
    assert len(Answers.heard) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [(b"{}", "gave no embeddings"), (b'{"data": []}', "gave 0 embeddings for 1 texts")],
)
def test_an_answer_without_embeddings_is_refused(address: str, answer: bytes, message: str) -> None:
    Answers.broken = answer
    with pytest.raises(ServiceFailed, match=message):
        EmbeddingService(address, "small", pause=0)(["nurse"])


def test_a_service_that_is_not_there_is_named() -> None:
    with pytest.raises(ServiceFailed, match="cannot be reached"):
        EmbeddingService("http://127.0.0.1:9/", "small", tries=1, timeout=2)(["nurse"])


def test_other_schemes_are_not_opened() -> None:
    with pytest.raises(ValueError, match="must begin with http"):
        EmbeddingService("file:///etc/hostname", "small")


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(EmbeddingService("http://127.0.0.1/", "small", "secret"))
