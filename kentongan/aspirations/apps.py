"""The room where what residents send is worked on until it is answered."""

from django.apps import AppConfig


class AspirationsConfig(AppConfig):
    """Aspirations, complaints and questions, and the shared problems that grow from them."""

    name = "kentongan.aspirations"

    def ready(self) -> None:
        """Sign the kinds of report up, and what people may talk about."""
        from kentongan.cases.queries import register_workflow
        from kentongan.comments.queries import register_subject

        from .rules import WORKFLOWS
        from .rules.problems import PROBLEM_TALK

        register_subject(PROBLEM_TALK)
        for workflow in WORKFLOWS.values():
            register_workflow(workflow)
