from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "yucaihui.core.files"
    label = "files"
