"""What may be seen and found of publications."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.core.scopes import NATION, ancestor_codes, region_code_of
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.media.models import Upload
from kentongan.regions.models import Region
from kentongan.sites.addresses import hub_origin, origin_of
from kentongan.sites.models import Site

from ..models import Attachment, Audience, Presence, Publication, Revision, Tag
from .sharing import register_teller, share_kit, short_address

__all__ = ["register_teller", "share_kit", "short_address"]

Kind, Status = Publication.Kind, Publication.Status
WITH_CARD = ("group__site", "group__region", "region", "office", "cover", "topic", "author")


def address_of(publication: Publication) -> str:
    """The one absolute address of a publication: on its group's site, or on the hub. A group without a site has none: ""."""
    if publication.group is None:
        return f"{hub_origin()}/{publication.path}"
    site = getattr(publication.group, "site", None)
    return f"{origin_of(site)}/{publication.path}" if site else ""


def _cards(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """With all that a list item shows, in one query and without the long texts."""
    return publications.select_related(*WITH_CARD).defer("text", "html", "remarks", "besides")


def _listed(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    return _cards(publications.filter(status=Status.PUBLISHED, archived_at=None)).order_by("-published_at", "-pk")


def of_group(group: Group, kind: Publication.Kind) -> QuerySet[Publication]:
    """What the group sent, newest first. Needs an open scope."""
    return _listed(Publication.objects.filter(kind=kind, owner=group.scope))


def of_site(site: Site, kind: Publication.Kind) -> QuerySet[Publication]:
    """What the site's group sent, newest first. Needs an open scope."""
    return of_group(site.group, kind)


def articles_of_site(site: Site) -> QuerySet[Publication]:
    """The site's articles, newest first. Needs an open scope."""
    return of_site(site, Kind.ARTICLE)


def _addressed_to(codes: Iterable[str]) -> Q:
    return Q(Exists(Audience.objects.filter(publication=OuterRef("pk"), region_id__in=list(codes))))


def addressed_to_site(site: Site) -> Q:
    """Holds for what regions sent to the site's region or to one above it."""
    return _addressed_to(code for code in map(region_code_of, site.group.region.scope_chain) if code)


def _sent_to_site(site: Site) -> Q:
    """What regions sent and the site lists. An archive does not go on speaking: only what was sent in its time, and alerts."""
    sent = Q(group=None) & addressed_to_site(site)
    return sent & (Q(kind=Kind.ALERT) | Q(published_at__date__lte=site.group.state_date)) if site.group.has_ended else sent


def for_site(site: Site, kind: Publication.Kind) -> QuerySet[Publication]:
    """What regions sent and stands on the site: addressed to its region or to one above it, newest first. Needs an open scope."""
    return _listed(Publication.objects.filter(_sent_to_site(site), kind=kind))


def on_site(site: Site, kind: Publication.Kind) -> QuerySet[Publication]:
    """All of the kind that stands on the site: its group's own and what regions sent, newest first. Needs an open scope."""
    return _listed(Publication.objects.filter(Q(owner=site.group.scope) | _sent_to_site(site), kind=kind))


def bulletins_for_site(site: Site) -> QuerySet[Publication]:
    """The bulletins that stand on the site, newest first. Needs an open scope."""
    return for_site(site, Kind.BULLETIN)


def embargoed_bulletins_for(region_codes: Iterable[str], *, now: datetime) -> QuerySet[Publication]:
    """Bulletins that groups in these regions may read ahead of everybody."""
    codes = {above for code in region_codes for above in ancestor_codes(code)}
    with scopes_disabled():
        waiting = Publication.objects.filter(kind=Kind.BULLETIN, status=Status.SCHEDULED, is_embargoed=True, scheduled_at__gt=now)
        return _cards(waiting.filter(_addressed_to(codes))).order_by("scheduled_at")


def of_all_sites(kind: Publication.Kind) -> QuerySet[Publication]:
    """What the groups of all sites that answer sent, also of those kept as archives, newest first."""
    with scopes_disabled():
        return _listed(Publication.objects.filter(kind=kind, group__site__state__in=Site.READABLE))


def on_hub(kind: Publication.Kind) -> QuerySet[Publication]:
    """All of the kind, whoever sent it: the groups of sites that answer and the regions, newest first."""
    with scopes_disabled():
        return _listed(Publication.objects.filter(Q(group=None) | Q(group__site__state__in=Site.READABLE), kind=kind))


def of_everybody(kind: Publication.Kind) -> QuerySet[Publication]:
    """All of the kind that stands anywhere: what regions sent and what the groups of all active sites sent, newest first."""
    with scopes_disabled():
        return _listed(Publication.objects.filter(Q(group=None) | Q(group__site__state=Site.State.ACTIVE), kind=kind))


def cover_keys_of(group: Group, publication_ids: Iterable[int]) -> dict[int, str]:
    """Text → key of its cover, for the texts of the group that are out and have one. One query."""
    with scopes_disabled():
        out = Publication.objects.filter(group=group, pk__in=list(publication_ids), cover__isnull=False, status=Status.PUBLISHED)
        return dict(out.order_by().values_list("pk", "cover__key"))


def all_of_site(site: Site) -> QuerySet[Publication]:
    """All kinds that the site's group sent and that have their one address there. Needs an open scope."""
    return _listed(Publication.objects.filter(owner=site.group.scope, kind__in=list(Publication.PATHS)))


def all_of_regions() -> QuerySet[Publication]:
    """All kinds that regions sent and that have their one address on the hub."""
    with scopes_disabled():
        return _listed(Publication.objects.filter(group=None, kind__in=list(Publication.PATHS)))


def articles_on_hub() -> QuerySet[Publication]:
    """The voices from the villages: articles of all sites that answer, newest first."""
    return of_all_sites(Kind.ARTICLE)


def of_regions(kind: Publication.Kind) -> QuerySet[Publication]:
    """What regions sent, newest first: it stands on the hub."""
    with scopes_disabled():
        return _listed(Publication.objects.filter(kind=kind, group=None))


def bulletins_on_hub() -> QuerySet[Publication]:
    """All bulletins, newest first."""
    return of_regions(Kind.BULLETIN)


def with_tag(publications: QuerySet[Publication], tag: Tag) -> QuerySet[Publication]:
    """Those that carry the tag or have it as their topic."""
    tagged = Publication.tags.through.objects.filter(publication_id=OuterRef("pk"), tag_id=tag.pk)
    return publications.filter(Q(topic=tag) | Q(Exists(tagged)))


def in_month(publications: QuerySet[Publication], year: int, month: int) -> QuerySet[Publication]:
    """Those published in the month (local time)."""
    return publications.filter(published_at__year=year, published_at__month=month)


def months_of(publications: QuerySet[Publication]) -> list[tuple[datetime, int]]:
    """(first moment of the month, how many), newest first."""
    counted = publications.order_by().annotate(month=TruncMonth("published_at")).values("month").annotate(count=Count("pk"))
    return [(row["month"], row["count"]) for row in counted.order_by("-month")]


def tags_of(publications: QuerySet[Publication], *, most: int = 30) -> list[Tag]:
    """The topics these publications have, most used first."""
    counted = publications.order_by().exclude(topic=None).values("topic").annotate(count=Count("pk")).order_by("-count", "topic")
    ids = [row["topic"] for row in counted[:most]]
    found = Tag.objects.in_bulk(ids)
    return [found[tag_id] for tag_id in ids]


def topics() -> QuerySet[Tag]:
    """The topics that the guided form offers."""
    return Tag.objects.filter(is_topic=True)


def get_tag(slug: str) -> Tag:
    """The tag of this slug. Raises NotVisible."""
    try:
        return Tag.objects.get(slug=slug)
    except Tag.DoesNotExist:
        raise NotVisible("Topik ini tidak ada.") from None


def get_for_readers(publications: QuerySet[Publication], slug: str) -> Publication:
    """The published or withdrawn publication of this slug among ``publications``, with all that its page shows. Raises NotVisible."""
    found = publications.filter(slug=slug, status__in=(Status.PUBLISHED, Status.WITHDRAWN))
    try:
        return (
            found.select_related(*WITH_CARD, "reviewer", "group__region__parent__parent__parent", "region__parent")
            .prefetch_related("tags", "notes", "audiences__region", "attachments__upload")
            .get()
        )
    except Publication.DoesNotExist:
        raise NotVisible("Tulisan ini tidak ada.") from None


def article_for_readers(site: Site, slug: str) -> Publication:
    """The site's article of this slug, published or withdrawn. Raises NotVisible. Needs an open scope."""
    return get_for_readers(Publication.objects.filter(kind=Kind.ARTICLE, owner=site.group.scope), slug)


def found_on_place(kind: Publication.Kind, slug: str, *, site: Site | None) -> Publication:
    """The one of this kind and slug that stands on the site, or, without a site, on the hub; published or withdrawn. Raises NotVisible.

    On a site an open scope is needed. No address means two: see actions.moving.free_slug_of.
    """
    if site is None:
        with scopes_disabled():
            return get_for_readers(Publication.objects.filter(kind=kind, group=None), slug)
    sent = Q(group=None) & addressed_to_site(site)
    return get_for_readers(Publication.objects.filter(Q(owner=site.group.scope) | sent, kind=kind), slug)


def bulletin_for_readers(slug: str, *, site: Site | None = None) -> Publication:
    """The bulletin of this slug on the hub, or on a site where it stands. Raises NotVisible."""
    return found_on_place(Kind.BULLETIN, slug, site=site)


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
    return _cards(Publication.objects.filter(author_id=actor.pk)).order_by("-updated_at", "-pk")


def desk_publications(owners: Sequence[str]) -> QuerySet[Publication]:
    """All that belongs to these scopes, last touched first. Needs an open scope."""
    return _cards(Publication.objects.filter(owner__in=owners)).order_by("-updated_at", "-pk")


def waiting_for_review(owners: Sequence[str]) -> QuerySet[Publication]:
    """What is submitted in these scopes, longest waiting first. Needs an open scope."""
    return _cards(Publication.objects.filter(owner__in=owners, status=Status.SUBMITTED)).order_by("submitted_at", "pk")


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


def scopes_reached(publication: Publication) -> tuple[str, ...]:
    """The scopes whose pages change with it: the owner's group, or each region addressed (the nation for code 00)."""
    if publication.group is not None:
        return (publication.owner,)
    codes = publication.audiences.order_by("region_id").values_list("region_id", flat=True)
    return tuple(NATION if code == "00" else f"region:{code}" for code in codes) or (publication.owner,)


def attachments_of(publication: Publication, kind: Upload.Kind) -> list[Attachment]:
    """Its pictures, or its documents, in the order readers see them (loaded with it where its page is shown)."""
    return [attachment for attachment in publication.attachments.all() if attachment.upload.kind == kind]


def with_picture_count(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """With ``picture_count``: how many pictures are attached to each."""
    pictures = Attachment.objects.filter(publication=OuterRef("pk"), upload__kind=Upload.Kind.PICTURE).order_by()
    counted = pictures.values("publication").annotate(number=Count("pk")).values("number")
    return publications.annotate(picture_count=Coalesce(Subquery(counted), 0))


def uploads_shown_by(publication: Publication) -> set[int]:
    """The ids of its cover and of what is attached to it."""
    attached = set(publication.attachments.values_list("upload_id", flat=True))
    return attached | ({publication.cover_id} if publication.cover_id is not None else set())


def showing(upload: Upload) -> QuerySet[Publication]:
    """The texts whose cover it is, or to which it is attached, by age. Needs an open scope."""
    attached = Exists(Attachment.objects.filter(publication=OuterRef("pk"), upload=upload))
    return Publication.objects.filter(Q(cover=upload) | attached).order_by("pk")
