"""Minggu ini: texts that wait for the actor, and emergency notices before everything."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.accounts.models import Person
from kentongan.groups.queries import alert_grants_of, grants_of, scopes_of, warning_grants_of
from kentongan.newsroom.queries import alerts
from kentongan.publishing import queries as publishing_queries
from kentongan.publishing.models import Publication
from kentongan.publishing.rules.elections import texts_waiting_for

from ..policies import urgency
from .errand import MOST, Errand
from .navigation import address_in_rooms, releasing_scopes
from .texts import text_url

Kind, Status = Publication.Kind, Publication.Status


def alert_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Emergency notices come before everything: those that wait to be let out, and those about to end."""
    if not (alert_grants_of(person) or warning_grants_of(person)):
        return
    for publication in alerts.waiting_for_release(person)[:MOST]:
        since = publication.submitted_at or publication.updated_at
        yield Errand(
            since=since,
            about=_("peringatan dari %(sender)s") % {"sender": publication.sender},
            title=_("Terbitkan sekarang: “%(title)s”") % {"title": publication},
            text=publication.summary,
            url=text_url(publication, is_review=True),
            button=_("Periksa dan terbitkan"),
            urgency="late",
            due=since,
        )
    for publication in alerts.ending_soon(person, now=now)[:MOST]:
        yield Errand(
            when=_("Berakhir"),
            at=publication.ends_at,
            about=publication.sender,
            title=_("Masih berbahaya? “%(title)s”") % {"title": publication},
            url=address_in_rooms("writing:alert_tend", code=publication.code),
            button=_("Perpanjang atau umumkan aman"),
            urgency="soon",
            due=publication.ends_at or now,
        )


def returned_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """The actor's texts that came back with remarks."""
    for publication in publishing_queries.returned_to(person).select_related("reviewer").defer(None).defer("text", "html")[:MOST]:
        reviewer = publication.reviewer.get_short_name() if publication.reviewer else _("redaktur")
        yield Errand(
            since=publication.updated_at,
            about=_("catatan dari %(name)s") % {"name": reviewer},
            title=_("Perbaiki: “%(title)s”") % {"title": publication},
            text=publication.remarks,
            url=text_url(publication),
            button=_("Perbaiki tulisan"),
            urgency="soon",
            due=publication.updated_at,
        )


def review_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Texts that somebody else wrote and the actor lets out."""
    owners = releasing_scopes(person)
    waiting = (
        publishing_queries.waiting_for_review(owners).exclude(kind=Kind.ALERT).exclude(author_id=person.pk)
        if owners
        else Publication.objects.none()
    )
    for publication in waiting[:MOST]:
        since = publication.submitted_at or publication.updated_at
        days = (now - since).days
        is_bulletin = publication.kind == Kind.BULLETIN
        yield Errand(
            when=ngettext("Menunggu %(n)d hari", "Menunggu %(n)d hari", days) % {"n": days} if days else "",
            since=None if days else since,
            about=_("pengumuman dari %(sender)s") % {"sender": publication.sender}
            if is_bulletin
            else _("tulisan %(name)s") % {"name": publication.author.get_short_name()},
            title=_("Periksa: “%(title)s”") % {"title": publication},
            text=publication.summary,
            url=text_url(publication, is_review=True),
            button=_("Periksa"),
            urgency="late" if days >= 3 else "soon" if days else "",
            due=since,
        )


def election_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """During an election: what only the coordinator above may let out."""
    own = releasing_scopes(person)
    called = [text for text in texts_waiting_for(person, now) if text.owner not in own or text.author_id == person.pk]
    for publication in called[:MOST]:
        since = publication.submitted_at or publication.updated_at
        yield Errand(
            since=since,
            about=publication.sender,
            title=_("Masa pemilu, putuskan: “%(title)s”") % {"title": publication},
            text=publication.summary,
            url=text_url(publication, is_review=True),
            button=_("Periksa"),
            urgency="soon",
            due=since,
        )


def embargo_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Bulletins that the actor's groups may read ahead."""
    codes = {grant.group.region_id for grant in grants_of(person) if grant.group is not None}
    if not codes:
        return
    for publication in publishing_queries.embargoed_bulletins_for(codes, now=now)[:MOST]:
        if publication.owner in scopes_of(person):
            continue  # it already stands among what is scheduled
        yield Errand(
            when=_("Tayang"),
            at=publication.scheduled_at,
            about=_("dari %(sender)s") % {"sender": publication.sender},
            title=_("Bersiap: “%(title)s”") % {"title": publication},
            text=publication.summary,
            url=address_in_rooms("writing:article_preview", code=publication.code),
            button=_("Baca lebih dulu"),
            urgency=urgency(timezone.localdate(publication.scheduled_at or now), timezone.localdate(now)),
            due=publication.scheduled_at or now,
        )


def schedule_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """What will appear by itself at the actor's desks."""
    coming = publishing_queries.desk_publications(scopes_of(person)).filter(status=Status.SCHEDULED).order_by("scheduled_at")
    for publication in coming[:MOST]:
        yield Errand(
            at=publication.scheduled_at,
            about=publication.sender,
            title=_("Akan tayang: “%(title)s”") % {"title": publication},
            url=text_url(publication),
            button=_("Lihat"),
            due=publication.scheduled_at or now,
        )
