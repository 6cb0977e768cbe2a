"""The keys of two made-up programs: one that is in use, and one that was taken back. What their text was, nobody knows any more."""

from datetime import datetime, timedelta

from kentongan.accounts.models import Person
from kentongan.api.actions import make_key, revoke_key
from kentongan.api.models import ApiKey
from kentongan.regions.queries import get_region

LIVE, OLD = "Siaga Warga (contoh), Dinas Perhubungan", "Aplikasi uji (contoh)"


def build_keys(*, coordinator: Person, now: datetime) -> None:
    """Make the keys that are missing."""
    region = get_region("61.07")
    known = set(ApiKey.objects.filter(name__in=(LIVE, OLD)).values_list("name", flat=True))
    if OLD not in known:
        old = make_key(actor=coordinator, name=OLD, region=region, now=now - timedelta(days=60)).row
        revoke_key(actor=coordinator, key=old, reason="Uji cobanya selesai.", now=now - timedelta(days=31))
    if LIVE not in known:
        make_key(actor=coordinator, name=LIVE, region=region, now=now - timedelta(days=30))
