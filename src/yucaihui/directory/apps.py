from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "yucaihui.directory"
    label = "directory"
