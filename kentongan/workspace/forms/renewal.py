"""A new decree changes the board in one go: who stays, who leaves, who comes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from kentongan.groups.actions import SINGLE, NewSeat
from kentongan.groups.models import BoardSeat, Grant, Group

from .groups import DecreeForm

STAYS, LEAVES = "tetap", "berhenti"
MORE = 3  # empty lines for people who come beside those who replace somebody
Position = BoardSeat.Position


@dataclass(frozen=True)
class SeatLine:
    """What the form asks of an office that is held: stays or leaves, who comes instead, and the roles that end with it."""

    seat: BoardSeat
    choice: BoundField
    heir: BoundField
    ends: BoundField | None


@dataclass(frozen=True)
class NewLine:
    """What the form asks of somebody who comes."""

    name: BoundField
    position: BoundField
    section: BoundField


class BoardRenewForm(DecreeForm):
    """A decree with all it changes of the board. ``grants`` are the roles that may end with an office, by the person who holds them."""

    def __init__(self, *args: Any, group: Group, board: list[BoardSeat], grants: dict[int, list[Grant]], **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        self.board, self.grants = board, grants
        for seat in board:
            self.fields[f"stays_{seat.pk}"] = forms.ChoiceField(
                label=f"{seat.title}: {seat.person_name}",
                choices=[(STAYS, _("Tetap")), (LEAVES, _("Berhenti"))],
                initial=STAYS,
                widget=forms.RadioSelect,
            )
            self.fields[f"heir_{seat.pk}"] = forms.CharField(
                label=_("Penggantinya"), help_text=_("Diisi kalau berhenti. Boleh kosong."), required=False, max_length=120
            )
            if held := self._held_by(seat):
                roles = ", ".join(str(grant.get_role_display()).lower() for grant in held)
                label = _("Kalau berhenti, akhiri juga tugasnya di ruang kerja: %(roles)s") % {"roles": roles}
                self.fields[f"ends_{seat.pk}"] = forms.BooleanField(label=label, required=False, initial=True)
        filled = {seat.position for seat in board}
        vacant = [position for position in SINGLE if position not in filled]
        for number, position in enumerate([*vacant, *[""] * MORE]):
            self._add_line(number, position)
        self.lines = len(vacant) + MORE

    def _held_by(self, seat: BoardSeat) -> list[Grant]:
        """The roles that are asked about with this office: of a person with several offices only with the first."""
        first = next(each.pk for each in self.board if each.person_id == seat.person_id)
        return self.grants.get(seat.person_id, []) if seat.person_id and seat.pk == first else []

    def _add_line(self, number: int, position: str) -> None:
        self.fields[f"name_{number}"] = forms.CharField(label=_("Nama"), required=False, max_length=120)
        self.fields[f"position_{number}"] = forms.ChoiceField(
            label=_("Jabatan"), required=False, choices=[("", _("Pilih jabatan")), *Position.choices], initial=position
        )
        self.fields[f"section_{number}"] = forms.CharField(
            label=_("Seksi"), help_text=_("Hanya untuk ketua seksi."), required=False, max_length=80
        )

    def decree_fields(self) -> list[BoundField]:
        """The fields of the decree itself."""
        return [self[name] for name in DecreeForm.base_fields]

    def seat_lines(self) -> list[SeatLine]:
        """What is asked of each office held."""
        return [
            SeatLine(seat, self[f"stays_{seat.pk}"], self[f"heir_{seat.pk}"], self[f"ends_{seat.pk}"] if self._held_by(seat) else None)
            for seat in self.board
        ]

    def new_lines(self) -> list[NewLine]:
        """What is asked of those who come."""
        return [NewLine(*(self[f"{name}_{number}"] for name in ("name", "position", "section"))) for number in range(self.lines)]

    def leaving(self) -> list[BoardSeat]:
        """The offices that end."""
        return [seat for seat in self.board if self.cleaned_data.get(f"stays_{seat.pk}") == LEAVES]

    def coming(self) -> list[NewSeat]:
        """Who comes: those who replace somebody, then the others. Without their accounts, which the view finds."""
        values = self.cleaned_data
        heirs = [NewSeat(seat.position, values.get(f"heir_{seat.pk}") or "", seat.section, order=seat.order) for seat in self.leaving()]
        more = [
            NewSeat(values.get(f"position_{n}") or "", values.get(f"name_{n}") or "", values.get(f"section_{n}") or "")
            for n in range(self.lines)
        ]
        return [appointment for appointment in (*heirs, *more) if appointment.person_name]

    def ending(self) -> list[Grant]:
        """The roles that end with the offices; whoever keeps another office keeps the roles, too."""
        leaving = {seat.pk for seat in self.leaving()}
        staying = {seat.person_id for seat in self.board if seat.pk not in leaving}
        asked = [seat for seat in self.board if seat.person_id not in staying and self.cleaned_data.get(f"ends_{seat.pk}")]
        return [grant for seat in asked for grant in self._held_by(seat)]

    def decree_values(self) -> dict[str, Any]:
        """What the deed is told of the decree; the scan is stored by the view."""
        return {name: self.cleaned_data[name] for name in DecreeForm.base_fields if name != "scan"}

    def clean(self) -> dict[str, Any]:
        """Each office that one person holds has one holder; whoever comes has an office, and a head of section a section."""
        cleaned = super().clean()
        for seat in self.board:
            if cleaned.get(f"heir_{seat.pk}") and cleaned.get(f"stays_{seat.pk}") == STAYS:
                both = _("%(name)s masih ditandai tetap. Pilih Berhenti, atau kosongkan penggantinya.")
                self.add_error(f"heir_{seat.pk}", both % {"name": seat.person_name})
        for number in range(self.lines):
            name, position, section = (cleaned.get(f"{part}_{number}") or "" for part in ("name", "position", "section"))
            if name and not position:
                self.add_error(f"position_{number}", _("Pilih jabatannya."))
            if name and position == Position.SECTION_HEAD and not section:
                self.add_error(f"section_{number}", _("Sebutkan seksinya."))
        self._require_single()
        return cleaned

    def _require_single(self) -> None:
        leaving = {seat.pk for seat in self.leaving()}
        held = Counter(seat.position for seat in self.board if seat.pk not in leaving)
        held += Counter(appointment.position for appointment in self.coming())
        for position in SINGLE:
            if held[position] > 1:
                two = _("Hanya satu orang yang menjabat %(title)s. Tandai yang lama Berhenti.")
                raise ValidationError(two % {"title": position.label.lower()}, code="single")
