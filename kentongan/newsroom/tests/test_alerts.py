"""Emergency notices: who may, what each deed leaves behind, and where they stand."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, Stale
from kentongan.core.tasks import tick
from kentongan.newsroom.actions import alerts as deeds
from kentongan.newsroom.models import Alert
from kentongan.newsroom.policies.alerts import EIGHT
from kentongan.newsroom.queries import alerts
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Publication

from .conftest import Warn

Status = Publication.Status


def events_since(last: int) -> list[tuple[str, int | None, list[str], dict[str, Any]]]:
    return [
        (record.name, record.actor_id, sorted(record.numbers.values_list("scope", flat=True)), record.payload)
        for record in EventRecord.objects.filter(pk__gt=last).order_by("pk")
    ]


def last_event() -> int:
    return EventRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


# --- Who


MAY_RELEASE = {
    # author → who lets out a notice of Desa Siding that this person wrote
    "budi": {"lina": False, "rini": True, "tono": True, "budi": False, "sari": False, "joko": False, "wati": False, "adi": False},
    "sari": {"budi": True, "rini": True, "tono": True, "sari": False, "yohanes": False, "joko": False, "lina": False},
}


@pytest.mark.parametrize(("author", "releaser", "allowed"), [(a, r, ok) for a, row in MAY_RELEASE.items() for r, ok in row.items()])
def test_two_persons_let_a_notice_out(author: str, releaser: str, allowed: bool, crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made = warn(getattr(crew, author), crew.siding_village)
    if allowed:
        publishing.publish_publication(actor=getattr(crew, releaser), publication=made, now=now)
    else:
        with pytest.raises(Denied):
            publishing.publish_publication(actor=getattr(crew, releaser), publication=made, now=now)
    with scopes_disabled():
        assert Publication.objects.get(pk=made.pk).status == (Status.PUBLISHED if allowed else Status.DRAFT)


def test_one_with_the_emergency_right_warns_alone(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    assert warn(crew.tono, crew.regency, releaser=crew.tono).status == Status.PUBLISHED


def test_nobody_plans_an_emergency(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made = warn(crew.tono, crew.regency)
    with pytest.raises(Denied, match="tidak dijadwalkan"):
        publishing.schedule_publication(actor=crew.tono, publication=made, scheduled_at=now + timedelta(hours=1), now=now)


@pytest.mark.parametrize("name", [*EIGHT, "valid_until"])
def test_no_way_lets_out_what_lacks_one_of_the_eight(name: str, crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made = warn(crew.tono, crew.regency, **{name: None if name == "valid_until" else "Air naik ____ m"})
    for step in (publishing.publish_publication, publishing.submit_publication):
        with pytest.raises(Denied):
            step(actor=crew.tono, publication=made, now=now)


# --- Where it stands


def _shows(client: Client, path: str, title: str) -> bool:
    return title in client.get(path, headers={"host": settings.BASE_DOMAIN}).content.decode()


def test_it_stands_on_exactly_the_sites_of_its_area_and_on_the_hub(crew: SimpleNamespace, warn: Warn) -> None:
    client = Client()
    made = warn(crew.tono, crew.regency, at=timezone.now())
    with scopes_disabled():
        publishing.set_audience(made, [crew.siding_district])
        publishing.publish_publication(actor=crew.tono, publication=made, now=timezone.now())
    paths = ["/", "/cari/", "/status/", "/tidak-ada/", "/kim/suara-siding/", "/kim/suara-siding/kabar/", "/kim/jagoi-bersuara/"]
    assert [path for path in paths if _shows(client, path, made.title)] == paths[:-1]
    assert client.get(f"/kim/jagoi-bersuara/darurat/{made.slug}/", headers={"host": settings.BASE_DOMAIN}).status_code == 404
    assert client.get(f"/kim/suara-siding/darurat/{made.slug}/", headers={"host": settings.BASE_DOMAIN}).status_code == 200


def test_a_kept_page_ends_at_once_and_again_when_the_notice_ends(
    crew: SimpleNamespace, warn: Warn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = Client(headers={"host": settings.BASE_DOMAIN}), "/kim/suara-siding/"
    moment = timezone.now().replace(hour=2)  # in the morning: a page with a date grows old at midnight by itself
    monkeypatch.setattr(timezone, "now", lambda: moment)  # the clock is at the edge of the house

    def kept() -> str:
        return client.get(path)["ETag"]

    def is_fresh(tag: str) -> bool:
        return client.get(path, headers={"if-none-match": tag}).status_code == 304

    before = kept()
    assert is_fresh(before)
    made = warn(crew.budi, crew.siding_village, releaser=crew.tono, at=moment, hours=2)
    assert not is_fresh(before)
    with_notice = kept()
    assert (is_fresh(with_notice), _shows(client, path, made.title)) == (True, True)
    moment += timedelta(hours=1, minutes=59)
    assert (is_fresh(with_notice), _shows(client, path, made.title)) == (True, True)
    moment += timedelta(minutes=1)  # and no clock has ticked
    assert (is_fresh(with_notice), _shows(client, path, made.title)) == (False, False)


@pytest.mark.parametrize("path", ["/", "/kim/suara-siding/", "/kim/suara-siding/kabar/", "/pengumuman/", "/kim/"])
def test_no_notice_costs_no_query_and_one_costs_one(path: str, crew: SimpleNamespace, warn: Warn) -> None:
    client = Client(headers={"host": settings.BASE_DOMAIN})

    def asked() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries_made:
            client.get(path)
        return len(queries_made)

    before = asked()
    warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now() - timedelta(hours=3), hours=1)
    over = asked()
    warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now())
    assert (over, asked()) == (before, before + 1)


def test_the_banner_is_small(crew: SimpleNamespace, warn: Warn) -> None:
    warn(crew.budi, crew.siding_village, releaser=crew.tono, at=timezone.now(), place="Dusun Hulu, Dusun Tengah dan Dusun Hilir")
    html = Client(headers={"host": settings.BASE_DOMAIN}).get("/kim/suara-siding/").content.decode()
    found = re.search(r'<section class="alarm".*?</section>', html, re.DOTALL)
    assert found
    assert len(found[0].encode()) <= 600
    assert html.index(found[0]) < html.index("<header")


# --- Its life


def test_an_update_tells_what_changed_and_changes_severity_and_end(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made, last = warn(crew.budi, crew.siding_village, releaser=crew.tono, hours=2), last_event()
    later = now + timedelta(hours=1)
    deeds.update_alert(
        actor=crew.budi, publication=made, now=later, text=" Air turun. ", severity="siaga", ends_at=later + timedelta(hours=5)
    )
    alert = Alert.objects.select_related("publication").get(pk=made.pk)
    assert list(alert.updates.values_list("text", "severity", "author__username", "at")) == [("Air turun.", "siaga", "budi", later)]
    with scopes_disabled():
        stored = Publication.objects.get(pk=made.pk)
    assert (alert.severity, alert.valid_until, stored.ends_at, stored.updated_at) == (
        "siaga", later + timedelta(hours=5), later + timedelta(hours=5), later,
    )  # fmt: skip
    assert events_since(last) == [
        ("newsroom.AlertUpdated", crew.budi.pk, [crew.siding_village.scope], {"publication_id": made.pk, "severity": "siaga"})
    ]


def test_the_all_clear_ends_it_once_and_calmly(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made, last = warn(crew.budi, crew.siding_village, releaser=crew.tono), last_event()
    later = now + timedelta(hours=1)
    deeds.clear_alert(actor=crew.rini, publication=made, words="Air sudah surut.", now=later)
    with pytest.raises(Stale):
        deeds.clear_alert(actor=crew.budi, publication=made, words="Sudah aman.", now=later)
    with pytest.raises(Stale):
        deeds.update_alert(actor=crew.budi, publication=made, text="Air naik lagi.", now=later)
    assert events_since(last) == [("newsroom.AlertCleared", crew.rini.pk, [crew.siding_village.scope], {"publication_id": made.pk})]
    looks = [[banner.look for banner in alerts.banners(crew.siding_site, now=later + timedelta(hours=hours))] for hours in (0, 23, 24)]
    assert looks == [["calm"], ["calm"], []]


def test_the_clock_tells_once_that_it_ended_and_an_update_lets_it_hold_again(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made, last = warn(crew.budi, crew.siding_village, releaser=crew.tono, hours=2), last_event()
    for minutes in (119, 120, 122, 124):
        tick(now + timedelta(minutes=minutes))
    ended = [("newsroom.AlertExpired", None, [crew.siding_village.scope], {"publication_id": made.pk})]
    assert events_since(last) == ended
    later = now + timedelta(hours=3)
    with scopes_disabled():
        made = Publication.objects.select_related("region", "author").get(pk=made.pk)
    with pytest.raises(Denied, match="waktu berakhirnya yang baru"):
        deeds.update_alert(actor=crew.budi, publication=made, text="Hujan lagi.", now=later)
    deeds.update_alert(actor=crew.budi, publication=made, text="Hujan lagi.", ends_at=later + timedelta(hours=1), now=later)
    assert [banner.look for banner in alerts.banners(crew.siding_site, now=later)] == ["now"]
    tick(later + timedelta(hours=2))
    assert [name for name, *_rest in events_since(last)] == ["newsroom.AlertExpired", "newsroom.AlertUpdated", "newsroom.AlertExpired"]


def test_what_is_withdrawn_or_archived_leaves_the_pages(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    withdrawn, archived = (warn(crew.budi, crew.siding_village, releaser=crew.tono) for _ in range(2))
    publishing.withdraw_publication(actor=crew.budi, publication=withdrawn, reason="Keliru.", now=now)
    publishing.set_archived(actor=crew.budi, publication=archived, is_archived=True, now=now)
    assert alerts.banners(crew.siding_site, now=now) == ()
    assert Client(headers={"host": settings.BASE_DOMAIN}).get(f"/darurat/{withdrawn.slug}/").status_code == 410


def test_a_correction_names_the_version_it_started_from(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    made = warn(crew.budi, crew.siding_village, releaser=crew.tono)
    version, details = made.version, alerts.details_of(alerts.alert_of(made))
    put_right = replace(details, aid="Telepon 0812 5550 0199.", contacts="Posko: 0812 5550 0199")
    deeds.correct_alert(
        actor=crew.budi, publication=made, version=version, title="", details=put_right, note="Nomor posko dibetulkan.", now=now
    )
    with pytest.raises(Stale):
        deeds.correct_alert(actor=crew.rini, publication=made, version=version, title="", details=details, note="Lagi.", now=now)
    with scopes_disabled():
        stored = Publication.objects.get(pk=made.pk)
    assert ("Telepon 0812 5550 0199." in stored.text, stored.alert.contacts) == (True, "Posko: 0812 5550 0199")
    with pytest.raises(Denied, match="dihindari"):
        deeds.correct_alert(
            actor=crew.budi, publication=made, version=stored.version, title="", details=replace(details, avoidance=""), note="x", now=now
        )


def test_the_gravest_stands_first_and_three_are_enough(crew: SimpleNamespace, warn: Warn, now: datetime) -> None:
    for severity in ("waspada", "awas", "siaga", "waspada"):
        warn(crew.budi, crew.siding_village, releaser=crew.tono, severity=severity)
    assert [banner.severity for banner in alerts.banners(crew.siding_site, now=now)] == ["awas", "siaga", "waspada"]
