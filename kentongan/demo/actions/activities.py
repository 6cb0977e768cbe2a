"""The logs of the demo's groups: what their deeds left there, told at once, before a worker does."""

from datetime import datetime

from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling


def tell_logs(*, now: datetime) -> None:
    """Tell those who write the logs what has happened, so that no group looks asleep on the first page."""
    waiting = Telling.objects.filter(told_at=None, subscriber__contains=".subscribers.log_").order_by("pk")
    for telling_id in waiting.values_list("pk", flat=True):
        tell_subscriber(telling_id, now=now)
