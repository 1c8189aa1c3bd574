"""`yucaihui openapi`: the document that describes the API."""

import typer

app = typer.Typer()


@app.command()
def openapi() -> None:
    """Print the OpenAPI document; docs/develop/openapi.json keeps it."""
    import django

    django.setup()
    from yucaihui.api.api import api
    from yucaihui.api.reference import document_of, text_of

    typer.echo(text_of(document_of(api)), nl=False)
