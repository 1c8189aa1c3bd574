"""`yucaihui matching`: the encoder of titles and skills, and the training of its head."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="See and train the encoder of titles and skills.")

# The languages whose tables train the head, and how ESCO names the files of its download.
_LANGUAGES = ("en", "de", "es")
_TABLE = "occupations_{}.csv"


@app.command()
def encoder(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Say which encoder is in use, its digest and its languages."""
    from yucaihui.engines.matching.encoding import DIMENSIONS, default_encoder

    chosen = default_encoder()
    document: dict[str, Any] = {
        "name": chosen.name,
        "digest": chosen.digest,
        "languages": sorted(chosen.languages),
        "dimensions": DIMENSIONS,
    }
    if as_json:
        typer.echo(json.dumps(document))
        return
    for key, value in document.items():
        typer.echo(f"{key}: {' '.join(value) if isinstance(value, list) else value}")


@app.command()
def train(
    esco: Annotated[
        Path,
        typer.Option(
            exists=True, file_okay=False, help="ESCO's CSV download: occupations_en.csv, _de, _es."
        ),
    ],
    out: Annotated[Path, typer.Option(dir_okay=False, help="The head to write, a NumPy archive.")],
) -> None:
    """Train the encoder's head from the occupations of ESCO and our own Chinese names."""
    from yucaihui.engines.matching.encoding import parts
    from yucaihui.engines.matching.encoding.head import read_arrays
    from yucaihui.engines.matching.encoding.pooling import Pooling
    from yucaihui.engines.matching.encoding.training.steps import Settings
    from yucaihui.engines.matching.encoding.training.train import to_bytes, train
    from yucaihui.engines.matching.encoding.training.work import read_work

    try:
        work = read_work(_tables(esco), parts.chinese_names(), parts.spelling())
    except (OSError, UnicodeDecodeError, ValueError) as problem:
        typer.echo(f"The tables cannot be read: {problem}", err=True)
        raise typer.Exit(1) from problem
    model = read_arrays(parts.model_bytes())
    stderr = typer.get_text_stream("stderr")
    with typer.progressbar(length=1000, file=stderr, label=f"{len(work)} occupations") as bar:

        def move(done: int, whole: int) -> None:
            bar.update(1000 * done // whole - bar.pos)

        head = train(work, model, Pooling(model, parts.tokenizer()), Settings(), move)
    _write(out, to_bytes(head))


def _tables(folder: Path) -> dict[str, str]:
    return {
        language: (folder / _TABLE.format(language)).read_text(encoding="utf-8-sig")
        for language in _LANGUAGES
    }


def _write(path: Path, data: bytes) -> None:
    """An older head stays until the new one is whole."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    typer.echo(f"{path}: {len(data)} bytes", err=True)
