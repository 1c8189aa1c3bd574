"""Reading order of a page from the places of its characters.

Three steps: characters to segments (runs on one baseline without a wide gap), segments to
cells where rulings enclose them, and the rest to columns and lines. A gutter is taken for a
column break only when both sides carry lines that could head a column, or when their
baselines do not agree; a margin of dates beside each job is read with its line instead.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yucaihui.engines.text.documents.model import BULLET, SOFT_HYPHEN, Block, Cell, Line, Row
from yucaihui.engines.text.documents.tables import Box, Ruling, cell_of, rows_of

_WORD_GAP = 0.12  # of the height of a line: a narrower gap is kerning
_WIDE_GAP = 0.85  # a wider one separates fields
_SAME_LINE = 0.35  # of the height: baselines closer than this are one line
_SAME_SIZE = 0.2  # of the height: a glyph from a fallback font differs by less
_MIN_COLUMN_LINES = 3
_HEADING_SIZE = 1.12  # times the size of body text
_HEADING_LENGTH = 40
_TORN_OFF = 3  # letters of a word torn at the end of a line, at most
_UNKNOWN = float("inf")  # where a column ends that nothing bounds
_LEFT, _RIGHT = 1, 2  # among the parts of a page: above, left, right, below


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: left and right edge, baseline and height in points, turned or upright."""

    char: str
    left: float
    right: float
    baseline: float
    height: float
    turned: bool = False
    spaced: bool = False  # a space was drawn before it


@dataclass(frozen=True, slots=True)
class PageInk:
    """What is drawn on a page; sizes in points."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...] = ()
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text on one baseline."""

    text: str
    left: float
    right: float
    baseline: float
    height: float


def lay_out(ink: PageInk, page: int, is_landmark: Callable[[str], bool]) -> list[Block]:
    """Blocks of a page in reading order."""
    segments = _segments(ink.glyphs)
    cells: dict[Box, list[Segment]] = {}
    free: list[Segment] = []
    for segment in segments:
        box = cell_of((segment.left + segment.right) / 2, segment.baseline, ink.rulings)
        (cells.setdefault(box, []) if box else free).append(segment)
    placed = _table_rows(cells, page)
    lines = _free_lines(free, ink.width, page, is_landmark)
    return _with_headings(_merged(placed, lines))


def _segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    upright = [g for g in glyphs if not g.turned]
    if len(upright) < len(glyphs) / 2:  # a page that lies on its side is read as drawn
        upright = list(glyphs)
    found: list[Segment] = []
    run: list[Glyph] = []
    for glyph in _without_spaces(upright):
        if run and not _follows(run[-1], glyph):
            found.append(_segment(run))
            run = []
        run.append(glyph)
    if run:
        found.append(_segment(run))
    return found


def _without_spaces(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    spaced = False
    for glyph in glyphs:
        if glyph.char.isspace():
            spaced = True
        else:
            yield replace(glyph, spaced=True) if spaced else glyph
            spaced = False


def _follows(last: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - last.right
    height = max(last.height, glyph.height)
    return (
        abs(glyph.baseline - last.baseline) < _SAME_LINE * height
        and -0.5 * height < gap < _WIDE_GAP * height
    )


def _segment(run: list[Glyph]) -> Segment:
    parts = [run[0].char]
    for last, glyph in pairwise(run):
        if glyph.spaced or glyph.left - last.right > _WORD_GAP * max(last.height, glyph.height):
            parts.append(" ")
        parts.append(glyph.char)
    height = statistics.median(glyph.height for glyph in run)
    return Segment("".join(parts), run[0].left, run[-1].right, run[0].baseline, height)


def _table_rows(cells: dict[Box, list[Segment]], page: int) -> list[tuple[float, list[Block]]]:
    """Rows with the height at which each begins; a table of one cell is a frame, not a row."""
    placed: list[tuple[float, list[Block]]] = []
    for boxes in rows_of(cells):
        made = tuple(Cell(box.left, tuple(_lines(cells[box], box.right, page))) for box in boxes)
        blocks: list[Block] = [Row(made)] if len(made) > 1 else list(made[0].lines)
        placed.append((boxes[0].top, blocks))
    return placed


def _free_lines(
    segments: list[Segment], width: float, page: int, is_landmark: Callable[[str], bool]
) -> list[tuple[float, list[Block]]]:
    if not segments:
        return []
    edge = max(width - min(s.left for s in segments), *(s.right for s in segments))
    above, left, right, below = _split(segments, is_landmark)
    # How far the narrow column's text may reach cannot be known, so its lines are not joined.
    wide_right = not left or edge - min(s.left for s in right) > width / 2
    edges = (edge, _UNKNOWN, edge, edge)
    if left and not wide_right:
        edges = (edge, min(s.left for s in right) - 6, _UNKNOWN, edge)
    groups = list(zip((above, left, right, below), edges, strict=True))
    # A column is read to its end, so all of its lines stand where its first one stands.
    placed: list[tuple[float, list[Block]]] = []
    for group, (members, limit) in enumerate(groups):
        lines = _lines(members, limit, page)
        if left and group in (_LEFT, _RIGHT):
            top = max(s.baseline for s in (*left, *right)) + 1 - group / 100
            placed.append((top, list(lines)))
        else:
            placed.extend((line.y or 0.0, [line]) for line in lines)
    return placed


def _split(
    segments: list[Segment], is_landmark: Callable[[str], bool]
) -> tuple[list[Segment], list[Segment], list[Segment], list[Segment]]:
    """Segments above the columns, in the left and right column, and below them."""
    for gutter in _gutters(segments):
        crossing = [s.baseline for s in segments if s.left < gutter < s.right]
        low, high = _widest_band(segments, crossing)
        band = [s for s in segments if low < s.baseline < high]
        left = [s for s in band if s.right <= gutter]
        right = [s for s in band if s.left >= gutter]
        if len(band) >= len(segments) / 2 and _are_columns(left, right, is_landmark):
            above = [s for s in segments if s.baseline >= high]
            return above, left, right, [s for s in segments if s.baseline <= low]
    return [], [], segments, []


def _gutters(segments: list[Segment]) -> list[float]:
    """Candidate places: just left of where several segments begin, most used first."""
    starts: dict[int, int] = {}
    for segment in segments:
        starts[round(segment.left)] = starts.get(round(segment.left), 0) + 1
    first = min(starts)
    often = [x for x, n in starts.items() if n >= _MIN_COLUMN_LINES and x > first + 60]
    return [x - 2.0 for x in sorted(often, key=lambda x: (-starts[x], x))]


def _widest_band(segments: list[Segment], crossing: list[float]) -> tuple[float, float]:
    """The stretch between two crossing lines that holds most segments."""
    edges = [float("-inf"), *sorted(set(crossing)), float("inf")]
    return max(
        pairwise(edges), key=lambda band: sum(band[0] < s.baseline < band[1] for s in segments)
    )


def _are_columns(
    left: list[Segment], right: list[Segment], is_landmark: Callable[[str], bool]
) -> bool:
    if min(len(left), len(right)) < _MIN_COLUMN_LINES:
        return False
    if any(is_landmark(s.text) for s in left) and any(is_landmark(s.text) for s in right):
        return True
    small, large = sorted((left, right), key=len)
    agreeing = sum(any(abs(s.baseline - o.baseline) < 2 for o in large) for s in small)
    return len(small) > _MIN_COLUMN_LINES and agreeing < len(small) / 2


def _lines(segments: Iterable[Segment], edge: float, page: int) -> list[Line]:
    """Lines of one column or cell, top to bottom; `edge` is where its text may reach."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.baseline, s.left)):
        if rows and abs(rows[-1][0].baseline - segment.baseline) < _SAME_LINE * segment.height:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    ordered = [sorted(row, key=lambda s: s.left) for row in rows]
    lines = [_line(row, page) for row in ordered]
    reach = max((row[-1].right for row in ordered), default=0.0)
    for index, (row, below) in enumerate(pairwise(ordered)):
        if edge == _UNKNOWN and _is_torn(row, below, reach):
            lines[index] = replace(lines[index], text=lines[index].text + SOFT_HYPHEN, wraps=True)
        elif _wraps(row, below, edge):
            lines[index] = replace(lines[index], wraps=True)
    return lines


def _is_torn(row: list[Segment], below: list[Segment], reach: float) -> bool:
    """In a narrow column: a line as long as any, below it the few letters it had no room for."""
    rest = below[0].text
    few = len(rest) <= _TORN_OFF and (rest.isalpha() and (rest.islower() or not rest.isascii()))
    full = reach - row[-1].right < row[-1].height
    return few and full and _wraps(row, below, row[-1].right)


def _line(row: list[Segment], page: int) -> Line:
    # Segments that touch were only drawn apart; others are fields side by side.
    text = row[0].text
    for last, segment in pairwise(row):
        gap = segment.left - last.right
        wide = gap > _WIDE_GAP * segment.height
        text += ("\t" if wide else " " if gap > _WORD_GAP * segment.height else "") + segment.text
    size = max(segment.height for segment in row)
    mark = BULLET.match(text)
    return Line(
        text[mark.end() :] if mark else text,
        "bullet" if mark else "text",
        page=page,
        x=row[0].left,
        y=row[0].baseline,
        size=size,
    )


def _wraps(row: list[Segment], below: list[Segment], edge: float) -> bool:
    """The first word of the next line had no room, and the lines are set alike and close."""
    last, following = row[-1], below[0]
    if (
        len(row) > 1
        or len(below) > 1
        or abs(last.height - following.height) > _SAME_SIZE * last.height
    ):
        return False
    if not 0 < last.baseline - following.baseline < 1.6 * last.height:
        return False
    word = following.text.split(" ")[0]
    if not word.isascii():
        word = word[:1]
    per_character = (following.right - following.left) / max(1, len(following.text))
    return edge - last.right < per_character * (len(word) + 1)


def _merged(*placed: list[tuple[float, list[Block]]]) -> list[Block]:
    ordered = sorted((item for part in placed for item in part), key=lambda item: -item[0])
    return [block for _, blocks in ordered for block in blocks]


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Short lines set larger than the body are headings."""
    sizes = [b.size for b in blocks if isinstance(b, Line) and b.size for _ in b.text]
    if not sizes:
        return blocks
    limit = statistics.median(sizes) * _HEADING_SIZE
    return [
        replace(b, role="heading")
        if isinstance(b, Line)
        and b.role == "text"
        and (b.size or 0) > limit
        and len(b.text) < _HEADING_LENGTH
        else b
        for b in blocks
    ]
