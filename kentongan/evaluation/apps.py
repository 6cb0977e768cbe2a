"""The room where groups and regions account for what they did."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Evaluation: the activity report that writes itself from the log."""

    name = "kentongan.evaluation"
