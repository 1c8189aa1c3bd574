"""`yucaihui import postings FILE`: a table of postings to verdicts, row by row."""

import json as to_json
from pathlib import Path
from typing import Annotated, Any

import typer

from yucaihui.engines.text.columns import ColumnMapping, propose_mapping
from yucaihui.engines.text.posting_sheets import RowResult, read_postings, totals
from yucaihui.engines.text.postings import Posting
from yucaihui.engines.text.tables import MAX_BYTES, Sheet, TableRefusedError, read_tables


def postings(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, XLSX or JSONL.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and judge; write nothing anywhere.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output.")
    ] = False,
    account: Annotated[
        str, typer.Option("--as", help="E-mail address of the account that imports.")
    ] = "",
    employer: Annotated[
        str, typer.Option(help="Id of the employer; without it the rows name theirs.")
    ] = "",
) -> None:
    """Read a table of postings and give each row a verdict; with --as, import what is fine.

    Without --as, or with --dry-run, no database is needed. An import is the same as on the pages:
    it can be looked at there, and taken back.
    """
    if account and not dry_run:
        into_database(file, account, employer, as_json=json)
    else:
        judge(file, as_json=json)


def into_database(file: Path, account: str, employer: str, *, as_json: bool) -> None:
    from django.core.exceptions import PermissionDenied

    from yucaihui.cli.import_into import import_file

    try:
        done = import_file(file, account=account, employer=employer)
    except PermissionDenied:
        done = {"error": "This account may not import for that employer."}
    except ValueError as refusal:
        done = {"error": str(refusal)}
    if as_json:
        typer.echo(to_json.dumps(done, ensure_ascii=False))
    else:
        typer.echo("\n".join(f"{key}: {value}" for key, value in done.items() if value))
    if "error" in done or done["state"] != "committed":
        raise typer.Exit(1)


def judge(file: Path, *, as_json: bool) -> None:
    """Print the verdict of each row; nothing is written anywhere."""
    try:
        sheets = _sheets(file)
    except TableRefusedError as refused:
        _refuse(refused, as_json=as_json)
        raise typer.Exit(1) from refused
    results = _with_progress(sheets)
    if as_json:
        typer.echo(to_json.dumps(document(sheets, results), ensure_ascii=False))
        return
    for result in results:
        if result.verdict != "skipped":
            typer.echo(_line(result))
    typer.echo(", ".join(f"{count} {name}" for name, count in totals(results).items()))


def _sheets(file: Path) -> tuple[Sheet, ...]:
    with file.open("rb") as source:
        sheets = read_tables(source.read(MAX_BYTES + 1), file.name)
    if not any(propose_mapping(sheet) for sheet in sheets):
        raise TableRefusedError(
            "no_header",
            "没有找到岗位表头：请保留含“岗位名称”和“单位名称”的表头行",
            "No header of positions was found: keep a row that names the title and the employer",
        )
    return sheets


def _with_progress(sheets: tuple[Sheet, ...]) -> list[RowResult]:
    length = sum(len(sheet.rows) for sheet in sheets)
    stderr = typer.get_text_stream("stderr")
    with typer.progressbar(length=length, file=stderr, label="Rows") as bar:
        done = 0

        def move(rows: int) -> None:
            nonlocal done
            bar.update(rows - done)
            done = rows

        return read_postings(sheets, progress=move)


def _refuse(refused: TableRefusedError, *, as_json: bool) -> None:
    if as_json:
        words = {"zh": refused.zh, "en": refused.en}
        refusal = {"error": refused.en, "code": refused.code, "message": words}
        typer.echo(to_json.dumps(refusal, ensure_ascii=False))
    typer.echo(refused.en, err=True)


def document(sheets: tuple[Sheet, ...], results: list[RowResult]) -> dict[str, Any]:
    """What --json prints: every row with its verdict, totals, and the columns as understood."""
    mappings = {sheet.name: propose_mapping(sheet) for sheet in sheets}
    return {
        "rows": [row_entry(result) for result in results],
        "totals": totals(results),
        "mappings": [_mapping_entry(name, found) for name, found in mappings.items() if found],
    }


def row_entry(result: RowResult) -> dict[str, Any]:
    """One row: where it is, its verdict, the reasons, the posting if it holds one."""
    entry: dict[str, Any] = {
        "sheet": result.sheet,
        "row": result.row,
        "verdict": result.verdict,
        "reasons": [
            {"code": each.code, "field": each.field, "zh": each.zh, "en": each.en}
            for each in result.reasons
        ],
    }
    if result.posting:
        entry["posting"] = posting_entry(result.posting) | {"duplicate_of": result.duplicate_of}
    return entry


def posting_entry(posting: Posting) -> dict[str, Any]:
    """The posting under the fixed keys; salaries in yuan a month, null in another currency."""
    salary = posting.salary
    yuan = salary.currency == "CNY"
    return {
        "id": posting.id,
        "title": posting.title,
        "employer": posting.employer,
        "headcount": posting.headcount,
        "min_degree": None if posting.min_degree is None else posting.min_degree.zh,
        "min_years": posting.min_years,
        "salary_min_month": salary.min_month if yuan else None,
        "salary_max_month": salary.max_month if yuan else None,
        "salary_months": salary.months,
        "negotiable": salary.negotiable,
        "district": posting.place.district,
        "city": posting.place.city,
        "skills": list(posting.skills),
        "posted": posting.posted.isoformat() if posting.posted else None,
        "valid_through": posting.valid_through.isoformat() if posting.valid_through else None,
        "discrimination_flags": list(posting.discrimination_flags),
        "salary": {
            "text": posting.salary_written,
            "currency": salary.currency,
            "period": salary.period,
            "min": salary.minimum,
            "max": salary.maximum,
        },
    }


def _mapping_entry(sheet: str, mapping: ColumnMapping) -> dict[str, Any]:
    columns = {name: mapping.headings[column] for name, column in mapping.columns.items()}
    return {"sheet": sheet, "columns": columns}


def _line(result: RowResult) -> str:
    title = result.posting.title if result.posting else ""
    words = "; ".join(each.en for each in result.reasons)
    return f"{result.sheet}!{result.row}\t{result.verdict}\t{title}\t{words}"
