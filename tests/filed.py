"""A report that a KIM wrote down for a neighbour, answered, with its answer to be brought back: for whoever needs one to look at."""

from datetime import datetime
from types import SimpleNamespace
from uuid import uuid4

from django.conf import settings

from kentongan.aspirations.actions import file_report, line_up_news
from kentongan.aspirations.models import Delivery
from kentongan.cases.actions import move_case
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact


def filed_report(cast: SimpleNamespace, now: datetime) -> tuple[Case, Delivery]:
    """Dewi wrote it down for KIM Suara Siding; the coordinator answered it, and the KIM has to bring the answer."""
    words = {"kind": "question", "text": "Kapan posyandu buka lagi?", "region": cast.siding_village, "category": "kesehatan"}
    consent = {"consent": settings.FILING_CONSENT, "contact": Contact(), "client_id": uuid4()}
    case = file_report(actor=cast.dewi, group=cast.siding, now=now, **consent, **words).case
    move_case(actor=cast.rini, case=case, action="answer", text="Kamis pekan depan, pukul delapan.", now=now)
    line_up_news(case_id=case.pk, now=now)
    return case, Delivery.objects.get(report_id=case.pk)
