"""`yucaihui loan`: schedules of anyone's loans, from files and with no database."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="Loan schedules from files.")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
_COLUMNS = ("n", "due_date", "principal", "interest", "total", "outstanding")


class NotCases(ValueError):
    """The file holds no list of cases."""


@app.command()
def schedule(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Cases as JSON; see the docs.")
    ],
    as_json: AsJson = False,
) -> None:
    """Work out the schedule of each case; a case that can't be computed says why."""
    from yucaihui.engines.lending.answers import answers

    try:
        document = {"cases": answers(_cases(file))}
    except NotCases as refusal:
        _refuse(f"{file.name}: {refusal}", as_json=as_json)
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False, default=str))
    else:
        _print(document["cases"])


@app.command()
def conventions(as_json: AsJson = False) -> None:
    """List the values of a convention, and the conventions that have a name."""
    from dataclasses import asdict

    from yucaihui.engines.lending.conventions import CHOICES, NAMED

    named = {name: asdict(convention) for name, convention in NAMED.items()}
    if as_json:
        typer.echo(json.dumps({"choices": CHOICES, "named": named}, ensure_ascii=False))
        return
    for field, choices in CHOICES.items():
        typer.echo(field)
        for value, meaning in choices.items():
            typer.echo(f"  {value:<24} {meaning}")
    typer.echo("named: " + ", ".join(named))


def _cases(file: Path) -> list[Any]:
    """A list, or one under `cases` or `vectors`; numbers are read as they are written."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        told = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotCases(f"it is no JSON text: {error}") from None
    if isinstance(told, dict):
        told = next((told[key] for key in ("cases", "vectors") if key in told), None)
    if not isinstance(told, list):
        raise NotCases("there is no list of cases; write a list, or one under `cases`")
    return told


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _refuse(reason: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"error": reason}, ensure_ascii=False))
    typer.echo(reason, err=True)
    raise typer.Exit(1)


def _print(answered: list[dict[str, Any]]) -> None:
    for answer in answered:
        typer.echo(answer["id"])
        if "refused" in answer:
            typer.echo(f"  refused: {answer['refused']}")
        elif "value" in answer:
            typer.echo(f"  {answer['value']}")
        else:
            _print_rows(answer)


def _print_rows(answer: dict[str, Any]) -> None:
    rows = [[str(row[column] or "-") for column in _COLUMNS] for row in answer["rows"]]
    totals = answer["totals"]
    rows.append(["", "", totals["principal"], totals["interest"], totals["total"], ""])
    table = [list(_COLUMNS), *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        typer.echo(
            "  " + "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        )
