"""What changed between two texts. Plain arithmetic."""

import difflib
from collections.abc import Iterable

from kentongan.publishing.policies import DifferencePart, difference

WORDS_COMPARED = 6_000  # letters of both; what is longer is compared by paragraphs first


def changes(before: str, after: str) -> list[DifferencePart]:
    """What changed, word by word; of very long texts only the paragraphs that differ are compared so, or as wholes if they are long too."""
    if len(before) + len(after) < WORDS_COMPARED:
        return difference(before, after)
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    parts: list[DifferencePart] = []
    for operation, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if operation == "equal":
            parts.append(DifferencePart("same", gone))
        elif gone and come and len(gone) + len(come) < WORDS_COMPARED:
            parts += difference(gone, come)
        else:
            parts += [DifferencePart(kind, words) for kind, words in (("removed", gone), ("added", come)) if words]
    return parts


def has_changes(parts: Iterable[DifferencePart]) -> bool:
    """Whether anything came or went."""
    return any(part.kind != "same" for part in parts)
