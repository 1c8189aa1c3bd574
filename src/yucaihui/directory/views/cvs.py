"""The office's pages of folders of CVs: upload, watch, correct, decide, invite, take back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import download
from yucaihui.core.installation.queries import is_demo
from yucaihui.core.jobs.queries import job_by_uid
from yucaihui.directory.errors import Refused
from yucaihui.directory.forms.cvs import CorrectForm, CvUploadForm
from yucaihui.directory.models import CvBatch, CvFile
from yucaihui.directory.queries import cvs as queries
from yucaihui.directory.queries.people import emails_of
from yucaihui.directory.services import cv_batches, cv_files, cv_invitations
from yucaihui.directory.services.cv_rows import link_of
from yucaihui.directory.tables import CvBatchTable, CvFileTable
from yucaihui.directory.views.parts import errors_into, for_office, told
from yucaihui.ui.views import load_anew

State, Step = CvBatch.State, CvFile.Step
WORKING = (State.READING, State.TAKING_BACK)


@dataclass(frozen=True)
class Tab:
    label: Any
    url: str
    current: bool
    count: int


@for_office
def batches(request: HttpRequest) -> HttpResponse:
    """All folders handed in, and the form for another."""
    form = CvUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form, "documents"):
            chosen = form.cleaned_data["documents"]
            batch = cv_batches.upload_cvs(chosen, by=signed_in_user(request))
        if not form.errors:
            return redirect("directory:cv_batch", batch.uid)
    rows = queries.with_counts(queries.visible_batches(request.user))
    context = {"form": form, "table": CvBatchTable(rows, request), "days": cv_batches.KEEP.days}
    return render(request, "directory/office/cvs.html", context)


def batch_of(request: HttpRequest, uid: str) -> CvBatch:
    return get_object_or_404(queries.visible_batches(request.user), uid=uid)


@for_office
def batch(request: HttpRequest, uid: str) -> HttpResponse:
    """One folder: how far the work is, and a row for each file."""
    found = batch_of(request, uid)
    job = job_by_uid(found.job_uid)
    counts, chosen = queries.counts_of(found), request.GET.get("show", "")
    working = job is not None and job.is_open
    context = {
        "batch": found,
        "job": job,
        "working": working,
        "stuck": found.state in WORKING and not working,
        "counts": counts,
        "verdicts": tabs(CvFile.Verdict.choices, counts, chosen, total=True),
        "steps": tabs(CvFile.Step.choices, counts, chosen),
        "table": CvFileTable(queries.files_of(found, chosen), request),
        "days": cv_batches.KEEP.days,
    }
    return render(request, "directory/office/cv_batch.html", context)


def tabs(
    choices: Iterable[tuple[str, Any]], counts: dict[str, int], chosen: str, *, total: bool = False
) -> list[Tab]:
    """A tab for each verdict or step that a file has."""
    shown = [(name, label) for name, label in choices if name and counts.get(name)]
    found = [Tab(label, f"?show={name}", name == chosen, counts[name]) for name, label in shown]
    if total:
        everything = sum(counts.get(name, 0) for name in CvFile.Verdict.values)
        found.insert(0, Tab(gettext_lazy("All files"), "?", not chosen, everything))
    return found


@for_office
def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """The progress bar alone; when the work is done, the whole page is asked for again."""
    found = batch_of(request, uid)
    job = job_by_uid(found.job_uid)
    if job is None or not job.is_open:
        return load_anew()
    return render(request, "directory/office/cv_progress.html", {"batch": found, "job": job})


def act_on_batch(
    request: HttpRequest, uid: str, verb: Callable[..., None], done: str
) -> HttpResponse:
    found = batch_of(request, uid)
    with told(request, done):
        verb(found, by=signed_in_user(request))
    return redirect("directory:cv_batch", uid)


@for_office
@require_POST
def stop(request: HttpRequest, uid: str) -> HttpResponse:
    return act_on_batch(request, uid, cv_batches.stop_reading, _("Stopped. What was read stays."))


@for_office
@require_POST
def go_on(request: HttpRequest, uid: str) -> HttpResponse:
    return act_on_batch(request, uid, cv_batches.go_on_reading, _("The work goes on."))


@for_office
@require_POST
def invite_all(request: HttpRequest, uid: str) -> HttpResponse:
    return act_on_batch(
        request, uid, cv_batches.invite_everybody, _("The invitations are being written.")
    )


@for_office
def take_back(request: HttpRequest, uid: str) -> HttpResponse:
    if request.method == "POST":
        return act_on_batch(request, uid, cv_batches.take_back, _("It is being taken back."))
    context = {"batch": batch_of(request, uid)}
    return render(request, "directory/office/cv_take_back.html", context)


def file_of(request: HttpRequest, uid: str) -> CvFile:
    return get_object_or_404(queries.visible_files(request.user), uid=uid)


@for_office
def file(request: HttpRequest, uid: str) -> HttpResponse:
    """One file: what was read, who it is of, and what to do next."""
    row = file_of(request, uid)
    person = queries.person_of_row(row)
    form = CorrectForm(request.POST or None, initial=shown_of(person) if person else {})
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            cv_files.correct_file(row, by=signed_in_user(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("directory:cv_file", uid)
    return render(request, "directory/office/cv_file.html", context_of(row, person, form))


def shown_of(person: Any) -> dict[str, str]:
    email = next(iter(emails_of(person)), "")
    return {"name_zh": person.name_zh, "name_en": person.name_en, "email": email}


def context_of(row: CvFile, person: Any, form: CorrectForm) -> dict[str, Any]:
    invitation = queries.latest_invitation(person) if person else None
    open_link = invitation is not None and invitation.used_at is None
    return {
        "row": row,
        "person": person,
        "form": form,
        "why": queries.why_of(row),
        "correctable": row.step in queries.OPEN and bool(person and person.unconfirmed),
        "writable": row.step in queries.WRITABLE and bool(person and not person.user_id),
        "removable": row.step in queries.OPEN,
        "invitation": invitation,
        # A demo sends no mail, and this person has no account to read it with.
        "demo_link": link_of(invitation) if open_link and invitation and is_demo() else "",
        "likeness": [LIKENESS[code] for code in row.likeness if code in LIKENESS],
        "similar": similar(row),
    }


LIKENESS = {
    "email": gettext_lazy("same e-mail address"),
    "phone": gettext_lazy("same telephone number"),
    "name": gettext_lazy("same name"),
    "school_same_dates": gettext_lazy("same school in the same years"),
    "school": gettext_lazy("same school"),
    "employer_same_start": gettext_lazy("same employer from the same month"),
    "employer": gettext_lazy("same employer"),
    "other_name": gettext_lazy("another name"),
}


def similar(row: CvFile) -> dict[str, Any] | None:
    """The suspected record and where to look at it."""
    found = row.suspected
    if found is None:
        return None
    brought = CvFile.objects.filter(document__person=found).exclude(pk=row.pk).first()
    if found.unconfirmed:
        url = reverse("directory:cv_file", args=[brought.uid]) if brought else ""
    else:
        url = reverse("directory:person", args=[found.uid])
    return {"person": found, "url": url, "emails": emails_of(found)}


@for_office
def original(request: HttpRequest, uid: str) -> HttpResponse:
    row = file_of(request, uid)
    if row.document is None:
        raise Http404
    return download(row.document.file)  # type: ignore[return-value]


@for_office
@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Is the CV of the record that it resembles?"""
    row, by = file_of(request, uid), signed_in_user(request)
    same = request.POST.get("same") == "yes"
    done = _("It waits in that record.") if same else _("It stands for another person.")
    with told(request, done):
        (cv_files.same_person if same else cv_files.another_person)(row, by=by)
    return redirect("directory:cv_file", uid)


@for_office
@require_POST
def invite(request: HttpRequest, uid: str) -> HttpResponse:
    row = file_of(request, uid)
    with told(request, _("The invitation is in the outbox.")):
        cv_invitations.invite(row, by=signed_in_user(request))
    return redirect("directory:cv_file", uid)


@for_office
@require_POST
def remove(request: HttpRequest, uid: str) -> HttpResponse:
    row = file_of(request, uid)
    try:
        cv_files.remove_file(row, by=signed_in_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:cv_file", uid)
    messages.success(request, _("Erased: nothing of the file is kept."))
    return redirect("directory:cv_batch", row.batch.uid)
