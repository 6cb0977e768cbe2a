"""What brings two rooms together in one deed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.aspirations.actions import problems as problem_actions
from kentongan.aspirations.queries.problems import get_problem, story_of
from kentongan.core.rules import Denied, NotVisible
from kentongan.groups import actions as groups
from kentongan.groups.models import ActivityEntry, Group
from kentongan.groups.policies import ActivityFacts
from kentongan.groups.queries import activity_of_client
from kentongan.media.actions import brought_along, remove_upload, store_upload
from kentongan.media.models import Upload
from kentongan.media.queries import find_upload_of
from kentongan.newsroom import actions as newsroom
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import get_for_workspace

from .queries.stories import desk_for_story


@transaction.atomic
def tell_problem(*, actor: Person, slug: str, now: datetime) -> Publication:
    """Kabar Balik: begin the article of a solved problem with what is known of it; begun already, the same one.

    Raises NotVisible, Denied, Stale.
    """
    problem = get_problem(actor, slug)
    if problem.story:
        try:
            return get_for_workspace(actor=actor, code=problem.story)
        except NotVisible:
            pass  # another began it where this one does not write
    story = story_of(problem, today=timezone.localdate(now))
    desk = desk_for_story(actor, story)
    if desk is None:
        raise Denied(_("Anda belum terdaftar sebagai penulis di sini. Minta redaktur KIM menulis Kabar Balik."))
    draft = story.draft
    publication = newsroom.begin_told(
        actor=actor, desk=desk, title=draft.title, summary=draft.summary, text=draft.text, cover=story.cover, now=now
    )
    problem_actions.note_story(actor=actor, problem=problem, code=publication.code, now=now)
    return publication


def note_activity(
    *,
    actor: Person,
    group: Group,
    facts: ActivityFacts,
    client_id: UUID,
    photos: Sequence[File],
    people_shown: str,
    now: datetime,
) -> ActivityEntry:
    """Note what a group did, with its photos; sent twice it is noted once. Raises Denied, Refused."""
    if (before := activity_of_client(actor, client_id)) is not None:
        return before
    with brought_along() as kept:
        keys = _keep_photos(kept, actor, group, photos, people_shown, now, alt=facts.title, client_id=client_id)
        return groups.write_activity(actor=actor, group=group, facts=facts, client_id=client_id, photo_keys=keys, now=now)


def change_activity(
    *,
    actor: Person,
    entry: ActivityEntry,
    facts: ActivityFacts | None,
    seen: int,
    photos: Sequence[File],
    people_shown: str,
    removed: Iterable[str],
    now: datetime,
    women: int | None = None,
    men: int | None = None,
) -> ActivityEntry:
    """Put an entry right, or without ``facts`` add to what a room noted; photos that are taken away are gone for good.

    Raises Denied, Stale, Refused.
    """
    gone = set(removed)
    stay = [key for key in entry.photo_keys if key not in gone]
    with brought_along() as kept:
        new = _keep_photos(kept, actor, entry.group, photos, people_shown, now, alt=facts.title if facts else entry.title)
        told: dict[str, Any] = {"actor": actor, "entry": entry, "photo_keys": [*stay, *new], "seen": seen, "now": now}
        with transaction.atomic():
            former = set(entry.photo_keys)
            if facts is not None:
                changed = groups.correct_activity(facts=facts, **told)
            else:
                changed = groups.supplement_activity(women=women, men=men, **told)
            for key in gone & former:
                if (upload := find_upload_of(entry.group.scope, key)) is not None:
                    remove_upload(upload=upload)
    return changed


def _keep_photos(
    kept: list[Upload],
    actor: Person,
    group: Group,
    photos: Sequence[File],
    people_shown: str,
    now: datetime,
    *,
    alt: str,
    client_id: UUID | None = None,
) -> list[str]:
    """Their keys; none of them is public. What came for this deed is added to ``kept``; what a device sent before is not."""
    keys = []
    for number, photo in enumerate(photos):
        upload = store_upload(
            actor=actor,
            owner=group.scope,
            file=photo,
            alt=_("Foto kegiatan: %(title)s") % {"title": alt},
            people_shown=people_shown,
            pictures_only=True,
            is_demo=group.is_demo,
            client_id=uuid5(client_id, str(number)) if client_id else None,
            now=now,
        )
        if upload.uploaded_at == now:
            kept.append(upload)
        keys.append(upload.key)
    return keys
