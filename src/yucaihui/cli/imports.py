"""`yucaihui import …`: files read with no database."""

import typer

from yucaihui.cli.import_cvs import cvs
from yucaihui.cli.import_postings import postings

app = typer.Typer(no_args_is_help=True, help="Read postings and CVs from files.")
app.command()(postings)
app.command()(cvs)
