"""The room where KIM are born and registered."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Registration: formation of a KIM as a case, and lists brought in from elsewhere."""

    name = "kentongan.registration"
