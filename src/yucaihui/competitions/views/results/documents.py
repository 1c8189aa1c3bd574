"""The documents of an award: handed in by the captain, checked by the office, for nobody else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yucaihui.competitions.forms.results import DocumentCheckForm, DocumentForm
from yucaihui.competitions.models import Award
from yucaihui.competitions.process import OFFICE
from yucaihui.competitions.queries.award_documents import Asked, asked_document
from yucaihui.competitions.services import award_documents as verbs
from yucaihui.competitions.services.prizes import is_captain
from yucaihui.competitions.views.parts import errors_into, for_office, status_of
from yucaihui.competitions.views.results.awards import found, led
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import download

PAGE = "competitions/results/document.html"


def asked_in(award: Award, code: str) -> Asked:
    asked = asked_document(award, code)
    if asked is None:
        raise Http404
    return asked


@login_required
def hand_in(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    row = led(request, uid)
    asked = asked_in(row, code)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        with errors_into(form):
            verbs.hand_in(row, code, given.read(), name=given.name, by=signed_in_user(request))
            messages.success(request, _("Handed in. The office checks it."))
            return redirect("competitions:award", uid)
    context = {"award": row, "entry": row.entry, "asked": asked, "form": form, "inside": False}
    return render(request, PAGE, context, status=status_of(form))


@login_required
def document_file(request: HttpRequest, uid: str, code: str) -> FileResponse:
    """As an attachment, for the captain and the office alone."""
    row, roles = found(request, uid)
    given = asked_in(row, code).given
    if given is None or not (OFFICE in roles or is_captain(row, request.user)):
        raise Http404
    return download(given.file)


@for_office
def check(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    """Accept or refuse what was handed in."""
    row, _roles = found(request, uid)
    asked = asked_in(row, code)
    if asked.given is None:
        raise Http404
    form = DocumentCheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            if form.cleaned_data["verdict"] == "accept":
                verbs.accept_document(asked.given, by=request.user)
            else:
                verbs.refuse_document(asked.given, form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Recorded."))
            return redirect("competitions:award", uid)
    context = {"award": row, "entry": row.entry, "asked": asked, "form": form, "inside": True}
    return render(request, PAGE, context, status=status_of(form))
