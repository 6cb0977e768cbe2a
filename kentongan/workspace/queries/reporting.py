"""Minggu ini: the report of last month, which has written itself and waits for its chair."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.evaluation.queries import month_to_report
from kentongan.sites.queries import sites_of

from .errand import MOST, Errand
from .navigation import address_in_rooms


def report_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """On the first days of a month: groups the actor leads whose report of the last one is not frozen. Two queries at most."""
    month, groups = month_to_report(person, today=timezone.localdate(now))
    sites = sites_of(groups) if groups else {}
    for group in groups[:MOST]:
        if (site := sites.get(group.pk)) is not None:
            yield Errand(
                about=group.name,
                title=_("Laporan %(month)s sudah tersusun") % {"month": month.spoken},
                text=_("Tinggal dibaca dan disahkan."),
                url=address_in_rooms("evaluating:report_show", slug=site.slug, key=month.key),
                button=_("Baca laporan"),
                urgency="soon",
                due=now,
            )
