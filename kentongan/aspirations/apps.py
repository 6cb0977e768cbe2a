"""The room where what residents send is worked on until it is answered."""

from django.apps import AppConfig


class AspirationsConfig(AppConfig):
    """Aspirations, complaints and questions, and the shared problems that grow from them."""

    name = "kentongan.aspirations"

    def ready(self) -> None:
        """Sign the kinds of report up."""
        from kentongan.cases.queries import register_workflow

        from .rules import WORKFLOWS

        for workflow in WORKFLOWS.values():
            register_workflow(workflow)
