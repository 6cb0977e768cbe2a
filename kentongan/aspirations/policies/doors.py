"""Whose matter it is, by the words of a report: an explainable hint, never a refusal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .reading import why_category


@dataclass(frozen=True)
class Door:
    """Where somebody goes instead, in words, and which words of the report speak for it."""

    key: str
    label: str
    how: str
    when: str
    tel: str
    is_urgent: bool
    why: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In a breath: "Polisi 110: telepon 110, …"."""
        return f"{self.label}: {self.how[:1].lower()}{self.how[1:]}"


def door(key: str, table: Mapping[str, Mapping[str, Any]], *, why: tuple[str, ...] = ()) -> Door:
    """The door of this key, in the reader's language. Raises LookupError."""
    entry = table[key]
    return Door(key, str(entry["label"]), str(entry["how"]), str(entry["when"]), entry.get("tel", ""), entry.get("is_urgent", False), why)


def doors_for(text: str, table: Mapping[str, Mapping[str, Any]], *, most: int) -> list[Door]:
    """The doors that words of the text speak for, what cannot wait first, then by how many words."""
    typed = re.findall(r"[a-z]+", text.lower())
    others = {key: set(str(entry.get("but", "")).split()) for key, entry in table.items()}
    found = {key: [word for word in words if word not in others[key]] for key, words in why_category(" ".join(typed), table).items()}
    found = {key: words for key, words in found.items() if words}
    order = sorted(found, key=lambda key: (not table[key].get("is_urgent", False), -len(found[key])))
    return [door(key, table, why=tuple(found[key])) for key in order[:most]]


def is_sp4n_number(typed: str, shape: str) -> bool:
    """Whether it is written as SP4N-LAPOR! writes its numbers."""
    return re.fullmatch(shape, typed) is not None


def bare_sp4n_number(typed: str) -> str:
    """What was typed without the "#" and the blanks people put around it."""
    return re.sub(r"[#\s.-]", "", typed)
