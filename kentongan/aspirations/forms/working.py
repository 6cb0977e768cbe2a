"""What officers type about a report."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.core.fields import KIND_WORDS, WHY_PERHAPS, WordsForAll, in_words
from kentongan.core.policies import Span, masked, personal_data

from .. import queries
from ..models import Report
from ..policies import TEXT_MOST


class StepForm(WordsForAll):
    """A step with the words the reporter reads; ``for_all``: and everybody else, because the report is not secret."""

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

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        needs_text: bool,
        for_all: bool = False,
        initial: dict[str, Any] | None = None,
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(data, files, initial=initial, auto_id=auto_id)
        self.words_for_all = ("pesan",) if for_all else ()
        self.fields["pesan"].required = needs_text


class Ticked(forms.MultipleChoiceField):
    """Suggestions that were ticked. One whose words were deleted meanwhile is no mistake."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Everything is; what is not found in the words any more does nothing."""
        return True


class VerifyForm(WordsForAll):
    """What it is, and what everybody may read of it: the words sent, without what surely points at a person."""

    use_required_attribute = False
    words_for_all: tuple[str, ...] = ("judul", "isi", "tempat")

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
    tempat = forms.CharField(
        label=_("Tempat untuk umum"), help_text=_("Tanpa nama pemilik rumah. Boleh dikosongkan."), max_length=120, required=False
    )
    saran = Ticked(label=_("Samarkan juga?"), help_text=_("Belum tentu menunjuk orang. Yang dicentang kami ganti."), required=False)
    diperiksa = forms.BooleanField(label=_("Sudah saya periksa: tidak ada yang menunjuk orang"), required=False)

    def __init__(self, data: Any = None, *, report: Report, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=self.initial_for(report), auto_id=auto_id)
        self.report = report
        self._tell_what_was_masked()
        if report.is_secret:
            del self.fields["diperiksa"], self.fields["tempat"]
            self.words_for_all = ("judul", "isi")
        perhaps = {
            _key(span): span for name in self.words_for_all for span in personal_data(self[name].value() or "") if not span.is_certain
        }
        if perhaps:
            self.fields["saran"].choices = [(key, _offer(span)) for key, span in perhaps.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["saran"]

    @classmethod
    def initial_for(cls, report: Report) -> dict[str, Any]:
        """What is known of it already."""
        return {
            "versi": report.case.version,
            "jenis": report.kind,
            "kategori": report.category,
            "pengawasan": report.needs_examination,
            "judul": report.public_title or _without_the_certain(report.case.title),
            "isi": report.public_text or ("" if report.is_secret else _without_the_certain(report.text)),
            "tempat": report.public_hamlet if report.is_public else _without_the_certain(report.hamlet),
        }

    def _tell_what_was_masked(self) -> None:
        shown = self["isi"]
        gone = [span for span in personal_data(self.report.text) if span.is_certain and span.text not in (shown.value() or "")]
        if gone and not self.report.is_secret:
            shown.help_text = _t("Sudah kami samarkan: %(what)s.") % {"what": in_words(gone)} + f" {shown.help_text}"

    def clean(self) -> dict[str, Any]:
        """Mask what was ticked; what everybody will read was read by the officer first."""
        ticked = set(self.cleaned_data.get("saran") or [])
        for name in self.words_for_all:
            text, most = self.cleaned_data.get(name) or "", getattr(self.fields[name], "max_length", None)
            self.cleaned_data[name] = masked(text, [span for span in personal_data(text) if _key(span) in ticked])
            if most and len(self.cleaned_data[name]) > most:
                self.add_error(name, _t("Dengan yang disamarkan, ini menjadi terlalu panjang. Pendekkan sedikit."))
        values = super().clean()
        if values.get("isi") and "diperiksa" in self.fields and not values.get("diperiksa"):
            self.add_error("diperiksa", _t("Baca ulang judul dan isinya dulu, lalu centang ini."))
        return values

    def read(self) -> dict[str, Any]:
        """The values for actions.verify_report."""
        values = self.cleaned_data
        return {
            "kind": values["jenis"],
            "category": values["kategori"],
            "needs_examination": values["pengawasan"] and values["jenis"] == Report.Kind.COMPLAINT,
            "public_title": values["judul"],
            "public_text": values["isi"],
            "public_hamlet": values.get("tempat", ""),
            "version": values["versi"],
        }


def _without_the_certain(text: str) -> str:
    return masked(text, [span for span in personal_data(text) if span.is_certain])


def _key(span: Span) -> str:
    return f"{span.kind}:{span.text}"


def _offer(span: Span) -> str:
    words = {"what": KIND_WORDS[span.kind], "text": span.text, "why": WHY_PERHAPS[span.reason]}
    return _t("%(what)s: %(text)s (%(why)s)") % words


class ForwardForm(WordsForAll):
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

    def __init__(self, data: Any = None, *, report: Report, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.words_for_all = () if report.is_secret else ("pesan",)
        self.targets = queries.targets_of(report)
        usual = next((target for target in self.targets if target.is_usual), None)
        chosen = usual.key if usual is not None else ""
        if usual is not None:
            self.fields["tujuan"].help_text = _t("Biasanya ke %(target)s, %(why)s.") % {"target": usual.label, "why": usual.why}
        self.fields["tujuan"].choices = [("", _t("Pilih")), *((target.key, target.label) for target in self.targets)]  # type: ignore[attr-defined]
        self.initial.setdefault("tujuan", chosen)

    def read(self) -> dict[str, Any]:
        """The values for actions.forward_report."""
        target = next(target for target in self.targets if target.key == self.cleaned_data["tujuan"])
        return {"to": target.region, "office": target.office, "reason": self.cleaned_data["pesan"], "version": self.cleaned_data["versi"]}
