"""`yucaihui import cvs DIR`: CVs of a folder to JSON Resume, with no database."""

import json as to_json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from yucaihui.engines.text.documents.model import Limits, reason_words
from yucaihui.engines.text.resumes.isolate import parse_many
from yucaihui.engines.text.resumes.model import ParsedResume

LIMITS = Limits()


def cvs(
    directory: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False, help="Folder of CVs, read with all below it."),
    ],
    json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output.")
    ] = False,
) -> None:
    """Read CVs (PDF, DOCX, JSON Resume, Europass XML, Markdown) into JSON Resume.

    Gender, birth, photo and other protected facts are left out of the output.
    """
    files: list[dict[str, Any]] = []
    with typer.progressbar(
        parse_many((_name(path, directory), _read(path)) for path in found_files(directory)),
        length=sum(1 for _ in found_files(directory)),
        file=typer.get_text_stream("stderr"),
        label="CVs",
    ) as results:
        for name, parsed in results:
            files.append(file_entry(name, parsed))
            if not json:
                typer.echo(_line(files[-1]))
    if json:
        typer.echo(to_json.dumps({"files": files, "totals": totals(files)}, ensure_ascii=False))


def found_files(directory: Path) -> Iterator[Path]:
    """Files under `directory` in the order of their paths; hidden files and folders left out."""
    for folder, folders, names in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def file_entry(name: str, parsed: ParsedResume) -> dict[str, Any]:
    """What is printed of one file."""
    entry: dict[str, Any] = {"file": name, "status": parsed.status}
    if parsed.reason:
        zh, en = reason_words(parsed.reason)
        entry |= {"reason": parsed.reason, "message": {"zh": zh, "en": en}}
    if parsed.status == "parsed":
        entry["resume"] = parsed.resume
    if parsed.warnings:
        entry["warnings"] = list(parsed.warnings)
    return entry


def totals(files: list[dict[str, Any]]) -> dict[str, int]:
    """How many files have each status."""
    counts = dict.fromkeys(("parsed", "image_only", "garbled", "refused"), 0)
    for entry in files:
        counts[entry["status"]] += 1
    return counts


def _name(path: Path, directory: Path) -> str:
    return path.relative_to(directory).as_posix()


def _read(path: Path) -> bytes:
    """The file, or one byte more than is allowed of it, so that a huge one is told as such."""
    try:
        with path.open("rb") as source:
            return source.read(LIMITS.size + 1)
    except OSError:
        return b""


def _line(entry: dict[str, Any]) -> str:
    words = (
        entry["message"]["en"] if "message" in entry else entry["resume"]["basics"].get("name", "")
    )
    return f"{entry['file']}\t{entry['status']}\t{words}"
