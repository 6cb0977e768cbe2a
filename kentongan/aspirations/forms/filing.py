"""Titip lapor in three steps: consent, the words, and the reading back.

What was typed goes from page to page in the form itself, never into a session. Who the person is, is asked for on the last page and goes
from there into the vault alone.
"""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.fields import PhoneField
from kentongan.cases.policies import Contact
from kentongan.core.fields import ManyFiles, ManyFilesInput

from .. import queries
from ..policies import TEXT_MOST, regency_of, suggest_category
from ..queries import FilingDesk
from .sending import ReportForm

_of_report = ReportForm.base_fields  # what is asked in the same words on /lapor/


class FilingStep(forms.Form):
    """One page of the way. ``carried`` are the fields that the other pages take along unseen."""

    use_required_attribute = False
    carried: ClassVar[tuple[str, ...]] = ()
    desks: list[FilingDesk]

    def __init__(self, data: Any = None, files: Any = None, *, desks: list[FilingDesk], initial: dict[str, Any] | None = None) -> None:
        """``desks``: as whom the actor may write reports down."""
        super().__init__(data, files, initial=initial)
        self.desks = desks
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices."""

    def desk(self, key: str) -> FilingDesk:
        """The one of this key; the first where there is none."""
        return next((desk for desk in self.desks if desk.key == key), self.desks[0])


class ConsentForm(FilingStep):
    """Whose words these are: consent, and how far they may go."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    naskah = forms.CharField(max_length=20, widget=forms.HiddenInput)
    sebagai = forms.ChoiceField(label=_("Anda menuliskan sebagai"), widget=forms.RadioSelect)
    anonim = forms.BooleanField(
        label=_("Sembunyikan namanya"), help_text=_("Dinas dan warga tidak tahu siapa yang melapor (anonim)."), required=False
    )
    rahasia = forms.BooleanField(
        label=_("Jangan tampilkan laporannya"),
        help_text=_("Hanya petugas yang menangani dapat membacanya (rahasia). Anda pun tidak bisa membukanya lagi."),
        required=False,
    )
    setuju = forms.BooleanField(
        label=_("Sudah saya bacakan, dan ia setuju"),
        error_messages={"required": _("Tanpa persetujuannya, laporan ini tidak bisa ditulis.")},
    )
    carried = ("client_id", "naskah", "sebagai", "anonim", "rahasia", "setuju")

    def prepare(self) -> None:
        """One desk needs no choice."""
        self.initial = {"client_id": uuid4(), "sebagai": self.desks[0].key, **self.initial}
        self.fields["sebagai"].choices = [(desk.key, desk.label) for desk in self.desks]  # type: ignore[attr-defined]
        if len(self.desks) == 1:
            self.fields["sebagai"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Who agreed to an older text is asked anew."""
        if self.cleaned_data.get("naskah") != settings.FILING_CONSENT and "setuju" not in self.errors:
            self.add_error("setuju", _t("Naskahnya baru saja diperbarui. Bacakan yang ini dulu."))
        return self.cleaned_data


class WordsForm(FilingStep):
    """What the person says, and where it is."""

    jenis = _of_report["jenis"]
    isi = forms.CharField(
        label=_("Ceritanya"),
        help_text=_("Tulis dengan kata-katanya sendiri: apa yang terjadi, di mana, sejak kapan. Jangan sebut namanya di sini."),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tulis dulu ceritanya, satu kalimat pun cukup.")},
    )
    desa = _of_report["desa"]
    dusun = _of_report["dusun"]
    kategori = _of_report["kategori"]
    carried = ("jenis", "isi", "desa", "dusun", "kategori")

    def prepare(self) -> None:
        """The villages of the regency, that of the actor's group or office first chosen."""
        region = self.desk(str((self.data or self.initial).get("sebagai", ""))).region
        self.initial.setdefault("desa", region.code if region.level == 4 else "")
        villages = queries.village_choices(regency_of(region.code))
        self.fields["desa"].choices = [("", _t("Pilih desa")), *villages]  # type: ignore[attr-defined]
        labels = [(key, entry["label"]) for key, entry in settings.REPORT_CATEGORIES.items()]
        self.fields["kategori"].choices = [("", _t("Pilihkan dari ceritanya")), *labels]  # type: ignore[attr-defined]

    @property
    def category(self) -> str:
        """The one chosen, or the one that the words suggest."""
        return self.cleaned_data["kategori"] or suggest_category(self.cleaned_data["isi"], settings.REPORT_CATEGORIES)


class HandOverForm(FilingStep):
    """After the reading back: the last yes, how the person can be reached, and photos."""

    dibacakan = forms.BooleanField(
        label=_("Sudah saya bacakan, dan ia setuju"), error_messages={"required": _("Bacakan dulu, lalu tandai.")}
    )
    nama = forms.CharField(label=_("Namanya"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kontak = PhoneField(
        label=_("Nomor WhatsApp-nya"),
        help_text=_("Nama dan nomor disimpan terkunci. Sesudah dikirim, Anda tidak bisa melihatnya lagi."),
        required=False,
        error_messages={"invalid_phone": _("Nomor ini belum terbaca. Contoh: 0812 5550 1234. Boleh juga dikosongkan.")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    foto = ManyFiles(
        label=_("Foto"),
        help_text=_("Tempat dan tanggal di dalam foto dihapus sebelum disimpan."),
        required=False,
        most=settings.CASE_FILES_AT_ONCE,
        widget=ManyFilesInput(attrs={"accept": "image/*"}),
    )

    def prepare(self) -> None:
        """The heading above both fields says once that they may be left out."""
        for name in ("nama", "kontak"):
            self.fields[name].unmarked = True  # type: ignore[attr-defined]

    def contact(self) -> Contact:
        """How to reach the person, as far as was said."""
        return Contact(name=self.cleaned_data["nama"], phone=self.cleaned_data["kontak"])


FILING_STEPS: tuple[type[FilingStep], ...] = (ConsentForm, WordsForm, HandOverForm)


def filed_values(consent: ConsentForm, words: WordsForm, hand_over: HandOverForm) -> dict[str, Any]:
    """The values for actions.file_report, from three valid forms."""
    told, said = consent.cleaned_data, words.cleaned_data
    return {
        "group": consent.desk(told["sebagai"]).group,
        "consent": told["naskah"],
        "client_id": told["client_id"],
        "contact": hand_over.contact(),
        "kind": said["jenis"],
        "text": said["isi"],
        "region": queries.village(said["desa"]),
        "hamlet": said["dusun"],
        "category": words.category,
        "is_anonymous": told["anonim"],
        "is_secret": told["rahasia"],
    }


def carried_fields(data: Any, *, without: type[FilingStep]) -> list[tuple[str, str]]:
    """What the other steps left behind, as hidden fields take it along."""
    return [(name, data[name]) for step in FILING_STEPS if step is not without for name in step.carried if name in data]
