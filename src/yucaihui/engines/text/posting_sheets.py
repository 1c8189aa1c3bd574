"""Whole sheets of postings: each row told apart, read, compared, and given a verdict."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from yucaihui.engines.text.columns import ColumnMapping, heading_field, propose_mapping
from yucaihui.engines.text.duplicates import PostingText, find_duplicates
from yucaihui.engines.text.postings import Posting, RowText, read_posting
from yucaihui.engines.text.reasons import Reason, Verdict, reason, verdict_of
from yucaihui.engines.text.skills import canonical_skill
from yucaihui.engines.text.tables import Cell, Row, Sheet

_SUBTOTAL = re.compile(
    r"(?:本页|分类|各类)?(?:小计|合计|总计|共计|汇总|累计)|(?:sub)?-?total\b", re.IGNORECASE
)
_NOTE = re.compile(
    r"注[:：]|备注|说明|填表|填报|审核|制表|联系人|联系电话|note\b|remark", re.IGNORECASE
)
_AS_ABOVE = frozenset({"同上", "〃", "″", "“", '"', "ditto", "同前", "as above", "同"})
_NOT_CHECKED = frozenset(
    {
        "sequence",
        "contact",
        "industry",
        "department",
        "employer_profile",
        "employer_kind",
        "category",
        "employment_type",
    }
)
_FEW_CELLS = 2


@dataclass(frozen=True, slots=True)
class RowResult:
    """Verdict of one row; `posting` is None for skipped rows.

    `duplicate_of` is the id of the posting it repeats, or where that one stands ("Sheet!12").
    """

    sheet: str
    row: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    posting: Posting | None = None
    duplicate_of: str | None = None


def read_postings(
    sheets: Iterable[Sheet],
    mapping_of: Callable[[Sheet], ColumnMapping | None] = propose_mapping,
    *,
    progress: Callable[[int], None] = lambda _rows: None,
) -> list[RowResult]:
    """A verdict for every row of every sheet, in order.

    `mapping_of` gives the columns of a sheet (None: it holds no postings); `progress` is called
    with the number of rows read. Nothing is looked up outside the file: clocks, earlier
    imports and permissions are the caller's.
    """
    results: list[RowResult] = []
    for sheet in sheets:
        mapping = mapping_of(sheet)
        for result in _in_sheet(sheet, mapping):
            results.append(result)
            if len(results) % 500 == 0:
                progress(len(results))
    progress(len(results))
    return _with_duplicates(_with_known_employers(results))


def _in_sheet(sheet: Sheet, mapping: ColumnMapping | None) -> Iterable[RowResult]:
    if mapping is None:
        for row in sheet.rows:
            yield _skipped(sheet, row, "no_header" if row.filled else "blank")
        return
    previous: dict[str, Cell] = {}
    for position, row in enumerate(sheet.rows):
        code = _skip_code(row, position, mapping)
        if code:
            if row.number > 0:  # the keys of JSON objects are no row of the file
                yield _skipped(sheet, row, code)
            continue
        cells = _cells(row, mapping, previous)
        previous = cells
        yield _read(sheet, row, cells, mapping)


def _skipped(sheet: Sheet, row: Row, code: str) -> RowResult:
    return RowResult(sheet.name, row.number, "skipped", (reason(code),))


def _skip_code(row: Row, position: int, mapping: ColumnMapping) -> str | None:
    filled = row.filled
    if not filled:
        return "blank"
    if position in mapping.header_rows:
        return "header"
    if position < min(mapping.header_rows):
        return "title_row" if position == 0 else "note"
    if _repeats_header(row, mapping):
        return "header"
    return _closing_code(row, mapping)


def _closing_code(row: Row, mapping: ColumnMapping) -> str | None:
    """Rows under the postings: sums and notes have no title and hold next to nothing."""
    if _at(row, mapping.columns["title"]):
        lone = len(row.filled) == 1
        return "note" if lone and _NOTE.match(str(row.filled[0])) else None
    first = str(row.filled[0]).replace(" ", "")
    if any(isinstance(cell, str) and _SUBTOTAL.match(cell.replace(" ", "")) for cell in row.filled):
        return "subtotal"
    return "note" if len(row.filled) <= _FEW_CELLS or _NOTE.match(first) else None


def _repeats_header(row: Row, mapping: ColumnMapping) -> bool:
    columns = mapping.columns.values()
    same = sum(_at(row, column) == mapping.headings[column] for column in columns)
    return same >= max(2, len(columns) * 0.6)


def _at(row: Row, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else ""


def _cells(row: Row, mapping: ColumnMapping, previous: dict[str, Cell]) -> dict[str, Cell]:
    cells = {name: _at(row, column) for name, column in mapping.columns.items()}
    for name, cell in cells.items():
        if isinstance(cell, str) and cell.lower() in _AS_ABOVE:
            cells[name] = previous.get(name, "")
    return cells


def _read(sheet: Sheet, row: Row, cells: dict[str, Cell], mapping: ColumnMapping) -> RowResult:
    mapped = set(mapping.columns.values())
    other = {
        heading: str(_at(row, column))
        for column, heading in enumerate(mapping.headings)
        if column not in mapped and heading and not _about_the_employer(heading)
    }
    headings = {name: mapping.headings[column] for name, column in mapping.columns.items()}
    posting, reasons = read_posting(RowText(cells, headings, other))
    if not posting.employer:
        known = "employer" in mapping.columns
        code = "employer_missing" if known else "employer_not_in_file"
        reasons = (reason(code, "employer"), *reasons)
    return RowResult(sheet.name, row.number, verdict_of(reasons), reasons, posting)


def _about_the_employer(heading: str) -> bool:
    named = heading_field(heading)
    return named is not None and named[0] in _NOT_CHECKED


def _with_known_employers(results: list[RowResult]) -> list[RowResult]:
    """Where a nameless row's code stands beside one name elsewhere, suggest it; never fill it."""
    names: dict[str, str] = {}
    for result in results:
        if result.posting and result.posting.employer and result.posting.employer_code:
            names.setdefault(result.posting.employer_code, result.posting.employer)
    return [_suggesting(result, names) for result in results]


def _suggesting(result: RowResult, names: dict[str, str]) -> RowResult:
    name = names.get(result.posting.employer_code) if result.posting else None
    if not name or all(each.code != "employer_missing" for each in result.reasons):
        return result
    suggestion = reason("employer_missing_known_code", "employer", name)
    return replace(
        result,
        reasons=tuple(
            suggestion if each.code == "employer_missing" else each for each in result.reasons
        ),
    )


def _with_duplicates(results: list[RowResult]) -> list[RowResult]:
    places = [place for place, result in enumerate(results) if result.posting is not None]
    postings = [result.posting for result in results if result.posting is not None]
    found = find_duplicates([posting_text(posting) for posting in postings])
    for position, repeated in found.items():
        place = places[position]
        results[place] = _duplicate(results[place], results[places[repeated]])
    return results


def _duplicate(result: RowResult, original: RowResult) -> RowResult:
    where = f"{original.sheet}!{original.row}" if original.sheet else str(original.row)
    known = original.posting.id if original.posting else None
    reasons = (*result.reasons, reason("duplicate", "", known or where))
    return replace(
        result, reasons=reasons, verdict=verdict_of(reasons), duplicate_of=known or where
    )


def posting_text(posting: Posting) -> PostingText:
    """What near-duplicates of `posting` share with it, for `find_duplicates`."""
    salary = posting.salary
    terms = (
        posting.min_degree,
        posting.min_years,
        (salary.min_month, salary.max_month, salary.minimum, salary.period, salary.currency),
        posting.headcount,
        posting.place,
        tuple(sorted({canonical_skill(skill) for skill in posting.skills})),
        None if posting.description else posting.id,  # without words, only one id makes it one
    )
    return PostingText(posting.employer, posting.title, terms, posting.description)


def totals(results: Sequence[RowResult]) -> dict[str, int]:
    """Rows, postings and rows of each verdict."""
    counts: dict[str, int] = {"rows": len(results)}
    counts["postings"] = sum(result.posting is not None for result in results)
    for verdict in ("ok", "warning", "error", "duplicate", "skipped"):
        counts[verdict] = sum(result.verdict == verdict for result in results)
    return counts
