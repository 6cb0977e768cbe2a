"""Kabar untuk warga: news of reports is lined up for whoever brings it, and ticked off when it was brought."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied

from .. import events, queries, rules
from ..models import Delivery, Report
from ..policies import news_of


@transaction.atomic
def line_up_news(*, case_id: int, now: datetime) -> int:
    """Line up what is news of a report now, and of those joined to it, and end what is no longer; returns how many were added.

    It looks at the reports as they stand, so it may be called again, late, or out of order. A case that is no report is left alone.
    """
    concerned = Report.objects.select_for_update(of=("self",)).select_related("filed_by", "filed_in")
    return sum(_line_up(report, now) for report in concerned.filter(Q(pk=case_id) | Q(duplicate_of=case_id)).order_by("pk"))


def _line_up(report: Report, now: datetime) -> int:
    entry = queries.latest_news_entry(report)
    waiting = Delivery.objects.filter(report=report, delivered_at=None, ended_at=None)
    waiting.exclude(entry=entry).update(ended_at=now)
    if entry is None:
        return 0
    news = news_of(entry.target)
    known = Delivery.objects.filter(report=report, entry=entry)
    taken = {(delivery.group_id, delivery.officer_id) for delivery in known}
    wanted = [Delivery(report=report, entry=entry, news=news, made_at=entry.at, **carrier) for carrier in queries.carriers_of(report, news)]
    added = [delivery for delivery in wanted if (delivery.group_id, delivery.officer_id) not in taken]
    Delivery.objects.bulk_create(added)
    return len(added)


def _told(delivery: Delivery, actor: Person, now: datetime) -> dict[str, Any]:
    region = delivery.report.case.region
    scope = delivery.group.scope if delivery.group is not None else region.scope
    told = {"scopes": (scope,), "actor_id": actor.pk, "at": now, "delivery_id": delivery.pk, "case_id": delivery.report_id}
    return told | {"group_id": delivery.group_id}


@transaction.atomic
def deliver_news(*, actor: Person, delivery: Delivery, now: datetime) -> bool:
    """The news was brought in person. A second tap changes nothing and returns False. Raises Denied."""
    if not rules.can_deliver(actor, delivery):
        raise Denied(_("Kabar ini dibawa oleh kelompok lain."))
    if not Delivery.objects.filter(pk=delivery.pk, delivered_at=None).update(delivered_at=now, delivered_by=actor):
        return False
    delivery.delivered_at, delivery.delivered_by = now, actor
    region_code = delivery.report.case.region_id
    emit(events.AnswerDelivered(region_code=region_code, news=delivery.news, **_told(delivery, actor, now)))
    return True


@transaction.atomic
def note_not_met(*, actor: Person, delivery: Delivery, now: datetime) -> None:
    """The person was not met; the news goes on waiting. Raises Denied."""
    if not rules.can_deliver(actor, delivery):
        raise Denied(_("Kabar ini dibawa oleh kelompok lain."))
    Delivery.objects.filter(pk=delivery.pk, delivered_at=None).update(tries=F("tries") + 1, tried_at=now)
    delivery.refresh_from_db(fields=["tries", "tried_at"])


@transaction.atomic
def take_back_delivery(*, actor: Person, delivery: Delivery, now: datetime) -> None:
    """It was a slip of the thumb: the news waits again, unless the report has gone on since. Raises Denied."""
    if not rules.can_take_back_delivery(actor, delivery, now):
        raise Denied(_("Yang bisa diurungkan hanya yang Anda sampaikan sendiri hari ini."))
    Delivery.objects.filter(pk=delivery.pk).update(delivered_at=None, delivered_by=None)
    delivery.delivered_at = delivery.delivered_by = None
    emit(events.DeliveryTakenBack(**_told(delivery, actor, now)))
    line_up_news(case_id=delivery.report_id, now=now)
