"""Django's management commands under our own name."""

import sys

import typer
from django.core.management import execute_from_command_line

app = typer.Typer(add_help_option=False)


@app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def manage() -> None:
    """Django's own commands: migrate, shell, createsuperuser …"""
    execute_from_command_line(["yucaihui manage", *sys.argv[2:]])
