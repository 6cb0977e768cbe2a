"""The room where KIM are born and registered."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Registration: formation of a KIM as a case, and lists brought in from elsewhere."""

    name = "kentongan.registration"

    def ready(self) -> None:
        """Sign the formation up as a kind of case."""
        from kentongan.cases.queries import register_workflow

        from .rules import FORMATION

        register_workflow(FORMATION)
