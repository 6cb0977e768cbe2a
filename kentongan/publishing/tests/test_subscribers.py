"""A picture is public exactly while a site or a publication shows it."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django_scopes import scopes_disabled

from kentongan.core.actions import tell_subscriber
from kentongan.core.models import Telling
from kentongan.media.models import Upload
from kentongan.publishing import actions
from kentongan.publishing.models import Publication
from kentongan.sites.actions import dress_site


def tell_all(now: datetime) -> None:
    for telling in Telling.objects.filter(told_at=None).order_by("pk"):
        assert tell_subscriber(telling.pk, now=now)


@pytest.mark.parametrize("is_cover", [True, False])
def test_a_former_logo_stays_public_only_as_a_cover(cast: SimpleNamespace, now: datetime, is_cover: bool) -> None:
    with scopes_disabled():
        values = {
            "owner": cast.siding.scope,
            "kind": "picture",
            "uploader": cast.sari,
            "uploaded_at": now,
            "original_name": "a.png",
            "size": 1,
        }
        picture = Upload.objects.create(key="k1", variants=[320], **values)
        text = actions.create_publication(actor=cast.sari, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
        cover = picture if is_cover else None
        words = {"title": "Kabar", "summary": "", "text": "Isi."}
        actions.save_publication(actor=cast.sari, publication=text, version=1, now=now, cover=cover, **words)
        actions.submit_publication(actor=cast.sari, publication=text, now=now)
        actions.publish_publication(actor=cast.yohanes, publication=text, now=now)
        dress = {"actor": cast.sari, "site": cast.siding_site, "accent": "hutan", "tagline": "", "now": now}
        dress_site(version=1, logo=picture, **dress)
        dress_site(version=2, logo=None, **dress)
        tell_all(now)
        assert Upload.objects.get().is_public is is_cover


def test_a_logo_stays_public_when_the_article_that_shows_it_is_withdrawn(cast: SimpleNamespace, now: datetime) -> None:
    with scopes_disabled():
        values = {
            "owner": cast.siding.scope,
            "kind": "picture",
            "uploader": cast.sari,
            "uploaded_at": now,
            "original_name": "a.png",
            "size": 1,
        }
        picture = Upload.objects.create(key="k1", variants=[320], **values)
        text = actions.create_publication(actor=cast.sari, kind=Publication.Kind.ARTICLE, owner=cast.siding, now=now)
        words = {"title": "Kabar", "summary": "", "text": "Isi."}
        actions.save_publication(actor=cast.sari, publication=text, version=1, now=now, cover=picture, **words)
        actions.submit_publication(actor=cast.sari, publication=text, now=now)
        actions.publish_publication(actor=cast.yohanes, publication=text, now=now)
        dress_site(actor=cast.sari, site=cast.siding_site, version=1, accent="hutan", tagline="", logo=picture, now=now)
        actions.withdraw_publication(actor=cast.yohanes, publication=text, reason="Keliru", now=now)
        assert Upload.objects.get().is_public is True
