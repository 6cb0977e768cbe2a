"""A meeting that Dewi noted for KIM Suara Siding, and put right once."""

from datetime import datetime
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.base import File
from django.utils import timezone

from kentongan.groups.models import ActivityEntry
from kentongan.groups.policies import ActivityFacts
from kentongan.workspace.actions import change_activity, note_activity


def noted_activity(cast: SimpleNamespace, now: datetime, *, photo: File | None = None) -> ActivityEntry:
    """The entry, with its history and perhaps a photo."""
    facts = {
        "kind": "diskusi", "day": timezone.localdate(now), "title": "Pertemuan warga membahas air bersih",
        "evidence": {"minutes": "Pipa lama bocor di dua tempat.", "conclusion": "Diganti bersama hari Minggu."},
        "hamlets": ("Dusun Hulu",), "women": 14,
    }  # fmt: skip
    photos = [photo] if photo is not None else []
    entry = note_activity(
        actor=cast.dewi, group=cast.siding, facts=ActivityFacts(**facts), client_id=uuid4(), photos=photos, people_shown="agreed", now=now
    )
    changed = ActivityFacts(**(facts | {"men": 19}))
    return change_activity(actor=cast.dewi, entry=entry, facts=changed, seen=0, photos=[], people_shown="", removed=[], now=now)
