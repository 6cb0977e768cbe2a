"""Formations of a KIM for tests: complete, or with something changed."""

import io
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case
from kentongan.cases.queries import get_case
from kentongan.regions.models import Region
from kentongan.registration import actions
from kentongan.registration.actions import Seat

SELUAS, BENGKAWAN = "61.07.05.2001", "61.07.05.2002"  # villages without a KIM
MET = date(2026, 10, 3)
BOARD = (
    Seat("ketua", "Maria Lestari", birth_year=1990),
    Seat("sekretaris", "Petrus Anen"),
    Seat("bendahara", "Yuliana Sidi"),
    Seat("seksi", "Agus Bone", "Pengumpulan Informasi"),
)
STEPS: dict[str, dict[str, Any]] = {
    "musyawarah": {"met_on": MET, "met_at": "balai desa", "women": 12, "men": 14, "minutes": "Sepakat."},
    "pengurus": {"seats": BOARD, "chair_phone": "+6281255500201", "editor_name": "", "editor_phone": "", "members": ["Lusia Banai"]},
    "sk": {
        "decree_number": "141/7/2026",
        "decree_issuer": "kepala_desa",
        "decree_about": "",
        "decree_on": date(2026, 10, 10),
        "term_start": date(2026, 10, 10),
        "term_end": date(2029, 10, 10),
    },
    "adart": {"vision": "Warga tahu.", "mission": "Menulis.", "aims": "Desa terdengar.", "programme": "Kabar mingguan."},
    "pernyataan": {"no_ties": True},
    "situs": {
        "description": "Warga Seluas yang menulis.",
        "address": "Jalan Pasar 2",
        "phone": "+6281255500202",
        "founded_on": None,
        "slug": "sungai-seluas",
        "accent": "sungai",
        "tagline": "Kabar dari tepi sungai",
    },
}


def sheet(name: str = "halaman.jpg") -> ContentFile:
    """A page as a phone photographs it."""
    kept = io.BytesIO()
    Image.new("RGB", (480, 640), "#eeeeee").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name=name)


def begun(now: datetime, *, code: str = SELUAS, name: str = "KIM Sungai Seluas", **values: Any) -> Receipt:
    """A draft with its first screen."""
    return actions.begin_formation(name=name, level="desa", region=Region.objects.get(pk=code), now=now, **values)


def filled(now: datetime, *, code: str = SELUAS, name: str = "KIM Sungai Seluas", papers: bool = True, **changes: dict[str, Any]) -> Case:
    """A draft that may be sent; ``sk={"decree_number": ""}`` changes a fact."""
    case = begun(now, code=code, name=name).case
    for step, values in STEPS.items():
        actions.save_step(case=case, step=step, values=values | changes.get(step, {}), now=now)
    if papers:
        for kind in ("minutes", "decree"):
            actions.attach_document(case=case, kind=kind, file=sheet(f"{kind}.jpg"), now=now)
    return get_case(case.pk)


def sent(now: datetime, **changes: Any) -> Case:
    """One that waits for the coordinator."""
    case = filled(now - timedelta(hours=1), **changes)
    actions.send_formation(case=case, now=now)
    return get_case(case.pk)
