"""Plain arithmetic of reports."""

from .reading import TEXT_MOST, regency_of, suggest_category, title_of, why_category
from .resemblance import SAME, Told, likeness, resemblance

__all__ = ["SAME", "TEXT_MOST", "Told", "likeness", "regency_of", "resemblance", "suggest_category", "title_of", "why_category"]
