"""Plain arithmetic of reports."""

from .reading import TEXT_MOST, regency_of, suggest_category, title_of, why_category

__all__ = ["TEXT_MOST", "regency_of", "suggest_category", "title_of", "why_category"]
