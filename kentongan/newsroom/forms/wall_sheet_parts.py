"""Who fills each part of a wall newspaper besides its texts, and with what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..policies.wall_sheet_choices import By, Choices, choices_of
from ..queries.wall_sheet_offers import Offer, Offers
from .words import Words

AUTOMATIC, CHOSEN = (By.AUTOMATIC, _("Otomatis")), (By.CHOSEN, _("Pilih sendiri"))
NUMBER_MOST, NUMBER_WORDS_MOST, SOURCE_MOST, CONTACT_MOST = 14, 90, 80, 110


def _way(label: Any, *ways: tuple[By, Promise]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=ways, widget=forms.RadioSelect, error_messages={"required": _("Pilih salah satu.")})


def _several(label: Any) -> forms.MultipleChoiceField:
    gone = _("Ada pilihan yang sudah ditarik atau lewat sejak halaman ini dibuka. Daftarnya sudah diperbarui; periksa lagi, lalu simpan.")
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": gone}
    )


class PartsForm(forms.Form):
    """A way for each part, and what it needs. What another way would need is kept, so that one may go back to it."""

    dates_by = _way(_("Agenda yang dicetak"), AUTOMATIC, CHOSEN, (By.NONE, _("Tanpa agenda")))
    dates = _several(_("Tanggal"))
    bulletins_by = _way(_("Pengumuman yang dicetak"), AUTOMATIC, CHOSEN, (By.NONE, _("Tanpa pengumuman")))
    bulletins = _several(_("Pengumuman"))
    figure_by = _way(_("Angka yang dicetak"), AUTOMATIC, CHOSEN, (By.OWN, _("Tulis sendiri")), (By.NONE, _("Tanpa angka")))
    figure = forms.ChoiceField(
        label=_("Angka"), required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Angka itu sudah tidak ada di profil. Pilih yang lain, lalu simpan.")},
    )  # fmt: skip
    own_number = Words(label=_("Angkanya"), help_text=_("Contoh: 1.250 atau 12,5 ton"), most=NUMBER_MOST, required=False)
    own_words = Words(
        label=_("Keterangan"),
        help_text=_("Contoh: karung padi masuk lumbung"),
        most=NUMBER_WORDS_MOST,
        lines=2,
        one_line=True,
        required=False,
    )
    own_source = Words(
        label=_("Sumber dan tahunnya"), help_text=_("Contoh: Kelompok Tani Hulu, November 2026"), most=SOURCE_MOST, required=False
    )
    more_by = _way(_("Judul “Juga di situs”"), AUTOMATIC, (By.NONE, _("Tanpa judul")))
    contact_by = _way(_("Kontak yang dicetak"), AUTOMATIC, (By.OWN, _("Tulis sendiri")), (By.NONE, _("Tanpa kontak")))
    contact = Words(
        label=_("Siapa bisa ditanya?"), help_text=_("Contoh: Ibu Dewi, 0812-5550-0103, di Rumah KIM tiap sore"), most=CONTACT_MOST,
        lines=2, one_line=True, required=False,
    )  # fmt: skip

    def offer(self, offers: Offers) -> None:
        """Let it offer what there is; where nothing is to be chosen from, that way is not offered either."""
        self.alerts = offers.alerts
        ways = (("dates", offers.dates, "agenda"), ("bulletins", offers.bulletins, "pengumuman"), ("figure", offers.figures, "angka"))
        for name, offered, part in ways:
            self._offer(name, offered)
            self.fields[f"{name}_by"].help_text = offers.sentences.get(part, "")
        self.fields["more_by"].help_text = offers.sentences.get("judul", "")
        self.fields["contact_by"].help_text = offers.sentences.get("kontak", "")
        for field in ("own_number", "own_words", "own_source", "contact", "dates", "bulletins", "figure"):
            self.fields[field].unmarked = True  # type: ignore[attr-defined]

    def _offer(self, name: str, offered: Sequence[Offer]) -> None:
        self.fields[name].choices = [(one.key, one) for one in offered]  # type: ignore[attr-defined]
        way = self.fields[f"{name}_by"]
        if not offered:
            way.choices = [choice for choice in way.choices if choice[0] != By.CHOSEN]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What a way needs is there."""
        values = super().clean() or {}
        self._need(values, "dates", By.CHOSEN, dates=_("Centang paling sedikit satu tanggal, atau pilih “Tanpa agenda”."))
        self._need(values, "bulletins", By.CHOSEN, bulletins=_("Centang paling sedikit satu pengumuman, atau pilih “Tanpa pengumuman”."))
        self._need(values, "figure", By.CHOSEN, figure=_("Pilih satu angka, atau pilih “Tanpa angka”."))
        self._need(
            values, "figure", By.OWN, own_number=_("Tulis angkanya, atau pilih “Tanpa angka”."), own_words=_("Tulis apa yang dihitung."),
            own_source=_("Tulis sumbernya. Angka tanpa sumber tidak dicetak."),
        )  # fmt: skip
        self._need(values, "contact", By.OWN, contact=_("Tulis siapa yang bisa ditanya, atau pilih “Tanpa kontak”."))
        return values

    def _need(self, values: dict[str, Any], part: str, way: By, **sentences: Promise) -> None:
        if values.get(f"{part}_by") != way:
            return
        for name, sentence in sentences.items():
            if not values.get(name) and name not in self.errors:
                self.add_error(name, str(sentence))

    def choices(self) -> Choices:
        """What was decided, of a form that is valid."""
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in PartsForm.base_fields}
        return choices_of(values)
