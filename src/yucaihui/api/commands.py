"""`yucaihui openapi`: the document that describes the API."""

import django
import typer

app = typer.Typer()


@app.command()
def openapi() -> None:
    """Print the OpenAPI document; docs/develop/openapi.json keeps it."""
    django.setup()
    from yucaihui.api.api import api  # noqa: PLC0415 - the app registry first
    from yucaihui.api.reference import document_of, text_of  # noqa: PLC0415

    typer.echo(text_of(document_of(api)), nl=False)
