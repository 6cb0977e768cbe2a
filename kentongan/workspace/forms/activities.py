"""Noting what a group did offline, in two minutes on a phone; and adding photos and attendance to what the rooms noted."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.core.fields import ManyFiles, ManyFilesInput
from kentongan.groups.models import ActivityEntry
from kentongan.groups.policies import EVIDENCE, FUNCTION_OF, TITLE_MOST, ActivityFacts
from kentongan.media.models import Upload

from .groups import day_field
from .words import WarmForm

Kind = ActivityEntry.Kind
PEOPLE_MOST = 100_000
EARLIEST_YEAR = 2000  # earlier is a slip of the thumb
# Kind → (what people call it, an example, an example of its title).
KINDS: dict[str, tuple[Any, Any, Any]] = {
    Kind.ACCESS: (
        gettext_lazy("Mencari informasi"),
        gettext_lazy("bertanya ke penyuluh soal pupuk, membaca aturan baru"),
        gettext_lazy("Bertanya jadwal pupuk bersubsidi ke penyuluh"),
    ),
    Kind.DISCUSSION: (
        gettext_lazy("Berdiskusi"),
        gettext_lazy("pertemuan warga, rapat kelompok, musyawarah"),
        gettext_lazy("Pertemuan warga membahas air bersih"),
    ),
    Kind.IMPLEMENTATION: (
        gettext_lazy("Menerapkan"),
        gettext_lazy("pelatihan, praktik, gotong royong, usaha kelompok"),
        gettext_lazy("Pelatihan membuat pupuk kompos"),
    ),
    Kind.NETWORKING: (
        gettext_lazy("Menjalin kerja sama"),
        gettext_lazy("kunjungan ke KIM lain, kerja sama dengan puskesmas"),
        gettext_lazy("Kunjungan belajar ke KIM tetangga"),
    ),
    Kind.DISSEMINATION: (
        gettext_lazy("Menyebarkan"),
        gettext_lazy("menempel pengumuman, berkeliling dengan pengeras suara"),
        gettext_lazy("Menempel jadwal posyandu di surau dan gereja"),
    ),
    Kind.ASPIRATION: (
        gettext_lazy("Menyampaikan aspirasi"),
        gettext_lazy("mengantar usul warga ke desa, camat, atau dinas"),
        gettext_lazy("Mengantar usul perbaikan jembatan ke camat"),
    ),
}
# Words of an entry stay as they were chosen; only what is shown to choose from is translated.
CHANNELS = {
    "Papan pengumuman": gettext_lazy("Papan pengumuman"),
    "Grup WhatsApp": gettext_lazy("Grup WhatsApp"),
    "Pengeras suara": gettext_lazy("Pengeras suara"),
    "Pertemuan": gettext_lazy("Pertemuan"),
    "Kunjungan rumah": gettext_lazy("Kunjungan rumah"),
    "Media sosial": gettext_lazy("Media sosial"),
    "Cara lain": gettext_lazy("Cara lain"),
}


def number_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    """How many people."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=PEOPLE_MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Tulis angka saja, misalnya 12."),
            "min_value": gettext_lazy("Tulis angka saja, misalnya 12."),
            "max_value": gettext_lazy("Angkanya terlalu besar. Periksa lagi."),
        },
        **kwargs,
    )


def words_field(label: Any, help_text: Any = "", *, lines: int = 1, most: int = 300) -> forms.CharField:
    """A sentence or a few."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=most, widget=widget)


class PeopleForm(WarmForm):
    """Who was there and how it looked: what can be added to every entry."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    women = number_field(gettext_lazy("Perempuan yang hadir"))
    men = number_field(gettext_lazy("Laki-laki yang hadir"))
    photos = ManyFiles(
        label=gettext_lazy("Foto kegiatan"),
        help_text=gettext_lazy("Hanya terlihat di ruang kerja, tidak tampil untuk umum."),
        required=False,
        most=settings.ACTIVITY_PHOTOS_MOST,
        widget=ManyFilesInput(attrs={"accept": "image/*"}),
    )
    people_shown = forms.ChoiceField(
        label=gettext_lazy("Orang di foto"),
        choices=Upload.PeopleShown.choices,
        required=False,
        initial=Upload.PeopleShown.UNKNOWN,
        widget=forms.RadioSelect,
    )
    removed = forms.MultipleChoiceField(label=gettext_lazy("Hapus foto"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, entry: ActivityEntry | None = None, seen: int = 0, **kwargs: Any) -> None:
        if entry is not None:
            kwargs["initial"] = {"seen": seen, "women": entry.women, "men": entry.men} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.kept = list(entry.photo_keys) if entry is not None else []
        numbered = [(key, _("Foto %(number)d") % {"number": number}) for number, key in enumerate(self.kept, 1)]
        self.fields["removed"].choices = numbered  # type: ignore[attr-defined]
        if not numbered:
            del self.fields["removed"]

    def clean_photos(self) -> list[Any]:
        """No more than an entry holds, with those that are there."""
        photos: list[Any] = self.cleaned_data["photos"]
        if len(photos) + len(self.kept) > settings.ACTIVITY_PHOTOS_MOST:
            raise forms.ValidationError(_("Paling banyak %(most)d foto untuk satu kegiatan.") % {"most": settings.ACTIVITY_PHOTOS_MOST})
        return photos

    def pictures(self) -> dict[str, Any]:
        """What is to be done with photos, for actions.keep_activity."""
        values = self.cleaned_data
        return {"photos": values["photos"], "people_shown": values["people_shown"], "removed": values.get("removed", [])}


class ActivityForm(PeopleForm):
    """An entry by hand. Only the evidence of its kind is asked for."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Apa kegiatannya?"), max_length=TITLE_MOST)
    day = day_field(label=gettext_lazy("Kapan?"), help_text=gettext_lazy("Hari ini atau yang sudah lewat."))

    origin = words_field(gettext_lazy("Dari mana informasinya?"), gettext_lazy("Kantor, buku, situs, atau orang yang tahu."))
    topic = words_field(gettext_lazy("Tentang apa?"))
    minutes = words_field(gettext_lazy("Apa yang dibicarakan?"), lines=3, most=4_000)
    conclusion = words_field(gettext_lazy("Apa simpulannya?"), lines=2, most=2_000)
    applied_by = words_field(gettext_lazy("Siapa yang menerapkan?"), gettext_lazy("Kelompoknya saja, misalnya: kelompok tani Maju."))
    result = words_field(gettext_lazy("Apa hasilnya?"), lines=2, most=2_000)
    partner = words_field(gettext_lazy("Dengan siapa?"))
    cooperation = words_field(gettext_lazy("Apa bentuk kerja samanya?"), lines=2, most=1_000)
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Lewat apa?"),
        choices=list(CHANNELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reach = number_field(gettext_lazy("Kira-kira berapa orang yang tahu karenanya?"))
    link = forms.URLField(label=gettext_lazy("Tautan"), required=False, assume_scheme="https", max_length=300)
    case = words_field(gettext_lazy("Apa yang disampaikan?"), gettext_lazy("Tanpa nama warga yang menyampaikannya."), lines=2, most=1_000)
    addressee = words_field(gettext_lazy("Kepada siapa?"))
    answer = words_field(gettext_lazy("Apa jawabannya?"), lines=2, most=2_000)

    hamlets = forms.MultipleChoiceField(label=gettext_lazy("Di dusun mana?"), required=False, widget=forms.CheckboxSelectMultiple)
    other_hamlets = words_field(gettext_lazy("Di dusun mana?"), gettext_lazy("Pisahkan dengan koma."))
    text = words_field(gettext_lazy("Catatan lain"), lines=2, most=2_000)
    function = forms.ChoiceField(
        label=gettext_lazy("Fungsi KIM"),
        choices=ActivityEntry.Function.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, kind: str, today: date, hamlets: Sequence[str] = (), entry: ActivityEntry | None = None, **kwargs: Any
    ) -> None:
        """``hamlets``: those of the village's profile, to be touched."""
        self.kind, self.today = kind, today
        known = list(dict.fromkeys([*hamlets, *(entry.hamlets if entry is not None else [])]))
        initial: dict[str, Any] = {"client_id": uuid4(), "day": today, "function": FUNCTION_OF[kind]}
        if entry is not None:
            initial |= {"title": entry.title, "day": entry.day, "text": entry.text, "reach": entry.reach, "hamlets": entry.hamlets}
            initial |= {name: entry.evidence[name] for name in EVIDENCE[kind] if name in entry.evidence}
            initial |= {"function": entry.function} if entry.kind == kind else {}
        super().__init__(*args, entry=entry, initial=initial, **kwargs)
        self.fields["title"].help_text = _("Contoh: %(title)s") % {"title": KINDS[kind][2]}
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        self.fields["hamlets"].choices = [(name, name) for name in known]  # type: ignore[attr-defined]
        if known:
            self.fields["other_hamlets"].label = _("Dusun lain")
        else:
            del self.fields["hamlets"]
        for other, names in EVIDENCE.items():
            for name in names if other != kind else ():
                del self.fields[name]
        if kind != Kind.DISSEMINATION:
            del self.fields["reach"]
        self._take_words_of(entry)

    def _take_words_of(self, entry: ActivityEntry | None) -> None:
        """Words that are offered as touches, where somebody wrote others."""
        if "channels" in self.fields and entry is not None:
            said = [words for words in str(entry.evidence.get("channels", "")).split(", ") if words]
            added = [(words, words) for words in said if words not in CHANNELS]
            self.fields["channels"].choices = [*CHANNELS.items(), *added]  # type: ignore[attr-defined]
            self.initial["channels"] = said

    @property
    def evidence(self) -> list[Any]:
        """The fields of its kind's evidence, in their order."""
        names = [name for name in EVIDENCE[self.kind] if name in self.fields]
        return [self[name] for name in ([*names[:1], "reach", *names[1:]] if "reach" in self.fields else names)]

    def clean_day(self) -> date:
        """What happened, not what is planned."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("Catat kegiatan yang sudah terjadi. Tanggal ini masih akan datang."))
        if day.year < EARLIEST_YEAR:
            raise forms.ValidationError(_("Periksa lagi tahunnya."))
        return day

    def facts(self) -> ActivityFacts:
        """What was written, for groups.actions."""
        values = self.cleaned_data
        evidence = {name: values[name] for name in EVIDENCE[self.kind] if values.get(name)}
        if "channels" in evidence:
            evidence["channels"] = ", ".join(evidence["channels"])
        named = [name.strip() for name in values["other_hamlets"].split(",")]
        return ActivityFacts(
            kind=self.kind,
            day=values["day"],
            title=values["title"],
            text=values["text"],
            function=values["function"],
            evidence=evidence,
            hamlets=tuple(dict.fromkeys([*values.get("hamlets", []), *(name for name in named if name)])),
            women=values["women"],
            men=values["men"],
            reach=values.get("reach"),
        )
