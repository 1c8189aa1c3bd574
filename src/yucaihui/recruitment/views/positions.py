"""The public list of positions, its pages and its feed."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yucaihui.engines.text.degree import Degree
from yucaihui.engines.text.jsonld import JobAd, description_html, job_posting, script_text
from yucaihui.recruitment import labels
from yucaihui.recruitment.forms.search import SORT_NAMES, choices_standing, groups, read_search
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.postings import public_postings, similar_to
from yucaihui.recruitment.queries.search import PAGE, PostingPage, PostingSearch, search_postings
from yucaihui.recruitment.queries.viewers import viewer_of
from yucaihui.recruitment.rules.postings import is_public, may_manage_posting, was_public
from yucaihui.recruitment.templatetags.recruitment import pay, position_url
from yucaihui.recruitment.views.cards import cards
from yucaihui.ui.formats import in_language

FEED_LENGTH = 50


def positions(request: HttpRequest) -> HttpResponse:
    search = read_search(request.GET)
    found = search_postings(search, timezone.localdate())
    partial = bool(getattr(request, "htmx", False))
    template = "recruitment/positions_found.html" if partial else "recruitment/positions.html"
    response = render(request, template, found_context(request, search, found))
    patch_vary_headers(response, ["HX-Request"])
    return response


def found_context(
    request: HttpRequest, search: PostingSearch, found: PostingPage
) -> dict[str, Any]:
    numbers = range(found.total)
    return {
        "search": search,
        "found": found,
        "cards": cards(found.ids, timezone.localdate()),
        "groups": groups(search, found.counts),
        "standing": list(choices_standing(search, request.GET)),
        "sorts": sorts_of(search),
        "page": Paginator(numbers, PAGE).get_page(found.page),
        "feed": f"{reverse('recruitment:positions_feed')}?{query_of(request)}",
        "query": request.GET,
    }


def sorts_of(search: PostingSearch) -> list[tuple[str, Any, bool]]:
    """(value, label, chosen). The order that suits the search has no value, so that words typed
    later are answered by relevance and not by a sort that nobody chose."""
    default = replace(search, sort="").order
    return [
        ("" if name == default else name, label, name == search.order)
        for name, label in SORT_NAMES.items()
        if name != "relevance" or search.text
    ]


def query_of(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name in ("page", "sort"):
        kept.pop(name, None)
    return kept.urlencode()


def position(request: HttpRequest, uid: str) -> HttpResponse:
    """The posting's own page. Closed and expired ones are gone (410); drafts, and postings of
    employers without verification, are seen by those who manage them alone."""
    on = timezone.localdate()
    posting = get_object_or_404(Posting.objects.select_related("employer"), uid=uid)
    if is_public(posting, on):
        return render(request, "recruitment/position.html", position_context(posting, on))
    if may_manage_posting(viewer_of(request.user), posting):
        context = {**position_context(posting, on), "preview": True, "markup": ""}
        return render(request, "recruitment/position.html", context)
    if was_public(posting, on):
        return render(request, "recruitment/position_gone.html", status=410)
    return render(request, "404.html", status=404)


def position_context(posting: Posting, on: date) -> dict[str, Any]:
    ad = job_ad(posting)
    return {
        "posting": posting,
        "title": ad.title,
        "description": ad.description,
        "markup": script_text(job_posting(ad)),
        "similar": similar_to(posting, on),
        "summary": summary_of(posting),
    }


def summary_of(posting: Posting) -> str:
    """One sentence for search results: employer, place, pay."""
    place = labels.place_name(posting.city, posting.district)
    return " · ".join(filter(None, (in_language(posting.employer, "name"), place, pay(posting))))


def job_ad(posting: Posting) -> JobAd:
    """What the page shows, for the markup: in the page's language, with the same words."""
    employer = posting.employer
    return JobAd(
        identifier=posting.uid,
        url=settings.SITE_URL + position_url(posting),
        title=in_language(posting, "title"),
        description=in_language(posting, "description"),
        posted=posting.posted_on,
        valid_through=posting.valid_through,
        employer=in_language(employer, "name"),
        employer_url=employer.website,
        locality=labels.city_name(posting.city),
        district=labels.district_name(posting.district),
        employment_type=posting.employment_type,
        salary_min=posting.salary_min,
        salary_max=posting.salary_max,
        degree=Degree(posting.min_degree),
        years=posting.min_years,
        headcount=posting.headcount,
        skills=tuple(posting.skills),
        industry=labels.cluster_name(posting.cluster),
    )


def positions_feed(request: HttpRequest) -> HttpResponse:
    """The newest postings of a search as an Atom feed."""
    on = timezone.localdate()
    search = read_search(request.GET)
    found = search_postings(PostingSearch(search.text, search.chosen, "newest"), on, FEED_LENGTH)
    rows = public_postings(on).filter(pk__in=found.ids)
    newest = rows.select_related("employer").order_by("-posted_on", "-pk")
    feed = Atom1Feed(
        title=_("Positions"),
        link=settings.SITE_URL + reverse("recruitment:positions"),
        description=_("New positions"),
        language=get_language(),
        feed_url=settings.SITE_URL + request.get_full_path(),
    )
    for posting in newest:
        add_entry(feed, posting)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    response.headers["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    feed.write(response, "utf-8")
    return response


def add_entry(feed: Atom1Feed, posting: Posting) -> None:
    url = settings.SITE_URL + position_url(posting)
    feed.add_item(
        title=in_language(posting, "title"),
        link=url,
        description=f"<p>{summary_of(posting)}</p>"
        + description_html(in_language(posting, "description")),
        author_name=in_language(posting.employer, "name"),
        unique_id=url,
        pubdate=posting.created_at,
        updateddate=posting.updated_at,
        categories=posting.skills,
    )
