"""What is typed at a desk: how a list is narrowed, the name of a filter, and one deed for many reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.core.fields import WordsForAll

from .. import queries
from ..models import Report
from ..policies import TEXT_MOST
from ..queries import Narrowing
from ..rules import STATUSES

# Days that have a next one, and a moment in every time zone.
IN_OUR_TIME = (MinValueValidator(date(1945, 8, 17)), MaxValueValidator(date(2999, 12, 31)))


class NarrowForm(forms.Form):
    """A list is narrowed. It takes no offence: what it does not know narrows nothing."""

    use_required_attribute = False

    cari = forms.CharField(
        label=_("Cari judul atau nomor"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    kategori = forms.ChoiceField(label=_("Kategori"), required=False)
    tempat = forms.ChoiceField(label=_("Kecamatan atau desa"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    di = forms.ChoiceField(label=_("Sekarang di"), required=False)
    dari = forms.DateField(
        label=_("Masuk sejak"), validators=IN_OUR_TIME, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sampai = forms.DateField(
        label=_("Sampai dengan"), validators=IN_OUR_TIME, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    lewat = forms.BooleanField(label=_("Lewat tenggat"), required=False)
    dilihat = forms.BooleanField(label=_("Perlu dilihat"), help_text=_("Mungkin bukan laporan sungguhan."), required=False)
    periksa = forms.BooleanField(label=_("Berkadar pengawasan"), required=False)

    def __init__(self, data: Mapping[str, str], *, actor: Person) -> None:
        super().__init__({name: value for name, value in data.items() if name in self.base_fields}, auto_id="saring_%s")
        every = ("", _t("Semua"))
        offices = [(str(office.pk), office.name) for office in queries.offices_for(actor)]
        choices: dict[str, list[Any]] = {
            "jenis": [every, *Report.Kind.choices],
            "kategori": [every, *((key, entry["label"]) for key, entry in settings.REPORT_CATEGORIES.items())],
            "tempat": [every, *queries.places_of(actor)],
            "status": [every, *((status.key, status.label) for status in STATUSES)],
            "di": [every, ("meja", _t("Meja wilayah atau petugas")), *offices],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.unmarked = True  # type: ignore[attr-defined]  # everything may be left out here; no word about it at each

    def read(self) -> Narrowing:
        """What of it is understood."""
        self.full_clean()
        kept = self.cleaned_data
        return Narrowing(
            kind=kept.get("jenis", ""),
            category=kept.get("kategori", ""),
            place=kept.get("tempat", ""),
            status=kept.get("status", ""),
            office=kept.get("di", ""),
            is_overdue=kept.get("lewat", False),
            is_suspect=kept.get("dilihat", False),
            needs_examination=kept.get("periksa", False),
            first=kept.get("dari"),
            last=kept.get("sampai"),
            words=kept.get("cari", ""),
        )


class FilterNameForm(forms.Form):
    """The name under which a filter is kept."""

    use_required_attribute = False

    nama = forms.CharField(
        label=_("Nama saringan"), max_length=40, error_messages={"required": _("Beri nama dulu, misalnya “Jalan yang lewat tenggat”.")}
    )


class ManyForm(WordsForAll):
    """One deed for the rows that were ticked; what it asks depends on the deed."""

    use_required_attribute = False

    pesan = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis penjelasannya: pelapor akan membacanya.")},
    )
    petugas = forms.ChoiceField(label=_("Petugas"), error_messages={"required": _("Pilih dulu petugasnya.")})

    def __init__(self, data: Any = None, *, deed: str, actor: Person) -> None:
        super().__init__(data, auto_id="banyak_%s")
        self.people = queries.colleagues_of(actor) if deed == "assign" else {}
        if deed != "assign":
            del self.fields["petugas"]
        else:
            named = [("", _t("Pilih")), *((str(key), label) for key, (_person, label) in self.people.items())]
            self.fields["petugas"].choices = named  # type: ignore[attr-defined]
        if deed not in ("forward", "archive"):
            del self.fields["pesan"]
        else:
            self.words_for_all = ("pesan",)

    def read(self) -> dict[str, Any]:
        """The values for actions.do_for_many."""
        kept = self.cleaned_data
        person = self.people[int(kept["petugas"])][0] if kept.get("petugas") else None
        return {"reason": kept.get("pesan", ""), "person": person}
