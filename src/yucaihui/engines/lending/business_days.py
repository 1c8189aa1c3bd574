"""Due dates that fall on a holiday: the day moves, the interest doesn't.

The calendar is given, never guessed: China's make-up workdays are published year by year.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from yucaihui.engines.lending.errors import require
from yucaihui.engines.lending.schedule import Schedule

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days that differ from the rule of weekdays; beyond `known_to` the rule is an estimate."""

    known_to: date
    holidays: frozenset[date] = field(default_factory=frozenset)
    workdays: frozenset[date] = field(default_factory=frozenset)

    def is_workday(self, day: date) -> bool:
        return day in self.workdays or (day.weekday() < _SATURDAY and day not in self.holidays)

    def is_estimate(self, day: date) -> bool:
        return day > self.known_to


def following(day: date, calendar: Calendar) -> date:
    """The next workday."""
    while not calendar.is_workday(day):
        day += _DAY
    return day


def preceding(day: date, calendar: Calendar) -> date:
    """The last workday before."""
    while not calendar.is_workday(day):
        day -= _DAY
    return day


def modified_following(day: date, calendar: Calendar) -> date:
    """The next workday, or the last one before if that is in another month."""
    moved = following(day, calendar)
    return moved if moved.month == day.month else preceding(day, calendar)


ADJUSTMENTS: dict[str, Callable[[date, Calendar], date]] = {
    "none": lambda day, _: day,
    "following": following,
    "modified_following": modified_following,
    "preceding": preceding,
}


def on_business_days(schedule: Schedule, calendar: Calendar, adjustment: str) -> Schedule:
    """The schedule with due dates moved by a rule of `ADJUSTMENTS`, its amounts unchanged.

    Raises `BadTerms` for a rule that isn't there.
    """
    known = ", ".join(ADJUSTMENTS)
    require(adjustment in ADJUSTMENTS, "business_days", adjustment, f"one of {known}")
    move = ADJUSTMENTS[adjustment]
    rows = tuple(row._replace(due=row.due and move(row.due, calendar)) for row in schedule.rows)
    return replace(schedule, rows=rows)
