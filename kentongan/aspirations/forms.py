"""What a resident types to report something."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.policies import normalised_phone
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact
from kentongan.core.fields import ManyFiles, ManyFilesInput
from kentongan.regions.models import Region

from . import queries
from .models import Report
from .policies import TEXT_MOST, suggest_category

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


class StepForm(forms.Form):
    """A step with the words the reporter reads."""

    use_required_attribute = False

    langkah = forms.CharField(max_length=40, widget=forms.HiddenInput)
    versi = forms.IntegerField(widget=forms.HiddenInput)
    pesan = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        max_length=TEXT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis penjelasannya: pelapor akan membacanya.")},
    )

    def __init__(self, data: Any = None, *, needs_text: bool, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.fields["pesan"].required = needs_text


class VerifyForm(forms.Form):
    """What it is, and what everybody may read of it."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label=_("Jenis"), choices=Report.Kind.choices, widget=forms.RadioSelect)
    kategori = forms.ChoiceField(label=_("Kategori"), choices=[(key, entry["label"]) for key, entry in settings.REPORT_CATEGORIES.items()])
    pengawasan = forms.BooleanField(
        label=_("Berkadar pengawasan"), help_text=_("Perlu pemeriksaan lebih dulu, jadi tenggatnya lebih panjang."), required=False
    )
    judul = forms.CharField(label=_("Judul untuk umum"), max_length=160)
    isi = forms.CharField(
        label=_("Isi untuk umum"),
        help_text=_("Hapus nama, nomor, dan hal lain yang menunjuk orang. Kosongkan kalau tidak boleh tampil."),
        max_length=TEXT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @classmethod
    def initial_for(cls, report: Report) -> dict[str, Any]:
        """What is known of it already."""
        return {
            "versi": report.case.version,
            "jenis": report.kind,
            "kategori": report.category,
            "pengawasan": report.needs_examination,
            "judul": report.public_title or report.case.title,
            "isi": report.public_text or ("" if report.is_secret else report.text),
        }

    def read(self) -> dict[str, Any]:
        """The values for actions.verify_report."""
        values = self.cleaned_data
        return {
            "kind": values["jenis"],
            "category": values["kategori"],
            "needs_examination": values["pengawasan"] and values["jenis"] == Report.Kind.COMPLAINT,
            "public_title": values["judul"],
            "public_text": values["isi"],
            "version": values["versi"],
        }


class ForwardForm(forms.Form):
    """To whom it goes, and why."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    tujuan = forms.ChoiceField(label=_("Diteruskan ke"), error_messages={"required": _("Pilih dulu tujuannya.")})
    pesan = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis penjelasannya: pelapor akan membacanya.")},
    )

    def __init__(self, data: Any = None, *, case: Case, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.targets = queries.targets_of(case)
        chosen = next((target.key for target in self.targets if target.is_usual), "")
        self.fields["tujuan"].choices = [("", _t("Pilih")), *((target.key, target.label) for target in self.targets)]  # type: ignore[attr-defined]
        self.initial.setdefault("tujuan", chosen)

    def read(self) -> dict[str, Any]:
        """The values for actions.forward_report."""
        target = next(target for target in self.targets if target.key == self.cleaned_data["tujuan"])
        return {"to": target.region, "office": target.office, "reason": self.cleaned_data["pesan"], "version": self.cleaned_data["versi"]}
