"""Giving out and taking back keys, and taking in what a program sends with one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kentongan.accounts.models import Person
from kentongan.aspirations.actions import send_report, suspicion_of
from kentongan.cases.actions import Receipt
from kentongan.core.actions import emit
from kentongan.regions.models import Region

from . import events, policies, rules
from .models import ApiKey, Posted

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class NewKey:
    """A key as it was made. Its text is here and nowhere else."""

    row: ApiKey
    text: str

    def __repr__(self) -> str:
        return f"NewKey({self.row})"


@transaction.atomic
def make_key(*, actor: Person, name: str, region: Region, now: datetime) -> NewKey:
    """Give a program a key for reports about the region. Raises Denied."""
    if not rules.can_manage_keys(actor, region):
        raise rules.Denied(_("Kunci diberikan oleh koordinator wilayahnya."))
    text, prefix = policies.new_key()
    key = ApiKey.objects.create(
        name=name.strip(), region=region, owner=actor, prefix=prefix, digest=policies.digest_of(text), created_at=now
    )
    emit(events.ApiKeyMade(scopes=(region.scope,), actor_id=actor.pk, at=now, key_id=key.pk, name=key.name))
    return NewKey(key, text)


@transaction.atomic
def revoke_key(*, actor: Person, key: ApiKey, reason: str, now: datetime) -> ApiKey:
    """Take a key back, for good. What came by it stays. Taken back already, it stays as it is. Raises Denied."""
    if not rules.can_manage_keys(actor, key.region):
        raise rules.Denied(_("Kunci dicabut oleh koordinator wilayahnya."))
    if not reason.strip():
        raise rules.Denied(_("Tulis alasannya, supaya yang lain tahu."))
    why = reason.strip()
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now, revoked_by=actor, revoke_reason=why):
        emit(events.ApiKeyRevoked(scopes=(key.region.scope,), actor_id=actor.pk, at=now, key_id=key.pk, reason=why))
    key.refresh_from_db()
    return key


@transaction.atomic
def count_use(*, key: ApiKey, now: datetime) -> None:
    """Count something that comes with the key, whatever becomes of it. Raises TooMany after settings.API_POSTS_PER_HOUR within an hour.

    An hour begins with the first that comes in it. The row is claimed by a conditional update: two processes cannot both take the last.
    """
    living = ApiKey.objects.filter(pk=key.pk, revoked_at=None)
    today = timezone.localtime(now).date()
    counted = living.filter(hour_began_at__gt=now - HOUR, hour_count__lt=settings.API_POSTS_PER_HOUR)
    if counted.update(hour_count=F("hour_count") + 1, used_on=today):
        return
    over = Q(hour_began_at=None) | Q(hour_began_at__lte=now - HOUR)
    if living.filter(over).update(hour_began_at=now, hour_count=1, used_on=today):
        return
    began = living.values_list("hour_began_at", flat=True).first() or now
    raise rules.TooMany(max(1, int((began + HOUR - now).total_seconds())))


@sensitive_variables("values")
@transaction.atomic
def post_request(*, key: ApiKey, mark: str, now: datetime, language: str, values: dict[str, Any]) -> Receipt:
    """Take in a report that a program sends for somebody; ``values`` are those of send_report.

    ``mark`` is what the program calls the submission: the same mark with the same key gives the same receipt. Raises Denied.
    """
    client_id = policies.client_id_for(key.digest, mark) if mark else None
    doubted = suspicion_of(text=values["text"], region=values["region"], now=now)
    receipt = send_report(**values, client_id=client_id, suspicion=doubted, language=language, now=now)
    Posted.objects.get_or_create(case=receipt.case, defaults={"key": key, "at": now})
    return receipt
