"""What officers type where a step does more than move the case, and what they add without moving it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.core.fields import ManyFiles, ManyFilesInput, WordsForAll

from .. import policies, queries, rules
from ..models import Report
from ..policies import TEXT_MOST
from .working import StepForm

PROOFS = (("before", _("Foto sebelum")), ("after", _("Foto sesudah")), ("proof", _("Berkas lain")))


def _pictures(label: object) -> ManyFiles:
    return ManyFiles(
        label=label, required=False, most=settings.CASE_FILES_AT_ONCE, widget=ManyFilesInput(attrs={"accept": "image/*,application/pdf"})
    )


class AnswerStepForm(StepForm):
    """The answer, with what proves it. The words are kept before the first picture is looked at."""

    sebelum = _pictures(_("Foto sebelum"))
    sesudah = _pictures(_("Foto sesudah"))

    def pictures(self) -> list[tuple[str, list[Any]]]:
        """(what they are, the files), in their order."""
        return [("before", self.cleaned_data["sebelum"]), ("after", self.cleaned_data["sesudah"])]


class JoinForm(WordsForAll):
    """Which report tells the same, and what the sender of this one reads. Those that resemble it are offered."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    mirip = forms.ChoiceField(label=_("Yang mirip"), required=False, widget=forms.RadioSelect)
    nomor = forms.CharField(
        label=_("Nomor laporan utama"),
        help_text=_("Pelapor yang ini lalu ikut membaca langkah dan jawaban laporan utama itu."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    pesan = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=_("Laporan yang sama sudah ada dan sedang diurus. Kabarnya sampai juga ke sini."),
        error_messages={"required": _("Tulis penjelasannya: pelapor akan membacanya.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Person,
        report: Report,
        is_looking: bool = True,
        initial: dict[str, Any] | None = None,
        auto_id: str = "id_%s",
    ) -> None:
        """``is_looking``: compare it with the reports around, which takes a while, and offer those that resemble it."""
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.actor, self.report, self.is_looking = actor, report, is_looking
        self.words_for_all = () if report.is_secret else ("pesan",)
        self.into: Case | None = None
        alike = queries.might_be_joined_to(report) if is_looking else []
        if alike:
            self.fields["mirip"].choices = [("", _t("Bukan salah satunya")), *((one.case.number, _named(one)) for one in alike)]  # type: ignore[attr-defined]
        else:
            del self.fields["mirip"]

    def clean(self) -> dict[str, Any]:
        """The case that is meant, if this one can be joined to it."""
        given = super().clean()
        field = "mirip" if given.get("mirip") and not given.get("nomor") else "nomor"
        typed = given.get(field) or ""
        found = queries.report_by_number(typed) if typed else None
        if found is None:
            self.add_error("nomor", _t("Laporan dengan nomor itu tidak ada.") if typed else _t("Tulis nomor laporan yang sama."))
        elif why_not := rules.why_not_join(self.actor, self.report, queries.report_of(found)):
            self.add_error(field, why_not)
        self.into = found
        return given

    def read(self) -> dict[str, Any]:
        """The values for actions.join_report."""
        return {"into": self.into, "text": self.cleaned_data["pesan"], "version": self.cleaned_data["versi"]}


def _named(report: Report) -> str:
    """A report in a line, for choosing among several."""
    day = date_format(timezone.localdate(report.case.opened_at), "j F")
    return f"{report.public_title or report.case.title} ({report.case.region.full_name}, {day})"


class ReferForm(WordsForAll):
    """Where to go instead, with words of one's own or without."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    pintu = forms.ChoiceField(
        label=_("Pintu yang tepat"), required=False, help_text=_("Alamatnya ditulis sendiri di bawah penjelasan Anda.")
    )
    pesan = forms.CharField(
        label=_("Penjelasan untuk pelapor"), max_length=TEXT_MOST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, report: Report, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        """The door that the words of the ``report`` speak for is chosen already."""
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.words_for_all = () if report.is_secret else ("pesan",)
        labels = [(key, entry["label"]) for key, entry in settings.REPORT_DOORS.items()]
        self.fields["pintu"].choices = [("", _t("Pintu lain, tulis sendiri")), *labels]  # type: ignore[attr-defined]
        meant = policies.doors_for(report.text, settings.REPORT_DOORS, most=1)
        self.initial.setdefault("pintu", meant[0].key if meant else "")

    def clean(self) -> dict[str, Any]:
        """A door, or own words."""
        given = super().clean()
        if not given.get("pintu") and not given.get("pesan", "").strip() and "pesan" not in self.errors:
            self.add_error("pesan", _t("Pilih pintunya, atau tulis ke mana pelapor sebaiknya pergi."))
        return given

    def read(self) -> dict[str, Any]:
        """The values for actions.refer_report."""
        values = self.cleaned_data
        return {"door": values["pintu"], "text": values["pesan"], "version": values["versi"]}


class Sp4nField(forms.CharField):
    """A number of SP4N-LAPOR!, without the "#" people copy with it; ``report`` is whose it becomes."""

    report: Report | None = None

    def __init__(self, *, required: bool) -> None:
        super().__init__(
            label=_("Nomor di SP4N-LAPOR!"),
            max_length=30,
            required=required,
            help_text=_("Angka saja, seperti pada tanda terimanya."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> str:
        """The bare number. Raises ValidationError where it is written otherwise."""
        number = policies.bare_sp4n_number(super().clean(value))
        if number and not policies.is_sp4n_number(number, settings.SP4N_NUMBER_SHAPE):
            raise forms.ValidationError(_t("Nomor SP4N-LAPOR! terdiri dari angka saja, seperti pada tanda terimanya."))
        if number and queries.sp4n_number_is_taken(number, but=self.report):
            raise forms.ValidationError(_t("Nomor SP4N-LAPOR! ini sudah dipakai laporan lain."))
        return number


class Sp4nForm(forms.Form):
    """The number that SP4N-LAPOR! gave it."""

    use_required_attribute = False

    nomor = Sp4nField(required=True)

    def __init__(self, data: Any = None, *, report: Report, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.fields["nomor"].report = report  # type: ignore[attr-defined]


class HandOnForm(Sp4nForm, WordsForAll):
    """What the reporter reads, and its number there where it is known."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    pesan = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis penjelasannya: pelapor akan membacanya.")},
    )
    nomor = Sp4nField(required=False)

    def __init__(self, data: Any = None, *, report: Report, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, report=report, initial=initial, auto_id=auto_id)
        self.words_for_all = () if report.is_secret else ("pesan",)

    def read(self) -> dict[str, Any]:
        """The values for actions.hand_on_report."""
        values = self.cleaned_data
        return {"text": values["pesan"], "sp4n_number": values["nomor"], "version": values["versi"]}


class NoteForm(WordsForAll):
    """A note for those who work on it, or news for the reporter."""

    use_required_attribute = False

    catatan = forms.CharField(
        label=_("Catatan"),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Catatannya masih kosong.")},
    )
    terbuka = forms.BooleanField(
        label=_("Pelapor boleh membacanya"), help_text=_("Kalau laporannya tampil untuk umum, kabar ini juga."), required=False
    )

    def __init__(self, data: Any = None, *, for_all: bool, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.words_for_all = ("catatan",) if for_all and data and data.get("terbuka") else ()


class ProofForm(forms.Form):
    """Pictures and papers that prove what was done."""

    use_required_attribute = False

    macam = forms.ChoiceField(label=_("Ini apa?"), choices=PROOFS, widget=forms.RadioSelect, initial="after")
    berkas = ManyFiles(
        label=_("Foto atau dokumen PDF"),
        most=settings.CASE_FILES_AT_ONCE,
        error_messages={"required": _("Pilih dulu fotonya.")},
        widget=ManyFilesInput(attrs={"accept": "image/*,application/pdf"}),
    )
    keterangan = forms.CharField(label=_("Keterangan"), max_length=120, required=False)
    tertutup = forms.BooleanField(label=_("Hanya untuk petugas"), required=False)


class ExtendForm(WordsForAll):
    """So many days more, and why."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    tenggat = forms.ChoiceField(label=_("Tenggat"))
    hari = forms.IntegerField(label=_("Tambahan hari"), min_value=1, max_value=99)
    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Pelapor membacanya. Tenggat hanya bisa diperpanjang satu kali."),
        max_length=TEXT_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis alasannya: pelapor akan membacanya.")},
    )

    def __init__(
        self, data: Any = None, *, clocks: list[Any], for_all: bool, initial: dict[str, Any] | None = None, auto_id: str = "id_%s"
    ) -> None:
        """``clocks``: those of queries.clocks_of that can still be extended."""
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.words_for_all = ("alasan",) if for_all else ()
        self.fields["tenggat"].choices = [(clock.name, clock.label) for clock in clocks]  # type: ignore[attr-defined]
        if len(clocks) == 1:
            self.initial.setdefault("tenggat", clocks[0].name)
            self.fields["tenggat"].widget = forms.HiddenInput()

    def read(self) -> dict[str, Any]:
        """The values for cases.extend_term."""
        values = self.cleaned_data
        return {"term": values["tenggat"], "days": values["hari"], "reason": values["alasan"], "version": values["versi"]}


class AssignForm(forms.Form):
    """Who of the desk takes it."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    petugas = forms.ChoiceField(label=_("Petugas"), required=False)

    def __init__(self, data: Any = None, *, case: Case, initial: dict[str, Any] | None = None, auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.people = {str(person.pk): person for person in queries.colleagues(case)}
        names = [(key, person.full_name) for key, person in self.people.items()]
        self.fields["petugas"].choices = [("", _t("Siapa saja di meja ini")), *names]  # type: ignore[attr-defined]
        self.initial.setdefault("petugas", str(case.person_id or ""))

    def read(self) -> dict[str, Any]:
        """The values for cases.assign_case."""
        return {"person": self.people.get(self.cleaned_data["petugas"]), "version": self.cleaned_data["versi"]}
