"""What officers mark in a photo before everybody sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kentongan.media.fields import MaskForm
from kentongan.media.models import Upload

from ..models import ReportPicture


class ReleaseForm(MaskForm):
    """What is made unrecognisable in a photo of a report, and what is seen."""

    words_for_all = ("lihat",)

    lihat = forms.CharField(
        label=_("Apa yang terlihat"),
        help_text=_("Untuk tetangga yang tidak dapat melihat foto. Contoh: jembatan gantung dengan tiga papan patah."),
        max_length=250,
        error_messages={"required": _("Tulis apa yang terlihat di foto ini.")},
    )
    diperiksa = forms.BooleanField(
        label=_("Sudah saya periksa: wajah, nomor kendaraan, dan surat sudah ditutup"),
        error_messages={"required": _("Lihat lagi fotonya, lalu centang ini.")},
    )

    def __init__(self, data: Any = None, *, upload: Upload, picture: ReportPicture | None) -> None:
        is_sought = picture is not None and picture.sought_at is not None
        super().__init__(
            data, upload=upload, faces=picture.faces if picture and is_sought else None, before=picture.boxes if picture else ()
        )
