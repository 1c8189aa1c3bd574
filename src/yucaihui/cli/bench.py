"""`yucaihui bench NAME`: an engine beside its bound and its peers, measured in this run."""

import importlib
import json
from typing import Annotated

import typer

# name: module with `run(scale) -> Report`, imported when it is asked for.
BENCHES = {
    "matching": "yucaihui.bench.matching",
    "search": "yucaihui.bench.search",
    "site": "yucaihui.bench.site",
}

app = typer.Typer()


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help=", ".join(BENCHES))],
    scale: Annotated[float, typer.Option(min=0.001, help="Share of the full size.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Measure an engine: seconds, memory, the bound, and peers beside it."""
    if name not in BENCHES:
        raise typer.BadParameter(f"there is no bench {name!r}; there is {', '.join(BENCHES)}")
    document = importlib.import_module(BENCHES[name]).run(scale).document()
    typer.echo(json.dumps(document, ensure_ascii=False, indent=None if as_json else 2))
