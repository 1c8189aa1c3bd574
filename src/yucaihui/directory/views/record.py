"""One's own record: overview, details, profiles, ties."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.accounts.services import grant_role
from yucaihui.directory import queries, services
from yucaihui.directory.errors import Refused
from yucaihui.directory.forms.record import DetailsForm, TieForm
from yucaihui.directory.forms.resume import ResumeForm
from yucaihui.directory.models import Organisation, Person
from yucaihui.directory.views.parts import errors_into, own_person, told

DETAILS = ("name_zh", "name_en", "country", "city")


@login_required
def record(request: HttpRequest) -> HttpResponse:
    """What the platform knows of the reader, and what to do next."""
    person = queries.person_of(signed_in_user(request))
    if person is None:
        return render(request, "directory/record/start.html", {})
    profiles = queries.current_profiles(person)
    return render(
        request,
        "directory/record/overview.html",
        {
            "person": person,
            "contacts": person.contacts.order_by("kind", "pk"),
            "profiles": [(code, name, profiles.get(code)) for code, name in settings.LANGUAGES],
            "waiting": queries.resumes_of(person).filter(state="parsed"),
            "facts": queries.facts_of(person),
            "identity": queries.identity_documents_of(person),
            "consents": queries.consents_of(person).filter(withdrawn_at=None),
        },
    )


@login_required
def details(request: HttpRequest) -> HttpResponse:
    """Names, country, city, contacts. The first time it makes the record."""
    user = signed_in_user(request)
    person = queries.person_of(user)
    contacts = {
        "emails": queries.emails_of(person) if person else [user.email],
        "phones": queries.phones_of(person) if person else [],
    }
    form = DetailsForm(request.POST or None, instance=person, initial=contacts)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            save_details(user, person, form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("directory:record")
    return render(request, "directory/record/details.html", {"form": form, "new": person is None})


def save_details(user: Any, person: Person | None, values: dict[str, Any]) -> None:
    fields = {name: values[name] for name in DETAILS}
    if person is None:
        person = services.ensure_person(user, **fields)
        grant_role(user, Role.TALENT)
    else:
        person = services.update_person(Person.objects.get(pk=person.pk), by=user, **fields)
    services.set_contacts(person, emails=values["emails"], phones=values["phones"], by=user)


@login_required
def profile(request: HttpRequest, language: str) -> HttpResponse:
    """Edit the profile in one language."""
    person, user = own_person(request), signed_in_user(request)
    names = dict(settings.LANGUAGES)
    if language not in names:
        raise Http404
    current = queries.current_profiles(person).get(language)
    form = ResumeForm(current.resume if current else {}, request.POST or None)
    if request.method == "POST" and "add" in request.POST:
        form = form.with_another(request.POST["add"])
    elif request.method == "POST" and form.is_valid():
        try:
            services.save_profile(person, language, form.resume(), by=user)
        except Refused as refusal:
            form.basics.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("directory:record")
    return render(
        request,
        "directory/record/profile.html",
        {"form": form, "language": names[language], "current": current},
    )


@login_required
def ties(request: HttpRequest) -> HttpResponse:
    """Ties that the reader declares, so that nobody decides about their own."""
    person, user = own_person(request), signed_in_user(request)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form, "other"):
            other = named(form.cleaned_data["other"])
            services.declare_relation(person, other, form.cleaned_data["kind"], by=user)
        if not form.errors:
            messages.success(request, _("Declared."))
            return redirect("directory:ties")
    rows = person.relations.filter(ended_on=None).select_related("other_person", "organisation")
    return render(request, "directory/record/ties.html", {"form": form, "ties": rows})


def named(text: str) -> Person | Organisation:
    """The person of this code, or the organisation of this name.

    Raises:
        Refused: neither.
    """
    found = queries.person_by_uid(text.strip()) or queries.organisation_named(text)
    if found is None:
        raise Refused(
            _("Nobody of this name or code is on file. Compare the spelling; a tie to somebody who"
              " is not on file need not be declared."),
            "other",
        )  # fmt: skip
    return found


@login_required
@require_POST
def end_tie(request: HttpRequest, uid: str) -> HttpResponse:
    tie = get_object_or_404(own_person(request).relations, uid=uid)
    with told(request, _("The tie has ended.")):
        services.end_relation(tie, by=signed_in_user(request), on=timezone.localdate())
    return redirect("directory:ties")
