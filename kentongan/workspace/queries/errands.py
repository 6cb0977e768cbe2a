"""Minggu ini: what waits for the actor, ordered by how pressing it is."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.accounts.models import Person
from kentongan.aspirations import queries as aspirations_queries
from kentongan.comments.queries import waiting_for as remarks_waiting_for
from kentongan.groups.models import BoardSeat, Group, Role
from kentongan.groups.queries import (
    alert_grants_of,
    chairs_without_role,
    grants_of,
    groups_under,
    scopes_of,
    terms_ending,
    warning_grants_of,
)
from kentongan.newsroom.queries import alerts
from kentongan.publishing import queries as publishing_queries
from kentongan.publishing.models import Publication
from kentongan.publishing.rules.elections import texts_waiting_for
from kentongan.registration import queries as registration_queries
from kentongan.sites.models import Site
from kentongan.sites.queries import sites_of

from ..policies import term_urgency, urgency
from .errand import MOST, Errand
from .navigation import address_in_rooms, releasing_scopes
from .passing_on import sender_errands, task_errands
from .reporting import report_errands
from .texts import text_url

Kind, Status = Publication.Kind, Publication.Status


def _returned(person: Person, now: datetime) -> Iterable[Errand]:
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


def _to_review(person: Person, now: datetime) -> Iterable[Errand]:
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


def _to_decide(person: Person, now: datetime) -> Iterable[Errand]:
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


def _scheduled(person: Person, now: datetime) -> Iterable[Errand]:
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


def _embargoed(person: Person, now: datetime) -> Iterable[Errand]:
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


def _left_words(due: date | None, today: date) -> str:
    """How long there is until a deadline; what waits for somebody else's answer has none."""
    if due is None:
        return _("Tanpa tenggat")
    left = (due - today).days
    if left < 0:
        return _("Lewat tenggat")
    return ngettext("%(n)d hari lagi", "%(n)d hari lagi", left) % {"n": left} if left else _("Hari terakhir")


def _formations(person: Person, now: datetime) -> Iterable[Errand]:
    """Formations of a KIM that wait for the coordinator's decision."""
    if not any(grant.role == Role.COORDINATOR for grant in grants_of(person)):
        return
    today = timezone.localdate(now)
    for case in registration_queries.waiting_for(person, most=MOST):
        due = case.due_on or today
        yield Errand(
            when=_left_words(case.due_on, today),
            about=_("permohonan dari %(village)s") % {"village": case.region.full_name},
            title=_("Periksa pembentukan %(name)s") % {"name": case.title},
            url=address_in_rooms("registering:formation_show", number=case.number),
            button=_("Periksa"),
            urgency=urgency(case.due_on, today, soon=1),
            due=datetime.combine(due, datetime.min.time(), tzinfo=timezone.get_current_timezone()),
        )


def _reports(person: Person, now: datetime) -> Iterable[Errand]:
    """Reports of residents that wait for the person."""
    today = timezone.localdate(now)
    for case in aspirations_queries.waiting_for(person, most=MOST):
        due = case.due_on or today
        yield Errand(
            when=_left_words(case.due_on, today),
            about=_("laporan dari %(village)s") % {"village": case.region.full_name},
            title=case.title,
            url=address_in_rooms("reporting:report_show", number=case.number),
            button=_("Buka"),
            urgency=urgency(case.due_on, today, soon=1),
            due=datetime.combine(due, datetime.min.time(), tzinfo=timezone.get_current_timezone()),
        )


def _news(person: Person, now: datetime) -> Iterable[Errand]:
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


def _remarks(person: Person, now: datetime) -> Iterable[Errand]:
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


def _managed_groups(person: Person) -> list[Group]:
    """The groups that the actor leads, and those that he coordinates."""
    led = [grant.group for grant in grants_of(person) if grant.role == Role.CHAIR and grant.group is not None]
    codes = [grant.region_id for grant in grants_of(person) if grant.role == Role.COORDINATOR and grant.region_id]
    below = [group for code in codes for group in groups_under(code)]
    return list({group.pk: group for group in [*led, *below]}.values())


def _term_words(end: date, today: date) -> str:
    left = (end - today).days
    if left < 0:
        return _("Sudah lewat")
    return ngettext("%(n)d hari lagi", "%(n)d hari lagi", left) % {"n": left} if left else _("Hari terakhir")


def _terms(person: Person, now: datetime) -> Iterable[Errand]:
    today = timezone.localdate(now)
    groups = _managed_groups(person)
    steps = settings.TERM_REMINDER_DAYS
    ending = terms_ending(groups, until=today + timedelta(days=max(steps))) if groups else []
    sites = sites_of([group for group, _end in ending]) if groups else {}
    for group, end in ending[:MOST]:
        site = sites.get(group.pk)
        yield Errand(
            when=_term_words(end, today),
            about=group.name,
            title=_("Masa bakti pengurus sampai"),
            day=end,
            text=_("Siapkan musyawarah dan SK baru, lalu catat di sini supaya kelompok tetap sah."),
            url=reverse("workspace:board_renew", kwargs={"slug": site.slug}) if site else "",
            button=_("Catat SK baru"),
            urgency=term_urgency(end, today, steps=steps) or "",
            due=datetime.combine(end, datetime.min.time(), tzinfo=timezone.get_current_timezone()),
        )


def _chairs(person: Person, now: datetime) -> Iterable[Errand]:
    """A new chair whom the board's decree names and who cannot lead in the workspace yet: only a coordinator gives that task."""
    codes = [grant.region_id for grant in grants_of(person) if grant.role == Role.COORDINATOR and grant.region_id]
    seats = [seat for code in codes for seat in chairs_without_role(code)[:MOST]]
    sites = sites_of([seat.group for seat in seats]) if seats else {}
    for seat in seats:
        site = sites.get(seat.group_id)
        yield Errand(
            about=seat.group.name,
            title=_("Beri tugas ketua: %(name)s") % {"name": seat.person_name},
            text=_("Ia ketua menurut SK %(number)s, tetapi belum memegang tugas ketua di ruang kerja.")
            % {"number": seat.appointed_by.number},
            url=reverse("workspace:member_list", kwargs={"slug": site.slug}) if site else "",
            button=_("Buka anggota"),
            urgency="soon",
            due=now,
        )


def _alerts(person: Person, now: datetime) -> Iterable[Errand]:
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


def week_errands(person: Person, *, now: datetime) -> list[Errand]:
    """All that waits for the actor, the most pressing first, then by date. Needs an open scope.

    As many queries for one matter as for thirty.
    """
    found = [
        *_alerts(person, now),
        *task_errands(person, now),
        *sender_errands(person, now),
        *_returned(person, now),
        *_to_review(person, now),
        *_formations(person, now),
        *_reports(person, now),
        *_news(person, now),
        *_remarks(person, now),
        *_to_decide(person, now),
        *_embargoed(person, now),
        *_terms(person, now),
        *report_errands(person, now),
        *_chairs(person, now),
        *_scheduled(person, now),
    ]
    rank = {"late": 0, "soon": 1, "": 2}
    return sorted(found, key=lambda errand: (rank[errand.urgency], errand.due))


def first_steps(person: Person, *, now: datetime) -> list[Errand]:
    """What a new group of the actor still lacks: a first text, a logo, a board. Nothing once all three are there."""
    led = [grant.group for grant in grants_of(person) if grant.role in (Role.EDITOR, Role.CHAIR) and grant.group is not None]
    groups = {group.pk: group for group in led}
    if not groups:
        return []
    articles, board = Publication.objects.filter(group_id__in=groups, kind=Kind.ARTICLE), BoardSeat.objects.filter(group_id__in=groups)
    written = set(articles.order_by().values_list("group_id", flat=True).distinct())
    seated = set(board.sitting().order_by().values_list("group_id", flat=True).distinct())
    sites = sites_of(list(groups.values()))
    steps = []
    for group_id, group in groups.items():
        site = sites.get(group_id)
        if site is not None:
            steps += _steps_of(group, site, is_written=group_id in written, is_seated=group_id in seated, now=now)
    return steps


def _first_step(group: Group, *, title: str, text: str, url: str, button: str, now: datetime) -> Errand:
    return Errand(about=group.name, title=title, text=text, url=url, button=button, due=now)


def _steps_of(group: Group, site: Site, *, is_written: bool, is_seated: bool, now: datetime) -> list[Errand]:
    steps, slug = [], {"slug": site.slug}
    if not is_written:
        write, text = address_in_rooms("writing:article_begin"), _("Satu foto dan tiga kalimat sudah cukup.")
        steps.append(_first_step(group, title=_("Tulis kabar pertama"), text=text, url=write, button=_("Mulai menulis"), now=now))
    if site.logo_id is None:
        dress, text = reverse("workspace:site_edit", kwargs=slug), _("Supaya warga langsung mengenali situs kelompok Anda.")
        title, button = _("Pasang lambang dan pilih warna"), _("Atur tampilan")
        steps.append(_first_step(group, title=title, text=text, url=dress, button=button, now=now))
    if not is_seated:
        decrees, text = reverse("workspace:decree_list", kwargs=slug), _("Nama pengurus tampil di halaman Tentang kami.")
        steps.append(_first_step(group, title=_("Catat SK dan pengurus"), text=text, url=decrees, button=_("Catat SK"), now=now))
    return steps
