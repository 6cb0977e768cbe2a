"""What an editor says of a picture of an answer before everybody sees a copy of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kentongan.media.fields import MaskForm
from kentongan.publishing.models import Publication

from ..models import PassingOnPhoto, ProofRelease
from ..policies import TITLE_MOST
from ..queries.releasing import GalleryOffered
from .words import Words

NEW = "baru"
People = ProofRelease.People


def _label(offered: GalleryOffered) -> str:
    count = ngettext("%(n)d foto", "%(n)d foto", offered.pictures) % {"n": offered.pictures}
    state = "" if offered.publication.is_public else " · " + _t("belum terbit")
    return f"{offered.publication.title} ({count}){state}"


class ReleaseForm(MaskForm):
    """Who is on it, what is hidden, what is seen, and in which gallery it hangs."""

    words_for_all = ("alt", "caption", "title")

    people = forms.ChoiceField(
        label=_("Siapa yang terlihat di foto?"),
        choices=People.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu: orang di foto berhak ditanya dulu.")},
    )
    alt = Words(
        label=_("Apa yang terlihat di foto?"),
        help_text=_("Satu kalimat, untuk pembaca yang tidak bisa melihatnya."),
        most=250,
        lines=2,
        one_line=True,
        required=True,
        error_messages={"required": _("Tulis apa yang terlihat di foto ini.")},
    )
    caption = Words(
        label=_("Keterangan di bawah foto"),
        most=300,
        lines=2,
        one_line=True,
        required=True,
        error_messages={"required": _("Tulis keterangannya: siapa melakukan apa, di mana.")},
    )
    gallery = forms.ChoiceField(label=_("Tampil di galeri mana?"), widget=forms.RadioSelect)
    title = Words(
        label=_("Judul galeri baru"),
        help_text=_("Hanya kalau galeri baru dipilih."),
        most=TITLE_MOST,
        lines=2,
        one_line=True,
    )
    checked = forms.BooleanField(
        label=_("Sudah saya periksa: semua yang terlihat boleh dilihat siapa saja"),
        error_messages={"required": _("Lihat lagi fotonya, lalu centang ini.")},
    )

    def __init__(self, data: Any = None, *, photo: PassingOnPhoto, galleries: Sequence[GalleryOffered], used_last: str, name: str) -> None:
        """``used_last``: the code of the gallery that is ticked at first; ``name`` of the group, for the title of a new one."""
        last = max(photo.releases.all(), key=lambda release: release.pk, default=None)
        self.offered_galleries = {one.publication.code: one.publication for one in galleries}
        initial = {
            "gallery": used_last if used_last in self.offered_galleries else NEW,
            "title": (_t("%(group)s menyebarkan kabar") % {"group": name})[:TITLE_MOST],
        }
        super().__init__(data, upload=photo.upload, faces=photo.faces, before=last.boxes if last is not None else (), initial=initial)
        choices = [(one.publication.code, _label(one)) for one in galleries]
        self.fields["title"].unmarked = True  # type: ignore[attr-defined]  # whether it may be left out hangs on the gallery
        self.fields["gallery"].choices = [*choices, (NEW, _t("Galeri baru"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Masked says what is masked; a new gallery has a title."""
        values = super().clean()
        if values.get("people") == People.MASKED and not self.boxes:
            self.add_error("people", _t("Belum ada yang ditutup. Ketuk bagian foto yang harus ditutup, atau pilih yang lain."))
        if values.get("gallery") == NEW and "title" not in self.errors and not values.get("title"):
            self.add_error("title", _t("Beri galeri baru itu judul."))
        return values

    def said(self) -> dict[str, Any]:
        """The values for actions.releasing.release_proof."""
        gallery: Publication | None = self.offered_galleries.get(self.cleaned_data["gallery"])
        words = {name: self.cleaned_data[name] for name in ("people", "alt", "caption", "title")}
        return {**words, "boxes": self.boxes, "gallery": gallery}
