"""The curve of growth as an SVG file, without a plotting library."""

from collections.abc import Sequence
from math import log10

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 400, 70, 50, 30, 20
_INK, _LINE, _GRID = "#17212b", "#0b5c8a", "#d5d8da"


def growth_svg(points: Sequence[tuple[int, float]], positions: int, exponent: float) -> str:
    """Seconds over talents on logarithmic axes; a dashed line shows exact proportion."""
    talents = [float(count) for count, _ in points]
    seconds = [max(value, 1e-4) for _, value in points]
    across = _scale(min(talents), max(talents), LEFT, WIDTH - RIGHT)
    up = _scale(min(seconds) / 1.5, max(seconds) * 1.5, HEIGHT - BOTTOM, TOP)
    dots = [(across(x), up(y)) for x, y in zip(talents, seconds, strict=True)]
    proportion = [(across(x), up(seconds[-1] * x / talents[-1])) for x in (talents[0], talents[-1])]
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'font-family="sans-serif" font-size="12" fill="{_INK}">'
        ),
        f"<title>Seconds to match {positions} positions, by number of talents</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *(_across_tick(across(x), count) for x, (count, _) in zip(talents, points, strict=True)),
        *(_up_tick(up(y), y) for y in _decades(seconds)),
        _path(proportion, _INK, ' stroke-dasharray="5 5"'),
        _path(dots, _LINE, ' stroke-width="2"'),
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_LINE}"/>' for x, y in dots),
        (
            f'<text x="{LEFT}" y="18">Seconds for {positions:,} positions; dashed: in proportion; '
            f"measured: talents to the power of {exponent:.2f}</text>"
        ),
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">talents</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(least: float, most: float, start: float, end: float) -> "Scale":
    return Scale(log10(least), log10(most) - log10(least) or 1.0, start, end)


class Scale:
    """Places on a logarithmic axis between `start` and `end`."""

    def __init__(self, least: float, span: float, start: float, end: float) -> None:
        self.least, self.span, self.start, self.end = least, span, start, end

    def __call__(self, value: float) -> float:
        return self.start + (log10(value) - self.least) / self.span * (self.end - self.start)


def _decades(seconds: Sequence[float]) -> list[float]:
    return [
        10.0**power
        for power in range(-4, 5)
        if min(seconds) / 1.5 <= 10.0**power <= max(seconds) * 1.5
    ]


def _across_tick(x: float, talents: int) -> str:
    return (
        f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{_GRID}"/>'
        f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{talents:,}</text>'
    )


def _up_tick(y: float, seconds: float) -> str:
    return (
        f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{_GRID}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{seconds:g} s</text>'
    )


def _path(points: Sequence[tuple[float, float]], colour: str, more: str) -> str:
    steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="M{steps}" fill="none" stroke="{colour}"{more}/>'
