"""A group's texts stand in the log of what it does, for as long as they stand themselves."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from kentongan.groups.models import ActivityEntry
from kentongan.publishing import actions
from kentongan.publishing.actions.activities import log_publication
from kentongan.publishing.models import Publication
from kentongan.publishing.policies.activities import ACTIVITY_OF
from kentongan.publishing.rules import KINDS_OF_GROUP

from .test_subscribers import tell_all

Kind = Publication.Kind


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


def written(actor: object, owner: object, kind: Kind, now: datetime) -> Publication:
    text = actions.create_publication(actor=actor, kind=kind, owner=owner, now=now)  # type: ignore[arg-type]
    words = {"title": "Panen raya 100%", "summary": "", "text": "Isi."}
    actions.save_publication(actor=actor, publication=text, version=1, now=now, **words)  # type: ignore[arg-type]
    return text


def log() -> list[tuple]:
    return list(ActivityEntry.objects.live().order_by("pk").values_list("group", "kind", "day", "title", "source", "address", "author"))


@pytest.mark.once
def test_every_text_of_a_group_is_something() -> None:
    assert set(ACTIVITY_OF) == set(KINDS_OF_GROUP)
    assert set(ACTIVITY_OF.values()) <= set(ActivityEntry.Kind.values)


def test_a_text_lands_follows_its_title_and_goes(cast: SimpleNamespace, now: datetime) -> None:
    text = written(cast.dewi, cast.siding, Kind.ARTICLE, now)
    actions.submit_publication(actor=cast.dewi, publication=text, now=now)
    tell_all(now)
    assert log() == []
    later = now + timedelta(days=1)
    actions.publish_publication(actor=cast.yohanes, publication=text, now=later)
    tell_all(later)
    address = f"/s/{text.code}"
    entry = [cast.siding.pk, "diseminasi", date(2026, 11, 25), "Menerbitkan kabar: Panen raya 100%", "publishing.Publication", address]
    assert log() == [(*entry, cast.dewi.pk)]
    assert ActivityEntry.objects.get().evidence == {"channels": "Situs KIM", "link": address}
    actions.mark_copied(actor=cast.sari, publication=text, is_copied=True, now=later)
    tell_all(later)
    copied = (cast.siding.pk, "diseminasi", date(2026, 11, 25), "Menyalin ke kim.id: Panen raya 100%", "publishing.KimIdCopy", address)
    assert log() == [(*entry, cast.dewi.pk), (*copied, cast.sari.pk)]
    actions.mark_copied(actor=cast.sari, publication=text, is_copied=False, now=later)
    actions.withdraw_publication(actor=cast.yohanes, publication=text, reason="Keliru", now=later)
    tell_all(later)
    assert log() == []
    Publication.objects.update(status="published", title="Panen lada")
    log_publication(publication_id=text.pk, now=later)
    assert [title for *_, title, _source, _address, _author in log()] == ["Menerbitkan kabar: Panen lada"]


def test_what_a_region_sends_is_no_deed_of_a_group(cast: SimpleNamespace, now: datetime) -> None:
    text = written(cast.budi, cast.siding_village, Kind.BULLETIN, now)
    actions.set_audience(publication=text, regions=[cast.siding_village])
    actions.submit_publication(actor=cast.budi, publication=text, now=now)
    actions.publish_publication(actor=cast.budi, publication=text, now=now)
    tell_all(now)
    log_publication(publication_id=text.pk + 1, now=now)
    assert log() == []
