"""Matching in parts, by processes and by a cluster's workers, gives what one process gives."""

import json
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from yucaihui.cli.match import app
from yucaihui.cli.match_parts import Counted, Run, encoder_of, match_in_parts
from yucaihui.cli.problems import UnreadableFile
from yucaihui.engines.matching import Match, build_indexes, match_both
from yucaihui.engines.matching.encoded import encode_talents
from yucaihui.engines.matching.partitions import contribution
from yucaihui.engines.matching.records import position_from_json, talent_from_json

ON = date(2026, 11, 23)
TOP = 7
TITLES = ("软件工程师", "BMS工程师", "Data engineer", "护士", "机械设计师", "Sales manager")
SKILLS = ("Python", "SQL", "Java", "CAN", "AutoCAD", "PLC", "护理", "Excel")
WORDS = (
    "负责",
    "开发",
    "测试",
    "系统",
    "项目",
    "需求",
    "设备",
    "工艺",
    "design",
    "build",
    "lead",
    "data",
)
PLACES = ("渝北区", "北碚区")
Rows = list[dict[str, Any]]


def positions(count: int) -> Rows:
    rng = random.Random(1)  # noqa: S311 - made-up data
    return [
        {
            "id": f"p{number:03}",
            "title": rng.choice(TITLES),
            "text": " ".join(rng.choices(WORDS, k=10)),
            "skills": rng.sample(SKILLS, 3),
            "min_years": float(rng.randrange(4)),
            "district": rng.choice(PLACES),
        }
        for number in range(count)
    ]


def talents(count: int) -> Rows:
    """Ids in no order: parts overlap in the order of ids."""
    rng = random.Random(2)  # noqa: S311 - made-up data
    return [
        {
            "id": f"t{number * 7919 % 100_003}",
            "titles": rng.sample(TITLES, rng.randrange(1, 3)),
            "text": " ".join(rng.choices(WORDS, k=10)),
            "skills": rng.sample(SKILLS, 3),
            "years": float(rng.randrange(8)),
            "districts": rng.sample(PLACES, rng.randrange(2)) or None,
        }
        for number in range(count)
    ]


def parts(folder: Path, name: str, rows: Rows, count: int) -> tuple[Path, ...]:
    files = tuple(folder / f"{name}-{part}.parquet" for part in range(count))
    for part, file in enumerate(files):
        pq.write_table(pa.Table.from_pylist(rows[part::count]), file)
    return files


def run_of(folder: Path, asked: Rows, offered: Rows) -> Run:
    return Run(
        parts(folder, "positions", asked, 2),
        parts(folder, "talents", offered, 3),
        folder / "work",
        TOP,
        ON,
    )


def silent(_step: str, _done: int, _all: int) -> None:
    pass


Line = tuple[str, int, Match]


def lines(file: Path, owner: str, other: str) -> list[Line]:
    return sorted(
        (
            (
                row[owner],
                row["place"],
                Match(row[other], row["score"], row["title"], row["skills"], row["text"]),
            )
            for row in pq.read_table(file).to_pylist()
        ),
        key=lambda line: line[:2],
    )


def in_one_process(asked: Rows, offered: Rows) -> tuple[list[Line], list[Line]]:
    both = match_both(
        *build_indexes(
            [position_from_json(row, "")[0] for row in asked],
            [
                talent_from_json({k: v for k, v in row.items() if v is not None}, "", ON)[0]
                for row in offered
            ],
        ),
        TOP,
    )
    return tuple(  # type: ignore[return-value]
        [
            (owner, place, match)
            for owner in sorted(found)
            for place, match in enumerate(found[owner], start=1)
        ]
        for found in (both.talents_for, both.positions_for)
    )


def found_in(files: tuple[Path, Path]) -> tuple[list[Line], list[Line]]:
    forward, backward = files
    return lines(forward, "position", "talent"), lines(backward, "talent", "position")


@pytest.fixture
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_parts_give_what_one_process_gives(tmp_path: Path, executor: Executor) -> None:
    asked, offered = positions(30), talents(200)
    found = found_in(match_in_parts(run_of(tmp_path, asked, offered), executor, silent))
    assert found == in_one_process(asked, offered)


def test_a_run_goes_on_where_it_stood(tmp_path: Path, executor: Executor) -> None:
    asked, offered = positions(30), talents(200)
    run = run_of(tmp_path, asked, offered)

    def stopped(step: str, done: int, _all: int) -> None:
        if (step, done) == ("match", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        match_in_parts(run, executor, stopped)
    made = {file: file.stat().st_mtime_ns for file in run.folder.glob("pairs-*")}
    found = found_in(match_in_parts(run, executor, silent))
    kept = {file: file.stat().st_mtime_ns for file in made}
    assert (len(made) >= 4, kept, found) == (True, made, in_one_process(asked, offered))


def test_an_id_that_two_parts_have_is_refused(tmp_path: Path, executor: Executor) -> None:
    run = run_of(tmp_path, positions(4), [*talents(7), talents(1)[0]])
    with pytest.raises(ValueError, match="talents: the id 't0' occurs twice; make it unique"):
        match_in_parts(run, executor, silent)


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, executor: Executor) -> None:
    wrong = [{**row, "min_years": -1.0} for row in positions(2)]
    with pytest.raises(UnreadableFile) as refusal:
        match_in_parts(run_of(tmp_path, wrong, talents(3)), executor, silent)
    assert refusal.value.problems[0]["field"] == "min_years"


def test_the_command_matches_folders_by_processes(tmp_path: Path) -> None:
    asked, offered = positions(6), talents(20)
    for side, rows in (("positions", asked), ("talents", offered)):
        (tmp_path / side).mkdir()
        parts(tmp_path / side, side, rows, 2)
    options = ("--positions", tmp_path / "positions", "--talents", tmp_path / "talents")
    limits = ("--top", TOP, "--processes", 1, "--on", ON, "--out", tmp_path / "out", "--json")
    result = CliRunner().invoke(app, ["parts", *map(str, (*options, *limits))])
    document = json.loads(result.stdout)
    assert document["parts"] == {"positions": 2, "talents": 2}
    forward, backward = map(Path, document["files"])
    assert found_in((forward, backward)) == in_one_process(asked, offered)


def test_a_folder_without_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talents").mkdir()
    file = parts(tmp_path, "positions", positions(1), 1)[0]
    options = ("--positions", file, "--talents", tmp_path / "talents", "--out", tmp_path / "out")
    result = CliRunner().invoke(app, ["parts", *map(str, options), "--json"])
    message = "talents: no file here ends in .parquet"
    assert (result.exit_code, json.loads(result.stdout)["error"]) == (1, message)


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path, executor: Executor) -> None:
    run = run_of(tmp_path, positions(1), talents(1))
    run.talents[0].write_text("no parquet", "utf-8")
    with pytest.raises(UnreadableFile, match=r"^talents-0\.parquet: is no Parquet"):
        match_in_parts(run, executor, silent)


def test_a_folder_emptied_and_filled_anew_is_read_anew(tmp_path: Path, executor: Executor) -> None:
    """A worker that stands keeps the index it read last."""
    found = []
    for asked in (positions(30), positions(30)[::-1][:20]):
        run = run_of(tmp_path, asked, talents(60))
        shutil.rmtree(run.folder, ignore_errors=True)
        found.append(found_in(match_in_parts(run, executor, silent)))
    assert found == [in_one_process(asked, talents(60)) for asked in (positions(30), asked)]


def test_workers_with_unlike_encoders_are_refused() -> None:
    nothing = contribution(encode_talents([]), talents=True)
    unlike = [Counted(nothing, np.array([], dtype=np.str_), name) for name in ("a", "b")]
    with pytest.raises(ValueError, match="the workers have different encoders"):
        encoder_of(unlike)


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
        ) as local,
        distributed.Client(local) as client,
    ):
        yield client


def losing_a_worker(client: Any) -> Callable[[str, int, int], None]:
    """Kills one worker's process, for good, when the first pair is done."""

    def report(step: str, done: int, _all: int) -> None:
        if (step, done) == ("match", 1):
            process = next(iter(client.run(os.getpid).values()))
            os.kill(process, signal.SIGKILL)

    return report


def test_a_cluster_that_loses_a_worker_gives_the_same(tmp_path: Path, cluster: Any) -> None:
    asked, offered = positions(30), talents(200)
    run = run_of(tmp_path, asked, offered)
    files = match_in_parts(run, cluster.get_executor(), losing_a_worker(cluster))
    assert found_in(files) == in_one_process(asked, offered)
