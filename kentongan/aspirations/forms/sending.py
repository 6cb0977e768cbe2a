"""What a resident types to report something."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.policies import normalised_phone
from kentongan.cases.policies import Contact
from kentongan.core.fields import ManyFiles, ManyFilesInput
from kentongan.regions.models import Region

from .. import queries
from ..models import Report
from ..policies import TEXT_MOST, suggest_category

SPOKEN = (
    (Report.Kind.COMPLAINT, _("Keluhan")),
    (Report.Kind.ASPIRATION, _("Usulan")),
    (Report.Kind.QUESTION, _("Pertanyaan")),
)


class ReportForm(forms.Form):
    """One page: what, where, and if one likes a photo and a way to be reached."""

    use_required_attribute = False

    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label=_("Ini tentang apa?"), choices=SPOKEN, widget=forms.RadioSelect, initial=Report.Kind.COMPLAINT)
    isi = forms.CharField(
        label=_("Ceritakan"),
        help_text=_("Apa yang terjadi, di mana, sejak kapan. Tulis seperti bercerita kepada tetangga."),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
        error_messages={"required": _("Ceritakan dulu, satu kalimat pun cukup.")},
    )
    foto = ManyFiles(
        label=_("Foto"),
        help_text=_("Tempat dan tanggal di dalam foto dihapus sebelum disimpan."),
        required=False,
        most=settings.CASE_FILES_AT_ONCE,
        widget=ManyFilesInput(attrs={"accept": "image/*"}),
    )
    desa = forms.ChoiceField(label=_("Desa atau kelurahan"), error_messages={"required": _("Pilih desanya dulu.")})
    dusun = forms.CharField(
        label=_("Dusun atau tempat"), help_text=_("Contoh: Dusun Hilir, depan posyandu"), max_length=120, required=False
    )
    kategori = forms.ChoiceField(label=_("Kategori"), required=False, help_text=_("Kosongkan saja kalau ragu, kami yang memilihkan."))
    nama = forms.CharField(label=_("Nama"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    kontak = forms.CharField(
        label=_("Nomor WhatsApp"),
        help_text=_("Dipakai hanya untuk mengabari Anda. Disimpan tersandi, tidak ditampilkan kepada siapa pun."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    anonim = forms.BooleanField(
        label=_("Sembunyikan nama saya"), help_text=_("Dinas dan warga tidak tahu siapa yang melapor (anonim)."), required=False
    )
    rahasia = forms.BooleanField(
        label=_("Jangan tampilkan laporan ini"), help_text=_("Hanya petugas yang menangani dapat membacanya (rahasia)."), required=False
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, under: str, village: Region | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        """``under``: the code below which the villages lie; ``village``: the one of the site it is written on."""
        known = {"client_id": uuid4(), "desa": village.code if village else ""}
        super().__init__(data, files, initial=known | (initial or {}))
        self.under = under
        self.fields["desa"].choices = [("", _t("Pilih desa")), *queries.village_choices(under)]  # type: ignore[attr-defined]
        labels = [(key, entry["label"]) for key, entry in settings.REPORT_CATEGORIES.items()]
        self.fields["kategori"].choices = [("", _t("Pilihkan untuk saya")), *labels]  # type: ignore[attr-defined]

    def clean_kontak(self) -> str:
        """The number in international form; empty where none was given."""
        typed = str(self.cleaned_data["kontak"])
        if not typed.strip():
            return ""
        number = normalised_phone(typed)
        if number is None:
            raise forms.ValidationError(_t("Nomor ini belum terbaca. Contoh: 0812 5550 1234. Boleh juga dikosongkan."))
        return number

    def contact(self) -> Contact:
        """How to reach the sender, as far as was said."""
        return Contact(name=self.cleaned_data["nama"], phone=self.cleaned_data["kontak"])

    def sent(self) -> dict[str, Any]:
        """The values for actions.send_report."""
        values = self.cleaned_data
        client_id: UUID | None = values["client_id"]
        return {
            "kind": values["jenis"],
            "text": values["isi"],
            "region": queries.village(values["desa"]),
            "category": values["kategori"] or suggest_category(values["isi"], settings.REPORT_CATEGORIES),
            "hamlet": values["dusun"],
            "is_anonymous": values["anonim"],
            "is_secret": values["rahasia"],
            "contact": self.contact(),
            "client_id": client_id,
        }
