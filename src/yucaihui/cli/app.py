"""The `yucaihui` command. A part is imported only when it is called, so `--help` is quick."""

import importlib
import os
import sys
from pathlib import Path

import typer

# name: (module with a typer `app`, one line of help). Commands that read files need no database.
COMMANDS = {
    "import": ("yucaihui.cli.imports", "Read postings and CVs from files."),
    "match": ("yucaihui.cli.match", "Match positions and talents from files."),
    "matching": ("yucaihui.cli.matching", "See and train the encoder of titles and skills."),
    "competition": ("yucaihui.cli.competition", "Rank and check panels of judges from files."),
    "ledger": ("yucaihui.cli.ledger", "Check the books and write checkpoints."),
    "loan": ("yucaihui.cli.loan", "Work out loan schedules from files."),
    "bench": ("yucaihui.cli.bench", "Measure an engine beside its bound and its peers."),
    "serve": ("yucaihui.cli.serve", "Start the site and its worker."),
    "worker": ("yucaihui.cli.worker", "Run the waiting jobs, without the site."),
    "demo": ("yucaihui.cli.demo", "Build the demo city."),
    "openapi": ("yucaihui.api.commands", "Print the OpenAPI document of the API."),
    "processes": ("yucaihui.cli.processes", "Print the processes of cases, with diagrams."),
    "messages": ("yucaihui.cli.messages", "Collect, check and compile the translations."),
    "manage": ("yucaihui.cli.manage", "Django's own commands: migrate, shell …"),
}


def build(wanted: str) -> typer.Typer:
    """The whole command line, with the parts of `wanted` loaded and the others named."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="渝才荟 Yucaihui: talents, employers and the promises between them.",
    )
    for name, (module, help_text) in COMMANDS.items():
        if name == wanted:
            add(app, name, importlib.import_module(module).app, help_text)
        else:
            app.command(name, help=help_text)(not_loaded)
    return app


def add(app: typer.Typer, name: str, part: typer.Typer, help_text: str) -> None:
    """A part with one command is that command; with several it is a group."""
    commands = part.registered_commands
    if len(commands) > 1:
        app.add_typer(part, name=name, help=help_text)
        return
    only = commands[0]
    if only.callback is None:
        raise TypeError(f"The command {name} has no function.")
    app.command(
        name,
        help=only.help or help_text,
        context_settings=only.context_settings,
        add_help_option=only.add_help_option,
    )(only.callback)


def not_loaded() -> None:
    """Stands for a command that this call did not ask for."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yucaihui.config.settings")
    # numba reads this when it is imported; the package's own folder may not be writable.
    home = Path(os.environ.get("YUCAIHUI_HOME", "var")).resolve()
    os.environ.setdefault("NUMBA_CACHE_DIR", str(home / "numba"))
    build(sys.argv[1] if len(sys.argv) > 1 else "")()
