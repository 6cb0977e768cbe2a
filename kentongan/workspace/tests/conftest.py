"""Texts for the tables of the workspace's tests."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.groups.models import Group, Member
from kentongan.publishing import actions as publishing
from kentongan.publishing.actions.activities import log_publication
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region

Write = Callable[..., Publication]


@pytest.fixture
def write(db: None) -> Write:
    """``write(person, owner, title, status=…, days=…)``: a text as it would be that many days ago, brought to the status by its deeds."""

    def make(
        author: Person,
        owner: Group | Region,
        title: str = "Panen padi",
        *,
        status: str = "draft",
        days: float = 0,
        by: Person | None = None,
        summary: str = "",
        is_embargoed: bool = False,
        audience: list[Region] | None = None,
        scheduled_in: float = 2,
    ) -> Publication:
        then = timezone.now() - timedelta(days=days)
        kind = Publication.Kind.ARTICLE if isinstance(owner, Group) else Publication.Kind.BULLETIN
        with scopes_disabled():
            text = publishing.create_publication(actor=author, kind=kind, owner=owner, now=then)
            publishing.save_publication(
                actor=author, publication=text, version=1, now=then, title=title, summary=summary, text="Isi.", audience=audience
            )
            _bring(text, status, by or author, then, is_embargoed, scheduled_in)
        log_publication(publication_id=text.pk, now=then)
        return text

    return make


def _bring(text: Publication, status: str, by: Person, then: datetime, is_embargoed: bool, scheduled_in: float) -> None:
    if status == "submitted" or (status in ("returned", "published") and text.region_id is None):
        publishing.submit_publication(actor=text.author, publication=text, now=then)
    if status == "returned":
        publishing.return_publication(actor=by, publication=text, remarks="Tolong sebutkan tanggalnya.", now=then)
    if status == "published":
        publishing.publish_publication(actor=by, publication=text, now=then)
    if status == "scheduled":
        moment = timezone.now() + timedelta(days=scheduled_in)
        publishing.schedule_publication(actor=by, publication=text, scheduled_at=moment, is_embargoed=is_embargoed, now=then)


@pytest.fixture
def members(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """The cast, with the people of KIM Suara Siding as its members."""
    for person in (cast.sari, cast.yohanes, cast.dewi, cast.markus):
        Member.objects.create(group=cast.siding, person=person, joined_date=now.date(), account_made_here=True)
    return cast
