"""Reads on postings, limited to what the reader may see."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.viewers import viewer_of

# What a line of a list shows; the long descriptions stay in the database.
LISTED = (
    *("uid", "title_zh", "title_en", "headcount", "min_degree", "min_years", "city", "district"),
    *("cluster", "employment_type", "salary_min", "salary_max", "salary_months"),
    *(
        "salary_negotiable",
        "salary_note",
        "posted_on",
        "valid_through",
        "skills",
        "state",
        "updated_at",
    ),
    *("employer__uid", "employer__name_zh", "employer__name_en", "employer__verified_until"),
)
SIMILAR = 5
SIMILAR_AMONG = 200


def is_open(on: date) -> Q:
    return Q(state=Posting.State.ACTIVE, posted_on__lte=on, valid_through__gte=on)


def public_postings(on: date) -> QuerySet[Posting]:
    """What anybody may read on that day: open postings of verified employers."""
    return Posting.objects.filter(is_open(on), employer__verified_until__gte=on)


def visible_to(user: Any, on: date) -> QuerySet[Posting]:
    """Public ones, and all of the employers that the user acts for; the office sees every one."""
    viewer = viewer_of(user)
    postings = Posting.objects.select_related("employer").order_by("-posted_on", "-pk")
    if viewer.office:
        return postings
    public = is_open(on) & Q(employer__verified_until__gte=on)
    return postings.filter(public | Q(employer__in=viewer.organisations))


def manageable_by(user: Any) -> QuerySet[Posting]:
    """Postings whose inner page the user may open."""
    viewer = viewer_of(user)
    postings = Posting.objects.select_related("employer")
    return postings if viewer.office else postings.filter(employer__in=viewer.organisations)


def postings_of(organisation: Any) -> QuerySet[Posting]:
    """All postings of an employer with the number of `applied` and of `waiting` applications."""
    return (
        Posting.objects.filter(employer=organisation)
        .annotate(
            applied=Count("applications"),
            waiting=Count("applications", filter=Q(applications__is_open=True)),
        )
        .order_by("-posted_on", "-pk")
    )


def counts_by_state(organisation: Any, on: date) -> dict[str, int]:
    """Postings of an employer by state; open ones past their last day count as `expired`."""
    rows = Posting.objects.filter(employer=organisation).order_by()
    counts = dict(rows.values_list("state").annotate(n=Count("pk")))
    expired = rows.filter(state=Posting.State.ACTIVE, valid_through__lt=on).count()
    if expired:
        counts["active"] -= expired
    return {**counts, "expired": expired}


def filtered_by_state(rows: QuerySet[Posting], state: str, on: date) -> QuerySet[Posting]:
    """Rows of one state; `active` without those whose last day has passed, which are `expired`."""
    if state == "expired":
        return rows.filter(state=Posting.State.ACTIVE, valid_through__lt=on)
    if state == Posting.State.ACTIVE:
        return rows.filter(state=state, valid_through__gte=on)
    return rows.filter(state=state) if state in Posting.State.values else rows


def similar_to(posting: Posting, on: date) -> list[Posting]:
    """Public postings of the same industry that share most skills with this one, newest first."""
    among = (
        public_postings(on)
        .filter(cluster=posting.cluster)
        .exclude(pk=posting.pk)
        .select_related("employer")
        .only(*LISTED)
        .order_by("-posted_on", "-pk")[:SIMILAR_AMONG]
    )
    wanted = set(posting.skills)
    ranked = sorted(among, key=lambda other: -likeness(posting, other, wanted))
    return ranked[:SIMILAR]


def likeness(posting: Posting, other: Posting, wanted: set[str]) -> float:
    """Shared skills, with the same place and the same degree as half a skill each."""
    same = (posting.district == other.district) + (posting.min_degree == other.min_degree)
    return len(wanted.intersection(other.skills)) + same / 2
