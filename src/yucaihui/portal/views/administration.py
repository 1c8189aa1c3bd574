"""What administrators and the office look after: accounts and roles, the journal, the calendar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.queries import all_users, grants_of
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.accounts.services import grant_role, revoke_role
from yucaihui.core.audit.queries import all_entries
from yucaihui.core.audit.services import verify_journal
from yucaihui.core.calendar.queries import all_special_days
from yucaihui.core.calendar.services import remove_special_day, set_special_day
from yucaihui.portal.access import for_administrators, for_office
from yucaihui.portal.filters import AuditFilters, UserFilters
from yucaihui.portal.forms import DayForm, GrantForm, SpecialDayForm
from yucaihui.portal.tables import AuditTable, SpecialDayTable, UserTable


@for_administrators
def users(request: HttpRequest) -> HttpResponse:
    filters = UserFilters(all_users(), request)
    table = UserTable(filters.result, request)
    return render(request, "portal/users.html", {"filters": filters, "table": table})


@for_administrators
def user(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(all_users(), uid=uid)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grant_role(found, form.cleaned_data["role"], by=signed_in_user(request))
        messages.success(request, _("The role is granted."))
        return redirect("portal:user", uid)
    context = {"account": found, "grants": grants_of(found), "form": form}
    return render(request, "portal/user.html", context)


@for_administrators
@require_POST
def revoke(request: HttpRequest, uid: str, role: str) -> HttpResponse:
    found = get_object_or_404(all_users(), uid=uid)
    if found == request.user and role == Role.ADMINISTRATOR:
        messages.error(request, _("You can't take the administrator's role from yourself."))
        return redirect("portal:user", uid)
    revoke_role(found, role, by=signed_in_user(request))
    messages.success(request, _("The role is withdrawn."))
    return redirect("portal:user", uid)


@for_administrators
def audit(request: HttpRequest) -> HttpResponse:
    filters = AuditFilters(all_entries(), request)
    table = AuditTable(filters.result, request)
    return render(request, "portal/audit.html", {"filters": filters, "table": table})


@for_administrators
@require_POST
def verify_audit(request: HttpRequest) -> HttpResponse:
    verdicts = verify_journal()
    broken = [verdict for verdict in verdicts if not verdict.whole]
    return render(request, "portal/audit_verified.html", {"verdicts": verdicts, "broken": broken})


@for_office
def calendar(request: HttpRequest) -> HttpResponse:
    form = SpecialDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data.pop("date")
        set_special_day(day, **form.cleaned_data)
        messages.success(request, _("The calendar is changed."))
        return redirect("portal:calendar")
    table = SpecialDayTable(all_special_days(), request)
    return render(
        request,
        "portal/calendar.html",
        {"form": form, "drop": DayForm(prefix="drop"), "table": table},
    )


@for_office
@require_POST
def drop_day(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST, prefix="drop")
    if form.is_valid():
        remove_special_day(form.cleaned_data["date"])
        messages.success(request, _("The day follows the week again."))
    return redirect("portal:calendar")
