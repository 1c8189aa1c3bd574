"""`yucaihui messages`: collect, check and compile the translations."""

from typing import Annotated

import typer

from yucaihui.core.catalogues import (
    PACKAGE,
    compile_catalogues,
    faults,
    packages,
    update_catalogue,
)

app = typer.Typer(no_args_is_help=True)


@app.command()
def update(
    only: Annotated[str, typer.Argument(help="One package, like `recruitment`; else all.")] = "",
) -> None:
    """Collect the texts of each package into its catalogue; new ones wait for a translation."""
    for package in packages():
        if not only or package == PACKAGE / only:
            update_catalogue(package)


@app.command()
def check() -> None:
    """Refuse texts that no catalogue translates, stale translations and contradicting ones."""
    found = faults()
    for fault in found:
        typer.echo(fault, err=True)
    raise typer.Exit(1 if found else 0)


@app.command("compile")
def compile_command(
    force: Annotated[bool, typer.Option(help="Also those that are up to date.")] = False,
) -> None:
    """Write the .mo files that Django reads."""
    compile_catalogues(force=force)
