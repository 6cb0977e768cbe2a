"""The fields of what hangs on a text: pictures of a gallery and documents, each with its own words, their order, and new ones."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.core.fields import ManyFiles, ManyFilesInput
from kentongan.core.policies import whole
from kentongan.media.models import Upload
from kentongan.media.queries import Picture, picture_of
from kentongan.publishing.models import Attachment, Publication
from kentongan.publishing.queries import attachments_of

from ..policies import Arrangement, moved, ordered
from .words import Words

Kind, PeopleShown = Upload.Kind, Upload.PeopleShown
SECTIONS = {Kind.PICTURE: "foto", Kind.DOCUMENT: "berkas"}


@dataclass(frozen=True)
class Row:
    """An attachment with its fields, as the page shows it."""

    attachment: Attachment
    picture: Picture | None
    caption: forms.BoundField
    is_cover: bool
    alt: forms.BoundField | None = None
    credit: forms.BoundField | None = None
    people: forms.BoundField | None = None

    @property
    def pk(self) -> int:
        """The attachment's id, which names its fields and buttons."""
        return self.attachment.pk

    @property
    def has_wrong_details(self) -> bool:
        """Whether something is wrong in the part that is folded away."""
        return any(field is not None and field.errors for field in (self.credit, self.people))


class AttachedForm(forms.Form):
    """What hangs on a text. What a sent form does not name, because it came after the page was opened, stays as it is."""

    use_required_attribute = False

    order = forms.CharField(required=False, max_length=1_000, widget=forms.HiddenInput(attrs={"data-order": ""}))
    front = forms.CharField(required=False, max_length=20)
    photos = ManyFiles(
        label=_("Pilih foto"),
        help_text=_("Boleh beberapa sekaligus. Tempat dan waktu yang tersimpan di dalam foto dihapus."),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "multiple": True}),
    )
    papers = ManyFiles(
        label=_("Pilih berkas PDF"),
        help_text=_("Surat edaran, daftar, notulen. Pembaca mengunduhnya di bawah tulisan."),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "application/pdf", "multiple": True}),
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.publication = publication
        self.is_gallery = publication.kind == Publication.Kind.GALLERY
        self.attached = {kind: attachments_of(publication, kind) for kind in Kind}
        for attachment in (one for kind in Kind for one in self.attached[kind]):
            self._add_fields(attachment)
        self.fields["order"].initial = ",".join(map(str, self._known()))

    def _known(self) -> list[int]:
        return [attachment.pk for kind in Kind for attachment in self.attached[kind]]

    def _add_fields(self, attachment: Attachment) -> None:
        pk, upload = attachment.pk, attachment.upload
        is_picture = upload.kind == Kind.PICTURE
        label = _("Keterangan di bawah foto") if is_picture else _("Judul berkas")
        self.fields[f"caption_{pk}"] = Words(label=label, most=300, lines=2 if is_picture else 1, one_line=True, initial=attachment.caption)
        if is_picture:
            self.fields[f"alt_{pk}"] = Words(
                label=_("Apa yang terlihat di foto?"),
                help_text=_("Satu kalimat, untuk pembaca yang tidak bisa melihatnya."),
                most=250,
                lines=2,
                one_line=True,
                initial=upload.alt,
            )
            self.fields[f"credit_{pk}"] = Words(label=_("Dipotret oleh"), most=120, initial=upload.credit)
            self.fields[f"people_{pk}"] = forms.ChoiceField(
                label=_("Orang di foto"), choices=PeopleShown.choices, required=False, initial=upload.people_shown
            )

    def take_in(self, attachment: Attachment) -> None:
        """Show one that came with this very form."""
        self.attached[Kind(attachment.upload.kind)].append(attachment)
        self._add_fields(attachment)
        names = [name for name in self.fields if name.endswith(f"_{attachment.pk}")]
        self.set_typed(**{name: self.fields[name].initial for name in names})

    def set_typed(self, **values: Any) -> None:
        """Show other values than were sent when the form is shown again."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[name] = str(value)
        self.data = data

    def _row(self, attachment: Attachment, cover: int | None) -> Row:
        pk = attachment.pk
        more = {name: self[f"{name}_{pk}"] for name in ("alt", "credit", "people")} if attachment.upload.kind == Kind.PICTURE else {}
        return Row(attachment, picture_of(attachment.upload), self[f"caption_{pk}"], pk == cover, **more)

    def _rows(self, kind: Upload.Kind) -> list[Row]:
        by_id = {attachment.pk: attachment for attachment in self.attached[kind]}
        order = [pk for pk in ordered(self._known(), str(self["order"].value() or "")) if pk in by_id]
        return [self._row(by_id[pk], self.chosen_cover()) for pk in order]

    @property
    def pictures(self) -> list[Row]:
        """The pictures with their fields, in their order."""
        return self._rows(Kind.PICTURE)

    @property
    def documents(self) -> list[Row]:
        """The documents with their fields, in their order."""
        return self._rows(Kind.DOCUMENT)

    @property
    def pictures_left(self) -> int:
        """How many more pictures there is room for."""
        return max(0, settings.GALLERY_MOST_PICTURES - len(self.attached[Kind.PICTURE]))

    @property
    def documents_left(self) -> int:
        """How many more documents there is room for."""
        return max(0, settings.ATTACHED_MOST_DOCUMENTS - len(self.attached[Kind.DOCUMENT]))

    def chosen_cover(self) -> int | None:
        """The attachment that was chosen to stand for the gallery; None while it is simply the first picture."""
        pictures = self.attached[Kind.PICTURE]
        if self.is_bound and "front" in self.data:
            typed = self.data.get("front", "")
            return next((one.pk for one in pictures if str(one.pk) == typed), None)
        stands = next((one.pk for one in pictures if one.upload_id == self.publication.cover_id), None)
        return stands if pictures and stands != pictures[0].pk else None

    def section_of(self, pk: str) -> str:
        """The part of the page where the attachment stands."""
        return next((SECTIONS[kind] for kind in Kind for one in self.attached[kind] if str(one.pk) == pk), "")

    def arrangement(self, step: str = "", which: str = "") -> Arrangement:
        """What the form says, after one press: "naik", "turun" or "lepas" with the id of an attachment."""
        order, pk = ordered(self._known(), self.cleaned_data["order"]), whole(which)
        if step in ("naik", "turun"):
            like = next((each for each in self.attached.values() if any(one.pk == pk for one in each)), [])
            order = moved(order, pk, -1 if step == "naik" else 1, among=[one.pk for one in like])
        uploads = {one.pk: one for each in self.attached.values() for one in each}
        return Arrangement(
            captions={one: self._said(f"caption_{one}", uploads[one].caption) for one in order},
            removed=frozenset({pk} if step == "lepas" and pk in uploads else ()),
            cover=self.chosen_cover(),
            words={one.pk: self._words(one) for one in self.attached[Kind.PICTURE]},
        )

    def _said(self, name: str, stands: str) -> str:
        return str(self.cleaned_data.get(name, "")) if name in self.data else stands

    def _words(self, attachment: Attachment) -> dict[str, str]:
        pk, upload = attachment.pk, attachment.upload
        said = self._said(f"people_{pk}", upload.people_shown) or PeopleShown.UNKNOWN
        of_all = self.cleaned_data.get("people_shown") if self.is_gallery else ""
        return {
            "alt": self._said(f"alt_{pk}", upload.alt),
            "credit": self._said(f"credit_{pk}", upload.credit),
            "people_shown": of_all if said == PeopleShown.UNKNOWN and of_all else said,
        }

    def require_described(self) -> None:
        """Say beside each picture that nobody described what is missing."""
        if self.is_gallery and not self.attached[Kind.PICTURE]:
            self.add_error("photos", _t("Belum ada fotonya. Pilih paling sedikit satu."))
        for one in self.attached[Kind.PICTURE]:
            if not self.cleaned_data.get(f"alt_{one.pk}") and not self.cleaned_data.get(f"caption_{one.pk}"):
                self.add_error(f"alt_{one.pk}", _t("Tulis satu kalimat tentang apa yang terlihat di foto."))


class FilesForm(AttachedForm):
    """What hangs on a text that everybody can read already."""

    people_shown = forms.ChoiceField(
        label=_("Orang di foto-foto ini"),
        help_text=_("Berlaku untuk foto yang belum ditanyakan."),
        choices=PeopleShown.choices,
        required=False,
        initial=PeopleShown.UNKNOWN,
        widget=forms.RadioSelect,
    )
