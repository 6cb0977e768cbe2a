"""A bulletin of Desa Siding that its KIM is asked to pass on, with what came of it, for tests of the whole house."""

import io
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from django.core.files.base import ContentFile
from PIL import Image

from kentongan.newsroom.actions import asking, passing_on
from kentongan.publishing import actions
from kentongan.publishing.models import Publication


def _photo() -> ContentFile:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name="papan.jpg")


def asked(cast: SimpleNamespace, now: datetime, *, title: str = "Imunisasi Siding") -> SimpleNamespace:
    """Sent by Budi, answered by Dewi for a first part with a photo; Sari asks, Rini asks back. Needs scopes disabled."""
    text = actions.create_publication(actor=cast.budi, kind=Publication.Kind.BULLETIN, owner=cast.siding_village, now=now)
    words = {
        "title": title,
        "summary": "Semua balita, gratis.",
        "text": "Bawa **buku KIA** ke posyandu.",
        "audience": [cast.siding_village],
    }
    actions.save_publication(actor=cast.budi, publication=text, version=1, now=now, **words)
    actions.publish_publication(actor=cast.budi, publication=text, now=now)
    task = asking.ask_to_pass_on(
        actor=cast.budi, publication=text, now=now, carriers=["papan", "pertemuan"], hamlets=["Dusun Hulu"], people=["ibu dengan balita"],
        note="Sampaikan sebelum hari pasar.",
    )  # fmt: skip
    part = passing_on.pass_on(
        actor=cast.dewi, task=task, group=cast.siding, client_id=UUID(int=1), carriers=["papan"], hamlets=["Dusun Hulu"], people=40,
        remark="Di papan balai adat.", closes=False, now=now,
    )  # fmt: skip
    photo = passing_on.keep_proof(actor=cast.dewi, part=part, file=_photo(), client_id=UUID(int=2), now=now)
    question = passing_on.ask_question(
        actor=cast.sari, task=task, group=cast.siding, client_id=UUID(int=3), text="Apakah hari Minggu juga buka?", now=now
    )
    ask_back = asking.ask_back(actor=cast.rini, part=part, text="Papan yang mana?", now=now)
    return SimpleNamespace(code=text.code, text=text, task=task, part=part, photo=photo, question=question, ask_back=ask_back)
