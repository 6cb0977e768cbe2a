"""The front door for machines."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other programs read and write: Open311 GeoReport v2, and the keys they write with."""

    name = "kentongan.api"
