"""The newsroom's own deeds: beginning a text, keeping what was written with its answers and photo, and composing the draft.

What moves a text from one status to the next is done by kentongan.publishing.actions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import singledispatch
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction

from kentongan.accounts.models import Person
from kentongan.groups.models import Office
from kentongan.media import actions as media
from kentongan.media.models import Upload
from kentongan.media.queries import path_of
from kentongan.publishing import actions as publishing
from kentongan.publishing.actions.clearing import refuse_listed
from kentongan.publishing.models import Publication, Tag
from kentongan.regions.models import Region

from .. import queries
from ..models import Brief
from ..policies import SUMMARY_MOST, TITLE_MOST, Answers, Arrangement, compose, tag_labels
from ..policies.agenda import EventDetails
from ..policies.alerts import AlertDetails
from ..queries.alerts import Hazard, words_of
from .agenda import keep_event
from .alerts import keep_alert
from .attaching import arrange_files, attach_file
from .profiles import save_profile

__all__ = [
    "arrange_files",
    "attach_file",
    "begin_alert",
    "begin_text",
    "begin_told",
    "compose_draft",
    "keep_details",
    "save_profile",
    "write_text",
]


def begin_text(*, actor: Person, desk: queries.Desk, now: datetime) -> Publication:
    """Begin a draft at a desk, or take up the empty one begun today. Raises Denied."""
    begun = queries.untouched_draft(actor=actor, desk=desk, since=now - timedelta(days=1))
    if begun is not None:
        return begun
    return _begin(actor, desk, now)


@transaction.atomic
def _begin(actor: Person, desk: queries.Desk, now: datetime) -> Publication:
    publication = publishing.create_publication(actor=actor, kind=desk.kind, owner=desk.owner, office=desk.office, now=now)
    if isinstance(desk.owner, Region):
        publishing.set_audience(publication, [desk.owner])
    return publication


@transaction.atomic
def write_text(
    *,
    actor: Person,
    publication: Publication,
    version: int,
    now: datetime,
    title: str,
    summary: str,
    text: str,
    topic: Tag | None,
    tags: str,
    cover: Upload | None,
    picture: Mapping[str, str],
    details: object = None,
    arrangement: Arrangement | None = None,
    audience: Iterable[Region] | None = None,
    office: Office | None = None,
) -> Publication:
    """Keep all that stands in the form: the text, what its kind has besides, the photo and what is said of it. Raises Denied, Stale.

    ``details`` is a value that keep_details knows: the six answers of an article; ``arrangement`` what is said of its attachments.
    """
    found = [tag for label in tag_labels(tags) if (tag := publishing.tag_named(label)) is not None]
    publishing.save_publication(
        actor=actor,
        publication=publication,
        version=version,
        now=now,
        title=title,
        summary=summary,
        text=text,
        topic=topic,
        tags=found,
        cover=cover,
        audience=audience,
        office=office,
    )
    if details is not None:
        keep_details(details, publication=publication)
    if arrangement is not None and arrangement.captions:
        arrange_files(actor=actor, publication=publication, arrangement=arrangement, now=now)
    if cover is not None and any(getattr(cover, field) != value for field, value in picture.items()):
        if cover.is_public:  # another text shows it already, so what is said of it is read at once
            stands = [getattr(cover, field) for field in picture]
            refuse_listed(actor=actor, publication=publication, said=picture.values(), instead_of=stands, now=now)
        media.describe_upload(actor=actor, upload=cover, now=now, **picture)
    return publication


@singledispatch
def keep_details(details: object, *, publication: Publication) -> None:
    """Keep beside the publication what only its kind has. Each kind registers the type of its own details."""
    raise TypeError(f"No kind of publication has {type(details).__name__}.")


@keep_details.register
def keep_answers(answers: Answers, *, publication: Publication) -> None:
    """Keep the six answers of an article."""
    values: dict[str, Any] = {field: getattr(answers, field) for field in ("what", "who", "where", "when", "why", "how")}
    Brief.objects.update_or_create(publication=publication, defaults=values)


@keep_details.register
def keep_event_details(details: EventDetails, *, publication: Publication) -> None:
    """Keep when and where an event is."""
    keep_event(details, publication=publication)


@keep_details.register
def keep_alert_details(details: AlertDetails, *, publication: Publication) -> None:
    """Keep the eight things an emergency notice says."""
    keep_alert(details, publication=publication)


@transaction.atomic
def begin_alert(*, actor: Person, desk: queries.Desk, hazard: Hazard, now: datetime) -> Publication:
    """Begin an emergency notice with the words that its hazard usually needs, addressed to the whole region. Raises Denied."""
    publication = begin_text(actor=actor, desk=desk, now=now)
    ends_at = (now + timedelta(hours=hazard.hours)).replace(minute=0, second=0, microsecond=0)
    details = replace(AlertDetails(hazard=hazard.key, valid_until=ends_at), **hazard.begins)
    values: dict[str, Any] = {"topic": None, "tags": "", "cover": None, "picture": {}, "office": desk.office, **words_of(details)}
    return write_text(actor=actor, publication=publication, version=publication.version, now=now, details=details, **values)


def _own_copy(picture: Upload, *, actor: Person, owner: str, now: datetime) -> Upload:
    """A picture that already stands elsewhere, kept once more for this text: withdrawing the text then hides nothing else."""
    with path_of(picture, f"{max(picture.variants)}.jpg").open("rb") as file:
        copy = File(file, name=f"{Path(picture.original_name).stem or 'foto'}.jpg")
        words: dict[str, Any] = {
            "alt": picture.alt,
            "caption": picture.caption,
            "credit": picture.credit,
            "people_shown": picture.people_shown,
        }
        return media.store_upload(actor=actor, owner=owner, file=copy, now=now, pictures_only=True, is_demo=picture.is_demo, **words)


@transaction.atomic
def begin_told(
    *, actor: Person, desk: queries.Desk, title: str, summary: str, text: str, now: datetime, cover: Upload | None = None
) -> Publication:
    """Begin a draft with words that another room has: what the front floor brings together. Raises Denied."""
    publication = _begin(actor, desk, now)
    has_picture = cover is not None and bool(cover.variants)
    kept = _own_copy(cover, actor=actor, owner=desk.owner.scope, now=now) if cover is not None and has_picture else None
    return write_text(
        actor=actor,
        publication=publication,
        version=publication.version,
        now=now,
        title=title[:TITLE_MOST],
        summary=summary[:SUMMARY_MOST],
        text=text,
        topic=None,
        tags="",
        cover=kept,
        picture={},
        office=desk.office,
    )


def compose_draft(*, actor: Person, publication: Publication, before: Answers, now: datetime) -> bool:
    """Put the draft made of the answers into the fields that are empty, or still as composed from the answers ``before``.

    What somebody wrote is never replaced. Returns whether the text was composed. Raises Denied, Stale.
    """
    made = compose(queries.answers_of(queries.brief_of(publication)))
    earlier = compose(before)

    def free(now_there: str, composed_then: str) -> bool:
        return not now_there.strip() or now_there.strip() == composed_then.strip()

    text_is_free = free(publication.text, earlier.text)
    publishing.save_publication(
        actor=actor,
        publication=publication,
        version=publication.version,
        now=now,
        title=(made.title if free(publication.title, earlier.title) else publication.title)[:TITLE_MOST],
        summary=(made.summary if free(publication.summary, earlier.summary) else publication.summary)[:SUMMARY_MOST],
        text=made.text if text_is_free else publication.text,
        topic=publication.topic,
        tags=list(publication.tags.all()),
        cover=publication.cover,
        office=publication.office,
    )
    return text_is_free
