"""What one is owed and owes; for the office, everything that is overdue first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yucaihui.promises.models import Promise
from yucaihui.promises.queries import clocks, visible_to
from yucaihui.promises.tables import PromiseTable


@login_required
def owed(request: HttpRequest) -> HttpResponse:
    """Open promises that concern the reader, the nearest day first."""
    promises = visible_to(request.user).filter(state=Promise.State.OPEN)
    rows = clocks(promises, timezone.localdate())
    return render(request, "promises/owed.html", {"table": PromiseTable(rows, request)})
