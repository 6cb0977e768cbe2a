"""Editions of wall newspapers, and what goes on one: texts that were on none yet, the week's dates, what holds, a number."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django_scopes import scope, scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.core.text import rendered
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import plain, summary_of
from kentongan.sites.addresses import origin_of, site_url
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site

from ..models import Profile, ProfileFigure, WallSheet, WallSheetItem
from ..policies.wall_sheet import PAPERS, WallContents, WallDate, WallFigure, WallNotice, WallText, WallTitle, blocks_of
from . import agenda, alerts

KINDS = (Publication.Kind.ARTICLE, Publication.Kind.GALLERY)
DAYS = 7
NOTICE_LETTERS = 260
BULLETINS, BULLETIN_DAYS = 3, 21
MORE_TITLES = 8
OFFERED_TEXTS = 40
WAS_PRINTED = Exists(WallSheetItem.objects.filter(publication=OuterRef("pk"), sheet__published_at__isnull=False))
FIGURES = {
    ProfileFigure.Kind.AREA: ("km²", _l("luas %(place)s")),
    ProfileFigure.Kind.POPULATION: ("", _l("warga tinggal di %(place)s")),
    ProfileFigure.Kind.HOUSEHOLDS: ("", _l("keluarga di %(place)s")),
    ProfileFigure.Kind.DISTANCE: ("km", _l("dari %(place)s ke ibu kota kecamatan")),
}


# --- Editions


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def next_number(group: Group) -> int:
    """The number of the group's next edition. Needs an open scope."""
    return (WallSheet.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0) + 1


def open_sheet(group: Group) -> WallSheet | None:
    """The group's edition that is not published yet. Needs an open scope."""
    return WallSheet.objects.filter(group=group, published_at=None).first()


def _whole(sheets: QuerySet[WallSheet]) -> QuerySet[WallSheet]:
    items = WallSheetItem.objects.select_related(
        "publication__group__site", "publication__cover", "publication__topic", "publication__author"
    )
    with_site = sheets.select_related("group__region__parent", "group__site__logo", "file", "picture", "made_by", "published_by")
    return with_site.prefetch_related(Prefetch("items", items))


def sheet_by_id(sheet_id: int) -> WallSheet | None:
    """The edition of this key with all that goes on it, for the worker."""
    with scopes_disabled():
        return _whole(WallSheet.objects.filter(pk=sheet_id)).first()


def stuck_sheets(*, before: datetime) -> QuerySet[WallSheet]:
    """Editions that have been in the making since before the moment."""
    with scopes_disabled():
        return WallSheet.objects.filter(state=WallSheet.State.MAKING, state_at__lt=before)


def get_sheet_desk(*, actor: Actor, slug: str) -> Site:
    """The site whose wall newspaper is made, if the actor sees its group's desk. Raises NotVisible."""
    site = get_site(slug)
    if not group_rules.may_see_group_desk(actor, site.group):
        raise NotVisible("Kelompok ini tidak ada, atau bukan kelompok Anda.")
    return site


def sheets_of(group: Group) -> QuerySet[WallSheet]:
    """The group's editions, newest first."""
    with scope(owner=[group.scope]):
        return WallSheet.objects.filter(group=group).select_related("picture", "file").defer("contents")


def published_sheets(group: Group) -> QuerySet[WallSheet]:
    """Those that hang in the archive, newest first."""
    return sheets_of(group).exclude(published_at=None)


def get_sheet(group: Group, number: int, *, is_public: bool = False) -> WallSheet:
    """The group's edition of this number, of those that are public or of all. Raises NotVisible."""
    with scope(owner=[group.scope]):
        found = _whole(WallSheet.objects.filter(group=group, number=number)).first()
    if found is None or (is_public and not found.is_public):
        raise NotVisible("Edisi ini tidak ada.")
    return found


def published_with(publication_id: int) -> list[WallSheet]:
    """The published editions on which a text stands: a group's own, or a notice of a region that was printed beside them."""
    with scopes_disabled():
        code = Publication.objects.filter(pk=publication_id).values_list("code", flat=True).get()
        printed = WallSheet.objects.filter(published_at__isnull=False).annotate(printed=Cast("contents", TextField()))
        own = Exists(WallSheetItem.objects.filter(sheet=OuterRef("pk"), publication_id=publication_id))
        found = printed.filter(own | Q(printed__contains=f'"{code}"'))
        return list(found.select_related("file", "picture").defer("contents"))


# --- Texts


def texts_for_sheets(group: Group) -> QuerySet[Publication]:
    """What of the group's own texts may go on a sheet, newest first; ``was_printed`` on one that is published. Needs an open scope."""
    own = Publication.objects.filter(owner=group.scope, kind__in=KINDS, status=Publication.Status.PUBLISHED, archived_at=None)
    related = own.select_related("group__site", "cover", "topic", "author")
    return related.annotate(was_printed=WAS_PRINTED).order_by("-published_at", "-pk")


def new_texts(group: Group, *, paper: str, sides: int, now: datetime) -> list[Publication]:
    """The latest that were on no sheet yet, as many as the paper has room for. Needs an open scope."""
    size = PAPERS[paper]
    most = size.front + (size.back if sides > 1 else 0)
    return list(texts_for_sheets(group).filter(~WAS_PRINTED, published_at__lte=now)[:most])


def texts_offered(group: Group) -> list[Publication]:
    """What one may choose from: the latest, printed or not."""
    with scope(owner=[group.scope]):
        return list(texts_for_sheets(group)[:OFFERED_TEXTS])


def wall_text(publication: Publication, text: str = "") -> WallText:
    """A text as a sheet takes it; ``text`` is what was written for the sheet in its place."""
    cover = publication.cover
    return WallText(
        code=publication.code,
        title=publication.title,
        kicker=publication.topic.label if publication.topic else "",
        byline=publication.author.full_name,
        blocks=tuple(blocks_of(rendered(text) if text else publication.html)) or (("p", publication.summary or publication.title),),
        address=publishing.short_address(publication),
        picture=cover.key if cover is not None and cover.variants else "",
        alt=cover.alt or publication.title if cover is not None else "",
        caption=cover.caption if cover is not None else "",
    )


# --- All of an edition


def _dates(site: Site, first: date, last: date) -> tuple[WallDate, ...]:
    found = [one for one in agenda.between(site, first, last) if not one.is_cancelled]
    return tuple(
        WallDate(
            day=date_format(max(one.occurrence.timing.start_date, first), "l, j M"),
            time=one.occurrence.timing.start_time.strftime("%H.%M") if one.occurrence.timing.start_time else "",
            title=one.publication.title,
            place=one.event.place,
            code=one.publication.code,
        )
        for one in found
    )


def _notice(publication: Publication, words: str) -> WallNotice:
    return WallNotice(publication.title, words, publication.sender, publishing.short_address(publication), publication.code)


def _bulletins(site: Site, now: datetime) -> tuple[WallNotice, ...]:
    latest = publishing.bulletins_for_site(site).defer(None).filter(published_at__gte=now - timedelta(days=BULLETIN_DAYS))
    return tuple(_notice(one, summary_of(one.text, longest=NOTICE_LETTERS)) for one in latest[:BULLETINS] if not one.is_over(now))


def _alerts(site: Site, now: datetime) -> tuple[WallNotice, ...]:
    return tuple(_notice(one, plain(one.summary)) for one in alerts.current(alerts.listed_alerts(site), now=now))


def _figure(site: Site, week: int, now: datetime) -> WallFigure | None:
    """One of the village's figures, another each week; a count of our own where the profile has none."""
    profile = Profile.objects.filter(group=site.group).prefetch_related("figures").first()
    if profile is not None and (figures := list(profile.figures.all())):
        one = figures[week % len(figures)]
        unit, words = FIGURES[ProfileFigure.Kind(one.kind)]
        number = number_format(one.value.normalize() if one.value % 1 else int(one.value), force_grouping=True)
        return WallFigure(f"{number} {unit}".strip(), str(words) % {"place": str(site.group.region)}, f"{one.source}, {one.year}")
    written = texts_for_sheets(site.group).filter(published_at__gte=now - timedelta(days=365)).count()
    return WallFigure(str(written), _("kabar ditulis warga sendiri dalam setahun"), site.group.name) if written else None


def _more(group: Group, printed: Iterable[str]) -> tuple[WallTitle, ...]:
    latest = texts_for_sheets(group).exclude(code__in=list(printed)).values_list("title", "code")
    return tuple(WallTitle(title, code) for title, code in latest[:MORE_TITLES])


def contents_of(sheet: WallSheet, *, now: datetime) -> WallContents:
    """All of an edition, ready to be laid out. Needs the open scopes of its group's pages."""
    group, site, week = sheet.group, sheet.group.site, sheet.week
    last = week + timedelta(days=DAYS - 1)
    first = min(max(week, timezone.localdate(now)), last)
    texts = tuple(wall_text(item.publication, item.text) for item in sheet.items.all() if item.publication.is_public)
    return WallContents(
        name=site.name,
        tagline=site.tagline,
        place=", ".join(str(region) for region in (group.region, group.region.parent) if region is not None),
        number=sheet.number,
        week=f"{date_format(week, 'j F' if week.month != last.month else 'j')}–{date_format(last, 'j F Y')}",
        home=origin_of(site) + "/",
        report=site_url(site, "aspirations:report_send"),
        secretariat=group.address,
        phone=group.phone,
        emergency=settings.ALERT_NUMBER,
        note=sheet.note,
        logo=site.logo.key if site.logo is not None and site.logo.variants else "",
        texts=texts,
        dates=_dates(site, first, max(last, first + timedelta(days=DAYS - 1))),
        alerts=_alerts(site, now),
        bulletins=_bulletins(site, now),
        figure=_figure(site, week.isocalendar().week, now),
        more=_more(group, (text.code for text in texts)),
    )


def codes_on(contents: dict[str, Any]) -> list[str]:
    """The codes of all of which words stand on a printed edition: its texts, notices and dates, and what is named by its title."""
    return [one["code"] for name in ("texts", "bulletins", "alerts", "dates", "more") for one in contents[name]]


def withdrawn_since(contents: dict[str, Any], *, is_held: bool = False) -> dict[str, Publication]:
    """Of what stands on a printed edition, by code, that which was withdrawn since. Paper cannot be called back.

    ``is_held``: nobody withdraws any of it until the transaction ends.
    """
    codes = codes_on(contents)
    with scopes_disabled():
        printed = Publication.objects.filter(code__in=codes).select_related("group__site").order_by("pk")
        printed = printed.select_for_update(of=("self",), no_key=True) if is_held else printed
        return {publication.code: publication for publication in printed if publication.status == Publication.Status.WITHDRAWN}
