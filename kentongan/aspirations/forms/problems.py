"""What is typed about shared problems: by those who start and look after them, and one tap by residents."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.core.fields import WordsForAll
from kentongan.regions.models import Region

from ..models import Problem
from ..policies import TEXT_MOST
from ..queries import village, village_choices
from ..queries.problems import ProblemDesk


class PictureForm(WordsForAll):
    """Words and a picture that everybody sees at once; who brings one says that those shown agreed."""

    use_required_attribute = False
    pictures: tuple[str, ...] = ("foto",)

    foto = forms.FileField(
        label=_("Foto"),
        help_text=_("Tempat dan tanggal di dalam foto dihapus sebelum disimpan."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    setuju = forms.BooleanField(
        label=_("Foto boleh dilihat semua orang"),
        help_text=_("Orang yang dikenali di foto sudah setuju, atau tidak ada yang dikenali."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A picture needs the word that it may be seen."""
        values = super().clean()
        if any(values.get(field) for field in self.pictures) and not values.get("setuju"):
            self.add_error("setuju", _t("Tanyakan dulu kepada orang yang terlihat, lalu nyalakan ini."))
        return values


class ProblemForm(PictureForm):
    """What is the matter, where, and in whose name it begins."""

    words_for_all = ("judul", "cerita", "dusun")

    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    judul = forms.CharField(
        label=_("Apa masalahnya?"),
        help_text=_("Satu kalimat pendek, misalnya: Jembatan gantung Dusun Hulu rusak"),
        max_length=160,
        error_messages={"required": _("Beri judul dulu.")},
    )
    cerita = forms.CharField(
        label=_("Ceritakan"),
        help_text=_("Siapa yang merasakan, sejak kapan, apa yang sudah dicoba."),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
        error_messages={"required": _("Ceritakan dulu, dua atau tiga kalimat cukup.")},
    )
    meja = forms.ChoiceField(label=_("Atas nama"), widget=forms.RadioSelect)
    desa = forms.ChoiceField(label=_("Desa atau kelurahan"), help_text=_("Kosongkan kalau tentang seluruh wilayah."), required=False)
    dusun = forms.CharField(label=_("Dusun yang kena"), max_length=200, required=False)

    field_order = ("versi", "judul", "cerita", "meja", "desa", "dusun", "foto", "setuju")

    def __init__(self, data: Any = None, files: Any = None, *, desks: list[ProblemDesk] | None = None, **kwargs: Any) -> None:
        """``desks``: where the writer may start one; None where one is mended, which stays where it is."""
        super().__init__(data, files, **kwargs)
        self.desks = {desk.value: desk for desk in desks or []}
        if len(self.desks) < 2:
            del self.fields["meja"]
        else:
            self.fields["meja"].choices = [(value, desk.label) for value, desk in self.desks.items()]  # type: ignore[attr-defined]
        wide = min((desk.region for desk in self.desks.values() if desk.region.level < 4), key=lambda region: region.level, default=None)
        if wide is None:
            del self.fields["desa"]
        else:
            villages = village_choices(wide.code)
            self.fields["desa"].choices = [("", _t("Seluruh wilayah")), *villages]  # type: ignore[attr-defined]

    @classmethod
    def initial_for(cls, problem: Problem) -> dict[str, Any]:
        """What stands there now."""
        return {"versi": problem.version, "judul": problem.title, "cerita": problem.text, "dusun": problem.hamlets}

    def clean(self) -> dict[str, Any]:
        """The place lies within that of the desk."""
        values = super().clean()
        desk, code = self.desk, values.get("desa")
        if desk and code and code != desk.region.code and not code.startswith(desk.region.code + "."):
            self.add_error("desa", _t("Desa ini di luar wilayah %(desk)s.") % {"desk": desk.label})
        return values

    @property
    def desk(self) -> ProblemDesk | None:
        """The desk that was chosen, or the only one."""
        return self.desks.get(str(self.cleaned_data.get("meja", ""))) or next(iter(self.desks.values()), None)

    def started(self) -> dict[str, Any]:
        """The values for actions.start_problem."""
        code = self.cleaned_data.get("desa")
        region: Region | None = village(code) if code else None
        return {"desk": self.desk, "region": region, **self._words()}

    def mended(self) -> dict[str, Any]:
        """The values for actions.mend_problem."""
        return {"version": self.cleaned_data["versi"], **self._words()}

    def _words(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {"title": values["judul"], "text": values["cerita"], "hamlets": values["dusun"], "picture": values["foto"]}


class PlanStepForm(WordsForAll):
    """A step of the plan."""

    use_required_attribute = False
    words_for_all = ("apa", "siapa", "bahan")

    apa = forms.CharField(label=_("Apa yang dikerjakan"), max_length=200, error_messages={"required": _("Tulis apa yang dikerjakan.")})
    siapa = forms.CharField(
        label=_("Siapa"), help_text=_("Orang, kelompok, atau kantor, sejauh mereka setuju disebut."), max_length=120, required=False
    )
    sebelum = forms.DateField(label=_("Selesai sebelum"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    bahan = forms.CharField(label=_("Bahan dan alat"), max_length=300, required=False)

    def planned(self) -> dict[str, Any]:
        """The values for actions.add_step."""
        values = self.cleaned_data
        return {"what": values["apa"], "who": values["siapa"], "due_on": values["sebelum"], "materials": values["bahan"]}


class WorkDayForm(WordsForAll):
    """A day of working together."""

    use_required_attribute = False
    words_for_all = ("tempat", "bawa")

    hari = forms.DateField(
        label=_("Hari"), widget=forms.DateInput(attrs={"type": "date"}), error_messages={"required": _("Pilih harinya dulu.")}
    )
    jam = forms.TimeField(
        label=_("Mulai jam"), widget=forms.TimeInput(attrs={"type": "time"}), error_messages={"required": _("Pilih jamnya dulu.")}
    )
    tempat = forms.CharField(label=_("Berkumpul di mana"), max_length=160, error_messages={"required": _("Tulis di mana orang berkumpul.")})
    bawa = forms.CharField(label=_("Bawa apa"), help_text=_("Contoh: cangkul, air minum"), max_length=200, required=False)

    def clean_hari(self) -> Any:
        """Not in the past."""
        day = self.cleaned_data["hari"]
        if day < timezone.localdate():
            raise forms.ValidationError(_t("Hari itu sudah lewat."))
        return day

    def called(self) -> dict[str, Any]:
        """The values for actions.add_work_day."""
        values = self.cleaned_data
        return {"day": values["hari"], "starts_at": values["jam"], "place": values["tempat"], "bring": values["bawa"]}


class UpdateForm(PictureForm):
    """How it goes."""

    words_for_all = ("kabar",)

    kabar = forms.CharField(
        label=_("Bagaimana jalannya?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        error_messages={"required": _("Tulis kabarnya, satu kalimat pun cukup.")},
    )
    field_order = ("kabar", "foto", "setuju")


class ResultForm(PictureForm):
    """What came out, how it looks now, and who is thanked."""

    pictures = ("sebelum", "foto")
    words_for_all = ("hasil", "terima_kasih")

    hasil = forms.CharField(
        label=_("Apa hasilnya?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4, "data-keep": ""}),
        error_messages={"required": _("Tulis apa hasilnya, satu kalimat pun cukup.")},
    )
    sebelum = forms.FileField(label=_("Foto sebelum"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    terima_kasih = forms.CharField(
        label=_("Terima kasih kepada"),
        help_text=_("Nama orang yang setuju disebut, kelompok, atau kantor."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("hasil", "sebelum", "foto", "setuju", "terima_kasih")

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.fields["foto"].label = _t("Foto sesudah")

    def solved(self) -> dict[str, Any]:
        """The values for actions.solve_problem."""
        values = self.cleaned_data
        return {"result": values["hasil"], "thanks": values["terima_kasih"], "before": values["sebelum"], "after": values["foto"]}


class WithdrawForm(WordsForAll):
    """Why nobody reads it any more."""

    use_required_attribute = False
    words_for_all = ("sebab",)

    sebab = forms.CharField(
        label=_("Mengapa ditarik?"),
        help_text=_("Yang membuka alamatnya membaca ini. Jangan ulangi yang tidak boleh tampil."),
        max_length=300,
        error_messages={"required": _("Tulis mengapa ditarik: yang membuka alamatnya akan membacanya.")},
    )


class WhyForm(WordsForAll):
    """Why it is given up, or a day called off."""

    use_required_attribute = False
    words_for_all = ("sebab",)

    sebab = forms.CharField(label=_("Mengapa?"), max_length=200, error_messages={"required": _("Tulis sebabnya: warga akan membacanya.")})
