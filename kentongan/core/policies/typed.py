"""What was typed into an address or a form, as a number or as words to look for. Plain arithmetic."""

LONGEST = 9  # digits: what a database and a person can hold
LONGEST_SEARCH = 80  # letters; nobody looks for more


def whole(typed: object, *, otherwise: int = 0) -> int:
    """The whole number in what a form or an address says; ``otherwise`` where it says none, or one that nothing of ours is counted by."""
    text = str(typed).strip()
    return int(text) if text.isdecimal() and len(text) <= LONGEST else otherwise


def sought(typed: str) -> str:
    """The words that somebody looks for: not too many, and without the sign that PostgreSQL refuses to look for."""
    return typed.replace("\0", "").strip()[:LONGEST_SEARCH]
