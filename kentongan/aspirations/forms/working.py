"""What officers type about a report."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.cases.models import Case

from .. import queries
from ..models import Report
from ..policies import TEXT_MOST


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
