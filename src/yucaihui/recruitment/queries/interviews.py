"""Reads on interviews: who is busy when, what stands for whom, and the calendar file."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from yucaihui.recruitment.models import Interview
from yucaihui.ui.formats import in_language

BUSY = (Interview.State.PROPOSED, Interview.State.CONFIRMED)


def busy_with(
    starts_at: datetime, ends_at: datetime, *, person: Any = None, interviewer: Any = None
) -> QuerySet[Interview]:
    """Standing interviews of either that overlap [starts_at, ends_at)."""
    overlap = Q(starts_at__lt=ends_at, ends_at__gt=starts_at, state__in=BUSY)
    whose = Q(application__person=person) if person else Q(interviewer=interviewer)
    return Interview.objects.filter(overlap & whose)


def interviews_of(application: Any) -> QuerySet[Interview]:
    rows = Interview.objects.filter(application=application).select_related("interviewer")
    return rows.order_by("-starts_at", "-pk")


def starting_between(first: datetime, last: datetime) -> QuerySet[Interview]:
    """Standing interviews that begin in [first, last), with what a letter about them needs."""
    rows = Interview.objects.filter(starts_at__gte=first, starts_at__lt=last, state__in=BUSY)
    return rows.select_related(
        "interviewer",
        "application__case",
        "application__person__user",
        "application__posting__employer",
    ).order_by("starts_at", "pk")


def calendar_file(interview: Interview) -> bytes:
    """The interview as an iCalendar object (RFC 5545), UTF-8 with folded lines."""
    posting = interview.application.posting
    title = f"{in_language(posting, 'title')} · {in_language(posting.employer, 'name')}"
    confirmed = interview.state == Interview.State.CONFIRMED
    gone = interview.state not in BUSY
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yucaihui//Interviews//EN",
        "BEGIN:VEVENT",
        f"UID:{interview.uid}@{settings.SITE_URL.partition('://')[2]}",
        f"SEQUENCE:{interview.application.case.version}",
        f"DTSTAMP:{stamp(interview.application.case.moved_at)}",
        f"DTSTART:{stamp(interview.starts_at)}",
        f"DTEND:{stamp(interview.ends_at)}",
        f"SUMMARY:{escaped(title)}",
        f"LOCATION:{escaped(interview.place or str(interview.get_mode_display()))}",
        f"STATUS:{'CONFIRMED' if confirmed else 'CANCELLED' if gone else 'TENTATIVE'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11."""
    for mark in "\\;,":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())


def folded(line: str) -> bytes:
    """Lines of 75 octets at the most, never cut inside a character (RFC 5545, 3.1)."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > 75:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
