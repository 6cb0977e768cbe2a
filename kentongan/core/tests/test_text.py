"""Text as people paste it elsewhere: no signs of form, but its lines."""

import pytest

from kentongan.core.text import readable


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
