"""`yucaihui bench NAME`: an engine beside its bound and its peers, measured in this run."""

import importlib
import json
from pathlib import Path
from typing import Annotated

import typer

# name: module with `run(scale) -> Report`, imported when it is asked for.
BENCHES = {
    "assignment": "yucaihui.bench.assignment",
    "encoder": "yucaihui.bench.encoder",
    "long-documents": "yucaihui.bench.long_documents",
    "ledger": "yucaihui.bench.ledger",
    "lending": "yucaihui.bench.lending",
    "matching": "yucaihui.bench.matching",
    "parts": "yucaihui.bench.parts",
    "ranking": "yucaihui.bench.ranking",
    "search": "yucaihui.bench.search",
    "site": "yucaihui.bench.site",
}
DRAWN = ("ledger", "matching", "parts")

app = typer.Typer()


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help=", ".join(BENCHES))],
    scale: Annotated[float, typer.Option(min=0.001, help="Share of the full size.")] = 1.0,
    plot: Annotated[
        Path | None, typer.Option(help="Where to write the curve of growth as an SVG.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Measure an engine: seconds, memory, the bound, and peers beside it."""
    if name not in BENCHES:
        raise typer.BadParameter(f"there is no bench {name!r}; there is {', '.join(BENCHES)}")
    if plot and name not in DRAWN:
        raise typer.BadParameter(f"--plot is for {' and '.join(DRAWN)}")
    options = {"plot": plot} if plot else {}
    document = importlib.import_module(BENCHES[name]).run(scale, **options).document()
    typer.echo(json.dumps(document, ensure_ascii=False, indent=None if as_json else 2))
