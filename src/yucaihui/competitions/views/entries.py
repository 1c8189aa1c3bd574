"""The entrants' pages: enter, fill in the form, see what is missing, submit, withdraw."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.competitions.definitions import read_form
from yucaihui.competitions.forms.entries import NEW, AnswersForm, BeginForm, NoteForm
from yucaihui.competitions.forms.screening import MyEntryTable
from yucaihui.competitions.models import Challenge, Entry, Track
from yucaihui.competitions.process import WRITABLE
from yucaihui.competitions.queries.answers import changes, files_of
from yucaihui.competitions.queries.eligibility import findings, results_of
from yucaihui.competitions.queries.entries import entries_of, newest_version
from yucaihui.competitions.queries.entry_sheets import EntrySheet, sheet_of
from yucaihui.competitions.queries.teams import invitations_to
from yucaihui.competitions.rules.visibility import EVERYTHING
from yucaihui.competitions.services import entries as verbs
from yucaihui.competitions.services import entry_files, versions
from yucaihui.competitions.services.calls import is_open
from yucaihui.competitions.views.entry_parts import (
    base_of,
    context_of,
    is_fixed,
    mine,
    posted,
    roles_of,
)
from yucaihui.competitions.views.parts import errors_into, status_of, told
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import organisations_of, person_of
from yucaihui.directory.queries.projects import projects_of
from yucaihui.directory.services import create_project, ensure_person


@login_required
def enter(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose the project, and the challenge of a bid; the draft is then filled in."""
    tracks = Track.objects.select_related("edition").filter(edition__state="published")
    track = get_object_or_404(tracks, uid=uid)
    user = signed_in_user(request)
    form = begin_form(request, track, user)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            entry = begun(track, form, user)
        if not form.errors:
            messages.success(request, _("The draft is there. Fill in the form, bit by bit."))
            return redirect("competitions:edit_entry", entry.uid)
    context = {"form": form, "track": track, "open": is_open(track)}
    return render(request, "competitions/entries/enter.html", context, status=status_of(form))


def begin_form(request: HttpRequest, track: Track, user: Any) -> BeginForm:
    person = person_of(user)
    return BeginForm(
        posted(request),
        projects=list(projects_of(user)[:50]),
        organisations=list(organisations_of(user)),
        challenges=list(open_challenges(track)) if track.kind == Track.Kind.CHALLENGE else None,
        initial={
            "country": person.country if person else "",
            "challenge": request.GET.get("challenge", ""),
        },
    )


def open_challenges(track: Track) -> Any:
    rows = Challenge.objects.select_related("case").filter(track=track, case__state="published")
    return rows.filter(bids_close_at__gte=timezone.now()).order_by("bids_close_at", "pk")


def begun(track: Track, form: BeginForm, user: Any) -> Entry:
    """The project is made with its entry, or not at all."""
    data = form.cleaned_data
    organisation = organisations_of(user).filter(uid=data.get("organisation") or None).first()
    challenge = open_challenges(track).filter(case__uid=data.get("challenge") or None).first()
    with transaction.atomic():
        return verbs.begin(
            track, project_of(data, user, organisation), by=user, organisation=organisation,
            country=data["country"], challenge=challenge,
        )  # fmt: skip


def project_of(data: dict[str, Any], user: Any, organisation: Any) -> Any:
    if data["project"] != NEW:
        return projects_of(user).get(uid=data["project"])
    titles = {name: data[name] for name in ("title_zh", "title_en")}
    return create_project(lead=ensure_person(user), organisation=organisation, by=user, **titles)


@login_required
def my_entries(request: HttpRequest) -> HttpResponse:
    user = signed_in_user(request)
    context = {
        "table": MyEntryTable(entries_of(person_of(user)), request),
        "invitations": invitations_to(user),
    }
    return render(request, "competitions/entries/mine.html", context)


@login_required
def my_entry(request: HttpRequest, uid: str) -> HttpResponse:
    entry, place = mine(request, uid)
    sheet = sheet_of(entry, roles_of(place), inside=False)
    context = context_of(
        entry, place, sheet=sheet, faults=faults_of(sheet), writable=is_writable(sheet),
        changed=is_changed(sheet), fixed=is_fixed(entry), findings=findings(results_of(entry)),
    )  # fmt: skip
    return render(request, "competitions/entries/my_entry.html", context)


def faults_of(sheet: EntrySheet) -> list[Any]:
    return versions.missing(sheet.entry, sheet.newest) if is_writable(sheet) else []


def is_writable(sheet: EntrySheet) -> bool:
    return sheet.state.name in WRITABLE and timezone.now() <= sheet.enforced


def is_changed(sheet: EntrySheet) -> bool:
    """Is there something newer than what was submitted?"""
    return sheet.newest is not None and sheet.newest.pk != sheet.entry.submitted_id


@login_required
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    """The track's form. Saving makes a version; holes are allowed until it is submitted."""
    entry, place = mine(request, uid)
    user = signed_in_user(request)
    form = answers_form(request, entry)
    if request.method == "POST" and form.is_valid():
        save(entry, form, user)
        if not form.errors:
            return after_saving(request, entry)
    sheet = sheet_of(entry, roles_of(place), inside=False)
    context = context_of(entry, place, form=form, sheet=sheet, writable=is_writable(sheet))
    return render(request, "competitions/entries/form.html", context, status=status_of(form))


def answers_form(request: HttpRequest, entry: Entry) -> AnswersForm:
    definition = read_form(versions.need_form(entry.track).content)
    return AnswersForm(
        posted(request), request.FILES if request.method == "POST" else None, definition=definition,
        version=newest_version(entry), files=files_of(entry), project=entry.project,
        base=entry.latest,
    )  # fmt: skip


def save(entry: Entry, form: AnswersForm, user: Any) -> None:
    """Files first: what was taken in stays with the entry even if another answer is refused."""
    answers = form.answers
    for code, file in form.uploads.items():
        try:
            row = entry_files.attach(entry, code, file.read(), name=file.name, by=user)
        except Refused as refused:
            form.blame(code, str(refused))
        else:
            answers[code] = row.file.uid
    if form.errors:
        return
    data = form.cleaned_data
    try:
        versions.save_version(
            entry, by=user, base=data["base"], answers=answers, title_zh=data["title_zh"],
            title_en=data["title_en"],
        )  # fmt: skip
    except versions.BadAnswers as bad:
        for fault in bad.faults:
            form.blame(fault.field, fault.message)
    except Refused as refused:
        form.blame(refused.field, str(refused))


def after_saving(request: HttpRequest, entry: Entry) -> HttpResponse:
    entry.refresh_from_db(fields=["latest"])
    messages.success(request, _("Version %(number)d is saved.") % {"number": entry.latest})
    back = "edit_entry" if "stay" in request.POST else "my_entry"
    return redirect(f"competitions:{back}", entry.uid)


@login_required
def submit(request: HttpRequest, uid: str) -> HttpResponse:
    """What is handed in, once more, and the button."""
    entry, place = mine(request, uid)
    sheet = sheet_of(entry, roles_of(place), inside=False)
    if request.method == "POST":
        with told(request, _("The entry is submitted.")):
            versions.submit(entry, by=signed_in_user(request), base=base_of(request))
        return redirect("competitions:my_entry", entry.uid)
    context = context_of(
        entry, place, sheet=sheet, faults=faults_of(sheet), writable=is_writable(sheet)
    )
    return render(request, "competitions/entries/submit.html", context)


@login_required
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    entry, place = mine(request, uid)
    form = NoteForm(posted(request), initial={"version": entry.case.version})
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            verbs.withdraw(entry, by=signed_in_user(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("The entry is withdrawn."))
            return redirect("competitions:my_entry", entry.uid)
    context = context_of(entry, place, form=form)
    return render(request, "competitions/entries/withdraw.html", context, status=status_of(form))


@login_required
def version(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """An earlier version, and what was changed in it."""
    entry, place = mine(request, uid)
    context = {**context_of(entry, place), **version_context(entry, number)}
    return render(request, "competitions/entries/version.html", context)


def version_context(entry: Entry, number: int) -> dict[str, Any]:
    rows = entry.versions.select_related("form")
    shown = get_object_or_404(rows, number=number)
    before = rows.filter(number=number - 1).first()
    sheet = sheet_of(entry, frozenset(), inside=False, shown=shown)
    found = changes(before, shown, EVERYTHING, sheet.files) if before else []
    return {"shown": shown, "before": before, "changes": found, "sheet": sheet}
