"""Key fields of made CVs against their truth, each half of the set for itself.

Even numbers were looked at while the reader was written; so were, of the layouts that occur
with odd numbers only, those with a number below 8 modulo 16. The rest was held out.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yucaihui.engines.text.resumes.parse import parse_resume

ODD_ONLY = ("pdf_two", "pdf_cid", "docx_table")
SCANS = "pdf_image"
KEYS = {
    "education": ("institution", "area", "studyType", "startDate", "endDate"),
    "work": ("name", "position", "startDate", "endDate"),
    "skills": ("name",),
    "languages": ("language", "fluency"),
    "certificates": ("name", "date"),
}


def is_seen(entry: dict[str, str]) -> bool:
    number = int(entry["id"][2:])
    return number % 2 == 0 or (entry["layout"] in ODD_ONLY and number % 16 < 8)


def cvs(shared_data: Path, half: str) -> Iterator[tuple[dict[str, str], bytes, dict[str, Any]]]:
    folder = shared_data / "resumes" / "synthetic"
    entries = json.loads((folder.parent / "synthetic_manifest.json").read_text())
    for entry in entries:
        if is_seen(entry) == (half == "seen"):
            file = next(f for f in folder.glob(f"{entry['id']}.*") if f.suffix != ".json")
            truth = json.loads((folder / f"{entry['id']}.truth.json").read_text())
            yield entry, file.read_bytes(), truth


def key_fields(resume: dict[str, Any]) -> Counter[tuple[str, ...]]:
    """Each key field with its value; fields of one entry are bound to what the entry is about."""
    basics = resume.get("basics", {})
    found = [
        ("basics", key, str(basics[key])) for key in ("name", "email", "phone") if key in basics
    ]
    for section, keys in KEYS.items():
        for entry in resume.get(section, []):
            about = str(entry.get(keys[0]))
            found += [(section, key, about, str(entry[key])) for key in keys if key in entry]
    return Counter(found)


@pytest.mark.parametrize("half", ["seen", "held out"])
def test_key_fields_are_found_and_right(
    shared_data: Path, half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = given = right = files = 0
    started = time.perf_counter()
    for entry, data, truth in cvs(shared_data, half):
        if entry["layout"] == SCANS:
            continue
        files += 1
        expected, found = key_fields(truth), key_fields(parse_resume(data).resume)
        wanted += expected.total()
        given += found.total()
        right += (expected & found).total()
    speed = files / (time.perf_counter() - started)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{half}: {files} files, {wanted} fields, found {right / wanted:.4f}, "
            f"right {right / given:.4f}, {speed:.0f} files/s"
        )
    assert right >= 0.99 * wanted
    assert right >= 0.99 * given


@pytest.mark.parametrize("half", ["seen", "held out"])
def test_every_scan_is_told_and_none_is_guessed(shared_data: Path, half: str) -> None:
    scans = [
        parse_resume(data) for entry, data, _ in cvs(shared_data, half) if entry["layout"] == SCANS
    ]
    assert {(scan.status, len(scan.resume)) for scan in scans} <= {("image_only", 0)}


@pytest.mark.parametrize("half", ["seen", "held out"])
def test_protected_facts_of_the_truth_are_never_in_the_resume(shared_data: Path, half: str) -> None:
    for entry, data, truth in cvs(shared_data, half):
        parsed = parse_resume(data)
        gender = truth["meta"].get("x-gender")
        if entry["layout"] != SCANS and gender:
            assert parsed.protected["gender"] == gender
        assert not {"gender", "birth"} & set(re.findall(r"'(\w+)':", str(parsed.resume)))


RENDERED_WORK = [
    ("Nexus AI", "Co-Founder & CTO", "2023-06", None),
    ("NVIDIA Research", "Research Intern", "2022-05", "2022-08"),
    ("Google DeepMind", "Research Intern", "2021-05", "2021-08"),
    ("Apple ML Research", "Research Intern", "2020-05", "2020-08"),
    ("Microsoft Research", "Research Intern", "2019-05", "2019-08"),
]
RENDERED_EDUCATION = [
    ("Princeton University", "Computer Science", "PhD", "2018-09", "2023-05"),
    ("Boğaziçi University", "Computer Engineering", "BS", "2014-09", "2018-06"),
]


def test_one_cv_in_six_designs_reads_the_same(shared_data: Path) -> None:
    designs = sorted((shared_data / "resumes" / "rendercv_mit").glob("*.pdf"))
    assert len(designs) == 6
    for design in designs:
        resume = parse_resume(design.read_bytes()).resume
        assert resume["basics"]["name"] == "John Doe"
        assert resume["basics"]["email"] == "john.doe@email.com"
        assert [columns(job, "work") for job in resume["work"]] == RENDERED_WORK
        assert [columns(s, "education") for s in resume["education"]] == RENDERED_EDUCATION


def columns(entry: dict[str, Any], section: str) -> tuple[Any, ...]:
    return tuple(entry.get(key) for key in KEYS[section])


def test_results_are_valid_json_resume(shared_data: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((shared_data / "resumes" / "jsonresume_mit" / "schema.json").read_text())
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    files = [data for half in ("seen", "held out") for _, data, _ in cvs(shared_data, half)]
    files += [f.read_bytes() for f in (shared_data / "resumes" / "rendercv_mit").glob("*.pdf")]
    files.append((shared_data / "resumes" / "europass_xml_fictional" / "betty.xml").read_bytes())
    for data in files:
        assert [error.message for error in validator.iter_errors(parse_resume(data).resume)] == []


def test_json_resume_passes_through_but_for_the_photo(shared_data: Path) -> None:
    sample = shared_data / "resumes" / "jsonresume_mit" / "sample.resume.json"
    given = json.loads(sample.read_text())
    del given["basics"]["image"]
    assert parse_resume(sample.read_bytes()).resume == given
