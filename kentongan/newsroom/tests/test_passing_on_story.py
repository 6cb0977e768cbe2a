"""A bulletin goes to two kecamatan: three KIM pass it on with proof, one cannot, one asks, one stays silent and is reminded once."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile

from conftest import grant, make_person
from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups.models import ActivityEntry, Group, Role
from kentongan.newsroom import tasks
from kentongan.newsroom.models import PassingOnPhoto, TaskQuestion, TaskReminder
from kentongan.newsroom.queries.passing_on import task_of
from kentongan.publishing import actions as publishing

from .conftest import Write, photo_bytes

pytestmark = pytest.mark.usefixtures("across_scopes")


@pytest.fixture
def six(cast: SimpleNamespace, now: datetime) -> dict[str, Any]:
    """Name of a KIM → its redaktur; three in each of the two kecamatan."""
    people = {cast.siding.name: cast.sari, cast.jagoi.name: cast.joko}
    for number, village in enumerate([cast.siding_village, cast.siding_village, cast.jagoi_village, cast.jagoi_village]):
        group = Group.objects.create(name=f"KIM {number}", region=village)
        people[group.name] = make_person(f"orang{number}", f"Orang {number}")
        grant(people[group.name], Role.EDITOR, group=group, at=now)
    return people


def test_a_bulletin_reaches_the_villages(six: dict[str, Any], write: Write, cast: SimpleNamespace, sign_in: Any, now: datetime) -> None:
    draft = write("Imunisasi polio", cast.rini, owner=cast.regency, audience=(cast.siding_district, cast.jagoi_district))
    with time_machine.travel(now, tick=False):
        sign_in(cast.rini).post(f"/ruang/tulisan/{draft.code}/minta-sebarkan/", {"carriers": ["papan"], "deadline": "2026-11-27"})
        publishing.publish_publication(actor=cast.rini, publication=draft, now=now)
        for telling in Telling.objects.filter(told_at=None).order_by("pk"):
            assert tell_subscriber(telling.pk, now=now)
        page = f"/ruang/sebar/{draft.code}/"
        for name in ("KIM Suara Siding", "KIM Jagoi Bersuara", "KIM 0"):
            photo = ContentFile(photo_bytes(), name="bukti.jpg")
            answer = {"client_id": str(uuid4()), "carriers": ["papan"], "people": "50", "closes": "on", "photos": photo}
            assert sign_in(six[name]).post(f"{page}jawab/", answer).status_code == 302
        sign_in(six["KIM 1"]).post(f"{page}tidak-bisa/", {"reason": "Jalan putus."})
        sign_in(six["KIM 2"]).post(f"{page}tanya/", {"tanya-client_id": str(uuid4()), "tanya-text": "Pukul berapa?"})
        question = TaskQuestion.objects.get()
        sign_in(cast.rini).post(f"/ruang/tulisan/{draft.code}/pertanyaan/{question.pk}/", {"text": "Pukul delapan."})
        assert "Pukul delapan." in sign_in(six["KIM Jagoi Bersuara"]).get(page).content.decode()
        answer = {"client_id": str(uuid4()), "carriers": ["whatsapp"], "closes": "on"}
        sign_in(six["KIM 2"]).post(f"{page}jawab/", answer)
        for telling in Telling.objects.filter(told_at=None).order_by("pk"):
            assert tell_subscriber(telling.pk, now=now)

    friday = datetime(2026, 11, 27, 0, 5, tzinfo=UTC)
    for hours in range(12):
        tasks.hourly(friday + timedelta(hours=hours))
    task = task_of(draft)
    assert task is not None
    found = {row.group.name: (row.status, row.is_late) for row in task.receptions.select_related("group")}
    done = ("KIM Suara Siding", "KIM Jagoi Bersuara", "KIM 0", "KIM 2")
    assert found == {**dict.fromkeys(done, ("done", False)), "KIM 1": ("cannot", False)}
    assert [(row.group.name, row.deadline, row.step) for row in TaskReminder.objects.select_related("group")] == [
        ("KIM 3", date(2026, 11, 27), 0)
    ]
    logged = ActivityEntry.objects.live().filter(source="newsroom.PassingOn").select_related("group")
    assert sorted((entry.group.name, entry.title, entry.reach) for entry in logged) == sorted(
        [(name, "Imunisasi polio", None if name == "KIM 2" else 50) for name in done]
    )
    assert (PassingOnPhoto.objects.count(), PassingOnPhoto.objects.filter(upload__is_public=True).count()) == (3, 0)
