"""Seconds by number of workers as an SVG, beside one process shared out evenly."""

from collections.abc import Mapping

from yucaihui.bench.ledger_plot import text

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 360, 70, 70, 50, 60
COLOURS = ("#0b5c8a", "#7a4d00")
DASHED = ' stroke-dasharray="5 5"'


def workers_svg(seconds: Mapping[int, float], one_process: float) -> str:
    """A line of measured seconds; dashed, those of one process over the number of workers."""
    top = max(one_process, *seconds.values()) * 1.2
    places = {n: LEFT + (n - 1) / (len(seconds) - 1) * (WIDTH - LEFT - RIGHT) for n in seconds}
    measured = [(places[n], y_of(value / top)) for n, value in seconds.items()]
    even = [(places[n], y_of(one_process / n / top)) for n in seconds]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOURS[0]}"/>'
        + text(x, y - 8, f"{value:.1f}", "middle", COLOURS[0])
        for (x, y), value in zip(measured, seconds.values(), strict=True)
    )
    labels = "".join(text(x, HEIGHT - BOTTOM + 20, str(n), "middle") for n, x in places.items())
    marks = "".join(
        text(LEFT - 24, y_of(part) + 4, f"{top * part:.0f} s", "end") for part in (0, 0.5, 1)
    )
    head = (
        text(LEFT, 20, "Dask, seconds of the command 集群用时（秒）", "start", COLOURS[0])
        + text(LEFT, 38, "one process over so many 单进程用时均分", "start", COLOURS[1])
        + text(WIDTH / 2, HEIGHT - 12, "workers 工作进程数", "middle")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="12">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{head}{labels}{marks}'
        f"{_line(measured, COLOURS[0])}{_line(even, COLOURS[1], DASHED)}{dots}</svg>\n"
    )


def _line(places: list[tuple[float, float]], colour: str, style: str = "") -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}"{style}/>'


def y_of(share: float) -> float:
    """Where a share of the largest value stands."""
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
