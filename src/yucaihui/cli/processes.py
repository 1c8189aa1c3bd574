"""`yucaihui processes`: every process of the casework kernel as the docs show it."""

from collections.abc import Iterator
from itertools import groupby

import django
import typer
from django.utils import translation

from yucaihui.casework.process import Move, Process, registered_processes

app = typer.Typer()

HEAD = """# Processes

Each is data that a module registers with the casework kernel: the same object draws the buttons,
the API's `actions`, this page and the table of the permission test. `yucaihui processes >
docs/develop/processes.md` writes it anew.

In the diagrams an arrow says who makes the move; a dagger marks a decision, which gives one of the
reasons listed below and is a person's alone. Moves that leave a case where it is are listed, not
drawn.
"""


@app.command()
def processes() -> None:
    """Print the processes; docs/develop/processes.md keeps them."""
    django.setup()
    typer.echo(page(registered_processes()), nl=False)


def page(found: list[Process]) -> str:
    """The whole page: Markdown with Mermaid diagrams, in English whatever language is set."""
    with translation.override("en"):
        return "\n".join([HEAD, *("\n".join(section(process)) for process in found)])


def section(process: Process) -> Iterator[str]:
    yield f"## {process.label} (`{process.name}`)\n"
    yield f"```mermaid\n{diagram(process)}```\n"
    yield "| state | inside | for its subject | |\n|---|---|---|---|"
    for state in process.states:
        end = "end" if state.closed else ""
        yield f"| `{state.name}` | {state.label} | {state.word(inside=False)} | {end} |"
    yield "\n| move | label | by | from | to |\n|---|---|---|---|---|"
    for (name, target), moves in groupby(process.moves, key=lambda move: (move.name, goal(move))):
        yield line(process, name, target, list(moves))
    decisions = {move.name: move.reasons for move in process.moves if move.needs_reason}
    for name, reasons in decisions.items():
        words = "; ".join(f"`{code}` {label}" for code, label in reasons.items())
        yield f"\nReasons of `{name}`: {words}."
    yield ""


def goal(move: Move) -> str:
    """Where the move leads; nothing when the case stays."""
    return "" if move.target == move.source else move.target


def line(process: Process, name: str, target: str, moves: list[Move]) -> str:
    who = ", ".join(str(process.roles[role]) for role in sorted(moves[0].roles))
    sources = ", ".join(f"`{move.source}`" for move in moves)
    to = f"`{target}`" if target else "stays"
    return f"| `{name}` | {moves[0].label} | {who} | {sources} | {to} |"


def diagram(process: Process) -> str:
    """The process as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {process.start}"]
    lines += [arrow(move) for move in process.moves if goal(move)]
    return "\n".join([*lines, *(f"    {name} --> [*]" for name in sorted(process.closed)), ""])


def arrow(move: Move) -> str:
    decided = "†" if move.needs_reason else ""
    return f"    {move.source} --> {move.target}: {move.name}{decided} ({by(move)})"


def by(move: Move) -> str:
    return ", ".join(sorted(move.roles))
