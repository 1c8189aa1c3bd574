"""The office: people, organisations, verifications, duplicates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import download
from yucaihui.directory import queries, services
from yucaihui.directory.errors import Refused
from yucaihui.directory.filters import OrganisationFilters, PersonFilters
from yucaihui.directory.forms.organisations import DecisionForm
from yucaihui.directory.models import DuplicateLink, Merge, Organisation, Person, Verification
from yucaihui.directory.queries.comparison import compared
from yucaihui.directory.tables import (
    DuplicateTable,
    OrganisationTable,
    PersonTable,
    VerificationTable,
)
from yucaihui.directory.views.parts import errors_into, for_office, told


@for_office
def people(request: HttpRequest) -> HttpResponse:
    filters = PersonFilters(queries.visible_to(request.user), request)
    context = {"filters": filters, "table": PersonTable(filters.result, request)}
    return render(request, "directory/office/people.html", context)


@for_office
def person(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(queries.visible_to(request.user), uid=uid)
    context = {
        "person": found,
        "contacts": found.contacts.order_by("kind", "pk"),
        "profiles": queries.current_profiles(found),
        "identity": queries.identity_documents_of(found),
        "facts": queries.facts_of(found),
        "merges": queries.merges_into(found).select_related("merged"),
        "acts": queries.acts_on(found)[:20],
    }
    return render(request, "directory/office/person.html", context)


@for_office
def organisations(request: HttpRequest) -> HttpResponse:
    filters = OrganisationFilters(Organisation.objects.order_by("-pk"), request)
    context = {"filters": filters, "table": OrganisationTable(filters.result, request)}
    return render(request, "directory/office/organisations.html", context)


@for_office
def queue(request: HttpRequest) -> HttpResponse:
    table = VerificationTable(queries.pending_verifications(), request)
    return render(request, "directory/office/queue.html", {"table": table})


def verification_of(uid: str) -> Verification:
    rows = Verification.objects.select_related("organisation", "document", "requested_by")
    return get_object_or_404(rows, uid=uid)


@for_office
def verification(request: HttpRequest, uid: str) -> HttpResponse:
    """One request: its document, earlier decisions, and the decision to make."""
    found = verification_of(uid)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form, "reason"):
            services.decide_verification(found, by=signed_in_user(request), **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Decided; the owners get a letter."))
            return redirect("directory:queue")
    earlier = found.organisation.verifications.exclude(pk=found.pk).order_by("-pk")
    context = {"verification": found, "form": form, "earlier": earlier}
    return render(request, "directory/office/verification.html", context)


@for_office
def licence(request: HttpRequest, uid: str) -> Any:  # noqa: ARG001 - the guard reads it
    found = verification_of(uid)
    if found.document is None:
        raise Http404
    return download(found.document)


@for_office
def duplicates(request: HttpRequest) -> HttpResponse:
    table = DuplicateTable(queries.suspected_links(), request)
    return render(request, "directory/office/duplicates.html", {"table": table})


def link_of(uid: str) -> DuplicateLink:
    return get_object_or_404(DuplicateLink.objects.select_related("first", "second"), uid=uid)


@for_office
def duplicate(request: HttpRequest, uid: str) -> HttpResponse:
    """Both records side by side; merge into either, or tell apart."""
    link, by = link_of(uid), signed_in_user(request)
    if request.method != "POST":
        context = {
            "link": link,
            "rows": compared(link.first, link.second),
            "merge": Merge.objects.filter(link=link, undone_at=None).first(),
        }
        return render(request, "directory/office/duplicate.html", context)
    sides: dict[str, tuple[Person, Person]] = {
        "first": (link.first, link.second),
        "second": (link.second, link.first),
    }
    try:
        if request.POST.get("keep") in sides:
            merge = services.merge_people(*sides[request.POST["keep"]], by=by, link=link)
            messages.success(request, merged_words(merge))
        else:
            services.mark_distinct(link, by=by)
            messages.success(request, _("Two people; the pair is not shown again."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:duplicate", uid)
    return redirect("directory:duplicates")


def merged_words(merge: Merge) -> str:
    words = [_("The records are one now. It can be taken back on the record's page.")]
    held = sum(len(part["rows"]) for part in merge.stayed)
    if held:
        words.append(
            _("%(held)d entries stayed where they were: the record has its own of the kind.")
            % {"held": held}
        )
    return " ".join(words)


@for_office
@require_POST
def undo_merge(request: HttpRequest, uid: str) -> HttpResponse:
    merge = get_object_or_404(Merge.objects.select_related("kept", "merged"), uid=uid)
    with told(request, _("Taken back: there are two records again.")):
        services.unmerge(merge, by=signed_in_user(request))
    return redirect("directory:person", merge.kept.uid)
