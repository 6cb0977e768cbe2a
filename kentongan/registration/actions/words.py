"""Words that several deeds need: what a step is called, and to whom a letter goes."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..models import Formation

STEP_LABELS: dict[str, Callable[[], str]] = {
    "kelompok": lambda: _("Nama dan tempat"),
    "musyawarah": lambda: _("Musyawarah"),
    "pengurus": lambda: _("Pengurus"),
    "sk": lambda: _("SK"),
    "adart": lambda: _("AD/ART"),
    "pernyataan": lambda: _("Pernyataan"),
    "situs": lambda: _("Alamat dan situs"),
}


def step_label(step: str) -> str:
    """What a step of the wizard is called."""
    return STEP_LABELS[step]()


def addressee_of(formation: Formation) -> str:
    """To whom a letter about it goes: its chair, at its place."""
    chair = next((seat.person_name for seat in formation.seats.all() if seat.position == "ketua"), "")
    return "\n".join(filter(None, [chair, formation.name, str(formation.case.region)]))
