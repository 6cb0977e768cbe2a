"""Devices, sessions and codes are kept as long as the privacy statement says, and no longer."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from kentongan.accounts import tasks
from kentongan.accounts.models import RecoveryCode


def test_old_sign_ins_are_forgotten(cast: SimpleNamespace, now: datetime) -> None:
    for key, days in (("old", 31), ("new", 29)):
        seen = now - timedelta(days=days)
        UserSession.objects.create(user=cast.sari, session_key=key, ip="127.0.0.1", last_seen_at=seen, user_agent="HP", data={})
        Session.objects.create(session_key=key, session_data="", expire_date=seen + timedelta(days=30))
        RecoveryCode.objects.create(person=cast.sari, made_by=cast.markus, made_at=seen, expires_at=seen, code_hash=key)
    tasks.daily(now)
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(RecoveryCode.objects.values_list("code_hash", flat=True)) == ["new"]
