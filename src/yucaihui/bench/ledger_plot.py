"""A line of measured points as an SVG, with a logarithmic axis of sizes."""

from dataclasses import dataclass
from math import log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 360, 70, 70, 50, 60
COLOURS = ("#0b5c8a", "#7a4d00")


@dataclass(frozen=True)
class Point:
    """Transfers in the book; microseconds a transfer in batches; milliseconds a single posting."""

    size: int
    batch: float
    single: float


def drawing(title: str, points: list[Point]) -> str:
    """Both costs over the size of the book; each has its own axis, from nought."""
    batch = line([(one.size, one.batch) for one in points], COLOURS[0], "µs", LEFT - 10, "end")
    single = line(
        [(one.size, one.single) for one in points], COLOURS[1], "ms", WIDTH - RIGHT + 10, "start"
    )
    labels = "".join(
        text(x_of(one.size, points), HEIGHT - BOTTOM + 20, f"{one.size:,}", "middle")
        for one in points[:: max(len(points) // 5, 1)]
    )
    head = (
        text(LEFT, 20, f"{title}: µs a transfer in batches 批量每笔微秒", "start", COLOURS[0])
        + text(LEFT, 38, "ms a single posting 单笔毫秒", "start", COLOURS[1])
        + text(WIDTH / 2, HEIGHT - 12, "transfers in the book 账内笔数", "middle")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="12">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f"{head}{labels}{batch}{single}</svg>\n"
    )


def line(points: list[tuple[int, float]], colour: str, unit: str, x: float, anchor: str) -> str:
    top = max(value for _size, value in points) * 1.2
    sizes = [Point(size, 0, 0) for size, _value in points]
    places = [(x_of(size, sizes), y_of(value / top)) for size, value in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    marks = "".join(
        text(x, y_of(share) + 4, f"{top * share:.3g} {unit}", anchor, colour)
        for share in (0, 0.5, 1)
    )
    return f'<polyline points="{path}" fill="none" stroke="{colour}"/>{dots}{marks}'


def x_of(size: int, points: list[Point]) -> float:
    low, high = log10(points[0].size), log10(max(points[-1].size, points[0].size + 1))
    return LEFT + (log10(size) - low) / (high - low) * (WIDTH - LEFT - RIGHT)


def y_of(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def text(x: float, y: float, words: str, anchor: str, colour: str = "#17212b") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
