"""`yucaihui competition assign`: judges for the entries of anyone's folder, with no database."""

from pathlib import Path
from typing import Annotated

import typer

from yucaihui.cli.output import print_json, refusals

MODES = ("optimal", "fair")


def assign(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Folder with projects.json, judges.json and, if you like, affinity.csv.",
        ),
    ],
    per_entry: Annotated[int, typer.Option(min=1, help="Judges for each entry.")] = 3,
    max_load: Annotated[
        int | None, typer.Option(min=0, help="Entries of a judge at most, whatever their own.")
    ] = None,
    mode: Annotated[
        str, typer.Option(help="optimal: the best total; fair: the worst entry lifted first.")
    ] = "optimal",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output.")
    ] = False,
) -> None:
    """Give each eligible entry its judges: no conflict, within tracks and loads, proven best."""
    from yucaihui.cli.competition_assignment import NoAssignment, assign_document

    if mode not in MODES:
        raise typer.BadParameter(f"there is no mode {mode!r}; there is {', '.join(MODES)}")
    with refusals(as_json=as_json):
        try:
            document = assign_document(folder, per_entry, max_load, mode)
        except NoAssignment as shortage:
            typer.echo(str(shortage), err=True)
            if as_json:
                print_json(shortage.document)
            raise typer.Exit(1) from shortage
    if as_json:
        print_json(document)
    else:
        typer.echo("\n".join("\t".join(pair) for pair in document["pairs"]))
