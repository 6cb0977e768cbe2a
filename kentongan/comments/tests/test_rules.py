"""Who is what in a conversation: everybody × whose thread it is."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from kentongan.comments import actions, rules

from .sample import SAMPLE

OURS = {"sari": "Redaktur · KIM Suara Siding", "yohanes": "Redaktur · KIM Suara Siding", "dewi": "Kontributor · KIM Suara Siding",
        "markus": "Ketua · KIM Suara Siding"}  # fmt: skip
OFFICERS = {"budi": "Petugas desa/kelurahan · Desa Siding", "rini": "Koordinator (Diskominfo) · Kabupaten Bengkayang"}


@pytest.mark.parametrize(
    ("owner", "words", "moderators"),
    [
        ("group", OURS | OFFICERS, {"sari", "yohanes", "markus", "budi", "rini"}),
        ("village", OURS | OFFICERS, {"budi", "rini"}),
        ("neighbour", {"joko": "Redaktur · KIM Jagoi Bersuara", "rini": OFFICERS["rini"]}, {"joko", "rini"}),
    ],
)
def test_everybody(owner: str, words: dict[str, str], moderators: set[str], cast: SimpleNamespace, now: datetime) -> None:
    scopes = {"group": cast.siding.scope, "village": cast.siding_village.scope, "neighbour": cast.jagoi.scope}
    region = cast.jagoi_village if owner == "neighbour" else cast.siding_village
    thread = actions.open_thread(kind=SAMPLE.kind, subject=owner, title="Jembatan", owner=scopes[owner], region=region, now=now)
    people = {name: getattr(cast, name) for name in ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")}
    people["visitor"] = AnonymousUser()
    assert {name: word for name, person in people.items() if (word := rules.role_word_of(person, thread))} == words
    assert {name for name, person in people.items() if rules.is_moderator_of(person, thread)} == moderators
