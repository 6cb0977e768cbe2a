"""What is typed where a text is written: an article by its six answers, a bulletin, a gallery, an event."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.groups.queries import offices_of
from kentongan.media.models import Upload
from kentongan.media.queries import Picture, find_upload_of, picture_of
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_by_code

from .. import queries
from ..policies import SUMMARY_MOST, TEXT_MOST, TITLE_MOST, Answers, widest
from ..queries.releasing import is_proof, released_pictures
from .agenda import DetailsForm, event_initial
from .attached import AttachedForm
from .words import Words

ANSWERS = ("what", "who", "where", "when", "why", "how")
PICTURE = ("alt", "caption", "credit", "people_shown")


class WritingForm(AttachedForm):
    """What the texts of all kinds have in common."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    cover = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput(attrs={"data-upload-key": ""}))
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_("Tempat dan waktu yang tersimpan di dalam foto dihapus."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    remove_cover = forms.BooleanField(label=_("Lepas foto ini"), required=False)
    released = forms.ChoiceField(
        label=_("Foto bukti yang sudah dilepas"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Foto itu sudah ditarik. Pilih yang lain.")},
    )
    alt = Words(
        label=_("Apa yang terlihat di foto?"),
        help_text=_("Satu kalimat, untuk pembaca yang tidak bisa melihatnya."),
        most=250,
    )
    caption = Words(label=_("Keterangan di bawah foto"), most=300)
    credit = Words(label=_("Dipotret oleh"), most=120)
    people_shown = forms.ChoiceField(label=_("Orang di foto"), choices=Upload.PeopleShown.choices, required=False, widget=forms.RadioSelect)
    title = Words(
        label=_("Judul"),
        help_text=_("Satu kalimat yang sudah memberi tahu kabarnya."),
        most=TITLE_MOST,
        lines=2,
        one_line=True,
        needed=True,
    )
    summary = Words(label=_("Ringkasan"), help_text=_("Satu atau dua kalimat di bawah judul."), most=SUMMARY_MOST, lines=2, one_line=True)
    text = Words(label=_("Isi"), most=TEXT_MOST, lines=14, needed=True)
    topic: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Topik"),
        queryset=None,
        to_field_name="slug",
        required=False,
        widget=forms.RadioSelect,
        empty_label=_("Tanpa topik"),
    )
    tags = Words(label=_("Kata kunci"), help_text=_("Pisahkan dengan koma. Contoh: panen, koperasi, Dusun Hulu"), most=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = queries.topics()  # type: ignore[attr-defined]
        self.upload: Upload | None = None
        has_one_picture = self.publication.group_id is not None and self.publication.kind != Publication.Kind.GALLERY
        self.released_pictures = released_pictures(self.publication.owner) if has_one_picture else []
        named = [(upload.key, upload.alt) for upload in self.released_pictures]
        self.fields["released"].choices = [("", _t("Tidak dipakai")), *named]  # type: ignore[attr-defined]

    def clean_cover(self) -> str:
        """The key of a photo of the same owner; anything else counts as none."""
        key = str(self.cleaned_data["cover"])
        upload = find_upload_of(self.publication.owner, key)
        is_usable = upload is not None and upload.kind == Upload.Kind.PICTURE and not is_proof(upload)
        self.upload = upload if is_usable else None
        return key if self.upload else ""

    def clean_released(self) -> str:
        """A released picture takes the place of whatever photo there is."""
        key = str(self.cleaned_data["released"])
        self.upload = next((upload for upload in self.released_pictures if upload.key == key), self.upload)
        return key

    @property
    def released_rows(self) -> list[tuple[Any, Picture | None]]:
        """The buttons of the released pictures with what each shows; the first one is for none of them."""
        return list(zip(self["released"], [None, *map(picture_of, self.released_pictures)], strict=True))

    def picture(self) -> dict[str, Any]:
        """What is said of the photo; of a released one it was said when it was released."""
        if self.cleaned_data.get("released"):
            return {}
        return {field: self.cleaned_data[field] for field in PICTURE if self.cleaned_data[field] or field != "people_shown"}

    @classmethod
    def initial_for(cls, publication: Publication) -> dict[str, Any]:
        """What stands in the form when it is opened."""
        cover = publication.cover
        values: dict[str, Any] = {
            "version": publication.version,
            "title": publication.title,
            "summary": publication.summary,
            "text": publication.text,
            "topic": publication.topic.slug if publication.topic else "",
            "tags": queries.tag_words(publication),
            "cover": cover.key if cover else "",
            "people_shown": cover.people_shown if cover else Upload.PeopleShown.UNKNOWN,
            "office": publication.office_id,
        }
        if cover is not None:
            values |= {field: getattr(cover, field) for field in ("alt", "caption", "credit")}
        else:
            values["credit"] = publication.author.full_name
        return values

    def written(self) -> dict[str, Any]:
        """The values for actions.write_text, without version and cover."""
        kept = {field: self.cleaned_data[field] for field in ("title", "summary", "text", "topic", "tags")}
        return {**kept, "picture": self.picture()}

    def require_complete(self) -> bool:
        """Say beside each field what is missing before it can go to others."""
        if not self.cleaned_data.get("title"):
            self.add_error("title", _t("Judulnya belum ada."))
        if self.fields["text"].required and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", _t("Isinya belum ada. Beberapa kalimat sudah cukup."))
        self.require_described()
        if self.upload is not None and "alt" in self.fields and not self.cleaned_data.get("alt") and not self.cleaned_data.get("caption"):
            self.add_error("alt", _t("Tulis satu kalimat tentang apa yang terlihat di foto."))
        return not self.errors


class ArticleForm(WritingForm):
    """The guided form: six answers, photo, text."""

    what = Words(label=_("Apa yang terjadi?"), help_text=_("Contoh: Panen padi ladang serentak"), most=2_000, lines=2)
    who = Words(label=_("Siapa yang terlibat?"), help_text=_("Contoh: tiga kelompok tani dan koperasi desa"), most=2_000, lines=2)
    where = Words(label=_("Di mana?"), help_text=_("Contoh: Dusun Hulu"), most=500)
    when = Words(label=_("Kapan?"), help_text=_("Contoh: Sabtu, 28 November, pukul 07.00"), most=500)
    why = Words(label=_("Mengapa?"), help_text=_("Contoh: supaya harga tidak jatuh"), most=4_000, lines=2)
    how = Words(
        label=_("Bagaimana ceritanya?"),
        help_text=_("Ceritakan urutannya, seperti kepada tetangga. Boleh beberapa baris."),
        most=50_000,
        lines=5,
    )

    def answers(self) -> Answers:
        """The six answers."""
        return Answers(**{field: self.cleaned_data[field] for field in ANSWERS})

    def written(self) -> dict[str, Any]:
        """With the answers."""
        return {**super().written(), "details": self.answers()}

    @classmethod
    def initial_for(cls, publication: Publication) -> dict[str, Any]:
        """With the answers that were kept."""
        brief = queries.brief_of(publication)
        return {**super().initial_for(publication), **{field: getattr(brief, field) for field in ANSWERS}}


class AddressedForm(WritingForm):
    """What a region may send: to whom, in whose name, and the text. Where a group writes, only the text."""

    office: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Atas nama"), queryset=None, required=False)
    audience = forms.MultipleChoiceField(label=_("Dikirim ke"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sender: Region | None = self.publication.region
        self.tree: list[queries.Branch] = []
        if self.sender is None:
            del self.fields["audience"], self.fields["office"]
        else:
            self._offer(self.sender)

    def _offer(self, sender: Region) -> None:
        self.tree = queries.audience_tree(sender)
        known = [sender, *(branch.region for branch in self.tree), *(region for branch in self.tree for region in branch.below)]
        self.regions = {region.code: region for region in known}
        self.fields["audience"].choices = [(code, str(region)) for code, region in self.regions.items()]  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["rows"] = 10
        self.fields["office"].queryset = offices_of(sender.code)  # type: ignore[attr-defined]
        self.fields["office"].empty_label = _t("Pemerintah %(region)s") % {"region": sender}  # type: ignore[attr-defined]

    @property
    def ticked(self) -> set[str]:
        """The codes that stand ticked."""
        value = self["audience"].value() or []
        return {value} if isinstance(value, str) else set(value)

    def clean_audience(self) -> list[str]:
        """Without what lies in another one; a village can only write to itself."""
        codes = widest(self.cleaned_data["audience"])
        return codes if self.tree or self.sender is None else [self.sender.code]

    def addressed(self) -> dict[str, Any]:
        """The regions addressed and the office; nothing where a group writes."""
        if self.sender is None:
            return {}
        return {"audience": list(regions_by_code(self.cleaned_data["audience"]).values()), "office": self.cleaned_data["office"]}

    def written(self) -> dict[str, Any]:
        """With the regions addressed and the office."""
        return {**super().written(), **self.addressed()}

    @classmethod
    def initial_for(cls, publication: Publication) -> dict[str, Any]:
        """With the regions addressed."""
        values = super().initial_for(publication)
        return values if publication.region is None else {**values, "audience": queries.audience_codes(publication)}

    def require_complete(self) -> bool:
        """Also to whom."""
        if self.sender is not None and not self.cleaned_data.get("audience"):
            self.add_error("audience", _t("Pilih dulu wilayah yang dituju."))
        return super().require_complete()


class GalleryForm(AddressedForm):
    """Several pictures, a title and a few sentences. Each picture has words of its own; the cover is one of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("cover", "photo", "remove_cover", "released", "alt", "caption", "credit"):
            del self.fields[name]
        self.fields["people_shown"].label = _("Orang di foto-foto ini")
        self.fields["people_shown"].help_text = _("Berlaku untuk foto yang belum ditanyakan.")
        self.fields["text"].widget.attrs["rows"] = 5
        self.fields["text"].help_text = _("Dua atau tiga kalimat: apa, di mana, kapan.")
        self.upload = self.publication.cover

    def picture(self) -> dict[str, Any]:
        """Nothing: each picture has its own words."""
        return {}

    @classmethod
    def initial_for(cls, publication: Publication) -> dict[str, Any]:
        """What is said of the people stands with each picture."""
        return {**super().initial_for(publication), "people_shown": Upload.PeopleShown.UNKNOWN}


class EventForm(DetailsForm, AddressedForm):
    """When and where; a title and these two facts are enough."""

    title = Words(
        label=_("Apa acaranya?"), help_text=_("Contoh: Posyandu balita dan lansia"), most=TITLE_MOST, lines=2, one_line=True, needed=True
    )
    text = Words(
        label=_("Keterangan"),
        help_text=_("Misalnya apa yang perlu dibawa dan susunan acaranya."),
        most=TEXT_MOST,
        lines=6,
    )

    def written(self) -> dict[str, Any]:
        """With when and where."""
        return {**super().written(), "details": self.details()}

    @classmethod
    def initial_for(cls, publication: Publication) -> dict[str, Any]:
        """With when and where as they were kept."""
        return {**super().initial_for(publication), **event_initial(publication)}

    def require_complete(self) -> bool:
        """Also when and where."""
        self.require_facts()
        return super().require_complete()
