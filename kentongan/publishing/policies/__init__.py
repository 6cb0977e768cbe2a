"""Text: a summary for want of a written one, and what changed between two versions. Plain arithmetic."""

import difflib
import re
from dataclasses import dataclass

from kentongan.core.text import free_slug, plain, rendered, slug_of

__all__ = ["DifferencePart", "difference", "free_slug", "plain", "rendered", "slug_of", "summary_of"]


def summary_of(text: str, *, longest: int = 200) -> str:
    """The first sentences of the text that fit, for want of a written summary."""
    words = plain(text)
    if len(words) <= longest:
        return words
    sentences = re.split(r"(?<=[.!?])\s+", words)
    kept = ""
    for sentence in sentences:
        if len(kept) + len(sentence) + 1 > longest:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or words[: longest - 1].rpartition(" ")[0] + "…"


@dataclass(frozen=True)
class DifferencePart:
    """A run of words and whether it stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    words: str


def difference(before: str, after: str) -> list[DifferencePart]:
    """What changed between two texts, word by word, in reading order."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    parts: list[DifferencePart] = []
    for operation, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if operation == "equal":
            parts.append(DifferencePart("same", "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            parts.append(DifferencePart("removed", "".join(old[old_from:old_to])))
        if new_to > new_from:
            parts.append(DifferencePart("added", "".join(new[new_from:new_to])))
    return parts
