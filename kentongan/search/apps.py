from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "kentongan.search"
    label = "search"
