"""The board: a row for each office, as many sections as the group has, the chair's phone, the others by name."""

from typing import Any

from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.groups.models import BoardSeat

from ..models import Formation
from ..policies import Seat
from .fields import number, phone, words
from .forming import StepForm

Position = BoardSeat.Position
SPARE_SECTIONS, MOST_SECTIONS = 1, 9
OLDEST_YEAR = 1920


class BoardStep(StepForm):
    """The board: three offices, the sections with their heads, the chair's phone, the others by name."""

    step = "pengurus"
    needed = ("chair_phone",)

    chair_phone = phone(
        label=gettext_lazy("Nomor HP ketua"), help_text=gettext_lazy("Untuk masuk ke ruang kerja nanti. Tidak ditampilkan kepada umum.")
    )
    editor_name = words(
        120,
        label=gettext_lazy("Redaktur"),
        help_text=gettext_lazy("Yang membaca tulisan sebelum terbit. Boleh salah satu pengurus; boleh menyusul."),
    )
    editor_phone = phone(label=gettext_lazy("Nomor HP redaktur"))
    members = words(6000, lines=5, label=gettext_lazy("Anggota lain"), help_text=gettext_lazy("Satu nama satu baris."))

    def prepare(self, formation: Formation) -> None:
        """A row for each office: those that are there, an adviser, and a spare section."""
        kept = list(formation.seats.all())
        rows = [Seat(seat.position, seat.person_name, seat.section, seat.birth_year) for seat in kept]
        sections = [row for row in rows if row.position == Position.SECTION_HEAD]
        spare = [Seat(Position.SECTION_HEAD, "")] * min(SPARE_SECTIONS, MOST_SECTIONS - len(sections))
        offices = [
            next((row for row in rows if row.position == key), Seat(key, "")) for key in ("ketua", "sekretaris", "bendahara", "pembina")
        ]
        self.rows: list[tuple[str, str]] = []
        typed = sum(1 for name in self.data if name.endswith("_section")) if self.is_bound else 0
        while typed > len(sections) + len(spare) and typed <= MOST_SECTIONS:  # a page that showed more rows than there are now
            spare.append(Seat(Position.SECTION_HEAD, ""))
        for index, seat in enumerate([*offices, *sections, *spare]):
            self._add_row(f"kursi{index}", seat)

    def _add_row(self, key: str, seat: Seat) -> None:
        is_section = seat.position == Position.SECTION_HEAD
        title = str(Position(seat.position).label)
        labels = {"ketua": _("Ketua"), "sekretaris": _("Sekretaris"), "bendahara": _("Bendahara"), "pembina": _("Pembina")}
        if is_section:
            self.fields[f"{key}_section"] = words(80, label=_("Seksi"))
            self.initial[f"{key}_section"] = seat.section
        self.fields[f"{key}_name"] = words(120, label=_("Nama") if is_section else labels.get(seat.position, title))
        self.fields[f"{key}_year"] = number(label=_("Tahun lahir"), min_value=OLDEST_YEAR, max_value=timezone.localdate().year)
        self.initial[f"{key}_name"], self.initial[f"{key}_year"] = seat.name, seat.birth_year
        for part in ("section", "name", "year"):
            if f"{key}_{part}" in self.fields:
                self.fields[f"{key}_{part}"].unmarked = True  # type: ignore[attr-defined]
        self.rows.append((key, seat.position))

    def initial_of(self, formation: Formation) -> dict[str, Any]:
        """The other members one a line."""
        return super().initial_of(formation) | {"members": "\n".join(formation.members)}

    @property
    def seat_rows(self) -> list[dict[str, BoundField]]:
        """The rows as the page lays them out."""
        return [
            {part: self[f"{key}_{part}"] for part in ("section", "name", "year") if f"{key}_{part}" in self.fields}
            for key, _position in self.rows
        ]

    def clean_members(self) -> list[str]:
        """The names, each in one line, none twice."""
        lines = (" ".join(line.split())[:120] for line in str(self.cleaned_data["members"]).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def facts(self) -> dict[str, Any]:
        """The rows as seats; an empty section without a name of its own is none."""
        values = self.cleaned_data
        seats = []
        for key, position in self.rows:
            section = " ".join(str(values.get(f"{key}_section", "")).split())
            name = " ".join(str(values[f"{key}_name"]).split())
            if position == Position.SECTION_HEAD and name and not section:
                section = _("Lain-lain")
            if section or name or position in ("ketua", "sekretaris", "bendahara"):
                seats.append(Seat(position, name, section, values[f"{key}_year"]))
        return {"seats": seats, **{name: values[name] for name in ("chair_phone", "editor_name", "editor_phone", "members")}}
