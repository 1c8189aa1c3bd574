"""Addresses of the directory's pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "directory"


def soon(request: HttpRequest, uid: str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("my/invitations/<slug:uid>/", soon, name="invitation"),
    path("my/organisations/<slug:uid>/", soon, name="organisation"),
]
