"""Text as people paste it elsewhere: no signs of form, but its lines; and what strangers write, as everybody reads it."""

import pytest

from kentongan.core.text import legible, readable


@pytest.mark.parametrize(
    ("written", "pasted"),
    [
        ("", ""),
        ("Panen **mulai** Sabtu, *pukul enam*.", "Panen mulai Sabtu, pukul enam."),
        ("Satu.\n\nDua.\nTiga.", "Satu.\n\nDua.\nTiga."),
        ("## Yang dibawa\n\n- terpal\n- timbangan\n\nItu saja.", "Yang dibawa\n\n- terpal\n- timbangan\n\nItu saja."),
        ("1. Datang\n2. Bawa karung", "1. Datang\n2. Bawa karung"),
        ("- satu\n\n- dua", "- satu\n- dua"),
        ("> Harganya jatuh.", "Harganya jatuh."),
        ("| Hari | Ladang |\n|---|---|\n| Sabtu | Bukit |", "Hari | Ladang\nSabtu | Bukit"),
        ("Lihat [peta](https://contoh.id/peta).", "Lihat peta (https://contoh.id/peta)."),
        ("Lihat https://contoh.id/peta", "Lihat https://contoh.id/peta"),
        ("<b>tebal</b> & 3 < 4", "<b>tebal</b> & 3 < 4"),
    ],
)
def test_readable(written: str, pasted: str) -> None:
    assert readable(written) == pasted


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Hubungi \u202e4321 0555 2180\u202c ya", "Hubungi 4321 0555 2180 ya"),  # shown, it would have been read as 0812 5550 1234
        ("\u2066Rusak\u2069\x00\x0b\x85\ufffe\u200e", "Rusak"),
        ("Satu\tdua\r\ntiga 👩\u200d🌾 السلام é", "Satu\tdua\r\ntiga 👩\u200d🌾 السلام é"),
    ],
)
def test_legible(written: str, kept: str) -> None:
    assert legible(written) == kept
