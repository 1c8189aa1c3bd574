from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yucaihui.core.accounts"
    label = "accounts"
