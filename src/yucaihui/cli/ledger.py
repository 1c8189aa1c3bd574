"""`yucaihui ledger`: check the books from their rows, and write down how far they have come."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="Check the books and write checkpoints.")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="A checkpoint kept elsewhere."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check the fourteen invariants from the rows alone; status 1 when one does not hold."""
    marks = [mark for path in checkpoint or [] for mark in _marks(path)]
    _setup()
    from yucaihui.ledger.checks.verify import verify as check

    document = check(marks)
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        _print(document)
    raise typer.Exit(0 if document["whole"] else 1)


@app.command()
def checkpoint(as_json: AsJson = False) -> None:
    """Write down each book's present end. Keep the output where the database's keeper can't."""
    _setup()
    from yucaihui.ledger.services import write_checkpoints

    marks = write_checkpoints()
    if as_json:
        typer.echo(json.dumps({"checkpoints": marks}))
    else:
        for mark in marks:
            typer.echo(f"{mark['book']}\t{mark['number']}\t{mark['digest']}")


@app.command()
def post(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="One JSON a line.")],
    maker: Annotated[str, typer.Option(help="E-mail of who made the entries.")],
    checker: Annotated[str, typer.Option(help="E-mail of who checked them.")] = "",
) -> None:
    """Post entries of a file, all or none: the members of the API's entries, and `book`."""
    _setup()
    from yucaihui.core.accounts.queries import user_by_email
    from yucaihui.ledger.errors import LedgerRefusal

    by, second = user_by_email(maker), user_by_email(checker) if checker else None
    if by is None or (checker and second is None):
        raise typer.BadParameter("there is no account with this e-mail")
    try:
        count = _post(file.read_text(encoding="utf-8").splitlines(), by, second)
    except (LedgerRefusal, ValueError, KeyError, TypeError, AttributeError) as error:
        typer.echo(f"refused: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{count} posted")


def _post(lines: list[str], maker: Any, checker: Any) -> int:
    from django.db import transaction
    from django.utils import timezone

    from yucaihui.ledger.queries.books import all_books
    from yucaihui.ledger.services import entry_named, post_all

    posted = 0
    with transaction.atomic():
        books = {book.code: book for book in all_books()}
        for line in lines:
            told = json.loads(line)
            made = entry_named(
                books[told["book"]], told["kind"], key=told["key"],
                source=(told["source_type"], told["source"]),
                on=date.fromisoformat(told["effective_on"]), amounts=told["amounts"],
                accounts=told.get("accounts", {}),
            )  # fmt: skip
            posted += len(post_all([made], by=maker, checker=checker, on=timezone.localdate()))
    return posted


def _setup() -> None:
    import django

    django.setup()


def _marks(path: Path) -> list[dict[str, Any]]:
    try:
        marks: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["checkpoints"]
        return [
            {"book": m["book"], "number": int(m["number"]), "digest": m["digest"]} for m in marks
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise typer.BadParameter(f"{path.name} is no checkpoint: {error}") from None


def _print(document: dict[str, Any]) -> None:
    for one in document["invariants"]:
        typer.echo(f"{'ok ' if one['holds'] else 'BROKEN'} {one['number']:2} {one['name']}")
        for finding in one["findings"]:
            typer.echo(f"       {finding['row']}: {finding['detail']}")
    rows = f"{document['vouchers']} vouchers, {document['transfers']} transfers"
    typer.echo(f"{'whole' if document['whole'] else 'not whole'}: {rows}", err=True)
