"""What one knows of a submission before it is taken in: does it look like a machine's?"""

from datetime import datetime, timedelta

from django.conf import settings

from kentongan.regions.models import Region

from ..models import Report
from ..policies.suspicion import Circumstances, Doubt, Limits, doubts, plain


def doubts_about(*, text: str, region: Region, seconds: float | None, is_trapped: bool, now: datetime) -> frozenset[Doubt]:
    """What is doubtful about a submission. Never its address on the network: a village shares one. Two queries, both bounded."""
    since = now - timedelta(hours=settings.REPORT_REPEAT_HOURS)
    # The newest by their number, so that the index of the key serves; who sends thousands is seen in far fewer.
    newest = Report.objects.order_by("-pk").filter(case__opened_at__gte=since).values_list("text", flat=True)
    words = plain(text)
    hour = Report.objects.filter(case__region=region, case__opened_at__gte=now - timedelta(hours=1))
    seen = Circumstances(
        text=text,
        seconds=seconds,
        is_trapped=is_trapped,
        same_text=sum(plain(other) == words for other in newest[: settings.REPORT_REPEAT_LOOKED_AT]),
        of_late=hour[: settings.REPORT_HOURLY_MOST].count(),
    )
    limits = Limits(
        seconds=settings.REPORT_QUICKEST_SECONDS,
        links=settings.REPORT_LINKS_MOST,
        same_text=settings.REPORT_REPEAT_MOST,
        hourly=settings.REPORT_HOURLY_MOST,
    )
    return doubts(seen, limits)
