from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "yucaihui.recruitment"
    label = "recruitment"
