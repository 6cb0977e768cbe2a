"""What a redaktur is told of an edition that is laid out: who filled which part with what, and what does not stand on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ..policies.wall_sheet_choices import Part, Why
from ..policies.wall_sheet_contents import WallLeftOut
from .wall_sheet_parts import reason_words

LABELS = {
    Part.DATES: _l("Agenda"),
    Part.BULLETINS: _l("Pengumuman"),
    Part.FIGURE: _l("Angka pekan ini"),
    Part.CONTACT: _l("Kontak"),
    Part.MORE: _l("Juga di situs"),
}


@dataclass(frozen=True)
class PartTold:
    """A part of an edition: its name, who filled it, and what stands there."""

    label: str
    way: str
    words: str


def parts_told(contents: Mapping[str, Any]) -> list[PartTold]:
    """The parts of a printed edition besides its texts, in the order of the sheet."""
    by_hand, without = contents.get("by_hand", ()), contents.get("without", ())

    def way_of(part: Part) -> str:
        if part in without:
            return _("ditinggalkan")
        return _("dipilih sendiri") if part in by_hand else _("otomatis")

    return [PartTold(str(label), way_of(part), _words(part, contents) or _("Tidak ada yang tercetak.")) for part, label in LABELS.items()]


def _words(part: Part, contents: Mapping[str, Any]) -> str:
    match part:
        case Part.DATES:
            return "; ".join(f"{one['title']} ({one['day']})" for one in contents["dates"])
        case Part.BULLETINS:
            if contents.get("is_of_bulletins"):
                return _("Mengisi tempat kabar, karena tidak ada kabar yang dipilih.")
            return "; ".join(one["title"] for one in contents["bulletins"])
        case Part.FIGURE:
            figure = contents["figure"]
            return f"{figure['number']} {figure['words']}" if figure else ""
        case Part.CONTACT:
            return contents.get("contact", "") or ", ".join(filter(None, (contents["phone"], contents["secretariat"])))
        case _:
            return "; ".join(one["title"] for one in contents["more"])


@dataclass(frozen=True)
class LeftOutTold:
    """What does not stand on the sheet for one reason, each with its day where it has one."""

    reason: str
    titles: list[str]
    is_for_room: bool


def left_out_told(left_out: Iterable[WallLeftOut]) -> list[LeftOutTold]:
    """By reason, the gravest first; within it as it would have stood on the sheet."""
    gravest_first = sorted(left_out, key=lambda one: (list(Why).index(Why(one.why)), one.is_named, list(Part).index(Part(one.part))))
    return [
        LeftOutTold(reason, [f"{one.title}, {one.when}" if one.when else one.title for one in (first, *rest)], first.why == Why.NO_ROOM)
        for reason, (first, *rest) in groupby(gravest_first, key=reason_words)
    ]


def left_out_of(contents: Mapping[str, Any]) -> list[LeftOutTold]:
    """The same, of an edition as it is kept."""
    return left_out_told(WallLeftOut(**values) for values in contents.get("left_out", ()))
