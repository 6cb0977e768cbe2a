"""What is read out to somebody before a report is written down for them, and how long the receipt can be shown again.

Every version stays here: with each report its version is kept. UU 27/2022 art. 20 to 22: consent is explicit, recorded, and given after one
was told for what, for how long and with which rights; the words are ours, for a place to check. A new text gets a new key, at the end.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

# {days} becomes VAULT_KEEP_DAYS.
FILING_CONSENTS: dict[str, dict[str, Any]] = {
    "2026-1": {
        "text": _(
            "Saya menuliskan laporan ini untuk Anda, dengan kata-kata Anda sendiri.\n\n"
            "Petugas kabupaten memeriksanya, lalu meneruskannya ke yang berwenang. Jawabannya disampaikan kepada Anda.\n\n"
            "Kalau laporannya tidak rahasia, isinya dapat dibaca umum, tanpa nama Anda.\n\n"
            "Nama dan nomor Anda boleh tidak disebut. Kalau disebut, keduanya disimpan terkunci, hanya untuk mengabari Anda, dan dihapus "
            "{days} hari sesudah laporan selesai.\n\n"
            "Anda boleh menolak sekarang, dan boleh meminta data Anda dibetulkan atau dihapus kapan saja."
        ),
        "source": "UU 27/2022 ps. 20 sampai 22",
    },
}
FILING_CONSENT = "2026-1"  # the version that is read out now
FILING_RECEIPT_MINUTES = 30  # so long the same submission shows number and code again: for a bad network, not to read on (own choice)
