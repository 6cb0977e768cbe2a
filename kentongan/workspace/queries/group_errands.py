"""Minggu ini: boards whose term ends, new chairs, and the first steps of a new group."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.groups.models import BoardSeat, Group, Role
from kentongan.groups.queries import chairs_without_role, grants_of, groups_under, terms_ending
from kentongan.publishing.models import Publication
from kentongan.sites.models import Site
from kentongan.sites.queries import sites_of

from ..policies import term_urgency
from .errand import MOST, Errand, days_left, start_of
from .navigation import address_in_rooms

Kind = Publication.Kind


def _managed_groups(person: Person) -> list[Group]:
    """The groups that the actor leads, and those that he coordinates."""
    led = [grant.group for grant in grants_of(person) if grant.role == Role.CHAIR and grant.group is not None]
    codes = [grant.region_id for grant in grants_of(person) if grant.role == Role.COORDINATOR and grant.region_id]
    below = [group for code in codes for group in groups_under(code)]
    return list({group.pk: group for group in [*led, *below]}.values())


def term_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Terms of office that end soon, or are over."""
    today = timezone.localdate(now)
    groups = _managed_groups(person)
    steps = settings.TERM_REMINDER_DAYS
    ending = terms_ending(groups, until=today + timedelta(days=max(steps))) if groups else []
    sites = sites_of([group for group, _end in ending]) if groups else {}
    for group, end in ending[:MOST]:
        site = sites.get(group.pk)
        yield Errand(
            when=days_left(end, today, over=_("Sudah lewat")),
            about=group.name,
            title=_("Masa bakti pengurus sampai"),
            day=end,
            text=_("Siapkan musyawarah dan SK baru, lalu catat di sini supaya kelompok tetap sah."),
            url=reverse("workspace:board_renew", kwargs={"slug": site.slug}) if site else "",
            button=_("Catat SK baru"),
            urgency=term_urgency(end, today, steps=steps) or "",
            due=start_of(end),
        )


def chair_errands(person: Person, now: datetime) -> Iterable[Errand]:
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
