"""What the front pages need to have something to show."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scopes_disabled

from kentongan.core.policies import new_code
from kentongan.groups.models import Group, Office
from kentongan.media.models import Upload
from kentongan.newsroom.actions.agenda import keep_event
from kentongan.newsroom.policies.agenda import EventDetails, Rhythm, series
from kentongan.publishing.actions.activities import log_publication
from kentongan.publishing.models import Audience, Publication, Tag
from kentongan.publishing.policies import rendered, slug_of
from kentongan.regions.models import Region


@pytest.fixture
def hub() -> Client:
    """A visitor of the hub without any cookie."""
    return Client(headers={"host": settings.BASE_DOMAIN})


@pytest.fixture
def write(cast: SimpleNamespace, now: datetime) -> Callable[..., Publication]:
    """``write("Judul", days=3)``: an article of KIM Siding, out and in its log; ``group``, ``topic``, ``status`` and more may differ."""

    def make(title: str, *, group: Group = cast.siding, days: float = 0, text: str = "Isi **tulisan**.", **values: object) -> Publication:
        at = now - timedelta(days=days)
        kept = {
            "slug": slug_of(title),
            "status": Publication.Status.PUBLISHED,
            "published_at": at,
            "summary": f"Ringkasan {title}.",
            "kind": Publication.Kind.ARTICLE,
        } | values
        with scopes_disabled():
            made = Publication.objects.create(
                code=new_code(), owner=group.scope, group=group, title=title, text=text, html=rendered(text),
                author=cast.sari, created_at=at, updated_at=at, updated_by=cast.sari, **kept,
            )  # fmt: skip
        log_publication(publication_id=made.pk, now=at)
        return made

    return make


@pytest.fixture
def announce(cast: SimpleNamespace, now: datetime) -> Callable[..., Publication]:
    """``announce("Judul", [region], days=3)``: a published bulletin of the regency's health office to these regions."""

    def make(title: str, to: list[Region], *, days: float = 0, text: str = "Isi **pengumuman**.", **values: object) -> Publication:
        at = now - timedelta(days=days)
        office, _made = Office.objects.get_or_create(region=cast.regency, name="Dinas Kesehatan")
        kept = {
            "slug": slug_of(title),
            "status": Publication.Status.PUBLISHED,
            "published_at": at,
            "summary": f"Ringkasan {title}.",
        } | values
        with scopes_disabled():
            made = Publication.objects.create(
                code=new_code(), kind=Publication.Kind.BULLETIN, owner=cast.regency.scope, region=cast.regency, office=office, title=title,
                text=text, html=rendered(text), author=cast.rini, created_at=at, updated_at=at, updated_by=cast.rini, **kept,
            )  # fmt: skip
            Audience.objects.bulk_create([Audience(publication=made, region=region) for region in to])
        return made

    return make


@pytest.fixture
def plan(cast: SimpleNamespace, write: Callable[..., Publication], now: datetime) -> Callable[..., Publication]:
    """``plan("Posyandu", days=3)``: a published event of KIM Suara Siding, so many days from now, twice with a week between."""

    def make(title: str, *, days: int = 1, **values: object) -> Publication:
        made = write(title, kind=Publication.Kind.EVENT, **values)
        start = now.date() + timedelta(days=days)
        keep_event(
            EventDetails(start_date=start, place="Balai adat", recurrence=series(Rhythm.WEEKLY, start, times=2, years=2)), publication=made
        )
        return made

    return make


@pytest.fixture
def picture(cast: SimpleNamespace, now: datetime) -> Callable[..., Upload]:
    """A row of a picture, as the pages need it; no file."""

    def make(key: str, owner: str) -> Upload:
        with scopes_disabled():
            return Upload.objects.create(
                key=key, owner=owner, kind=Upload.Kind.PICTURE, uploader=cast.sari, uploaded_at=now, original_name="foto.jpg",
                content_type="image/webp", size=9000, width=1280, height=960, colour="#7f9f73", variants=[360, 640, 1280], alt="Sawah",
                is_public=True,
            )  # fmt: skip

    return make


@pytest.fixture
def farming(db: None) -> Tag:
    """The topic of farming."""
    return Tag.objects.create(slug="pertanian", label="Pertanian", is_topic=True)


@pytest.fixture(autouse=True)
def today(now: datetime) -> object:
    """The clock of the tests stands at ``now``."""
    import time_machine

    with time_machine.travel(now, tick=False) as traveller:
        yield traveller
