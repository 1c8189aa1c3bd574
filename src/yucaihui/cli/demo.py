"""`yucaihui demo`: build the demo city in an empty database."""

from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def demo(
    scale: Annotated[
        float, typer.Option(min=0.01, max=4, help="1 is the whole city: 19,000 positions.")
    ] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same city.")] = 2023,
) -> None:
    """Build the demo city: employers, positions, talents, applications and a cast to step into.

    Everything is invented. The database must be empty; an interrupted build leaves it so.
    """
    import django

    django.setup()
    from django.core.management import call_command

    from yucaihui.core.installation.services import NotEmpty
    from yucaihui.demo.city import build_city

    call_command("migrate", verbosity=0, interactive=False)
    try:
        build_city(scale=scale, seed=seed)
    except NotEmpty as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo("The demo city stands. Start it with: yucaihui serve", err=True)
