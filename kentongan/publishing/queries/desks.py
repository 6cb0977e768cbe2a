"""What is found of publications in the workspace: by who wrote them, by whose they are, by what waits for whom; and for the clock."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.regions.models import Region

from ..models import Presence, Publication, Revision

Kind, Status = Publication.Kind, Publication.Status
WITH_CARD = ("group__site", "group__region", "region", "office", "cover", "topic", "author")


def cards(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """With all that a list item shows, in one query and without the long texts."""
    return publications.select_related(*WITH_CARD).defer("text", "html", "remarks", "besides")


def is_visible_to(actor: Actor, publication: Publication) -> bool:
    """Whether the actor sees it in the workspace: all who write for its owner, and the coordinator above once it is submitted.

    A contributor's own draft is seen by all who write for the group: they sit at one table.
    """
    if publication.group is not None:
        writes, home = group_rules.is_contributor_of(actor, publication.group), publication.group.region
    elif publication.region is not None:
        writes, home = _sees_region_text(actor, publication, publication.region), publication.region
    else:
        return False
    return writes or (publication.status != Status.DRAFT and group_rules.is_coordinator_over(actor, home))


def _sees_region_text(actor: Actor, publication: Publication, region: Region) -> bool:
    """What a region sends is seen by who sends there; its emergency notices also by who may let them out, and by who proposed them."""
    if publication.kind != Kind.ALERT:
        return group_rules.may_issue_bulletins_for(actor, region)
    is_officer = group_rules.may_issue_alerts_for(actor, region) or group_rules.may_release_alerts_for(actor, region)
    return is_officer or (publication.author_id == actor.pk and group_rules.may_propose_alerts_for(actor, region))


def get_for_workspace(*, actor: Actor, code: str) -> Publication:
    """The publication of this code, if the actor sees it in the workspace. Raises NotVisible."""
    with scopes_disabled():
        found = (
            Publication.objects.select_related(*WITH_CARD, "reviewer", "updated_by", "group__region__parent__parent")
            .prefetch_related("attachments__upload")
            .filter(code=code)
            .first()
        )
    if found is None or not is_visible_to(actor, found):
        raise NotVisible("Tulisan ini tidak ada, atau bukan milik kelompok Anda.")
    return found


def own_publications(actor: Actor) -> QuerySet[Publication]:
    """What the actor wrote, last touched first. Needs an open scope."""
    return cards(Publication.objects.filter(author_id=actor.pk)).order_by("-updated_at", "-pk")


def desk_publications(owners: Sequence[str]) -> QuerySet[Publication]:
    """All that belongs to these scopes, last touched first. Needs an open scope."""
    return cards(Publication.objects.filter(owner__in=owners)).order_by("-updated_at", "-pk")


def waiting_for_review(owners: Sequence[str]) -> QuerySet[Publication]:
    """What is submitted in these scopes, longest waiting first. Needs an open scope."""
    return cards(Publication.objects.filter(owner__in=owners, status=Status.SUBMITTED)).order_by("submitted_at", "pk")


def returned_to(actor: Actor) -> QuerySet[Publication]:
    """What was sent back to the actor, and what the clock held during an election, last first. Needs an open scope."""
    held = Q(status=Status.SUBMITTED, held_at__isnull=False)
    return own_publications(actor).filter(Q(status=Status.RETURNED) | held)


def copies_for_kim_id(scope: str, *, is_copied: bool | None) -> QuerySet[Publication]:
    """A group's listed texts with all that is copied to kim.id: newest first; only those copied, not copied, or (None) both.

    The oldest that is not copied yet is the last of the list, so that nothing is forgotten. Needs an open scope.
    """
    own = Publication.objects.filter(owner=scope, kind__in=(Kind.ARTICLE, Kind.GALLERY), status=Status.PUBLISHED, archived_at=None)
    if is_copied is not None:
        own = own.filter(kim_id_copy__isnull=not is_copied)
    pictured = own.select_related("group", "cover", "kim_id_copy__person").prefetch_related("attachments__upload")
    return pictured.order_by("-published_at", "-pk")


def due_ids(*, now: datetime) -> list[int]:
    """Scheduled publications whose moment has come; nothing appears any more in the name of a group that has ended."""
    with scopes_disabled():
        due = Publication.objects.filter(status=Status.SCHEDULED, scheduled_at__lte=now).exclude(group__state__in=Group.ENDED)
        due = due.order_by("scheduled_at")
        return list(due.values_list("pk", flat=True))


def revisions_of(publication: Publication) -> QuerySet[Revision]:
    """Its revisions, newest first."""
    return publication.revisions.select_related("actor", "clearance__actor")


def others_writing(publication: Publication, *, actor: Actor, since: datetime) -> list[Presence]:
    """Who else had the text open since the moment."""
    return list(publication.presences.filter(seen_at__gte=since).exclude(person=actor.pk or 0).select_related("person"))
