from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "yucaihui.core.mail"
    label = "mail"
