"""CVs: hand in, watch, confirm or discard."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import download
from yucaihui.directory import queries, services
from yucaihui.directory.errors import Refused
from yucaihui.directory.forms.record import UploadForm
from yucaihui.directory.forms.resume import LanguageChoice, ReadResumeForm
from yucaihui.directory.models import ResumeDocument
from yucaihui.directory.services.resumes import job_of
from yucaihui.directory.views.parts import errors_into, own_person
from yucaihui.ui.formats import is_chinese


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    person, user = own_person(request), signed_in_user(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = [(file.read(), file.name) for file in form.cleaned_data["file"]]
        with errors_into(form, "file"):
            documents = services.upload_resumes(person, chosen, by=user)
        if not form.errors and len(documents) == 1:
            return redirect("directory:resume", documents[0].uid)
        if not form.errors:
            messages.success(request, _("Handed in. Look at each when it is read, and confirm it."))
            return redirect("directory:upload_resume")
    context = {"form": form, "documents": queries.resumes_of(person)}
    return render(request, "directory/record/upload.html", context)


def visible_resume(request: HttpRequest, uid: str) -> ResumeDocument:
    return get_object_or_404(queries.visible_resumes(signed_in_user(request)), uid=uid)


@login_required
def resume(request: HttpRequest, uid: str) -> HttpResponse:
    """Being read, refused with what to do, or waiting for its person's word."""
    document = visible_resume(request, uid)
    if request.headers.get("HX-Request"):
        return progress(request, document)
    if document.state == ResumeDocument.State.PARSED:
        return confirm(request, document)
    why = queries.why(document)[0 if is_chinese() else 1]
    context = {"document": document, "job": job_of(document), "why": why}
    return render(request, "directory/record/resume.html", context)


def progress(request: HttpRequest, document: ResumeDocument) -> HttpResponse:
    """The progress alone while the page asks; at the end it is told to load anew."""
    answer = render(
        request,
        "directory/record/resume_progress.html",
        {"document": document, "job": job_of(document)},
    )
    if document.state != ResumeDocument.State.UPLOADED:
        answer.headers["HX-Refresh"] = "true"
    return answer


def confirm(request: HttpRequest, document: ResumeDocument) -> HttpResponse:
    """What was read, beside what the record has; the person corrects and confirms it."""
    form = ReadResumeForm(document.resume, request.POST or None)
    language = LanguageChoice(request.POST or None, initial={"language": document.language})
    if request.method == "POST" and "add" in request.POST:
        form = form.with_another(request.POST["add"])
    elif request.method == "POST" and saved(request, document, form, language):
        return redirect("directory:record")
    chosen = language["language"].value()
    context: dict[str, Any] = {
        "document": document,
        "form": form,
        "language": language,
        "person": document.person,
        "current": queries.current_profiles(document.person).get(chosen),
    }
    return render(request, "directory/record/confirm.html", context)


def saved(
    request: HttpRequest, document: ResumeDocument, form: ReadResumeForm, language: LanguageChoice
) -> bool:
    if not all([form.is_valid(), language.is_valid()]):
        return False
    chosen, user = language.cleaned_data["language"], signed_in_user(request)
    try:
        services.confirm_resume(document, form.resume(), by=user, language=chosen)
    except Refused as refusal:
        basics = form.basics
        basics.add_error(refusal.field if refusal.field in basics.fields else None, str(refusal))
        return False
    messages.success(request, _("Confirmed: this is your profile now."))
    return True


@login_required
@require_POST
def discard(request: HttpRequest, uid: str) -> HttpResponse:
    document = visible_resume(request, uid)
    try:
        services.discard_resume(document, by=signed_in_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:resume", uid)
    messages.success(request, _("Discarded; the file is deleted and nothing of it was used."))
    return redirect("directory:upload_resume")


@login_required
def resume_file(request: HttpRequest, uid: str) -> FileResponse:
    return download(visible_resume(request, uid).file)
