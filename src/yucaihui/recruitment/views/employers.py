"""Employers' public pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yucaihui.directory.queries.organisations import verified_organisations
from yucaihui.recruitment.queries.employers import (
    employer_lines,
    open_postings_of,
    public_employers,
)
from yucaihui.recruitment.queries.search import PAGE
from yucaihui.recruitment.views.cards import cards


def employers(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "").strip()[:60]
    on = timezone.localdate()
    page = Paginator(public_employers(on, text), PAGE).get_page(request.GET.get("page"))
    lines = employer_lines(page.object_list, on)
    context = {"page": page, "lines": lines, "text": text, "query": request.GET}
    return render(request, "recruitment/employers.html", context)


def employer(request: HttpRequest, uid: str) -> HttpResponse:
    on = timezone.localdate()
    organisation = get_object_or_404(verified_organisations(on), uid=uid)
    page = Paginator(open_postings_of(organisation, on), PAGE).get_page(request.GET.get("page"))
    context = {
        "employer": organisation,
        "page": page,
        "cards": cards(list(page.object_list), on),
        "query": request.GET,
    }
    return render(request, "recruitment/employer.html", context)
