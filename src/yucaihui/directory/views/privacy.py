"""What concerns one's data: numbers, protected attributes, consents, export, erasure."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import download
from yucaihui.core.jobs.queries import visible_to as visible_jobs
from yucaihui.directory import queries, services
from yucaihui.directory.forms.record import EraseForm, IdentityForm, ProtectedForm, RevealForm
from yucaihui.directory.models import Consent, IdentityDocument, Purpose
from yucaihui.directory.services.privacy import EXPORT_TASK, exports_of
from yucaihui.directory.views.parts import errors_into, own_person, told

# Asked for as such; consent to an application is given when applying.
GENERAL = (Purpose.MATCHING, Purpose.DISCOVERY, Purpose.STATISTICS)


@login_required
def identity(request: HttpRequest) -> HttpResponse:
    person, user = own_person(request), signed_in_user(request)
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form, "number"):
            services.add_identity_document(person, by=user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Saved, encrypted."))
            return redirect("directory:identity")
    documents = queries.identity_documents_of(person)
    return render(request, "directory/record/identity.html", {"form": form, "documents": documents})


def visible_document(request: HttpRequest, uid: str) -> IdentityDocument:
    people = queries.visible_to(signed_in_user(request)).order_by()
    rows = IdentityDocument.objects.select_related("person")
    return get_object_or_404(rows, uid=uid, person__in=people)


@login_required
@never_cache
def reveal(request: HttpRequest, uid: str) -> HttpResponse:
    """Asks for the reason, then shows the number once, on this page alone."""
    document = visible_document(request, uid)
    form, number = RevealForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        number = services.reveal_identity_document(
            document, by=signed_in_user(request), reason=form.cleaned_data["reason"]
        )
    context = {"document": document, "form": form, "number": number}
    return render(request, "directory/record/reveal.html", context)


@login_required
@require_POST
def delete_identity(request: HttpRequest, uid: str) -> HttpResponse:
    document = visible_document(request, uid)
    with told(request, _("Deleted.")):
        services.delete_identity_document(document, by=signed_in_user(request))
    return redirect("directory:record")


@login_required
def protected(request: HttpRequest) -> HttpResponse:
    person, user = own_person(request), signed_in_user(request)
    row = queries.protected_of(person)
    initial = {name: getattr(row, name, None) for name in ProtectedForm.base_fields}
    form = ProtectedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.save_protected(person, by=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("directory:protected")
    return render(request, "directory/record/protected.html", {"form": form, "row": row})


@login_required
def consents(request: HttpRequest) -> HttpResponse:
    """Each purpose with its switch, and everything ever allowed."""
    person = queries.person_of(signed_in_user(request))
    if person is None:
        return redirect("directory:record")
    given = list(queries.consents_of(person))
    held = {one.purpose: one for one in given if not one.withdrawn_at and not one.recipient}
    return render(
        request,
        "directory/record/consents.html",
        {
            "purposes": [(one.value, one.label, held.get(one.value)) for one in GENERAL],
            "given": [one for one in given if one.recipient],
            "past": [one for one in given if one.withdrawn_at and not one.recipient],
        },
    )


@login_required
@require_POST
def grant(request: HttpRequest, purpose: str) -> HttpResponse:
    if purpose in GENERAL:
        services.grant_consent(own_person(request), purpose, by=signed_in_user(request))
        messages.success(request, _("Allowed from now on. You can withdraw it here at any time."))
    return redirect("directory:consents")


@login_required
@require_POST
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    consent = get_object_or_404(Consent, uid=uid, person=own_person(request))
    services.withdraw_consent(consent, by=signed_in_user(request))
    messages.success(request, _("Withdrawn: from now on this is no longer done."))
    return redirect("directory:consents")


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Ask for the export, and fetch it when it is ready."""
    person, user = own_person(request), signed_in_user(request)
    if request.method == "POST":
        services.request_export(person, by=user)
        return redirect("directory:export")
    jobs = visible_jobs(user).filter(task=EXPORT_TASK, owner=user)
    context: dict[str, Any] = {"job": jobs.first(), "file": exports_of(user).first()}
    if request.headers.get("HX-Request"):
        answer = render(request, "directory/record/export_progress.html", context)
        if not (context["job"] and context["job"].is_open):
            answer.headers["HX-Refresh"] = "true"
        return answer
    return render(request, "directory/record/export.html", context)


@login_required
def export_file(request: HttpRequest, uid: str) -> FileResponse:
    return download(get_object_or_404(exports_of(signed_in_user(request)), uid=uid))


@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """What will be gone, what stays, and a word to type; then it is done at once."""
    person, user = own_person(request), signed_in_user(request)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            services.erase_person(person, by=user)
        if not form.errors:
            logout(request)
            return redirect("directory:erased")
    alone = queries.owned_alone(user)
    return render(request, "directory/record/erase.html", {"form": form, "alone": alone})


def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/record/erased.html", {"on": timezone.localdate()})
