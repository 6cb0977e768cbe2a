"""Plain arithmetic of reports."""

from .reading import regency_of, title_of

__all__ = ["regency_of", "title_of"]
