"""Texts and photos to test with."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django_scopes import scopes_disabled
from PIL import Image

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.groups.models import Group, Role
from kentongan.media import actions as media
from kentongan.media.models import Upload
from kentongan.newsroom import actions, queries
from kentongan.newsroom.actions import sending
from kentongan.newsroom.models import Event
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.newsroom.policies.alerts import EIGHT, AlertDetails
from kentongan.newsroom.queries import alerts
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region

Write = Callable[..., Publication]
Warn = Callable[..., Publication]
SAID = {name: f"Isi {heading.lower()}." for name, heading in EIGHT.items()}


def photo_bytes(width: int = 400, height: int = 300) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def write(cast: SimpleNamespace, now: datetime) -> Write:
    """``write("Judul", author, status="published")`` → a publication brought there by its deeds, an hour before now."""

    def make(
        title: str = "Panen padi ladang",
        author: Person | None = None,
        *,
        owner: Group | Region | None = None,
        status: str = "draft",
        text: str = "Panen mulai Sabtu.",
        audience: tuple[Region, ...] = (),
        at: datetime | None = None,
        **values: object,
    ) -> Publication:
        author, owner, at = author or cast.sari, owner or cast.siding, at or now - timedelta(hours=1)
        kind = Publication.Kind.ARTICLE if isinstance(owner, Group) else Publication.Kind.BULLETIN
        with scopes_disabled():
            made = publishing.create_publication(actor=author, kind=kind, owner=owner, now=at)
            wanted = {"audience": audience or (owner,)} if isinstance(owner, Region) else {}
            publishing.save_publication(
                actor=author, publication=made, version=1, now=at, title=title, summary="Ringkasnya begini.", text=text, **wanted, **values
            )
            releaser = cast.yohanes if isinstance(owner, Group) and owner == cast.siding else author
            if status in ("submitted", "returned"):
                publishing.submit_publication(actor=author, publication=made, now=at)
            if status == "returned":
                publishing.return_publication(actor=releaser, publication=made, remarks="Lengkapi waktunya.", now=at)
            if status in ("published", "withdrawn"):
                publishing.publish_publication(actor=releaser, publication=made, now=at)
            if status == "withdrawn":
                publishing.withdraw_publication(actor=releaser, publication=made, reason="Datanya keliru.", now=at)
            if status == "scheduled":
                publishing.schedule_publication(actor=releaser, publication=made, scheduled_at=now + timedelta(days=400), now=at)
        return made

    return make


@pytest.fixture
def cover(cast: SimpleNamespace, now: datetime) -> Upload:
    """A photo of Sari's group."""
    file = io.BytesIO(photo_bytes())
    file.name = "sawah.jpg"
    return media.store_upload(
        actor=cast.sari, owner=cast.siding.scope, file=file, now=now, alt="Sawah menguning", caption="Sawah di Dusun Hulu.", credit="Sari"
    )


def stored(publication: Publication) -> Publication:
    """The row as it is now."""
    with scopes_disabled():
        return Publication.objects.select_related("cover", "topic", "group", "region").get(pk=publication.pk)


WriteEvent = Callable[..., Publication]


@pytest.fixture
def plan(cast: SimpleNamespace, now: datetime) -> WriteEvent:
    """``plan("Posyandu", rhythm=Rhythm.WEEKLY)`` → an event of KIM Suara Siding, or of a region, published an hour before now.

    It begins tomorrow (Wednesday, 25 November 2026) at eight and lasts two hours unless ``details`` say otherwise.
    """

    def make(
        title: str = "Posyandu balita",
        author: Person | None = None,
        *,
        owner: Group | Region | None = None,
        status: str = "published",
        audience: tuple[Region, ...] = (),
        rhythm: Rhythm | None = None,
        until: date | None = None,
        times: int | None = None,
        text: str = "",
        at: datetime | None = None,
        **details: object,
    ) -> Publication:
        author, owner, at = author or cast.sari, owner or cast.siding, at or now - timedelta(hours=1)
        usual = {"start_date": date(2026, 11, 25), "start_time": time(8), "end_time": time(10), "place": "Balai adat"}
        values = {**usual, **details}
        if values["start_date"] and rhythm:
            values["recurrence"] = series(rhythm, values["start_date"], until=until, times=times, years=2)
        with scopes_disabled():
            made = publishing.create_publication(actor=author, kind=Publication.Kind.EVENT, owner=owner, now=at)
            actions.write_text(
                actor=author,
                publication=made,
                version=1,
                now=at,
                title=title,
                summary="",
                text=text,
                topic=None,
                tags="",
                cover=None,
                picture={},
                details=EventDetails(**values),
                audience=(audience or (owner,)) if isinstance(owner, Region) else None,
            )
            if status == "published":
                releaser = cast.yohanes if owner == cast.siding else author
                sending.publish_text(actor=releaser, publication=made, now=at)
        return made

    return make


def event(publication: Publication) -> Event:
    """Its details as they are now."""
    return Event.objects.get(publication_id=publication.pk)


@pytest.fixture
def crew(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """The cast with those who warn: Lina officer of kecamatan Siding, Tono with the emergency right over the regency."""
    cast.lina = make_person("lina", "Lina Marlina", phone="+6281255500110")
    cast.tono = make_person("tono", "Tono Wijaya", phone="+6281255500111")
    grant(cast.lina, Role.DISTRICT_OFFICER, region=cast.siding_district, at=now)
    grant(cast.tono, Role.EMERGENCY_OFFICER, region=cast.regency, at=now)
    return cast


@pytest.fixture
def warn(crew: SimpleNamespace, now: datetime) -> Warn:
    """``warn(author, owner)`` → a complete notice for the owner, released where ``releaser`` is given."""

    def make(
        author: Person, owner: Region, *, releaser: Person | None = None, hours: float = 24, at: datetime | None = None, **values: Any
    ) -> Publication:
        moment = at or now
        with scopes_disabled():
            desk = next(desk for desk in queries.desks_for(author, Publication.Kind.ALERT) if desk.owner == owner)
            made = actions.begin_alert(actor=author, desk=desk, hazard=alerts.get_hazard("banjir"), now=moment)
            details = AlertDetails(hazard="banjir", severity="awas", place=str(owner), valid_until=moment + timedelta(hours=hours), **SAID)
            details = replace(details, **values)
            words = alerts.words_of(details)
            actions.write_text(
                actor=author, publication=made, version=made.version, now=moment, topic=None, tags="", cover=None, picture={},
                details=details, audience=[owner], **words,
            )  # fmt: skip
            if releaser is not None:
                publishing.publish_publication(actor=releaser, publication=made, now=moment)
        return made

    return make
