"""The duplicates among the shared CVs: every pair of files compared, from truth and from parse."""

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from yucaihui.directory.contacts import normal_phone
from yucaihui.directory.errors import Refused
from yucaihui.directory.profiles import stations
from yucaihui.engines.text.names import is_chinese_name
from yucaihui.engines.text.persons import THRESHOLD, Stay, Traits, resemblance
from yucaihui.engines.text.resumes.parse import parse_resume

Json = dict[str, Any]


def traits(resume: Json) -> Traits:
    basics = resume.get("basics", {})
    name = basics.get("name") or ""
    stays: dict[str, set[Stay]] = {"school": set(), "employer": set()}
    for one in stations(resume):
        stays[one.kind].add(Stay(one.key, one.started, one.ended))
    return Traits(
        name_zh=name if is_chinese_name(name) else "",
        name_en="" if is_chinese_name(name) else name,
        emails=frozenset({basics["email"].lower()} if basics.get("email") else ()),
        phones=phones(basics.get("phone") or ""),
        schools=frozenset(stays["school"]),
        employers=frozenset(stays["employer"]),
    )


def phones(text: str) -> frozenset[str]:
    try:
        return frozenset({normal_phone(text)})
    except Refused:
        return frozenset()


def from_truth(folder: Path, name: str) -> Json:
    resume: Json = json.loads((folder / f"{name}.truth.json").read_text("utf-8"))
    return resume


def from_file(folder: Path, name: str) -> Json:
    file = next(path for path in folder.glob(f"{name}.*") if path.suffix in (".pdf", ".docx"))
    return parse_resume(file.read_bytes()).resume


@pytest.mark.parametrize(("source", "found_at_least"), [(from_truth, 1.0), (from_file, 0.9)])
def test_nearly_every_duplicate_is_suspected_and_little_else(
    source: Callable[[Path, str], Json], found_at_least: float, shared_data: Path
) -> None:
    root = shared_data / "resumes"
    manifest = json.loads((root / "synthetic_manifest.json").read_text("utf-8"))
    known = {entry["id"] for entry in manifest}
    truth = {
        frozenset((entry["id"], entry["duplicate_of"]))
        for entry in manifest
        if entry.get("duplicate_of") in known
    }
    read = {entry["id"]: traits(source(root / "synthetic", entry["id"])) for entry in manifest}
    suspected = {
        frozenset((a, b))
        for a, b in combinations(sorted(read), 2)
        if resemblance(read[a], read[b]).score >= THRESHOLD
    }
    hits = len(suspected & truth)
    recall, precision = hits / len(truth), hits / len(suspected)
    figures = f"{len(truth)} pairs, recall {recall:.3f}, precision {precision:.3f}"
    print(f"{source.__name__}: {figures}")  # noqa: T201 - shown with -s
    assert recall >= found_at_least
    assert precision >= 0.9
