"""Working days: the week's, corrected by the table of special days."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from yucaihui.core.calendar.models import SpecialDay

DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    special = SpecialDay.objects.filter(date=day).values_list("working", flat=True).first()
    return day.weekday() < 5 if special is None else special


def working_days_from(start: date) -> Iterator[date]:
    """The working days after `start`, without end. One query a year."""
    day = start
    while True:
        until = date(day.year, 12, 31)
        special = dict(
            SpecialDay.objects.filter(date__range=(day, until)).values_list("date", "working")
        )
        while day < until:
            day += DAY
            if special.get(day, day.weekday() < 5):
                yield day
        day = until
        first = day + DAY
        if is_working_day(first):
            yield first
        day = first


def add_working_days(start: date, days: int) -> date:
    """The `days`-th working day after `start` (0 gives `start` itself)."""
    if days < 0:
        raise ValueError("A term has 0 or more working days.")
    following = working_days_from(start)
    day = start
    for _ in range(days):
        day = next(following)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie in (start, end]; negative when `end` is before `start`."""
    if end < start:
        return -working_days_between(end, start)
    special = dict(
        SpecialDay.objects.filter(date__gt=start, date__lte=end).values_list("date", "working")
    )
    days = (start + DAY * n for n in range(1, (end - start).days + 1))
    return sum(special.get(day, day.weekday() < 5) for day in days)


def all_special_days() -> QuerySet[SpecialDay]:
    return SpecialDay.objects.order_by("-date")


def working_days_to_each(start: date, ends: Collection[date]) -> dict[date, int]:
    """`working_days_between(start, end)` for each end, in one query."""
    if not ends:
        return {}
    first, last = min(start, *ends), max(start, *ends)
    special = dict(
        SpecialDay.objects.filter(date__range=(first, last)).values_list("date", "working")
    )
    count, passed = 0, {first: 0}
    for number in range(1, (last - first).days + 1):
        day = first + DAY * number
        count += special.get(day, day.weekday() < 5)
        passed[day] = count
    return {end: passed[end] - passed[start] for end in ends}
