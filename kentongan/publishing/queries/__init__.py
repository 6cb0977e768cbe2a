"""What may be seen and found of publications."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.core.scopes import NATION, ancestor_codes, region_code_of
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.sites.addresses import hub_origin, origin_of
from kentongan.sites.models import Site

from ..models import Attachment, Audience, Publication, Tag
from .desks import (
    WITH_CARD,
    cards,
    copies_for_kim_id,
    desk_publications,
    due_ids,
    get_for_workspace,
    is_visible_to,
    others_writing,
    own_publications,
    returned_to,
    revisions_of,
    waiting_for_review,
)
from .sharing import register_teller, share_kit, short_address

__all__ = [
    "WITH_CARD",
    "copies_for_kim_id",
    "desk_publications",
    "due_ids",
    "get_for_workspace",
    "is_visible_to",
    "others_writing",
    "own_publications",
    "register_teller",
    "returned_to",
    "revisions_of",
    "share_kit",
    "short_address",
    "waiting_for_review",
]

Kind, Status = Publication.Kind, Publication.Status


def address_of(publication: Publication) -> str:
    """The one absolute address of a publication: on its group's site, or on the hub. A group without a site has none: ""."""
    if publication.group is None:
        return f"{hub_origin()}/{publication.path}"
    site = getattr(publication.group, "site", None)
    return f"{origin_of(site)}/{publication.path}" if site else ""


def _listed(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    return cards(publications.filter(status=Status.PUBLISHED, archived_at=None)).order_by("-published_at", "-pk")


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
        return cards(waiting.filter(_addressed_to(codes))).order_by("scheduled_at")


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
