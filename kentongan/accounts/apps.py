from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kentongan.accounts"
    label = "accounts"
