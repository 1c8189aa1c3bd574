"""The messy workbook of the city's fair, through the services into the database."""

import json
from pathlib import Path

import pytest

from tests.factories import make_user
from yucaihui.core.jobs.services import run_waiting
from yucaihui.recruitment.models import ImportRow, Posting
from yucaihui.recruitment.services import imports

pytestmark = pytest.mark.django_db


def test_every_row_gets_a_verdict_and_postings_are_those_of_the_truth(shared_data: Path) -> None:
    folder = shared_data / "jobs" / "synthetic_cq"
    truth = {
        one["id"]: one
        for one in map(json.loads, (folder / "jobs_truth.jsonl").read_text().splitlines())
    }
    wanted = json.loads((folder / "jobs_upload_messy_truth.json").read_text())["ids_in_order"]
    raw = (folder / "jobs_upload_messy.xlsx").read_bytes()
    office = make_user("office")
    batch = imports.upload_batch(raw, "jobs_upload_messy.xlsx", by=office)
    run_waiting()
    batch.refresh_from_db()
    columns = {sheet["name"]: sheet["columns"] for sheet in batch.mapping["sheets"]}
    imports.confirm_mapping(batch, columns, by=office, reopen=True)
    run_waiting()
    rows = list(ImportRow.objects.filter(batch=batch).order_by("pk"))
    held = [row for row in rows if row.verdict != "skipped"]
    assert len(rows) == sum(sheet["rows"] for sheet in batch.mapping["sheets"])
    assert len(held) == len(wanted)
    imports.commit_batch(batch, by=office)
    run_waiting()
    right = 0
    for row, id_ in zip(held, wanted, strict=True):
        one, posting = truth[id_], Posting.objects.filter(row=row).first()
        if posting is None:
            assert row.verdict in ("error", "duplicate")
            continue
        assert not set(one["discrimination_flags"]) & {"gender", "marital", "hukou"}
        read = (posting.salary_min, posting.salary_max, posting.salary_months)
        pay = (one.get("salary_min_month"), one.get("salary_max_month"))
        right += read == (*pay, one.get("months") or 12)
        assert posting.title_zh == one["title_norm"]
        assert (posting.headcount, posting.district) == (one["headcount"], one["district"])
    assert right >= 0.98 * Posting.objects.count() > 0
