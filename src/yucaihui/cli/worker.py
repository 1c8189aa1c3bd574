"""`yucaihui worker`: run jobs beside a site that is served elsewhere."""

import signal
import threading

import typer

app = typer.Typer()


@app.command()
def worker() -> None:
    """Run the waiting jobs until stopped; several workers may run beside one another."""
    import django

    django.setup()
    from yucaihui.core.installation.services import refuse_demo_in_production
    from yucaihui.core.jobs.services import work

    refuse_demo_in_production()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(stop)
