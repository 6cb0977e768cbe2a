"""What a report has beside its case, and where reports of a category go."""

from .reports import Report, Route, Support

__all__ = ["Report", "Route", "Support"]
