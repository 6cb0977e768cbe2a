"""Reports in words and pieces that templates of other apps draw."""

from django import template
from django.conf import settings
from django.utils import timezone

from kentongan.cases.models import Case, CaseAttachment, CaseEntry

from .. import queries, rules
from ..forms import CONTENT
from ..models import Report
from ..policies import Door, doors_for

register = template.Library()


@register.simple_tag
def report_on_status(case: Case, entries: list[CaseEntry], attachments: list[CaseAttachment]) -> queries.Shown:
    """What the status page of cases adds for a report."""
    return queries.shown_to_sender(case, entries, attachments)


@register.simple_tag
def can_rate(case: Case, report: Report) -> bool:
    """Whether whoever holds number and code can say how content he is, or change it."""
    return not rules.why_not_rate(case, report, now=timezone.now())


@register.filter
def content_said(rating: int) -> str:
    """A rating in words: "Puas"."""
    return str(dict(CONTENT)[rating])


@register.simple_tag
def doors_of(text: object) -> list[Door]:
    """The doors that words of a text speak for."""
    return doors_for(str(text or ""), settings.REPORT_DOORS, most=settings.REPORT_DOORS_MOST)
