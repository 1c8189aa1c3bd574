from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "yucaihui.core.calendar"
    label = "workdays"
