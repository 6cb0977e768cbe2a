"""A profile brought up to date stands in the log, once a day."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from kentongan.core.actions import emit, tell_subscriber
from kentongan.core.models import Telling
from kentongan.groups.models import ActivityEntry
from kentongan.newsroom.events import ProfileChanged


def test_a_profile_lands_once_a_day(cast: SimpleNamespace, now: datetime) -> None:
    for hours in (0, 2, 30):
        at = now + timedelta(hours=hours)
        emit(ProfileChanged(scopes=(cast.siding.scope,), actor_id=cast.sari.pk, at=at, group_id=cast.siding.pk))
    for telling in Telling.objects.filter(told_at=None).order_by("pk"):
        assert tell_subscriber(telling.pk, now=now)
    assert list(ActivityEntry.objects.order_by("pk").values_list("kind", "title", "source_key", "author")) == [
        ("akses", "Memutakhirkan profil desa", f"{cast.siding.pk}:2026-11-24", cast.sari.pk),
        ("akses", "Memutakhirkan profil desa", f"{cast.siding.pk}:2026-11-25", cast.sari.pk),
    ]
