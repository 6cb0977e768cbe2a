from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "kentongan.sites"
    label = "sites"
