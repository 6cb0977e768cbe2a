"""Minggu ini: what residents and new groups wait for: formations, reports, news to be brought, remarks."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.accounts.models import Person
from kentongan.aspirations import queries as aspirations_queries
from kentongan.cases.models import Case
from kentongan.comments.queries import waiting_for as remarks_waiting_for
from kentongan.groups.models import Role
from kentongan.groups.queries import grants_of
from kentongan.registration import queries as registration_queries

from ..policies import urgency
from .errand import MOST, Errand, days_left, start_of
from .navigation import address_in_rooms


def _of_case(case: Case, now: datetime, *, about: str, title: str, view: str, button: str) -> Errand:
    """A case by its deadline; what waits for somebody else's answer has none, and stands with those of today."""
    today = timezone.localdate(now)
    return Errand(
        when=days_left(case.due_on, today, over=_("Lewat tenggat")) if case.due_on else _("Tanpa tenggat"),
        about=about % {"village": case.region.full_name},
        title=title,
        url=address_in_rooms(view, number=case.number),
        button=button,
        urgency=urgency(case.due_on, today, soon=1),
        due=start_of(case.due_on or today),
    )


def formation_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Formations of a KIM that wait for the coordinator's decision."""
    if not any(grant.role == Role.COORDINATOR for grant in grants_of(person)):
        return
    for case in registration_queries.waiting_for(person, most=MOST):
        about, title = _("permohonan dari %(village)s"), _("Periksa pembentukan %(name)s") % {"name": case.title}
        yield _of_case(case, now, about=about, title=title, view="registering:formation_show", button=_("Periksa"))


def resident_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Reports of residents that wait for the person."""
    for case in aspirations_queries.waiting_for(person, most=MOST):
        yield _of_case(case, now, about=_("laporan dari %(village)s"), title=case.title, view="reporting:report_show", button=_("Buka"))


def news_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Answers and questions that wait to be brought to people in person; of a secret report only its number."""
    if not aspirations_queries.filing_desks(person):
        return
    address = address_in_rooms("reporting:news_list")
    for news in aspirations_queries.news_of_deliveries(aspirations_queries.deliveries_waiting(person)[:MOST]):
        asked = news.delivery.news == "asked" and not news.is_secret
        title = _("Bantu melengkapi: “%(title)s”") if asked else _("Sampaikan jawaban: “%(title)s”")
        yield Errand(
            since=news.delivery.made_at,
            about=_("kabar untuk warga"),
            title=_("Ada kabar untuk %(number)s") % {"number": news.number} if news.is_secret else title % {"title": news.title},
            url=address,
            button=_("Buka"),
            urgency="soon" if asked else "",
            due=news.delivery.made_at,
        )


def remark_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """What residents say and nobody has read yet: one errand for all of it."""
    waiting = list(remarks_waiting_for(person)[: MOST + 1])
    if waiting:
        first, count = waiting[0], len(waiting)
        number = ngettext("%(n)d tanggapan", "%(n)d tanggapan", count) % {"n": count} if count <= MOST else _("Banyak tanggapan")
        yield Errand(
            since=first.sent_at,
            about=_("percakapan warga"),
            title=_("%(number)s menunggu dibaca") % {"number": number},
            text=first.thread.title,
            url=address_in_rooms("talk:remark_queue"),
            button=_("Baca"),
            urgency="late" if (now - first.sent_at).days >= 3 else "soon",
            due=first.sent_at,
        )
