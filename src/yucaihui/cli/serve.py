"""`yucaihui serve`: migrate, collect the static files, and serve with a worker in one process."""

import threading
from typing import Annotated

import typer

app = typer.Typer(add_help_option=True)
# The largest file that any page takes has 20 MiB; more never reaches the disk.
MAX_REQUEST = 32 * 2**20


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    demo: Annotated[bool, typer.Option(help="Build the demo city first, if need be.")] = False,
    threads: Annotated[int, typer.Option(help="Requests served at once.")] = 3,
    worker: Annotated[bool, typer.Option(help="Run the jobs in this process too.")] = True,
) -> None:
    """Start the site and its worker."""
    import django

    django.setup()
    from yucaihui.core.installation.start import prepare

    prepare()
    if demo:
        ensure_demo()
    stop = threading.Event()
    if worker:
        start_worker(stop)
    typer.echo(f"渝才荟 Yucaihui  http://{host}:{port}/  (Ctrl+C to stop)", err=True)
    listen(host, port, threads)
    stop.set()


def ensure_demo() -> None:
    from yucaihui.core.installation.queries import marked_demo
    from yucaihui.demo.city import build_city

    if not marked_demo():
        build_city(scale=0.02)


def start_worker(stop: threading.Event) -> None:
    from yucaihui.core.jobs.services import work

    threading.Thread(target=work, args=(stop,), daemon=True, name="worker").start()


def listen(host: str, port: int, threads: int) -> None:
    import waitress
    from django.core.wsgi import get_wsgi_application

    waitress.serve(
        get_wsgi_application(),
        host=host,
        port=port,
        threads=threads,
        ident=None,
        max_request_body_size=MAX_REQUEST,
    )
