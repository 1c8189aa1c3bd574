"""What a posting costs in processor time while the book grows, as an SVG: a panel for each cost, a
line for each database. The file keeps its points: a run on the other database draws beside them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from math import log10
from pathlib import Path

WIDTH, PANEL, LEFT, RIGHT, TOP, BOTTOM = 720, 240, 70, 30, 60, 30
COLOURS = {"sqlite": "#0b5c8a", "postgresql": "#7a4d00"}
TITLES = (
    "µs of processor time a transfer, in batches 批量过账每笔处理器时间（微秒）",
    "ms of processor time a single posting 单笔过账处理器时间（毫秒）",
)
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
KEPT = re.compile(r"<metadata>(.*)</metadata>")


@dataclass(frozen=True)
class Point:
    """Transfers in the book; microseconds of the processor for a transfer in batches, and
    milliseconds for a single posting."""

    size: int
    batch: float
    single: float


Series = Mapping[str, Sequence[Point]]


def draw(path: Path, database: str, points: Sequence[Point]) -> None:
    """Write the points of `database` into the drawing, beside those of the other one."""
    kept = series_in(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(drawing({**kept, database: points}), encoding="utf-8")


def series_in(svg: str) -> dict[str, list[Point]]:
    found = KEPT.search(svg)
    listed: dict[str, list[list[float]]] = json.loads(found[1]) if found else {}
    return {
        name: [Point(int(size), batch, single) for size, batch, single in points]
        for name, points in listed.items()
    }


def drawing(series: Series) -> str:
    kept = {name: [astuple(point) for point in series[name]] for name in sorted(series)}
    height = TOP + 2 * (PANEL + BOTTOM) + 20
    legend = "".join(
        text(LEFT + 110 * place, 20, NAMES[name], "start", COLOURS[name])
        for place, name in enumerate(kept)
    )
    batches = {name: [(one.size, one.batch) for one in series[name]] for name in kept}
    singles = {name: [(one.size, one.single) for one in series[name]] for name in kept}
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12">'
        f"<title>What a posting costs while the book grows</title>"
        f"<metadata>{json.dumps(kept)}</metadata>"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>{legend}'
        f"{panel(TOP, TITLES[0], batches)}"
        f"{panel(TOP + PANEL + BOTTOM, TITLES[1], singles)}"
        f"{text(WIDTH / 2, height - 8, 'transfers in the book 账内笔数', 'middle')}</svg>\n"
    )


def panel(top: float, title: str, lines: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """Costs from nought over sizes on a logarithmic axis."""
    most = max(cost for line in lines.values() for _size, cost in line) * 1.2
    sizes = [size for line in lines.values() for size, _cost in line]
    bottom = top + PANEL - 40
    across = Scale(log10(min(sizes)), log10(max(*sizes, min(sizes) + 1)), LEFT, WIDTH - RIGHT)
    up = Scale(0, most, bottom, top)
    longest = max(lines.values(), key=len)
    return (
        text(LEFT, top - 10, title, "start")
        + "".join(rule(up.of(share * most), f"{share * most:.3g}") for share in (0, 0.5, 1))
        + "".join(
            text(across.of(log10(size)), bottom + 18, f"{size:,}", "middle")
            for size, _cost in longest[:: max(len(longest) // 5, 1)]
        )
        + "".join(
            path_of([(across.of(log10(size)), up.of(cost)) for size, cost in line], COLOURS[name])
            for name, line in lines.items()
        )
    )


@dataclass(frozen=True)
class Scale:
    """Values from `least` to `most` onto places from `start` to `end`."""

    least: float
    most: float
    start: float
    end: float

    def of(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return self.start + share * (self.end - self.start)


def path_of(places: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}"/>{dots}'


def rule(y: float, label: str) -> str:
    line = f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#d5d8da"/>'
    return line + text(LEFT - 8, y + 4, label, "end")


def text(x: float, y: float, words: str, anchor: str, colour: str = "#17212b") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
