"""`yucaihui match`: positions and talents of anyone's files, with no database."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from yucaihui.cli.match_documents import Document, both_document, ranked_document, ranked_lists
from yucaihui.cli.match_files import (
    read_corpus,
    read_positions,
    read_queries,
    read_talents,
)
from yucaihui.cli.output import print_json, refusals
from yucaihui.engines.matching import ENGINE_VERSION, BothWays

# What would break a line of text into fields or lines, or cannot be shown in it.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")

app = typer.Typer(no_args_is_help=True, help="Match positions and talents from files.")


def _file(help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(exists=True, dir_okay=False, help=help_text)
    return option


AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


Top = Annotated[int, typer.Option(min=0, help="How many a list holds.")]
On = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Day up to which present jobs count (today)."),
]


@app.command()
def both(
    positions: Annotated[Path, _file("Positions, one JSON object a line.")],
    talents: Annotated[Path, _file("Talents or JSON Resumes, one JSON object a line.")],
    top: Top = 20,
    as_json: AsJson = False,
    on: On = None,
) -> None:
    """Rank talents for each position and positions for each talent, with reasons and gaps."""
    day = (on or datetime.now(UTC)).date()
    with refusals(as_json=as_json):
        document = both_document(read_positions(positions), read_talents(talents, day), top)
    print_json(document) if as_json else _print_pairs(document)
    for notice in () if as_json else document["notices"]:
        typer.echo("{file}: {field}: {en} (lines: {count})".format_map(notice), err=True)


def _parquet(help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(exists=True, help=help_text)
    return option


@app.command()
def parts(
    positions: Annotated[Path, _parquet("Parquet file of positions, or a folder of such parts.")],
    talents: Annotated[Path, _parquet("Parquet file of talents, or a folder of such parts.")],
    out: Annotated[
        Path,
        typer.Option(file_okay=False, help="Folder for the lists, and to go on from if stopped."),
    ],
    cluster: Annotated[
        str | None, typer.Option(help="Dask scheduler that all parts are sent to, tcp://host:8786.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes here, where there is no cluster (cores).")
    ] = None,
    top: Top = 20,
    as_json: AsJson = False,
    on: On = None,
) -> None:
    """Rank both ways like `both`, for files that one process could not hold."""
    try:
        from yucaihui.cli.match_workers import parts_document
    except ModuleNotFoundError as error:
        way = "pip install --require-hashes -r requirements/cluster.lock"
        typer.echo(f"{error.name} is not installed: {way}", err=True)
        raise typer.Exit(1) from error

    day = (on or datetime.now(UTC)).date()
    with refusals(as_json=as_json):
        document = parts_document((positions, talents), out, top, day, cluster, processes)
    if as_json:
        print_json(document)
    else:
        typer.echo("\n".join(map(str, document["files"])))


@app.command()
def rank(
    queries: Annotated[Path, _file("What is searched for: id, tab, text.")],
    corpus: Annotated[Path, _file("What is ranked: id, tab, text.")],
    top: Annotated[int, typer.Option(min=0, help="How many a list holds.")] = 100,
    trec: Annotated[Path | None, typer.Option(help="TREC run file to write.")] = None,
    as_json: AsJson = False,
) -> None:
    """Rank the texts of the corpus for each query; any text, any language."""
    if trec is None and not as_json:
        raise typer.BadParameter("say where to: --trec FILE, --json, or both")
    if trec and not trec.parent.is_dir():
        raise typer.BadParameter(f"--trec: there is no folder {trec.parent}")
    with refusals(as_json=as_json):
        blanks = trec is None
        asked, offered = read_queries(queries, blanks=blanks), read_corpus(corpus, blanks=blanks)
    if as_json:
        document, lists = ranked_document(asked, offered, top)
        print_json(document)
    else:
        lists = ranked_lists(asked, offered, top)
    if trec:
        _write_run(trec, lists)


def _print_pairs(document: Document) -> None:
    """One line a pair: position, rank, talent, score, and what speaks for it."""
    for position in document["positions"]:
        for place, entry in enumerate(position["talents"], start=1):
            reasons = "; ".join(reason["en"] for reason in entry["reasons"])
            fields = (position["id"], place, entry["id"], f"{entry['score']:.4f}", reasons)
            typer.echo("\t".join(_BREAKS.sub(" ", str(one)) for one in fields))


def _write_run(path: Path, lists: BothWays) -> None:
    """Write a TREC run file; an older one stays until the new one is whole."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as out:
        for query, matches in lists.talents_for.items():
            for place, match in enumerate(matches, start=1):
                out.write(
                    f"{query} Q0 {match.id} {place} {match.score!r} yucaihui-{ENGINE_VERSION}\n"
                )
    part.replace(path)
