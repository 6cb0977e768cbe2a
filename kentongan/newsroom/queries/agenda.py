"""Events as readers find them: what is coming, what a month holds, the next dates of one, and what calendars take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.sites.models import Site

from ..models import Event
from ..policies.agenda import EventDetails, Occurrence, coming, weeks_of, within

KIND = Publication.Kind.EVENT
SOON_DAYS = 31  # so far the list shows every date; what is later stands once, with its next one
KEPT_IN_CALENDARS_DAYS = 180  # past events stay so long in the calendars people subscribed to
MOST_IN_CALENDARS = 1_000
NEXT_DATES = 6


@dataclass(frozen=True)
class Happening:
    """One date of an event, as a list or a calendar shows it."""

    publication: Publication
    event: Event
    occurrence: Occurrence
    url: str

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place: this date, or all of it."""
        return self.event.is_cancelled or self.occurrence.is_cancelled


@dataclass(frozen=True)
class Day:
    """A day with what is on."""

    date: date
    happenings: list[Happening]
    is_today: bool = False
    is_of_month: bool = True


@dataclass(frozen=True)
class EventPage:
    """What the page of an event shows besides its text."""

    event: Event
    dates: list[Occurrence]  # those that are still to come, or of one that is over its last
    more: int  # how many come after these
    is_over: bool

    @property
    def first(self) -> Occurrence | None:
        """The date that stands large: the next one that takes place, else the next one."""
        return next((one for one in self.dates if not one.is_cancelled), self.dates[0] if self.dates else None)


def standing(site: Site | None) -> QuerySet[Publication]:
    """The events that stand on the site, or anywhere for the hub, with what a list shows. Two queries. On a site it needs an open scope."""
    listed = publishing.on_site(site, KIND) if site is not None else publishing.of_everybody(KIND)
    return listed.filter(event__start_date__isnull=False).select_related("event").prefetch_related("event__changes")


def _url(publication: Publication, site: Site | None) -> str:
    """At home on the place of the request where it stands there, else at its one address."""
    if site is not None or publication.group is None:
        return reverse("newsroom:event_show", kwargs={"slug": publication.slug})
    return publishing.address_of(publication)


def _happenings(publications: Iterable[Publication], site: Site | None, first: date, last: date) -> list[Happening]:
    found = [
        Happening(publication, publication.event, occurrence, _url(publication, site))
        for publication in publications
        for occurrence in within(publication.event.occurrences, first, last)
    ]
    return sorted(found, key=lambda one: (one.occurrence.timing.start, one.publication.title, one.publication.pk))


def between(site: Site | None, first: date, last: date) -> list[Happening]:
    """Every date that touches these days, in the order in which they come. Two queries."""
    touching = standing(site).filter(event__first_date__lte=last, event__last_date__gte=first)
    return _happenings(touching, site, first, last)


def _to_come(site: Site | None, today: date) -> list[tuple[Publication, list[Occurrence]]]:
    publications = standing(site).filter(event__last_date__gte=today)
    return [(publication, coming(publication.event.occurrences, today)) for publication in publications]


def nearest(site: Site | None, today: date, *, most: int) -> list[Happening]:
    """The events next to come, each once with its next date that takes place; those called off as a whole are left out. Two queries."""
    found = []
    for publication, dates in _to_come(site, today):
        taking_place = next((one for one in dates if not one.is_cancelled), None)
        if taking_place is not None and not publication.event.is_cancelled:
            found.append(Happening(publication, publication.event, taking_place, _url(publication, site)))
    found.sort(key=lambda one: (one.occurrence.timing.start, one.publication.title))
    return found[:most]


def agenda(site: Site | None, today: date) -> tuple[list[Happening], list[Happening]]:
    """(every date of the next weeks, what is later once each with its next date). Two queries."""
    last = today + timedelta(days=SOON_DAYS)
    soon, later = [], []
    for publication, dates in _to_come(site, today):
        url = _url(publication, site)
        near = within(dates, today, last)
        soon += [Happening(publication, publication.event, one, url) for one in near]
        if dates and not near:
            later.append(Happening(publication, publication.event, dates[0], url))
    order = lambda one: (one.occurrence.timing.start, one.publication.title, one.publication.pk)  # noqa: E731
    return sorted(soon, key=order), sorted(later, key=order)


def over(site: Site | None, today: date) -> QuerySet[Publication]:
    """The events that are over, last first."""
    return standing(site).filter(event__last_date__lt=today).order_by("-event__last_date", "-pk")


def last_dates(publications: Iterable[Publication], site: Site | None) -> list[Happening]:
    """Events that are over, each with its last date."""
    return [
        Happening(publication, publication.event, dates[-1], _url(publication, site))
        for publication in publications
        if (dates := publication.event.occurrences)
    ]


def by_day(happenings: Iterable[Happening], today: date) -> list[Day]:
    """In days; what goes on since earlier stands on ``today``."""

    def day_of(one: Happening) -> date:
        start = one.occurrence.timing.start_date
        return max(start, today) if one.occurrence.timing.end_date >= today else start

    ordered = sorted(happenings, key=lambda one: (day_of(one), one.occurrence.timing.start))
    return [Day(day, list(group), is_today=day == today) for day, group in groupby(ordered, key=day_of)]


def month_grid(site: Site | None, year: int, month: int, today: date) -> list[list[Day]]:
    """The month in weeks; what takes several days stands on each. Two queries."""
    weeks = weeks_of(year, month)
    found = between(site, weeks[0][0], weeks[-1][-1])

    def on(day: date) -> list[Happening]:
        return [one for one in found if one.occurrence.timing.start_date <= day <= one.occurrence.timing.end_date]

    return [[Day(day, on(day), is_today=day == today, is_of_month=day.month == month) for day in week] for week in weeks]


def day_in_list(day: Day, one: Happening) -> date:
    """The day under which the list of the month has it: what takes several days stands there once, under its first one."""
    return max(one.occurrence.timing.start_date, day.date.replace(day=1))


def listed_days(weeks: Iterable[list[Day]]) -> list[tuple[Day, Happening]]:
    """What stands in the list beneath the month, each with its day."""
    days = [day for week in weeks for day in week if day.is_of_month]
    return [(day, one) for day in days for one in day.happenings if day_in_list(day, one) == day.date]


def event_of(publication: Publication) -> Event:
    """Its details, saved or not. One query, and one for the changes of its dates."""
    kept = Event.objects.filter(publication=publication).prefetch_related("changes").first()
    return kept or Event(publication=publication)


def page_of(publication: Publication, today: date) -> EventPage:
    """What its page shows. Two queries."""
    event = event_of(publication)
    dates = event.occurrences if event.pk and event.start_date else []
    ahead = coming(dates, today)
    shown = ahead[:NEXT_DATES] or dates[-1:]
    return EventPage(event=event, dates=shown, more=max(0, len(ahead) - len(shown)), is_over=bool(dates) and not ahead)


def details_of(event: Event) -> EventDetails:
    """As the form takes them."""
    fields = (
        "start_date", "start_time", "end_date", "end_time", "recurrence", "place", "hamlet", "latitude", "longitude", "open_to", "contact",
    )  # fmt: skip
    return EventDetails(**{field: getattr(event, field) for field in fields})


def lacking(publication: Publication) -> list[str]:
    """What the event still needs before others may read it, in words."""
    event = Event.objects.filter(publication=publication).first() or Event(publication=publication)
    return [label for value, label in ((event.start_date, _("tanggal")), (event.place, _("tempat"))) if not value]


def for_calendars(site: Site | None, today: date) -> list[Publication]:
    """What the calendar of a place holds: all that is to come and what is not long over, nearest days first. Two queries."""
    since = today - timedelta(days=KEPT_IN_CALENDARS_DAYS)
    whole = standing(site).defer(None).defer("html", "remarks")
    return list(whole.filter(event__last_date__gte=since).order_by("event__first_date", "pk")[:MOST_IN_CALENDARS])
