"""What officers mark in a photo before everybody sees it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.core.fields import WordsForAll
from kentongan.media.models import Upload
from kentongan.media.policies import Box, box_of_cell, grid_of

from ..models import ReportPicture

MOST = 100


class ReleaseForm(WordsForAll):
    """Boxes found by the machine or drawn by hand, cells of a grid, and what is seen. The page draws the first two itself."""

    use_required_attribute = False
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
        super().__init__(data)
        self.columns, self.rows = grid_of(upload.width, upload.height)
        self.faces = [Box(*face) for face in picture.faces] if picture is not None else []
        self.before = [Box(*box) for box in picture.boxes] if picture is not None else []
        self.boxes: list[Box] = []

    def _typed(self, name: str) -> Sequence[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else ()

    def offered(self) -> list[tuple[Box, bool]]:
        """(box, whether it is ticked): faces first, then what was drawn or hidden before. Ticked unless somebody took the tick away."""
        typed = [box for key in self._typed("kotak") if (box := Box.read(key)) is not None]
        drawn = typed if self.is_bound else self.before
        known = list(dict.fromkeys([*self.faces, *drawn]))
        return [(box, box in typed if self.is_bound else not self.before or box in self.before) for box in known]

    def cells(self) -> list[tuple[int, bool]]:
        """(number of the cell, whether it is ticked)."""
        typed = set(self._typed("sel"))
        return [(number, str(number) in typed) for number in range(self.columns * self.rows)]

    def clean(self) -> dict[str, Any]:
        """Every mark is read; one that cannot be read is not left out in silence."""
        values = super().clean()
        keys, cells = self._typed("kotak"), self._typed("sel")
        try:
            boxes = [Box.read(key) for key in keys[: MOST + 1]]
            self.boxes = sorted({*(box for box in boxes if box), *(box_of_cell(int(cell), self.columns, self.rows) for cell in cells)})
        except ValueError:
            boxes = [None]
        if None in boxes or len(keys) > MOST:
            self.add_error(None, _t("Ada kotak yang tidak terbaca. Hapus kotak itu, lalu gambar sekali lagi."))
        return values
