"""Entering, changing and ending an election, by the coordinator above."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied, Stale
from kentongan.regions.models import Region

from .. import events
from ..models import ElectionPeriod
from ..policies.elections import PHASE_DATES, PhaseDates, first_out_of_order, word_lines
from ..rules import elections as rules


def _require(actor: Person, region: Region) -> None:
    if not rules.can_manage_period(actor, region):
        raise Denied(_("Masa pemilu dicatat oleh koordinator wilayah di atasnya."))


def _require_sense(*, name: str, source: str, dates: PhaseDates) -> None:
    if not name.strip() or not source.strip():
        raise Denied(_("Nama dan dasar hukumnya perlu diisi."))
    if field := first_out_of_order(dates):
        label = ElectionPeriod._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        raise Denied(_("Urutan tanggal keliru: %(field)s.") % {"field": label})


@transaction.atomic
def declare_period(
    *,
    actor: Person,
    name: str,
    kind: ElectionPeriod.Kind,
    region: Region,
    dates: PhaseDates,
    words: str,
    source: str,
    now: datetime,
    is_demo: bool = False,
) -> ElectionPeriod:
    """Enter an election in the region and all below it. Raises Denied."""
    _require(actor, region)
    _require_sense(name=name, source=source, dates=dates)
    period = ElectionPeriod.objects.create(
        name=name.strip(),
        kind=kind,
        region=region,
        words="\n".join(word_lines(words)),
        source=source.strip(),
        entered_by=actor,
        entered_at=now,
        changed_by=actor,
        changed_at=now,
        is_demo=is_demo,
        **{field: getattr(dates, field) for field in PHASE_DATES},
    )
    emit(events.ElectionPeriodDeclared(scopes=(period.scope,), actor_id=actor.pk, at=now, period_id=period.pk))
    return period


@transaction.atomic
def change_period(
    *, actor: Person, period: ElectionPeriod, version: int, name: str, dates: PhaseDates, words: str, source: str, now: datetime
) -> ElectionPeriod:
    """Change an election that is not over: name, days, words, source. Raises Denied, or Stale where it was changed since ``version``.

    Its region and kind stay: another place is another election.
    """
    _require(actor, period.region)
    if period.ended_at is not None or period.voting_date < timezone.localdate(now):
        raise Denied(_("Masa pemilu ini sudah selesai; catatannya tetap."))
    _require_sense(name=name, source=source, dates=dates)
    values = {
        "name": name.strip(),
        "words": "\n".join(word_lines(words)),
        "source": source.strip(),
        "changed_by": actor,
        "changed_at": now,
        **{field: getattr(dates, field) for field in PHASE_DATES},
    }
    unchanged = ElectionPeriod.objects.filter(pk=period.pk, version=version, ended_at=None)
    if not unchanged.update(version=F("version") + 1, **values):
        raise Stale(_("Masa pemilu ini baru saja diubah orang lain. Muat ulang untuk melihatnya."))
    period.refresh_from_db()
    emit(events.ElectionPeriodChanged(scopes=(period.scope,), actor_id=actor.pk, at=now, period_id=period.pk))
    return period


@transaction.atomic
def end_period(*, actor: Person, period: ElectionPeriod, reason: str, now: datetime) -> ElectionPeriod:
    """End an election before its time, with a reason; from now on nothing is watched for it. Raises Denied, Stale."""
    _require(actor, period.region)
    if period.ended_at is not None or period.voting_date < timezone.localdate(now):
        raise Denied(_("Masa pemilu ini sudah selesai; catatannya tetap."))
    if not reason.strip():
        raise Denied(_("Tulis alasannya: masa pemilu jarang berhenti di tengah jalan."))
    values = {"ended_by": actor, "ended_at": now, "ended_reason": reason.strip()}
    if not ElectionPeriod.objects.filter(pk=period.pk, ended_at=None).update(version=F("version") + 1, **values):
        raise Stale(_("Masa pemilu ini baru saja diubah orang lain. Muat ulang untuk melihatnya."))
    period.refresh_from_db()
    emit(events.ElectionPeriodEnded(scopes=(period.scope,), actor_id=actor.pk, at=now, period_id=period.pk))
    return period
