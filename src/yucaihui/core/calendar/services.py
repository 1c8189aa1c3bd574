"""Keep the table of special days."""

from datetime import date

from yucaihui.core.calendar.models import SpecialDay


def set_special_day(day: date, *, working: bool, name_zh: str, name_en: str) -> SpecialDay:
    special, _ = SpecialDay.objects.update_or_create(
        date=day, defaults={"working": working, "name_zh": name_zh, "name_en": name_en}
    )
    return special


def remove_special_day(day: date) -> None:
    SpecialDay.objects.filter(date=day).delete()
