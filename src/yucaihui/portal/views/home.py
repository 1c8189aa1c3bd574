"""The first page, one's own page and the office's page: what there is, and what waits for whom."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yucaihui.portal.access import for_office
from yucaihui.portal.queries import office_figures, office_ways, own_page
from yucaihui.recruitment.queries.postings import LISTED, public_postings
from yucaihui.recruitment.queries.search import public_totals

NEWEST = 6


def home(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    newest = public_postings(on).select_related("employer").only(*LISTED)
    context = {"totals": public_totals(on), "newest": newest.order_by("-posted_on", "-pk")[:NEWEST]}
    return render(request, "portal/home.html", context)


@login_required
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/me.html", {"page": own_page(request.user, timezone.localdate())})


@for_office
def office(request: HttpRequest) -> HttpResponse:
    figures = office_figures(request.user, timezone.localdate())
    return render(
        request, "portal/office.html", {"figures": figures, "ways": office_ways(request.user)}
    )
