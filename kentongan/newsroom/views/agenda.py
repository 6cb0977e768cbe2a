"""What readers see of events: the list, the month, an event, what is over; and the calendars that phones subscribe to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.core.rules import NotVisible
from kentongan.media.queries import picture_of
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import plain
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_origin, hub_url, origin_of, site_url
from kentongan.sites.models import Site
from kentongan.sites.queries import SitePlace

from ..models import Event
from ..policies import calendars
from ..policies.agenda import next_month
from ..queries import agenda
from .reading import cover_paths, gone, place_of, shown

PER_PAGE = 60
OLDEST_YEAR = 2020  # earlier months are empty by nature; crawlers shall not walk them
CALENDAR = "text/calendar; charset=utf-8"


def _site(place: SitePlace | None) -> Site | None:
    return place.site if place else None


def _url(place: SitePlace | None, name: str, **kwargs: object) -> str:
    return hub_url(name, **kwargs) if place is None else site_url(place.site, name, **kwargs)


def _webcal(url: str) -> str:
    """The same address for the calendar of the phone, which then keeps looking."""
    return "webcal://" + url.partition("://")[2]


def _last_year(today: date) -> int:
    return today.year + settings.EVENT_YEARS_MOST + 1


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """What is coming: every date of the next weeks by day, today first, then what is later."""
    place, today = place_of(request), timezone.localdate()

    def make() -> HttpResponse:
        soon, later = agenda.agenda(_site(place), today)
        page = Paginator(soon, PER_PAGE).get_page(request.GET.get("hal"))
        context = {
            "page": page,
            "days": agenda.by_day(page.object_list, today),
            "later": later[:PER_PAGE] if not page.has_next() else [],
            "today": today,
            "webcal_url": _webcal(_url(place, "newsroom:event_calendar")),
        }
        return render(request, "newsroom/event_list.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def event_past(request: HttpRequest) -> HttpResponse:
    """What is over, last first."""
    place, today = place_of(request), timezone.localdate()

    def make() -> HttpResponse:
        page = Paginator(agenda.over(_site(place), today), PER_PAGE // 2).get_page(request.GET.get("hal"))
        return render(request, "newsroom/event_past.html", {"page": page, "happenings": agenda.last_dates(page.object_list, _site(place))})

    return freshness.answer(request, freshness.place_edition(place), make)


def _month_link(year: int, month: int, today: date) -> dict[str, Any] | None:
    if not OLDEST_YEAR <= year <= _last_year(today):
        return None
    return {"month": date(year, month, 1), "url": reverse("newsroom:event_month", kwargs={"year": year, "month": month})}


def _leads_to(day: agenda.Day, pages: Mapping[date, int], here: int) -> str:
    """Where the cell of a day leads: to where its first happening stands in the list beneath, on this page of it or another one."""
    if not (day.is_of_month and day.happenings):
        return ""
    target = agenda.day_in_list(day, day.happenings[0])
    page = pages[target]
    return f"{'' if page == here else f'?hal={page}'}#hari-{target.day}"


@require_safe
def event_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month as a calendar, with the list of its days beneath."""
    place, today = place_of(request), timezone.localdate()
    if not (1 <= month <= 12 and OLDEST_YEAR <= year <= _last_year(today)):
        raise NotVisible(_("Bulan ini tidak ada."))

    def make() -> HttpResponse:
        weeks = agenda.month_grid(_site(place), year, month, today)
        listed = agenda.listed_days(weeks)
        page = Paginator(listed, PER_PAGE).get_page(request.GET.get("hal"))
        pages = {day.date: count // PER_PAGE + 1 for count, (day, _one) in reversed(list(enumerate(listed)))}
        context = {
            "month": date(year, month, 1),
            "weekdays": [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(7)],
            "weeks": [[(day, _leads_to(day, pages, page.number)) for day in week] for week in weeks],
            "days": [replace(day, happenings=[one for _day, one in rows]) for day, rows in groupby(page.object_list, key=itemgetter(0))],
            "page": page,
            "earlier": _month_link(*next_month(year, month, step=-1), today),
            "later": _month_link(*next_month(year, month), today),
            "this_month": None if (year, month) == (today.year, today.month) else _month_link(today.year, today.month, today),
        }
        return render(request, "newsroom/event_month.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)


def _entry(publication: Publication, event: Event) -> calendars.Entry | None:
    """The event for a calendar; None while it has no day."""
    timing = event.timing
    if timing is None:
        return None
    url = publishing.address_of(publication)
    words = [publication.summary, plain(publication.text), event.open_to, event.contact]
    point = (event.latitude, event.longitude) if event.latitude is not None and event.longitude is not None else None
    return calendars.Entry(
        uid=f"{publication.code}@{settings.BASE_DOMAIN}",
        url=url,
        title=publication.title,
        timing=timing,
        rule=event.rule,
        changes=tuple(change.value for change in event.changes.all()),
        created=publication.created_at,
        stamp=publication.updated_at,
        sequence=publication.version,
        description="\n\n".join(word for word in (event.cancelled_reason, *words) if word),
        place=", ".join(word for word in (event.place, event.hamlet) if word),
        point=point,
        sender=publication.sender,
        is_cancelled=event.is_cancelled,
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _calendar(entries: list[calendars.Entry], *, name: str, url: str, filename: str) -> HttpResponse:
    body = calendars.calendar(entries, name=name, url=url, zone=_zone(), called_off=_("BATAL"))
    return HttpResponse(body, content_type=CALENDAR, headers={"Content-Disposition": f'inline; filename="{filename}.ics"'})


@require_safe
def event_calendar(request: HttpRequest) -> HttpResponse:
    """All events of the place as one calendar, to subscribe to."""
    place, today = place_of(request), timezone.localdate()
    name = settings.HUB_NAME if place is None else place.site.name

    def make() -> HttpResponse:
        entries = [entry for row in agenda.for_calendars(_site(place), today) if (entry := _entry(row, row.event))]
        url = _url(place, "newsroom:event_list")
        return _calendar(entries, name=_("Agenda %(name)s") % {"name": name}, url=url, filename=f"agenda-{slugify(name)}")

    response = freshness.answer(request, freshness.place_edition(place), make)
    response["Access-Control-Allow-Origin"] = "*"  # so that any calendar page may fetch it
    return response


@require_safe
def event_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One event as a file for the phone's calendar."""
    place = place_of(request)

    def make() -> HttpResponse:
        publication = publishing.found_on_place(agenda.KIND, slug, site=_site(place))
        if publication.status == Publication.Status.WITHDRAWN:
            return gone(request, publication)
        entry = _entry(publication, agenda.event_of(publication))
        if entry is None:
            raise NotVisible(_("Agenda ini belum bertanggal."))
        return _calendar([entry], name=publication.title, url=entry.url, filename=publication.slug)

    return freshness.answer(request, freshness.place_edition(place), make, dated=False)


def _linked_data(publication: Publication, page: agenda.EventPage, entry: calendars.Entry, place: SitePlace | None) -> dict[str, Any]:
    own = place if publication.group is not None else None
    origin = origin_of(own.site) if own else hub_origin()
    region = publication.group.region if publication.group is not None else publication.region
    first = page.first
    return calendars.event_as_linked_data(
        entry,
        first.timing if first else entry.timing,
        zone=_zone(),
        is_moved=bool(first and first.is_moved),
        area=region.full_name if region else "",
        organizer_url=origin + "/",
        images=tuple(hub_origin() + path for path in cover_paths(publication)) if picture_of(publication.cover) else (),
        crumbs=(
            (own.site.name if own else _("Kabupaten"), origin + "/"),
            (_("Agenda"), _url(own, "newsroom:event_list")),
            (publication.title, entry.url),
        ),
    )


@require_safe
def event_show(request: HttpRequest, slug: str) -> HttpResponse:
    """An event where it stands: when, where, its next dates; 410 with the reason where it was withdrawn."""
    place = place_of(request)

    def make() -> HttpResponse:
        publication = publishing.found_on_place(agenda.KIND, slug, site=_site(place))
        if publication.status == Publication.Status.WITHDRAWN:
            return gone(request, publication)
        context = shown(publication)
        page: agenda.EventPage = context["agenda"]
        entry = _entry(publication, page.event)
        if entry is None:
            raise NotVisible(_("Agenda ini belum bertanggal."))
        data = _linked_data(publication, page, entry, place)
        context |= {
            "canonical_url": entry.url,
            "description": publication.summary or ", ".join(word for word in (entry.place, plain(publication.text)[:160]) if word),
            "linked_data": data,
            "social_image": next(iter(data["@graph"][0].get("image", [])), ""),
            "kit": publishing.share_kit(publication),
            "file_url": reverse("newsroom:event_file", kwargs={"slug": publication.slug}),
        }
        return render(request, "newsroom/event_show.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)
