"""What a resident types to report something, and what she sends after it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.fields import PhoneField
from kentongan.cases.policies import Contact
from kentongan.core.fields import ManyFiles, ManyFilesInput
from kentongan.regions.models import Region

from .. import queries
from ..models import Report
from ..policies import TEXT_MOST, suggest_category
from ..policies.suspicion import Doubt

SPOKEN = (
    (Report.Kind.COMPLAINT, _("Keluhan")),
    (Report.Kind.ASPIRATION, _("Usulan")),
    (Report.Kind.QUESTION, _("Pertanyaan")),
)


OPENED, DOUBTED = "aspirations.opened", "aspirations.doubted"


def signed_doubts(found: Iterable[Doubt]) -> str:
    """Doubts for the form to carry: its sender cannot take one off."""
    return signing.dumps(sorted(found), salt=DOUBTED)


def _unsigned(value: str, salt: str) -> Any:
    """What was signed, however long ago; None where it is not ours."""
    try:
        return signing.loads(value, salt=salt)
    except signing.BadSignature:
        return None


class ReportForm(forms.Form):
    """One page: what, where, and if one likes a photo and a way to be reached."""

    use_required_attribute = False

    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    dibuka = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    dilihat = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    ragu = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    usaha = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    lintang = forms.FloatField(required=False, min_value=-11, max_value=7, widget=forms.HiddenInput)
    bujur = forms.FloatField(required=False, min_value=94, max_value=142, widget=forms.HiddenInput)
    jenis = forms.ChoiceField(label=_("Ini tentang apa?"), choices=SPOKEN, widget=forms.RadioSelect, initial=Report.Kind.COMPLAINT)
    isi = forms.CharField(
        label=_("Ceritakan"),
        help_text=_("Apa yang terjadi, di mana, sejak kapan. Tulis seperti bercerita kepada tetangga."),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
        error_messages={"required": _("Ceritakan dulu, satu kalimat pun cukup.")},
    )
    desa = forms.ChoiceField(label=_("Desa atau kelurahan"), error_messages={"required": _("Pilih desanya dulu.")})
    dusun = forms.CharField(
        label=_("Dusun atau tempat"), help_text=_("Contoh: Dusun Hilir, depan posyandu"), max_length=120, required=False
    )
    kategori = forms.ChoiceField(label=_("Kategori"), required=False, help_text=_("Kosongkan saja kalau ragu, kami yang memilihkan."))
    nama = forms.CharField(label=_("Nama"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    kontak = PhoneField(
        label=_("Nomor WhatsApp"),
        help_text=_("Hanya untuk mengabari Anda. Disimpan terkunci; petugas yang membukanya harus menulis alasan, dan namanya tercatat."),
        required=False,
        error_messages={"invalid_phone": _("Nomor ini belum terbaca. Contoh: 0812 5550 1234. Boleh juga dikosongkan.")},
    )
    anonim = forms.BooleanField(
        label=_("Sembunyikan nama saya"), help_text=_("Dinas dan warga tidak tahu siapa yang melapor (anonim)."), required=False
    )
    rahasia = forms.BooleanField(
        label=_("Jangan tampilkan laporan ini"), help_text=_("Hanya petugas yang menangani dapat membacanya (rahasia)."), required=False
    )

    situs = forms.CharField(
        label=_("Biarkan kolom ini kosong"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, under: str, village: Region | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        """``under``: the code below which the villages lie; ``village``: the one of the site it is written on."""
        opened = signing.dumps(int(timezone.now().timestamp()), salt=OPENED)
        known = {"client_id": uuid4(), "dibuka": opened, "desa": village.code if village else ""}
        super().__init__(data, files, initial=known | (initial or {}))
        self.under = under
        for name in ("nama", "kontak"):
            self.fields[name].unmarked = True  # type: ignore[attr-defined]  # the heading above both says so once
        self.fields["desa"].choices = [("", _t("Pilih desa")), *queries.village_choices(under)]  # type: ignore[attr-defined]
        labels = [(key, entry["label"]) for key, entry in settings.REPORT_CATEGORIES.items()]
        self.fields["kategori"].choices = [("", _t("Pilihkan untuk saya")), *labels]  # type: ignore[attr-defined]

    def clean_client_id(self) -> UUID:
        """The id that came, or a new one: a form that brought none is a first submission."""
        return self.cleaned_data["client_id"] or uuid4()

    def clean(self) -> dict[str, Any]:
        """A place is both figures or none."""
        values = super().clean() or self.cleaned_data
        if values.get("lintang") is None or values.get("bujur") is None:
            values["lintang"] = values["bujur"] = None
        return values

    @property
    def seconds(self) -> float | None:
        """How long the page was open before it was sent; None where it never was."""
        opened = _unsigned(self.cleaned_data["dibuka"], OPENED)
        return None if opened is None else timezone.now().timestamp() - float(opened)

    @property
    def numbers_seen(self) -> set[str]:
        """The reports that the sender was shown as perhaps the same."""
        return set(self.cleaned_data["dilihat"].split(","))

    @property
    def doubts_told(self) -> frozenset[Doubt]:
        """The doubts with which the page came back once before."""
        return frozenset(Doubt(doubt) for doubt in _unsigned(self.cleaned_data["ragu"], DOUBTED) or [])

    def come_back(self, **values: str) -> None:
        """Put hidden values into the form as it is shown again; everything that was typed stays."""
        typed = {name: self.data.get(name, "") for name in self.fields if name in self.data}
        self.data = {**typed, "client_id": str(self.cleaned_data["client_id"]), **values}

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude) of the device, if it was given."""
        values = self.cleaned_data
        return (values["lintang"], values["bujur"]) if values["lintang"] is not None else None

    def contact(self) -> Contact:
        """How to reach the sender, as far as was said."""
        return Contact(name=self.cleaned_data["nama"], phone=self.cleaned_data["kontak"])

    def sent(self) -> dict[str, Any]:
        """The values for actions.send_report."""
        values = self.cleaned_data
        return {
            "kind": values["jenis"],
            "text": values["isi"],
            "region": queries.village(values["desa"]),
            "category": values["kategori"] or suggest_category(values["isi"], settings.REPORT_CATEGORIES),
            "hamlet": values["dusun"],
            "point": self.point,
            "is_anonymous": values["anonim"],
            "is_secret": values["rahasia"],
            "contact": self.contact(),
            "client_id": values["client_id"],
        }


class PhotosForm(forms.Form):
    """Photos for a report that has arrived. ``client_id`` is the report's, which only its sender's page knows."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    foto = ManyFiles(
        label=_("Foto"),
        help_text=_("Tempat dan tanggal di dalam foto dihapus sebelum disimpan."),
        most=settings.CASE_FILES_AT_ONCE,
        error_messages={"required": _("Pilih fotonya dulu.")},
        widget=ManyFilesInput(attrs={"accept": "image/*"}),
    )
