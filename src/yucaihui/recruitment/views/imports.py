"""Pages of an import: upload, confirm the columns, read the verdicts, import, take back."""

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import is_office, signed_in_user
from yucaihui.core.files.services import RefusedFile
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.queries import job_by_uid
from yucaihui.directory.errors import Refused
from yucaihui.recruitment.forms.imports import MappingForm, UploadForm, VerifyForm
from yucaihui.recruitment.forms.postings import add_refusal
from yucaihui.recruitment.models import ImportBatch, ImportRow
from yucaihui.recruitment.queries.imports import (
    rows_of,
    same_file_imported,
    unverified_employers,
    verdict_lines,
    visible_batches,
    with_counts,
)
from yucaihui.recruitment.services import imports as verbs
from yucaihui.recruitment.services.postings import default_last_day
from yucaihui.recruitment.tables import BatchTable, OwnRowTable, RowTable
from yucaihui.recruitment.views.access import managed_batch, managed_organisation, office_only
from yucaihui.recruitment.views.tabs import Tab
from yucaihui.ui.formats import is_chinese
from yucaihui.ui.views import load_anew

State = ImportBatch.State
WORKING = (State.READING, State.VALIDATING, State.COMMITTING, State.ROLLING_BACK)
STEPS = (
    gettext_lazy("Upload"),
    gettext_lazy("Confirm the columns"),
    gettext_lazy("Read the verdicts"),
    gettext_lazy("Import"),
)
STEP_OF = {
    State.READING: 1,
    State.UPLOADED: 2,
    State.VALIDATING: 2,
    State.VALIDATED: 3,
    State.COMMITTING: 4,
}
VERDICT_TABS = (
    ("", gettext_lazy("All positions")),
    *((choice, label) for choice, label in ImportRow.Verdict.choices),
)


@login_required
def imports(request: HttpRequest, uid: str) -> HttpResponse:
    """An employer's imports, and the form for a new one."""
    employer = managed_organisation(request, uid)
    batches = visible_batches(request.user).filter(employer=employer)
    return upload_page(request, batches, employer)


@login_required
def office_imports(request: HttpRequest) -> HttpResponse:
    """The office's imports for many employers."""
    office_only(request)
    return upload_page(request, visible_batches(request.user).filter(employer=None), None)


def upload_page(request: HttpRequest, batches: Any, employer: Any) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch = uploaded(request, form, employer)
        if batch:
            return redirect("recruitment:import_batch", batch.uid)
    table = BatchTable(with_counts(batches), request)
    context = {"form": form, "table": table, "employer": employer}
    return render(request, "recruitment/imports/list.html", context, status=status_of(form))


def status_of(form: forms.BaseForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def uploaded(request: HttpRequest, form: UploadForm, employer: Any) -> ImportBatch | None:
    file = form.cleaned_data["file"]
    try:
        return verbs.upload_batch(
            file.read(), file.name, by=signed_in_user(request), employer=employer
        )
    except RefusedFile as refused:
        form.add_error("file", str(refused))
        return None


@login_required
def import_batch(request: HttpRequest, uid: str) -> HttpResponse:
    """One import, as far as it is; `?columns` goes back to them while nothing is written."""
    batch = managed_batch(request, uid)
    again = batch.state == State.VALIDATED and "columns" in request.GET
    if batch.state == State.UPLOADED or again:
        return columns(request, batch)
    job = job_by_uid(batch.job_uid)
    context = {
        **head(request, batch),
        "job": job,
        "working": is_alive(job),
        "stuck": batch.state in WORKING and not is_alive(job),
    }
    if batch.state not in WORKING and batch.state != State.REFUSED:
        context |= verdicts(request, batch)
    return render(request, "recruitment/imports/batch.html", context)


def is_alive(job: Job | None) -> bool:
    return job is not None and job.is_open


def head(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    return {
        "batch": batch,
        "steps": STEPS,
        "step": STEP_OF.get(State(batch.state), 0),
        "earlier": same_file_imported(batch),
        "office": is_office(request.user),
    }


def columns(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """The second step: which column holds what."""
    form = MappingForm(
        request.POST or None,
        mapping=batch.mapping,
        initial={
            "open_until": batch.open_until or default_last_day(timezone.localdate()),
            "reopen": batch.reopen,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            verbs.confirm_mapping(
                batch,
                form.columns,
                by=signed_in_user(request),
                open_until=form.cleaned_data["open_until"],
                reopen=form.cleaned_data["reopen"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("recruitment:import_batch", batch.uid)
    context = {**head(request, batch), "form": form, "step": 2}
    return render(request, "recruitment/imports/columns.html", context, status=status_of(form))


def verdicts(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    verdict = request.GET.get("verdict", "")
    counts = batch.totals
    held = sum(counts.get(name, 0) for name in ImportRow.Verdict.values if name != "skipped")
    tabs = [
        Tab(
            label,
            f"?verdict={name}" if name else "?",
            name == verdict,
            counts.get(name, 0) if name else held,
        )
        for name, label in VERDICT_TABS
    ]
    table = OwnRowTable if batch.employer else RowTable
    waiting = is_office(request.user) and batch.state == State.COMMITTED
    return {
        "table": table(rows_of(batch, verdict), request),
        "tabs": tabs,
        "importable": counts.get("ok", 0) + counts.get("warning", 0),
        "unverified": len(unverified_employers(batch, timezone.localdate())) if waiting else 0,
        "verify_form": VerifyForm(),
    }


@login_required
def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """The progress bar alone; when the work is done, the whole page is asked for again."""
    batch = managed_batch(request, uid)
    job = job_by_uid(batch.job_uid)
    if not is_alive(job):
        return load_anew()
    return render(request, "recruitment/imports/progress.html", {"batch": batch, "job": job})


@login_required
def verdicts_csv(request: HttpRequest, uid: str) -> StreamingHttpResponse:
    """The verdicts as a spreadsheet that any program opens."""
    batch = managed_batch(request, uid)
    lines = verdict_lines(batch, "zh" if is_chinese() else "en")
    response = StreamingHttpResponse(csv_text(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="verdicts-{batch.uid}.csv"'
    return response


class Echo:
    """A file whose writing gives the text back."""

    def write(self, text: str) -> str:
        return text


def csv_text(lines: Iterator[list[str]]) -> Iterator[str]:
    yield "\ufeff"
    writer = csv.writer(Echo())
    for line in lines:
        yield writer.writerow(line)


@login_required
@require_POST
def commit(request: HttpRequest, uid: str) -> HttpResponse:
    return done(request, verbs.commit_batch, uid, "")


@login_required
@require_POST
def cancel(request: HttpRequest, uid: str) -> HttpResponse:
    return done(request, verbs.cancel_work, uid, _("Stopped. Go on whenever you like."))


@login_required
def roll_back(request: HttpRequest, uid: str) -> HttpResponse:
    if request.method == "POST":
        return done(request, verbs.roll_back_batch, uid, "")
    context = {"batch": managed_batch(request, uid)}
    return render(request, "recruitment/imports/roll_back.html", context)


def done(request: HttpRequest, verb: Any, uid: str, words: str) -> HttpResponse:
    batch = managed_batch(request, uid)
    try:
        verb(batch, by=signed_in_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if words:
            messages.success(request, words)
    return redirect("recruitment:import_batch", batch.uid)


@login_required
@require_POST
def verify(request: HttpRequest, uid: str) -> HttpResponse:
    """The office verifies the employers of a batch, with one ground for all."""
    batch, user = managed_batch(request, uid), signed_in_user(request)
    if not is_office(user):
        raise PermissionDenied
    form = VerifyForm(request.POST)
    if form.is_valid():
        verbs.start_verification(batch, form.cleaned_data["reason"], by=user)
    else:
        messages.error(request, _("Say on what ground: who checked these employers, and how."))
    return redirect("recruitment:import_batch", batch.uid)
