"""Addresses of the pages that belong to no module."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import TemplateView

from yucaihui.portal.styleguide import styleguide

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", TemplateView.as_view(template_name="portal/home.html"), name="home"),
    path("me/", TemplateView.as_view(template_name="portal/home.html"), name="me"),
    path("styleguide/", styleguide, name="styleguide"),
]
