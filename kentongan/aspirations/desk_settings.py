"""To whom reports of a category usually go where nobody set a route, and the limits of the desks.

``level`` is one of models.Route.Level; an office is found by a word of its name, because every place names its offices differently.
``because`` stands beside the suggestion. UU 23/2014 divides the affairs of government (annex); the rest is our own choice. A coordinator's
route for a region always comes first.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

_AFFAIRS = _("pembagian urusan, lampiran UU 23/2014")
_COACHES = _("camat membina dan mengawasi desa, UU 23/2014 ps. 225")

REPORT_ROUTES: dict[str, dict[str, Any]] = {
    "jalan": {"level": "office", "words": ("pekerjaan umum",), "because": _AFFAIRS},
    "air": {"level": "office", "words": ("pekerjaan umum",), "because": _AFFAIRS},
    "listrik": {"level": "office", "words": ("perhubungan", "pekerjaan umum"), "because": _("lampu jalan diurus dinas ini; pilihan kami")},
    "kesehatan": {"level": "office", "words": ("kesehatan",), "because": _AFFAIRS},
    "pendidikan": {"level": "office", "words": ("pendidikan",), "because": _AFFAIRS},
    "kependudukan": {"level": "office", "words": ("kependudukan",), "because": _AFFAIRS},
    "bantuan": {"level": "office", "words": ("dinas sosial", "sosial"), "because": _AFFAIRS},
    "pertanian": {"level": "office", "words": ("pertanian",), "because": _AFFAIRS},
    "lingkungan": {"level": "office", "words": ("lingkungan",), "because": _AFFAIRS},
    "ketertiban": {"level": "office", "words": ("pamong praja",), "because": _AFFAIRS},
    # What is said about a village's government goes to the one who watches over it, not to itself.
    "pemerintahan": {"level": "district", "because": _COACHES},
    "dana_desa": {"level": "district", "because": _COACHES},
    "usaha": {"level": "office", "words": ("koperasi", "perdagangan"), "because": _AFFAIRS},
    "perbatasan": {"level": "office", "words": ("perbatasan",), "because": _("pilihan kami")},
}

REPORT_BULK_MOST = 100  # rows of one deed for many: each is a transaction of its own, and somebody waits for the page (own choice)
REPORT_EXPORT_MOST = 10_000  # rows of one table: what an office program still opens at once (own choice)
REPORT_FILTERS_MOST = 20  # filters one person keeps: more than fit above a list (own choice)
