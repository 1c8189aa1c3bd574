"""How the office sets up what is called for: editions, tracks, stages, their definitions."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.competitions.definitions import BadDefinition
from yucaihui.competitions.forms.calls import (
    CompetitionForm,
    CopyForm,
    EditionForm,
    NewEditionForm,
    StageForm,
    TrackForm,
)
from yucaihui.competitions.forms.definitions import PartFormSet, rows_of
from yucaihui.competitions.models import Definition, Edition, Stage, Track
from yucaihui.competitions.queries.calls import (
    counts_of,
    definitions_of,
    editions_for_office,
    setup_of,
    setups_of,
)
from yucaihui.competitions.services import calls
from yucaihui.competitions.tables import DefinitionTable, EditionTable
from yucaihui.competitions.views.parts import errors_into, for_office, status_of, told
from yucaihui.core.accounts.rules import signed_in_user


def asked(
    request: HttpRequest, form: BaseForm, title: str, edition: Edition | None = None
) -> HttpResponse:
    """A page with one form, below the edition it belongs to."""
    context = {"form": form, "title": title, "edition": edition}
    return render(request, "competitions/office/form.html", context, status=status_of(form))


@for_office
def editions(request: HttpRequest) -> HttpResponse:
    table = EditionTable(editions_for_office(), request)
    return render(request, "competitions/office/editions.html", {"table": table})


@for_office
def new_competition(request: HttpRequest) -> HttpResponse:
    form = CompetitionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            calls.create_competition(by=signed_in_user(request), **form.cleaned_data)
            messages.success(request, _("The competition is there. Open its first edition now."))
            return redirect("competitions:new_edition")
    return asked(request, form, _("New competition"))


@for_office
def new_edition(request: HttpRequest) -> HttpResponse:
    form = NewEditionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            made = calls.create_edition(by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:setup", made.uid)
    return asked(request, form, _("New edition"))


def edition_of(uid: str) -> Edition:
    return get_object_or_404(editions_for_office(), uid=uid)


@for_office
def setup(request: HttpRequest, uid: str) -> HttpResponse:
    """An edition as the office sees it: tracks, what each lacks, what can be done."""
    edition = edition_of(uid)
    context = {
        "edition": edition,
        "setups": setups_of(list(edition.tracks.all())),
        "counts": counts_of(edition),
    }
    return render(request, "competitions/office/setup.html", context)


@for_office
def edit_edition(request: HttpRequest, uid: str) -> HttpResponse:
    edition = edition_of(uid)
    form = EditionForm(request.POST or None, instance=Edition.objects.get(pk=edition.pk))
    if form.is_bound and form.is_valid():
        with errors_into(form):
            calls.update_edition(edition, by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:setup", uid)
    return asked(request, form, _("Change the edition"), edition)


@for_office
@require_POST
def publish(request: HttpRequest, uid: str) -> HttpResponse:
    with told(request, _("Published: everybody sees it now.")):
        calls.publish_edition(edition_of(uid), by=signed_in_user(request))
    return redirect("competitions:setup", uid)


@for_office
@require_POST
def end(request: HttpRequest, uid: str, state: str) -> HttpResponse:
    with told(request, _("The edition has ended.")):
        calls.end_edition(edition_of(uid), state, by=signed_in_user(request))
    return redirect("competitions:setup", uid)


@for_office
def new_track(request: HttpRequest, uid: str) -> HttpResponse:
    edition, form = edition_of(uid), TrackForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            made = calls.add_track(edition, by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:track_setup", made.uid)
    return asked(request, form, _("New track"), edition)


def track_of(uid: str) -> Track:
    rows = Track.objects.select_related("edition", "edition__competition")
    return get_object_or_404(rows, uid=uid)


@for_office
def track_setup(request: HttpRequest, uid: str) -> HttpResponse:
    """A track's dates, stages, form, rules and rubric, each leading to where it is changed."""
    track = track_of(uid)
    context = {"track": track, "edition": track.edition, "setup": setup_of(track)}
    return render(request, "competitions/office/track.html", context)


@for_office
def edit_track(request: HttpRequest, uid: str) -> HttpResponse:
    track = track_of(uid)
    form = TrackForm(request.POST or None, instance=Track.objects.get(pk=track.pk))
    if form.is_bound and form.is_valid():
        with errors_into(form):
            calls.update_track(track, by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:track_setup", uid)
    return asked(request, form, _("Change the track"), track.edition)


@for_office
def copy(request: HttpRequest, uid: str) -> HttpResponse:
    """Take form, rules and rubric over from another track."""
    track = track_of(uid)
    form = CopyForm(request.POST or None, track=track)
    if form.is_bound and form.is_valid():
        user = signed_in_user(request)
        done = calls.copy_definitions(form.cleaned_data["source"], track, by=user)
        messages.success(request, _("%(count)d parts were taken over.") % {"count": done})
        return redirect("competitions:track_setup", uid)
    return asked(request, form, _("Take over from another track"), track.edition)


@for_office
def new_stage(request: HttpRequest, uid: str) -> HttpResponse:
    track, form = track_of(uid), StageForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with errors_into(form):
            calls.add_stage(track, by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:track_setup", uid)
    return asked(request, form, _("New stage"), track.edition)


@for_office
def edit_stage(request: HttpRequest, uid: str) -> HttpResponse:
    rows = Stage.objects.select_related("track", "track__edition", "track__edition__competition")
    stage = get_object_or_404(rows, uid=uid)
    form = StageForm(request.POST or None, instance=Stage.objects.get(pk=stage.pk))
    if form.is_bound and form.is_valid():
        with errors_into(form):
            calls.update_stage(stage, by=signed_in_user(request), **form.cleaned_data)
            return redirect("competitions:track_setup", stage.track.uid)
    return asked(request, form, _("Change the stage"), stage.track.edition)


@for_office
def definition(request: HttpRequest, uid: str, kind: str) -> HttpResponse:
    """Edit the form, the rules or the rubric. "One more row" saves nothing."""
    track = track_of(uid)
    current = calls.current_definition(track, kind)
    content = current.content if current else None
    rows = rows_of(kind, content, request.POST or None)
    if rows.is_bound and "more" in request.POST:
        rows = rows_of(kind, content, one_more(request))
    elif rows.is_bound and rows.is_valid() and saved(request, track, kind, rows):
        return redirect("competitions:track_setup", uid)
    table = DefinitionTable(definitions_of(track, kind), request)
    context = {
        "track": track,
        "edition": track.edition,
        "kind": kind,
        "title": Definition.Kind(kind).label,
        "rows": rows,
        "table": table,
        "data": data_names(track) if kind == "rules" else (),
    }
    status = 422 if rows.is_bound and not rows.is_valid() else 200
    return render(request, "competitions/office/definition.html", context, status=status)


def one_more(request: HttpRequest) -> Any:
    """What was sent, with room for another row."""
    sent = request.POST.copy()
    total = sent.get("part-TOTAL_FORMS", "0")
    sent["part-TOTAL_FORMS"] = str(int(total) + 1) if total.isdecimal() else "1"
    return sent


def saved(request: HttpRequest, track: Track, kind: str, rows: PartFormSet) -> bool:
    content = rows.content
    try:
        calls.READERS[kind](content)
    except BadDefinition as bad:
        rows.blame(bad)
        return False
    made = calls.save_definition(track, kind, content, by=signed_in_user(request))
    messages.success(request, _("Saved as version %(number)d.") % {"number": made.number})
    return True


DATA = (
    "team.size", "team.countries", "entry.country", "organisation.verified",
    "organisation.founded_on",
)  # fmt: skip


def data_names(track: Track) -> list[str]:
    """What a rule may look at: what is known of every entry, and the form's answers."""
    form = setup_of(track).form
    return [*DATA, *(f"answers.{field.code}" for field in (form.fields if form else ()))]


@for_office
def definition_version(request: HttpRequest, uid: str, kind: str, number: int) -> HttpResponse:
    """A definition as it was."""
    track = track_of(uid)
    found = get_object_or_404(definitions_of(track, kind), number=number)
    context = {
        "track": track,
        "edition": track.edition,
        "definition": found,
        "kind": kind,
        "content": calls.READERS[kind](found.content),
    }
    return render(request, "competitions/office/definition_version.html", context)
