"""What in a picture is made unrecognisable, as a form that rooms build on."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kentongan.core.fields import WordsForAll

from .models import Upload
from .policies import Box, box_of_cell, grid_of

BOXES_MOST = 100


class MaskForm(WordsForAll):
    """Boxes found by the machine or drawn by hand, and cells of a grid; the page draws them itself, see media/masker.html.

    A room adds what it asks besides. After is_valid ``boxes`` are the parts to be made unrecognisable.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        upload: Upload,
        faces: Iterable[Sequence[int]] | None,
        before: Iterable[Sequence[int]] = (),
        **kwargs: Any,
    ) -> None:
        """``faces``: where a machine saw some, None while it did not look; ``before``: hidden the last time. Boxes in thousandths."""
        super().__init__(data, **kwargs)
        self.upload = upload
        self.columns, self.rows = grid_of(upload.width, upload.height)
        self.is_sought = faces is not None
        self.faces = [Box(*face) for face in faces or ()]
        self.before = [Box(*box) for box in before]
        self.boxes: list[Box] = []

    def _typed(self, name: str) -> Sequence[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else ()

    def offered(self) -> list[tuple[Box, bool]]:
        """(box, whether it is ticked): faces first, then what was drawn or hidden before. Ticked unless somebody took the tick away."""
        typed = [box for key in self._typed("kotak") if (box := Box.read(key)) is not None]
        drawn = typed if self.is_bound else self.before
        known = list(dict.fromkeys([*self.faces, *drawn]))
        return [(box, box in typed if self.is_bound else not self.before or box in self.before) for box in known]

    def drawn(self) -> list[dict[str, Any]]:
        """The offered boxes as the page draws them over the picture, in its pixels."""
        wide, high = self.upload.width, self.upload.height
        return [
            {
                "key": box.key,
                "number": number,
                "is_ticked": is_ticked,
                "x": box.left * wide // 1000,
                "y": box.top * high // 1000,
                "width": box.width * wide // 1000,
                "height": box.height * high // 1000,
            }
            for number, (box, is_ticked) in enumerate(self.offered(), start=1)
        ]

    def cells(self) -> list[tuple[int, bool]]:
        """(number of the cell, whether it is ticked)."""
        typed = set(self._typed("sel"))
        return [(number, str(number) in typed) for number in range(self.columns * self.rows)]

    def clean(self) -> dict[str, Any]:
        """Every mark is read; one that cannot be read is not left out in silence."""
        values = super().clean()
        keys, cells = self._typed("kotak"), self._typed("sel")
        try:
            boxes = [Box.read(key) for key in keys[: BOXES_MOST + 1]]
            self.boxes = sorted({*(box for box in boxes if box), *(box_of_cell(int(cell), self.columns, self.rows) for cell in cells)})
        except ValueError:
            boxes = [None]
        if None in boxes or len(keys) > BOXES_MOST:
            self.add_error(None, _("Ada kotak yang tidak terbaca. Hapus kotak itu, lalu gambar sekali lagi."))
        return values
