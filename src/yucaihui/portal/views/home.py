"""The first page, one's own page and the office's page: what there is, and what waits for whom."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yucaihui.portal.access import for_office


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", {})


@login_required
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/me.html", {})


@for_office
def office(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/office.html", {})
