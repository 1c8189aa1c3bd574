"""Public holidays and worked weekends as the State Council arranged them."""

from datetime import date
from typing import Any


def seed_china(model: Any) -> None:
    """Write the arrangement for 2025 and 2026 into the table of special days."""
    for name_zh, name_en, off, worked in CHINA:
        for days, working in ((off, False), (worked, True)):
            for day in days:
                model.objects.update_or_create(
                    date=day, defaults={"working": working, "name_zh": name_zh, "name_en": name_en}
                )


def span(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(day) for day in range(start, end + 1)]


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


CHINA: tuple[tuple[str, str, list[date], list[date]], ...] = (
    ("元旦", "New Year's Day", span("2025-01-01", "2025-01-01"), []),
    ("春节", "Spring Festival", span("2025-01-28", "2025-02-04"), days("2025-01-26", "2025-02-08")),
    ("清明节", "Tomb-sweeping Day", span("2025-04-04", "2025-04-06"), []),
    ("劳动节", "Labour Day", span("2025-05-01", "2025-05-05"), days("2025-04-27")),
    ("端午节", "Dragon Boat Festival", span("2025-05-31", "2025-06-02"), []),
    (
        "国庆节、中秋节",
        "National Day and Mid-Autumn Festival",
        span("2025-10-01", "2025-10-08"),
        days("2025-09-28", "2025-10-11"),
    ),
    ("元旦", "New Year's Day", span("2026-01-01", "2026-01-03"), days("2026-01-04")),
    ("春节", "Spring Festival", span("2026-02-15", "2026-02-23"), days("2026-02-14", "2026-02-28")),
    ("清明节", "Tomb-sweeping Day", span("2026-04-04", "2026-04-06"), []),
    ("劳动节", "Labour Day", span("2026-05-01", "2026-05-05"), days("2026-05-09")),
    ("端午节", "Dragon Boat Festival", span("2026-06-19", "2026-06-21"), []),
    ("中秋节", "Mid-Autumn Festival", span("2026-09-25", "2026-09-27"), []),
    ("国庆节", "National Day", span("2026-10-01", "2026-10-07"), days("2026-09-20", "2026-10-10")),
)
