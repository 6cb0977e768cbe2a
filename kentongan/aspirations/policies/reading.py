"""What a report's words and place say by themselves."""

TITLE_LENGTH = 90


def regency_of(code: str) -> str:
    """The code of the regency that a region lies in: "61.07.04.2001" → "61.07"."""
    return ".".join(code.split(".")[:2])


def title_of(text: str) -> str:
    """The first sentence, cut at a word where it is long: what stands in lists until an officer writes a better one."""
    first = " ".join(text.split())
    for end in (". ", "! ", "? "):
        first = first.split(end, 1)[0]
    if len(first) <= TITLE_LENGTH:
        return first.rstrip(".")
    return first[: TITLE_LENGTH - 1].rpartition(" ")[0].rstrip(",;") + " …"
