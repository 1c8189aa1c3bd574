"""Uploaded tables as sheets of rows: CSV in any usual encoding, XLSX, XLS, ODS, JSON lines."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from yucaihui.engines.text.calm import UNKEEPABLE
from yucaihui.engines.text.isolate import Exceeded, call_isolated

MAX_BYTES = 50 * 2**20
MAX_UNPACKED_BYTES = 600 * 2**20
MAX_CELLS = 6_000_000
MAX_ROWS = 200_000
JSON_DEPTH = 4  # what lies deeper inside one cell is left out
MAX_COLUMNS = 16_384  # of a spreadsheet program
MAX_CHARACTERS = 32_767  # of a cell, in a spreadsheet program
# What a process that reads a file from outside is given; a real workbook of 20,000 rows takes a
# tenth of it.
SECONDS = 60
MEMORY_MIB = 1024

Cell = str | dt.date


class TableRefusedError(ValueError):
    """A file that is not read: why (`code`), in words zh and en, and what to do."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code, zh, en)
        self.code = code
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the spreadsheet numbers it (from 1); cells are trimmed text or dates."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Cells that hold something."""
        return tuple(cell for cell in self.cells if cell != "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet; a file without sheets is one sheet with an empty name."""

    name: str
    rows: tuple[Row, ...]


def read_tables(content: bytes, file_name: str = "") -> tuple[Sheet, ...]:
    """Sheets of an uploaded file, told apart by content; the name only helps the message.

    Raises TableRefusedError for what is empty, too large, locked by a password, or no table.
    """
    if not content.strip():
        raise _refused(
            "empty", "文件是空的，请选择有内容的表格", "The file is empty; choose a table with rows"
        )
    if len(content) > MAX_BYTES:
        raise _too_large()
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _workbook(content)
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF")):
        raise _no_table(file_name)
    text = decode(content)
    sheets = _json_lines(text) if text.lstrip()[:1] in "{[" else None
    return sheets or (_delimited(text, file_name),)


def read_tables_isolated(
    content: bytes, file_name: str = "", seconds: float = SECONDS, mib: int = MEMORY_MIB
) -> tuple[Sheet, ...]:
    """`read_tables` for files from outside: in a process of its own with limits, since a workbook
    of a few KiB can make its reader take all memory there is, or abort.

    Raises TableRefusedError also for a file that went beyond the limits.
    """
    try:
        return call_isolated(read_tables, seconds, mib, content, file_name)
    except Exceeded as exceeded:
        raise (_broken() if exceeded.code == "broken" else _too_complex(exceeded.code)) from None


def decode(content: bytes) -> str:
    """Text of bytes in UTF-8 (with or without mark), UTF-16 with mark, or GB18030.

    >>> decode("岗位".encode("gb18030"))
    '岗位'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    nearly = content.decode("utf-8-sig", "replace")
    if nearly.count("\ufffd") * 1_000 < len(nearly):  # UTF-8 with a few broken places
        return nearly
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _refused(code: str, zh: str, en: str) -> TableRefusedError:
    return TableRefusedError(code, zh, en)


def _too_large() -> TableRefusedError:
    return _refused(
        "too_large",
        f"文件过大：最多 {MAX_BYTES // 2**20} MB、{MAX_ROWS:,} 行，请拆分后再导入",
        f"The file is too large: at most {MAX_BYTES // 2**20} MB and {MAX_ROWS:,} rows; split it",
    )


def _too_complex(code: str) -> TableRefusedError:
    return _refused(
        code,
        "文件展开后过大，无法读取；请只保留岗位所在的行和列，另存为 XLSX 或 CSV 后重试",
        "The file grows too large when opened; keep only the rows and columns of the positions, "
        "save it again as XLSX or CSV and retry",
    )


def _no_table(file_name: str) -> TableRefusedError:
    return _refused(
        "not_a_table",
        f"“{file_name}”不是表格，请上传 XLSX、CSV 或 JSONL 文件",
        f"“{file_name}” is not a table; upload XLSX, CSV or JSON lines",
    )


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    if content.startswith(b"PK"):
        _check_archive(content)
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise _locked()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
        return tuple(_within_limits(_sheet(book, name) for name in shown))
    except CalamineError as problem:
        if "password" in str(problem).lower():
            raise _locked() from problem
        raise _broken() from problem


def _locked() -> TableRefusedError:
    return _refused(
        "password_protected",
        "文件有密码保护，请取消密码后重新上传",
        "The file is protected by a password; remove it and upload again",
    )


def _broken() -> TableRefusedError:
    return _refused(
        "not_a_table",
        "无法读取此工作簿，请在表格软件中另存为 XLSX 后重试",
        "The workbook can't be read; save it again as XLSX and retry",
    )


def _check_archive(content: bytes) -> None:
    """Refuse an archive that would unpack to more than a table can reasonably hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as problem:
        raise _broken() from problem
    if unpacked > MAX_UNPACKED_BYTES:
        raise _too_large()


def _within_limits(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """All sheets together hold no more than one may."""
    cells = 0
    for sheet in sheets:
        cells += sum(len(row.cells) for row in sheet.rows)
        if cells > MAX_CELLS:
            raise _too_large()
        yield sheet


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None:
        return Sheet(name, ())
    last_row, last_column = sheet.end
    if (last_row + 1) * (last_column + 1) > MAX_CELLS or last_row >= MAX_ROWS:
        raise _too_large()
    grid = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom < len(grid):  # a value written once for several rows
            for row in grid[top + 1 : bottom + 1]:
                row[left] = grid[top][left]
    return Sheet(name, tuple(Row(number, tuple(row)) for number, row in enumerate(grid, start=1)))


def _cell(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if value is None:
        return ""
    text = UNKEEPABLE.sub("", str(value)[:MAX_CHARACTERS]).replace("\r\n", "\n")
    return text.strip("\ufeff \t\r\n\u3000\xa0")


def _delimited(text: str, file_name: str) -> Sheet:
    if text.count("\0") > 1:
        raise _no_table(file_name)
    delimiter = _delimiter(text)
    try:
        return Sheet("", tuple(_records(text, delimiter)))
    except csv.Error as problem:
        raise _no_table(file_name) from problem


def _records(text: str, delimiter: str) -> Iterator[Row]:
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, record in enumerate(reader, start=1):
        cells += len(record)
        if number > MAX_ROWS or cells > MAX_CELLS or len(record) > MAX_COLUMNS:
            raise _too_large()
        yield Row(number, tuple(_cell(value) for value in record))


def _delimiter(text: str) -> str:
    """The mark that cuts the first records into the most columns, most often the same number."""

    def columns(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        widths: list[int] = []
        try:
            for record, _ in zip(reader, range(50), strict=False):
                widths.append(len(record))
        except csv.Error:
            pass
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max((",", "\t", ";", "|"), key=columns)


def _json_lines(text: str) -> tuple[Sheet, ...] | None:
    """One sheet whose row 0 holds the keys, or None when the lines are not JSON objects."""
    try:
        objects = _json_objects(text)
    except (ValueError, RecursionError):  # deeper than any table
        return None
    if not objects or not all(isinstance(item, dict) for _, item in objects):
        return None
    if len(objects) > MAX_ROWS:
        raise _too_large()
    keys = tuple(dict.fromkeys(key for _, item in objects for key in item))
    if len(keys) * len(objects) > MAX_CELLS or len(keys) > MAX_COLUMNS:
        raise _too_large()
    rows = (Row(line, tuple(_json_cell(item.get(key)) for key in keys)) for line, item in objects)
    return (Sheet("", (Row(0, tuple(_cell(key) for key in keys)), *rows)),)


def _json_objects(text: str) -> list[tuple[int, dict[str, object]]]:
    if text.lstrip().startswith("["):
        return list(enumerate(json.loads(text), start=1))
    lines = enumerate(text.splitlines(), start=1)
    return [(number, json.loads(line)) for number, line in lines if line.strip()]


def _json_cell(value: object, depth: int = JSON_DEPTH) -> Cell:
    if not depth:
        return ""
    if isinstance(value, list):
        return "、".join(str(_json_cell(item, depth - 1)) for item in value)
    if isinstance(value, dict):
        return "\n".join(
            f"{_cell(key)}: {_json_cell(item, depth - 1)}" for key, item in value.items()
        )
    return _cell(value)
