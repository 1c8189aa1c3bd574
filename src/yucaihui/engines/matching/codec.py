"""An index's arrays to bytes and back, by NumPy's own archive format, without pickles."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.engines.matching.counts import Counts
from yucaihui.engines.matching.encoded import Encoded, Skills, Titles
from yucaihui.engines.matching.statistics import Frequencies, Statistics
from yucaihui.engines.matching.version import ENGINE_VERSION

Arrays = Mapping[str, NDArray[Any]]
_LEGS = ("titles", "skills", "text")


def encode(records: Encoded, statistics: Statistics) -> bytes:
    """All arrays of an index in one archive that says which engine wrote it."""
    head = {
        "engine": ENGINE_VERSION,
        "encoder": statistics.encoder,
        "ids": records.ids,
        "numbers": sorted(records.numbers),
        "mean_length": statistics.mean_length,
    }
    arrays: dict[str, Any] = dict(_record_arrays(records)) | dict(_statistics_arrays(statistics))
    head_bytes = np.frombuffer(json.dumps(head, ensure_ascii=True).encode(), dtype=np.uint8)
    out = BytesIO()
    np.savez(out, head=head_bytes, **arrays)
    return out.getvalue()


def decode(data: bytes) -> tuple[Encoded, Statistics]:
    """What `encode` wrote; ValueError for other bytes or those of another engine version."""
    try:
        with np.load(BytesIO(data), allow_pickle=False) as archive:
            arrays = dict(archive)
        head = json.loads(arrays["head"].tobytes())
    except (BadZipFile, EOFError, KeyError, ValueError) as error:
        raise ValueError("these bytes are not a saved matching index") from error
    if head["engine"] != ENGINE_VERSION:
        raise ValueError(
            f"the index was saved by engine {head['engine']}, this is {ENGINE_VERSION}: rebuild it"
        )
    return _records(head, arrays), _statistics(head, arrays)


def _record_arrays(records: Encoded) -> Iterator[tuple[str, NDArray[Any]]]:
    yield "digests", records.digests
    yield "owned", records.titles.owned
    yield "starts", records.titles.starts
    yield "languages", records.languages
    for name, part in (("title", records.titles), ("skill", records.skills)):
        yield f"{name}_hashes", part.hashes
        yield f"{name}_vectors", part.vectors
    yield from _count_arrays("titles", records.titles.grams)
    yield from _count_arrays("skills", records.skills.counts)
    yield from _count_arrays("text", records.text)
    yield from _count_arrays("places", records.places)
    for place, name in enumerate(sorted(records.numbers)):
        yield f"number_{place}", records.numbers[name]


def _count_arrays(name: str, counts: Counts) -> Iterator[tuple[str, NDArray[Any]]]:
    yield f"{name}_vocabulary", counts.vocabulary
    # Counts are whole numbers: as such they take half the bytes.
    yield f"{name}_data", counts.matrix.data.astype(np.uint32)
    yield f"{name}_indices", counts.matrix.indices.astype(np.int32)
    yield f"{name}_indptr", counts.matrix.indptr


def _statistics_arrays(statistics: Statistics) -> Iterator[tuple[str, NDArray[Any]]]:
    for leg in _LEGS:
        frequencies: Frequencies = getattr(statistics, leg)
        yield f"{leg}_known", frequencies.vocabulary
        yield f"{leg}_counts", frequencies.counts
        yield f"{leg}_documents", np.array(frequencies.documents)


def _records(head: Mapping[str, list[str]], arrays: Arrays) -> Encoded:
    hashes, vectors = (
        {name: arrays[f"{name}_{part}"] for name in ("title", "skill")}
        for part in ("hashes", "vectors")
    )
    return Encoded(
        ids=tuple(head["ids"]),
        digests=arrays["digests"],
        titles=Titles(
            hashes["title"],
            vectors["title"],
            _counts("titles", arrays),
            arrays["owned"],
            arrays["starts"],
        ),
        skills=Skills(_counts("skills", arrays), hashes["skill"], vectors["skill"]),
        text=_counts("text", arrays),
        places=_counts("places", arrays),
        numbers={name: arrays[f"number_{n}"] for n, name in enumerate(head["numbers"])},
        languages=arrays["languages"],
    )


def _counts(name: str, arrays: Arrays) -> Counts:
    vocabulary, indptr = arrays[f"{name}_vocabulary"], arrays[f"{name}_indptr"]
    matrix = sparse.csr_array(
        (arrays[f"{name}_data"].astype(np.float64), arrays[f"{name}_indices"], indptr),
        shape=(len(indptr) - 1, len(vocabulary)),
    )
    return Counts(vocabulary, matrix)


def _statistics(head: Mapping[str, Any], arrays: Arrays) -> Statistics:
    titles, skills, text = (
        Frequencies(
            arrays[f"{leg}_known"], arrays[f"{leg}_counts"], int(arrays[f"{leg}_documents"])
        )
        for leg in _LEGS
    )
    return Statistics(titles, skills, text, head["mean_length"], head["encoder"])
