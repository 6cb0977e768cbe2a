"""Emergency notices: which hold where, the hazards with their templates, and what a page or a short text says of one."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.core.scopes import region_code_of
from kentongan.groups.models import Grant
from kentongan.groups.queries import Actor, bulletin_regions_of, warning_grants_of
from kentongan.groups.rules import may_publish_bulletins_for
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.policies.short_texts import shortened
from kentongan.sites.models import Site

from ..models import Alert, AlertUpdate
from ..policies import SUMMARY_MOST, TITLE_MOST
from ..policies.alerts import (
    EIGHT,
    AlertDetails,
    Contact,
    Phase,
    Told,
    contacts_of,
    phase_of,
    summary_of,
    text_of,
    title_of,
)
from .places import below

DETAILS = ("hazard", "severity", "place", *EIGHT, "contacts", "valid_from", "valid_until")
MOST_ON_PAGES = 3
ENDING_SOON = timedelta(hours=3)
GRAVEST_FIRST = [Alert.Severity.DANGER, Alert.Severity.READY, Alert.Severity.WATCH]


@dataclass(frozen=True)
class Hazard:
    """A kind of danger, how long it usually lasts, and what the fields of its notice begin with."""

    key: str
    label: str
    hours: int
    begins: dict[str, Any]


@lru_cache(maxsize=4)
def _hazard_file(path: Path) -> tuple[dict[str, Hazard], dict[str, str]]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    common, hazards = read.get("common", {}), {}
    for key, values in read["hazards"].items():
        begins = {**common, **{name: value for name, value in values.items() if name in DETAILS}}
        hazards[key] = Hazard(key, values["label"], int(values.get("hours", 24)), begins)
    return hazards, read.get("severities", {})


def hazards() -> dict[str, Hazard]:
    """The hazards by their keys, in the order of the file."""
    return _hazard_file(settings.ALERT_HAZARDS)[0]


def severity_words(severity: str) -> str:
    """What the step means for a reader, in one sentence."""
    return _hazard_file(settings.ALERT_HAZARDS)[1].get(severity, "")


def get_hazard(key: str) -> Hazard:
    """The hazard of this key. Raises NotVisible."""
    try:
        return hazards()[key]
    except KeyError:
        raise NotVisible("Jenis bahaya ini tidak ada.") from None


def hazard_label(key: str) -> str:
    """Its name; the key itself where the place has taken it out of its file."""
    found = hazards().get(key)
    return found.label if found else key.replace("-", " ").capitalize()


def calm() -> timedelta:
    """How long an all-clear stands on the pages."""
    return timedelta(hours=settings.ALERT_CALM_HOURS)


def alert_of(publication: Publication) -> Alert:
    """The details of an emergency notice, saved or not."""
    return getattr(publication, "alert", None) or Alert(publication=publication, hazard="lain")


def details_of(alert: Alert) -> AlertDetails:
    """As the words are made from them."""
    return AlertDetails(**{name: getattr(alert, name) for name in DETAILS})


def words_of(details: AlertDetails, *, title: str = "") -> dict[str, Any]:
    """Title, summary and text as the publication keeps them; the title is made where none was written."""
    made = title.strip() or title_of(details, hazard_label(details.hazard))
    return {"title": shortened(made, TITLE_MOST), "summary": summary_of(details, most=SUMMARY_MOST), "text": text_of(details)}


def eight_of(details: AlertDetails) -> list[tuple[str, str]]:
    """(heading, text) of each of the eight fields that says something."""
    return [(heading, text) for name, heading in EIGHT.items() if (text := getattr(details, name).strip())]


def lacking(publication: Publication) -> list[str]:
    """What it still has to say before it goes out, as words for the writer."""
    headings = {**EIGHT, "valid_until": "Berlaku sampai"}
    return [headings[name].lower() for name in details_of(alert_of(publication)).missing()]


def updates_of(publication: Publication) -> list[AlertUpdate]:
    """What changed since, newest first."""
    return list(AlertUpdate.objects.filter(alert_id=publication.pk).select_related("author"))


def phase(publication: Publication, *, now: datetime) -> Phase:
    """Where a published notice is in its life."""
    return phase_of(ends_at=publication.ends_at, cleared_at=publication.alert.cleared_at, calm=calm(), now=now)


def contacts(alert: Alert) -> tuple[Contact, ...]:
    """Whom to call: the emergency number first, then those written down."""
    written = [contact for contact in contacts_of(alert.contacts) if contact.number != settings.ALERT_NUMBER]
    return (Contact("Darurat", settings.ALERT_NUMBER, settings.ALERT_NUMBER), *written)


def told_of(publication: Publication, *, until: str, link: str) -> Told:
    """What the texts for WhatsApp and SMS are made from; ``until`` is its end in words, ``link`` absolute."""
    alert = publication.alert
    return Told(
        headline=publication.title,
        details=details_of(alert),
        contacts=contacts(alert),
        until=until,
        link=link,
        cleared=alert.cleared_words,
    )


# --- Which hold where


def _standing(now: datetime) -> QuerySet[Publication]:
    """What has something to say on every page now: what holds, and what was cleared a short while ago. The caller opened the scopes."""
    holds = Q(ends_at__gt=now) | Q(alert__cleared_at__gt=now - calm())
    out = Publication.objects.filter(kind=Publication.Kind.ALERT, status=Publication.Status.PUBLISHED, archived_at=None)
    return out.filter(holds).select_related("alert").only("kind", "slug", "title", "ends_at", "published_at", "alert")


@dataclass(frozen=True)
class Banner:
    """An emergency notice as it stands on top of every page under its area."""

    title: str
    url: str
    severity: str
    is_calm: bool

    @property
    def look(self) -> str:
        """Its class: red only where the danger is there, calm where it is over."""
        if self.is_calm:
            return "calm"
        return "now" if self.severity == Alert.Severity.DANGER else ""


def banners(site: Site | None, *, now: datetime) -> tuple[Banner, ...]:
    """What stands on top of the pages of the site, or of the hub: the gravest first, at most three. One query."""
    with scopes_disabled():  # error pages are drawn outside the request's scope, too
        standing = _standing(now)
        if site is not None:
            codes = [code for code in map(region_code_of, site.group.region.scope_chain) if code]
            standing = standing.filter(audiences__region_id__in=codes).distinct()
        found = list(standing.order_by("-published_at")[:20])
    found.sort(key=lambda alert: (alert.alert.cleared_at is not None, GRAVEST_FIRST.index(Alert.Severity(alert.alert.severity))))
    return tuple(
        Banner(
            title=publication.title,
            url=reverse("newsroom:alert_show", kwargs={"slug": publication.slug}),
            severity=publication.alert.severity,
            is_calm=publication.alert.cleared_at is not None,
        )
        for publication in found[:MOST_ON_PAGES]
    )


def with_alert(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """With their details, in the same query."""
    return publications.select_related("alert")


def listed_alerts(site: Site | None) -> QuerySet[Publication]:
    """All that went out for this place, newest first. On a site an open scope is needed."""
    found = publishing.for_site(site, Publication.Kind.ALERT) if site else publishing.of_regions(Publication.Kind.ALERT)
    return with_alert(found)


def current(listed: QuerySet[Publication], *, now: datetime) -> list[Publication]:
    """Of those listed what still holds, the gravest first."""
    return sorted(listed.filter(ends_at__gt=now), key=lambda publication: GRAVEST_FIRST.index(Alert.Severity(publication.alert.severity)))


def past(listed: QuerySet[Publication], *, now: datetime) -> QuerySet[Publication]:
    """Of those listed what holds no longer, the last to end first."""
    return listed.filter(ends_at__lte=now).order_by("-ends_at", "-pk")


def alert_for_readers(slug: str, *, site: Site | None) -> Publication:
    """The notice of this slug that stands here, published or withdrawn. Raises NotVisible."""
    return publishing.found_on_place(Publication.Kind.ALERT, slug, site=site)


def due_to_expire(*, now: datetime) -> list[int]:
    """Notices whose end has come and was not told yet."""
    with scopes_disabled():
        ended = Publication.objects.filter(kind=Publication.Kind.ALERT, status=Publication.Status.PUBLISHED, ends_at__lte=now)
        return list(ended.filter(alert__cleared_at=None, alert__expired_at=None).order_by("ends_at").values_list("pk", flat=True))


# --- In the workspace


class State(StrEnum):
    """What an officer has to know of a notice at a glance."""

    DRAFT = "draft"
    WAITING = "waiting"
    HOLDS = "holds"
    CLEARED = "cleared"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


def state_of(publication: Publication, *, now: datetime) -> State:
    """Its state, of which publishing knows half and the clock the other."""
    if publication.status == Publication.Status.WITHDRAWN:
        return State.WITHDRAWN
    if publication.status != Publication.Status.PUBLISHED:
        return State.WAITING if publication.status == Publication.Status.SUBMITTED else State.DRAFT
    if publication.alert.cleared_at is not None:
        return State.CLEARED
    return State.ENDED if publication.is_over(now) else State.HOLDS


def seen_by(actor: Actor) -> QuerySet[Publication]:
    """The emergency notices the actor sees in the workspace, last touched first. One query besides the actor's roles."""
    owners = {grant.scope for grant in (*bulletin_regions_of(actor), *warning_grants_of(actor))}
    wanted = Q(owner__in=owners) | Q(author_id=actor.pk) | _in_or_below(warning_grants_of(actor))
    with scopes_disabled():
        seen = Publication.objects.filter(wanted, kind=Publication.Kind.ALERT).select_related("alert", *publishing.WITH_CARD)
        return seen.defer("text", "html").order_by("-updated_at", "-pk")


def waiting_for_release(actor: Actor) -> QuerySet[Publication]:
    """Notices of others that wait for the actor to let them out, longest waiting first."""
    senders = {grant.scope for grant in bulletin_regions_of(actor) if grant.region and may_publish_bulletins_for(actor, grant.region)}
    theirs = _in_or_below(warning_grants_of(actor))
    waiting = seen_by(actor).filter(Q(owner__in=senders) | theirs, status=Publication.Status.SUBMITTED)
    return waiting.exclude(author_id=actor.pk).order_by("submitted_at", "pk")


def ending_soon(actor: Actor, *, now: datetime) -> QuerySet[Publication]:
    """Notices of the actor's regions that end within the hours in which somebody should say whether the danger is over."""
    out = seen_by(actor).filter(status=Publication.Status.PUBLISHED, archived_at=None, alert__cleared_at=None)
    return out.filter(ends_at__gt=now, ends_at__lte=now + ENDING_SOON).order_by("ends_at")


def _in_or_below(grants: Iterable[Grant]) -> Q:
    """In the regions of these roles, or below one of them."""
    return below({grant.region_id for grant in grants if grant.region_id})
