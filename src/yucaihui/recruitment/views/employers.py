"""Employers' public pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yucaihui.recruitment.queries.employers import open_postings_of, public_employers
from yucaihui.recruitment.queries.search import PAGE


def employers(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "").strip()[:60]
    rows = public_employers(timezone.localdate(), text)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "query": request.GET}
    return render(request, "recruitment/employers.html", context)


def employer(request: HttpRequest, uid: str) -> HttpResponse:
    on = timezone.localdate()
    organisation = get_object_or_404(public_employers(on), uid=uid)
    rows = open_postings_of(organisation, on)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"employer": organisation, "page": page, "query": request.GET}
    return render(request, "recruitment/employer.html", context)
