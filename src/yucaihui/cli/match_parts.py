"""Matching of Parquet files in parts, by processes here or by the workers of a cluster.

Every step is a plain function of files and leaves a file, written whole or not at all. A part
whose file is there is not worked out again, so a run that was stopped goes on where it stood, and
whichever worker takes over a lost one's task does the same again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy import sparse

from yucaihui.cli.match_files import read_rows
from yucaihui.cli.problems import refused
from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.counts import Counts
from yucaihui.engines.matching.encoded import Encoded, encode_positions, encode_talents
from yucaihui.engines.matching.encoding import default_encoder
from yucaihui.engines.matching.index import Index, PositionIndex, TalentIndex
from yucaihui.engines.matching.packed import ONE
from yucaihui.engines.matching.partitions import (
    NOT_COUNTED,
    Contribution,
    Lists,
    bucket_of_titles,
    contribution,
    match_part,
    merged,
    statistics_of,
    title_frequencies,
)
from yucaihui.engines.matching.records import position_from_json, talent_from_json
from yucaihui.engines.matching.statistics import Frequencies

# Distinct titles of all parts are counted in so many heaps, each of which fits into memory.
BUCKETS = 16
POSITIONS, TALENTS = "positions", "talents"
Report = Callable[[str, int, int], None]
Ids = NDArray[np.str_]
AnyIndex = TypeVar("AnyIndex", PositionIndex, TalentIndex)


@dataclass(frozen=True, eq=False)
class Counted:
    """What a part adds to the statistics, the ids of its records, and whose vectors it has."""

    contribution: Contribution
    ids: Ids
    encoder: str


@dataclass(frozen=True)
class Run:
    """One run: where the parts are read from, the folder it works in, and how long lists are."""

    positions: tuple[Path, ...]
    talents: tuple[Path, ...]
    folder: Path
    top: int
    on: date

    def sources(self, side: str) -> tuple[Path, ...]:
        return self.positions if side == POSITIONS else self.talents

    def parts(self, side: str) -> range:
        return range(len(self.sources(side)))

    def file(self, name: str, *numbers: int) -> Path:
        return self.folder / "-".join((name, *(f"{number:05}" for number in numbers)))


def match_in_parts(run: Run, executor: Executor, report: Report) -> tuple[Path, Path]:
    """Work everything out; gives the Parquet files of talents for positions and the reverse.

    `report` is told of each step, of tasks done and tasks in all. Raises `UnreadableFile`, and
    ValueError for an id that occurs twice on one side or for workers with unlike encoders.
    """
    run.folder.mkdir(parents=True, exist_ok=True)
    everyone = [(side, part) for side in (POSITIONS, TALENTS) for part in run.parts(side)]
    work = partial(in_order, executor, run, report)

    work("encode", encode_part, everyone)
    counted = dict(zip(everyone, work("count", count_part, everyone), strict=True))
    of_talents = [number(run, side, ids_of(counted, side)) for side in (POSITIONS, TALENTS)][1]
    heaps = [(side, bucket) for side in (POSITIONS, TALENTS) for bucket in range(BUCKETS)]
    titles = work("count titles", count_titles, heaps)
    added = [one.contribution for one in counted.values()]
    whole = statistics_of(titles, added, of_talents, encoder_of(counted.values()))
    write(run.file("statistics"), Index(encode_talents([], Atoms(None)), whole).to_bytes())

    pairs = [(one, other) for one in run.parts(POSITIONS) for other in run.parts(TALENTS)]
    work("match", match_pair, pairs)
    work("merge", merge_part, everyone)
    return together(run, POSITIONS), together(run, TALENTS)


def in_order(
    executor: Executor,
    run: Run,
    report: Report,
    step: str,
    function: Callable[..., Any],
    tasks: Sequence[tuple[Any, ...]],
) -> list[Any]:
    """What `function(run, *task)` gives for each task, worked out by whoever is free."""
    report(step, 0, len(tasks))
    futures = [executor.submit(function, run, *task) for task in tasks]
    for done, future in enumerate(as_completed(futures), start=1):
        future.result()
        report(step, done, len(futures))
    return [future.result() for future in futures]


def encoder_of(counted: Iterable[Counted]) -> str:
    """The encoder of all workers: who gives the command need not load it."""
    names = {one.encoder for one in counted}
    if len(names) > 1:
        raise ValueError("the workers have different encoders; give all of them the same release")
    return names.pop() if names else ""


def ids_of(counted: dict[tuple[str, int], Counted], side: str) -> list[Ids]:
    return [one.ids for (whose, _), one in counted.items() if whose == side]


def without_nulls(row: dict[str, Any]) -> dict[str, Any]:
    """A column that a row leaves empty is a key that it does not have."""
    return {key: value for key, value in row.items() if value is not None}


def encode_part(run: Run, side: str, part: int) -> None:
    """Parquet to an index without statistics."""
    target = run.file(f"{side}.index", part)
    if target.exists():
        return
    source = run.sources(side)[part]
    rows = enumerate(map(without_nulls, read_parquet(source)), start=1)
    if side == POSITIONS:
        records = encode_positions(read_rows(source.name, rows, position_from_json).records)
    else:
        reading = partial(talent_from_json, on=run.on)
        records = encode_talents(read_rows(source.name, rows, reading).records)
    write(target, Index(records, NOT_COUNTED).to_bytes())


def read_parquet(source: Path) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = pq.read_table(source).to_pylist()
    except (pa.ArrowInvalid, OSError) as error:
        raise refused(source.name, f"is no Parquet ({str(error).splitlines()[0]})") from error
    return found


def count_part(run: Run, side: str, part: int) -> Counted:
    """What a part adds to the statistics, and its titles into heaps of distinct ones."""
    records = encoded(run, side, part)
    for bucket in range(BUCKETS):
        hashes, grams = bucket_of_titles(records, bucket, BUCKETS)
        matrix = grams.matrix
        save(
            run.file(f"{side}.titles", bucket, part),
            hashes=hashes,
            vocabulary=grams.vocabulary,
            data=matrix.data,
            columns=matrix.indices,
            starts=matrix.indptr,
        )
    return Counted(
        contribution(records, talents=side == TALENTS),
        np.array(records.ids, dtype=np.str_),
        default_encoder().digest,
    )


def count_titles(run: Run, side: str, bucket: int) -> Frequencies:
    """Frequencies of what the distinct titles of one heap of one side are made of."""
    heaps = (load(run.file(f"{side}.titles", bucket, part)) for part in run.parts(side))
    return title_frequencies((heap["hashes"], counts_of(heap)) for heap in heaps)


def counts_of(heap: dict[str, Any]) -> Counts:
    shape = (len(heap["starts"]) - 1, len(heap["vocabulary"]))
    matrix = sparse.csr_array((heap["data"], heap["columns"], heap["starts"]), shape=shape)
    return Counts(heap["vocabulary"], matrix)


def number(run: Run, side: str, ids: Sequence[Ids]) -> int:
    """Write the place of every record among all ids of its side in order, and the ids in order.

    Gives how many there are; ValueError for an id that occurs twice.
    """
    everyone = np.concatenate(ids)
    order = np.argsort(everyone, kind="stable")
    in_order = everyone[order]
    twice = np.flatnonzero(in_order[1:] == in_order[:-1])
    if len(twice):
        raise ValueError(f"{side}: the id {str(in_order[twice[0]])!r} occurs twice; make it unique")
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    starts = np.cumsum([len(part) for part in ids])[:-1]
    for part, of_part in enumerate(np.split(places, starts)):
        save(run.file(f"{side}.places", part), places=of_part)
    save(run.file(f"{side}.ids"), ids=in_order)
    return len(order)


def match_pair(run: Run, one: int, other: int) -> None:
    """Lists of one part of positions with one part of talents, both ways."""
    target = run.file("pairs", one, other)
    if target.exists():
        return
    of_positions, of_talents = (
        load(run.file(f"{side}.places", part))["places"]
        for side, part in ((POSITIONS, one), (TALENTS, other))
    )
    forward, backward = match_part(
        weighed(run, POSITIONS, one),
        weighed(run, TALENTS, other),
        run.top,
        (of_positions, of_talents),
    )
    save(
        target,
        **{
            f"{side}_{name}": value
            for side, lists in ((POSITIONS, forward), (TALENTS, backward))
            for name, value in (("others", lists.others), ("legs", lists.legs))
        },
    )


def merge_part(run: Run, side: str, part: int) -> None:
    """The lists of one part's records over all parts of the other side, as Parquet."""
    target = run.file(f"{side}.lists", part)
    if target.exists():
        return
    if side == POSITIONS:
        files = [run.file("pairs", part, other) for other in run.parts(TALENTS)]
    else:
        files = [run.file("pairs", one, part) for one in run.parts(POSITIONS)]
    found = [Lists(one[f"{side}_others"], one[f"{side}_legs"]) for one in map(load, files)]
    write(target, parquet_of(run, side, part, merged(found, run.top)))


def parquet_of(run: Run, side: str, part: int, lists: Lists) -> bytes:
    """A line for each place in each list: whose it is, the place, who is there, the score's sum."""
    other_side, one, other = (
        (TALENTS, "position", "talent") if side == POSITIONS else (POSITIONS, "talent", "position")
    )
    owners = np.array(encoded(run, side, part).ids, dtype=np.str_)
    others = load(run.file(f"{other_side}.ids"))["ids"]
    row, place = np.nonzero(lists.others >= 0)
    title, skills, text = (leg[row, place] / ONE for leg in lists.legs)
    table = pa.table(
        {
            one: pa.array(owners[row].tolist(), pa.string()),
            "place": pa.array(place + 1, pa.int32()),
            other: pa.array(others[lists.others[row, place]].tolist(), pa.string()),
            "score": lists.scores[row, place] / ONE,
            "title": title,
            "skills": skills,
            "text": text,
        }
    )
    out = BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def together(run: Run, side: str) -> Path:
    """The lists of all parts in one file, in the order of the parts."""
    name = {POSITIONS: "talents-for-positions", TALENTS: "positions-for-talents"}[side]
    target = run.folder / f"{name}.parquet"
    part_file = target.with_name(f".{target.name}.part")
    tables: Iterator[pa.Table] = (
        pq.read_table(run.file(f"{side}.lists", part)) for part in run.parts(side)
    )
    first = next(tables)
    with pq.ParquetWriter(part_file, first.schema, compression="zstd") as out:
        out.write_table(first)
        for table in tables:
            out.write_table(table)
    part_file.replace(target)
    return target


def encoded(run: Run, side: str, part: int) -> Encoded:
    return Index.from_bytes(run.file(f"{side}.index", part).read_bytes()).records


def weighed(run: Run, side: str, part: int) -> Any:
    """The index of a part under the statistics of all, the one that was asked for last kept: a
    worker's next pair mostly has the same positions."""
    files = run.file(f"{side}.index", part), run.file("statistics")
    # A folder that was emptied and filled anew has other files of the same names.
    changed = tuple((file.stat().st_mtime_ns, file.stat().st_ino) for file in files)
    return (_positions if side == POSITIONS else _talents)(files, changed)


Files = tuple[Path, Path]
Changed = tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def _positions(files: Files, _changed: Changed) -> PositionIndex:
    return _index(PositionIndex, files)


@lru_cache(maxsize=1)
def _talents(files: Files, _changed: Changed) -> TalentIndex:
    return _index(TalentIndex, files)


def _index(kind: type[AnyIndex], files: Files) -> AnyIndex:
    index, statistics = (Index.from_bytes(file.read_bytes()) for file in files)
    return kind(index.records, statistics.statistics)


def write(target: Path, data: bytes) -> None:
    """Whole or not at all; two workers that do the same leave the same."""
    part = target.with_name(f".{target.name}.{id(data)}.part")
    part.write_bytes(data)
    part.replace(target)


def save(target: Path, **arrays: Any) -> None:
    out = BytesIO()
    np.savez(out, **arrays)
    write(target, out.getvalue())


def load(source: Path) -> dict[str, Any]:
    with np.load(source, allow_pickle=False) as archive:
        return dict(archive)
