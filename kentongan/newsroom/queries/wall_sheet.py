"""What goes on a wall newspaper: the texts that were on none yet, the week's dates, what holds, a number, and how to reach the group."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django_scopes import scope

from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import plain, summary_of
from kentongan.sites.addresses import origin_of, site_url
from kentongan.sites.models import Site

from ..models import Profile, ProfileFigure
from ..policies.wall_sheet import WallContents, WallDate, WallFigure, WallNotice, WallText, blocks_of
from . import agenda, alerts

KINDS = (Publication.Kind.ARTICLE, Publication.Kind.GALLERY)
DAYS = 7
NOTICE_LETTERS = 260
BULLETINS, BULLETIN_DAYS = 3, 21
MORE_TITLES = 8
FIGURES = {
    ProfileFigure.Kind.AREA: ("km²", _l("luas %(place)s")),
    ProfileFigure.Kind.POPULATION: ("", _l("warga tinggal di %(place)s")),
    ProfileFigure.Kind.HOUSEHOLDS: ("", _l("keluarga di %(place)s")),
    ProfileFigure.Kind.DISTANCE: ("km", _l("dari %(place)s ke ibu kota kecamatan")),
}


def texts_for_sheets(site: Site) -> QuerySet[Publication]:
    """What of the group's own texts may go on a sheet, newest first. Needs an open scope."""
    own = Publication.objects.filter(owner=site.group.scope, kind__in=KINDS, status=Publication.Status.PUBLISHED, archived_at=None)
    return own.select_related("group__site", "cover", "topic", "author").order_by("-published_at", "-pk")


def wall_text(publication: Publication) -> WallText:
    """A text as a sheet takes it."""
    cover = publication.cover
    return WallText(
        code=publication.code,
        title=publication.title,
        kicker=publication.topic.label if publication.topic else "",
        byline=publication.author.full_name,
        blocks=tuple(blocks_of(publication.html)) or (("p", publication.summary),),
        address=publishing.address_of(publication),
        picture=cover.key if cover is not None and cover.variants else "",
        alt=cover.alt or publication.title if cover is not None else "",
        caption=cover.caption if cover is not None else "",
    )


def _dates(site: Site, today: date) -> tuple[WallDate, ...]:
    found = [one for one in agenda.between(site, today, today + timedelta(days=DAYS - 1)) if not one.is_cancelled]
    return tuple(
        WallDate(
            day=date_format(max(one.occurrence.timing.start_date, today), "l, j M"),
            time=one.occurrence.timing.start_time.strftime("%H.%M") if one.occurrence.timing.start_time else "",
            title=one.publication.title,
            place=one.event.place,
        )
        for one in found
    )


def _notice(publication: Publication, words: str) -> WallNotice:
    return WallNotice(publication.title, words, publication.sender, publishing.address_of(publication))


def _bulletins(site: Site, now: datetime) -> tuple[WallNotice, ...]:
    latest = publishing.bulletins_for_site(site).defer(None).filter(published_at__gte=now - timedelta(days=BULLETIN_DAYS))
    return tuple(_notice(one, summary_of(one.text, longest=NOTICE_LETTERS)) for one in latest[:BULLETINS] if not one.is_over(now))


def _alerts(site: Site, now: datetime) -> tuple[WallNotice, ...]:
    holding = alerts.current(alerts.listed_alerts(site), now=now)
    return tuple(_notice(one, plain(one.summary)) for one in holding)


def _figure(site: Site, week: int, now: datetime) -> WallFigure | None:
    """One of the village's figures, another each week; a count of our own where the profile has none."""
    place = site.group.region.full_name
    profile = Profile.objects.filter(group=site.group).prefetch_related("figures").first()
    if profile is not None and (figures := list(profile.figures.all())):
        one = figures[week % len(figures)]
        unit, words = FIGURES[ProfileFigure.Kind(one.kind)]
        number = number_format(one.value.normalize() if one.value % 1 else int(one.value), force_grouping=True)
        return WallFigure(f"{number} {unit}".strip(), words % {"place": place}, f"{one.source}, {one.year}")
    written = texts_for_sheets(site).filter(published_at__gte=now - timedelta(days=365)).count()
    if not written:
        return None
    return WallFigure(str(written), _("kabar ditulis warga sendiri dalam setahun"), site.group.name)


def contents_for(
    site: Site, *, number: int, week: date, texts: Sequence[WallText], note: str, now: datetime, more: Iterable[str] = ()
) -> WallContents:
    """All of an edition that begins on the day ``week``, ready to be laid out."""
    group, today = site.group, max(week, timezone.localdate(now))
    last = week + timedelta(days=6)
    with scope(owner=list(group.scope_chain)):
        return WallContents(
            name=site.name,
            tagline=site.tagline,
            place=", ".join(str(region) for region in (group.region, group.region.parent) if region is not None),
            accent=site.accent,
            number=number,
            week=f"{date_format(week, 'j F' if week.month != last.month else 'j')}–{date_format(last, 'j F Y')}",
            home=origin_of(site) + "/",
            report=site_url(site, "aspirations:report_send"),
            secretariat=group.address,
            phone=group.phone,
            emergency=settings.ALERT_NUMBER,
            note=note,
            logo=site.logo.key if site.logo is not None and site.logo.variants else "",
            texts=tuple(texts),
            dates=_dates(site, today),
            alerts=_alerts(site, now),
            bulletins=_bulletins(site, now),
            figure=_figure(site, week.isocalendar().week, now),
            more=tuple(more)[:MORE_TITLES],
        )
