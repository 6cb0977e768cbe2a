"""What goes on an edition: the texts chosen, the week's dates, what holds, what was announced, a number."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kentongan.core.text import rendered
from kentongan.groups.models import Group
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import plain, summary_of
from kentongan.sites.addresses import origin_of, site_url
from kentongan.sites.models import Site

from ..models import Profile, ProfileFigure, WallSheet
from ..policies.wall_sheet import blocks_of
from ..policies.wall_sheet_contents import WallContents, WallDate, WallFigure, WallNotice, WallText, WallTitle
from . import agenda, alerts
from .wall_sheet import texts_for_sheets

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
