"""Cells of tables that office programs open. Plain arithmetic."""

FORMULA_SIGNS = ("=", "+", "-", "@")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; ``unguarded`` gives the same text back."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_SIGNS) else text


def unguarded(text: str) -> str:
    """The text of a cell without the guard of ``guarded``."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS) else text
