"""What goes on an edition of the wall newspaper: the paper, the week, and the texts in their order."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kentongan.publishing.models import Publication

from ..models import WallSheet
from ..policies import moved, ordered
from ..policies.wall_sheet_choices import choices_of
from ..queries.wall_sheet_offers import Offers
from .wall_sheet_parts import PartsForm
from .words import Words

SHORT_TEXT_MOST = 1_500


class PaperForm(forms.Form):
    """On what an edition is printed."""

    use_required_attribute = False

    paper = forms.ChoiceField(
        label=_("Kertas"), choices=WallSheet.Paper.choices, initial=WallSheet.Paper.A4, widget=forms.RadioSelect,
        help_text=_("A3 paling enak dibaca di papan. Fotokopi di kota biasanya punya ketiganya."),
    )  # fmt: skip
    sides = forms.TypedChoiceField(
        label=_("Muka"), choices=WallSheet.Sides.choices, initial=WallSheet.Sides.FRONT, coerce=int, widget=forms.RadioSelect
    )


@dataclass(frozen=True)
class Row:
    """A text that may go on the sheet, with its fields."""

    publication: Publication
    is_chosen: bool
    was_printed: bool
    text: forms.BoundField

    @property
    def pk(self) -> int:
        """What names its fields and buttons."""
        return self.publication.pk


class SheetForm(PaperForm, PartsForm):
    """All of an edition. Rows are those offered: the chosen ones first, in their order."""

    week = forms.DateField(
        label=_("Untuk pekan yang mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Agenda yang otomatis: tujuh hari sejak tanggal ini."),
    )  # fmt: skip
    note = Words(label=_("Dari redaksi"), help_text=_("Satu dua kalimat untuk pembaca di papan."), most=300, lines=3, required=False)
    order = forms.CharField(required=False, max_length=1_000, widget=forms.HiddenInput(attrs={"data-order": ""}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, sheet: WallSheet, offered: list[Publication], offers: Offers) -> None:
        items = {item.publication_id: item for item in sheet.items.all()}
        texts = {pk: item.text for pk, item in items.items()}
        initial = {"paper": sheet.paper, "sides": sheet.sides, "week": sheet.week, "note": sheet.note, "version": sheet.version}
        super().__init__(data, initial={**initial, **asdict(choices_of(sheet.choices))})
        self.offer(offers)
        known = [item.publication for item in items.values()]
        known += [publication for publication in offered if publication.pk not in items]
        self._known = {publication.pk: publication for publication in known}
        self._printed = {publication.pk for publication in offered if getattr(publication, "was_printed", False)}
        self._chosen = set(items) if data is None else {pk for pk in self._known if f"pilih-{pk}" in data}
        for pk in self._known:
            self.fields[f"text_{pk}"] = Words(
                label=_("Teks pendek untuk Mading"), help_text=_("Kosongkan kalau isinya sama dengan di situs."), most=SHORT_TEXT_MOST,
                lines=5, required=False, initial=texts.get(pk, ""),
            )  # fmt: skip
        self._order = ordered(list(self._known), data.get("order", "") if data is not None else "")

    def move(self, step: str) -> bool:
        """Let a row change places, where the button of one was pressed ("naik:12"). Returns whether it was."""
        way, _colon, pk = step.partition(":")
        if way not in ("naik", "turun") or not pk.isdecimal():
            return False
        self._order = moved(self._order, int(pk), -1 if way == "naik" else 1, among=list(self._known))
        return True

    @property
    def order_value(self) -> str:
        """The order as the hidden field says it."""
        return ",".join(map(str, self._order))

    @property
    def rows(self) -> list[Row]:
        """The rows in their order."""
        return [
            Row(self._known[pk], is_chosen=pk in self._chosen, was_printed=pk in self._printed, text=self[f"text_{pk}"])
            for pk in self._order
        ]

    def set_version(self, version: int) -> None:
        """Let the next save start from what stands now."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["version"] = str(version)

    def items(self) -> list[tuple[Publication, str]]:
        """What was ticked, in its order, with what was written for it."""
        return [(self._known[pk], self.cleaned_data[f"text_{pk}"]) for pk in self._order if pk in self._chosen]

    def clean_week(self) -> date:
        """The week, within a year of today's edition."""
        week: date = self.cleaned_data["week"]
        if abs((week - self.initial["week"]).days) > 366:
            raise forms.ValidationError(_("Pekan itu terlalu jauh. Pilih tanggal yang lebih dekat."))
        return week
