"""What search engines ask for: the sitemap and robots.txt."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from yucaihui.directory.queries.organisations import verified_organisations
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.postings import public_postings

PRIVATE = ("accounts/", "api/", "employer/", "me/", "my/", "office/")


class SiteMap(Sitemap[Any]):
    """Addresses of the site that SITE_URL names, in both languages."""

    i18n = True
    alternates = True
    x_default = True
    limit = 2000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:  # noqa: ARG002 - Django's signature
        return str(urlsplit(settings.SITE_URL).netloc)


class PositionMap(SiteMap):
    def items(self) -> QuerySet[Posting]:
        rows = public_postings(timezone.localdate()).only("uid", "updated_at")
        return rows.order_by("-posted_on", "-pk")

    def lastmod(self, posting: Posting) -> datetime:
        return posting.updated_at

    def location(self, posting: Posting) -> str:
        return reverse("recruitment:position", args=[posting.uid])


class EmployerMap(SiteMap):
    def items(self) -> QuerySet[Any]:
        return verified_organisations(timezone.localdate())

    def location(self, employer: Any) -> str:
        return reverse("recruitment:employer", args=[employer.uid])


class PageMap(SiteMap):
    def items(self) -> list[str]:
        return ["portal:home", "recruitment:positions", "recruitment:employers"]

    def lastmod(self, name: str) -> date:  # noqa: ARG002 - they change every day
        return timezone.localdate()

    def location(self, name: str) -> str:
        return reverse(name)


SECTIONS = {"pages": PageMap, "positions": PositionMap, "employers": EmployerMap}


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    paths = [f"/{prefix}{path}" for prefix in ("", "en/") for path in PRIVATE]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('recruitment:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
