"""Addresses that need no account."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from yucaihui.recruitment.views import crawlers, employers, positions

urlpatterns = [
    path("positions/", positions.positions, name="positions"),
    path("positions/feed/", positions.positions_feed, name="positions_feed"),
    path("positions/<slug:uid>/", positions.position, name="position"),
    path("employers/", employers.employers, name="employers"),
    path("employers/<slug:uid>/", employers.employer, name="employer"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": crawlers.SECTIONS, "sitemap_url_name": "recruitment:sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": crawlers.SECTIONS},
        name="sitemap_section",
    ),
]
