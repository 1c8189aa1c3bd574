from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "yucaihui.core.audit"
    label = "audit"
