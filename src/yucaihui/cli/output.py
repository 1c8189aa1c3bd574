"""What commands that read files print: one JSON document, or why a file is refused."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import typer

from yucaihui.cli.problems import UnreadableFile

_HALVES = re.compile("[\ud800-\udfff]")


@contextmanager
def refusals(*, as_json: bool) -> Iterator[None]:
    """Tell what cannot be read and end with status 1."""
    try:
        yield
    except UnreadableFile as refusal:
        typer.echo("\n".join(refusal.lines()), err=True)
        if as_json:
            print_json({"error": str(refusal), "problems": refusal.problems})
        raise typer.Exit(1) from refusal


def print_json(document: Mapping[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    # Half of a pair of surrogates is no character: it goes out escaped, as it came in.
    typer.echo(_HALVES.sub(lambda half: f"\\u{ord(half.group()):04x}", text))
