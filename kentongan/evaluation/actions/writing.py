"""What people say themselves in a report, and the pictures they choose."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit

from .. import events, rules
from ..models import ActivityReport
from ..policies.adding import MOST_PHOTOS
from ..policies.periods import Period
from ..queries.composing import words_of
from ..queries.finding import locked_report
from ..queries.owners import Owner

State = ActivityReport.State


def open_draft(owner: Owner, period: Period, *, actor: Person, now: datetime) -> ActivityReport:
    """The standing report of the period, held until the transaction ends; a draft with the usual names where none was begun."""
    if period.start > timezone.localdate(now):
        raise rules.NotVisible(_("Laporan untuk masa ini belum ada."))
    found = locked_report(owner, period)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return ActivityReport.objects.create(
                owner=owner.scope,
                group=owner.group,
                region=None if owner.group else owner.region,
                period_kind=period.kind,
                start=period.start,
                end=period.end,
                written_by=actor,
                written_at=now,
                **words_of(owner, None),
            )
    except IntegrityError:  # somebody began it at the same moment
        begun = locked_report(owner, period)
        if begun is None:
            raise
        return begun


def _write(actor: Person, owner: Owner, period: Period, version: int, now: datetime, values: Mapping[str, Any]) -> ActivityReport:
    if not rules.can_write(actor, owner):
        raise rules.Denied(_("Isi laporan ditulis oleh redaktur, ketua, atau koordinator."))
    report = open_draft(owner, period, actor=actor, now=now)
    if not report.is_draft:
        raise rules.Stale(_("Laporan ini sudah disahkan. Untuk mengubahnya, tarik dulu."))
    if version not in (0, report.version):
        raise rules.Stale(_("Laporan ini baru saja diubah orang lain. Muat ulang, lalu tulis lagi."))
    for field, value in values.items():
        setattr(report, field, value)
    report.written_by, report.written_at, report.version = actor, now, report.version + 1
    report.save(update_fields=[*values, "written_by", "written_at", "version"])
    emit(events.ReportWritten(scopes=(owner.scope,), actor_id=actor.pk, at=now, report_id=report.pk))
    return report


@transaction.atomic
def write_report(*, actor: Person, owner: Owner, period: Period, version: int, words: Mapping[str, str], now: datetime) -> ActivityReport:
    """Keep the own words of the report, its place and who signs. ``version`` is the one the words were typed into; 0 asks nothing.

    Raises Denied, and Stale where somebody wrote meanwhile or it is frozen.
    """
    return _write(actor, owner, period, version, now, {field: value.strip() for field, value in words.items()})


@transaction.atomic
def choose_photos(*, actor: Person, owner: Owner, period: Period, keys: Iterable[str] | None, now: datetime) -> ActivityReport:
    """Keep which pictures the report shows, six at most; None leaves the choice to the rule again. Raises Denied, Stale."""
    chosen = None if keys is None else list(dict.fromkeys(keys))[:MOST_PHOTOS]
    return _write(actor, owner, period, 0, now, {"photo_keys": chosen})
