"""The desk of a group and the desk of a region, for those who may see them."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Decree, Group
from kentongan.groups.queries import Actor, groups_under
from kentongan.media.models import Upload
from kentongan.media.queries import find_upload_of
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region
from kentongan.regions.policies import searchable
from kentongan.regions.queries import get_region
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site

STATES = {"aktif": Site.State.ACTIVE, "berhenti": Site.State.SUSPENDED, "pindah": Site.State.MOVED}


def get_desk(*, actor: Actor, slug: str) -> Site:
    """The site of this slug with its group, if the actor sees the group's desk. Raises NotVisible."""
    site = get_site(slug)
    if not group_rules.may_see_group_desk(actor, site.group):
        raise NotVisible(_("Kelompok ini tidak ada, atau bukan kelompok Anda."))
    return site


def get_region_desk(*, actor: Actor, code: str) -> Region:
    """The region of this code, if the actor sees its desk. Raises NotVisible."""
    region = get_region(code)
    if not group_rules.may_see_region_desk(actor, region):
        raise NotVisible(_("Wilayah ini tidak ada, atau bukan wilayah Anda."))
    return region


def region_rows(region: Region, *, text: str = "", state: str = "") -> QuerySet[Group]:
    """The groups of the region with site, number of members and last article (``last_at``), filtered by words and state of the site."""
    groups = groups_under(region.code).select_related("region__parent", "site")
    if wanted := searchable(text):
        groups = groups.filter(Q(name__icontains=text.strip()) | Q(region__search_name__contains=wanted))
    if state == "tanpa":
        groups = groups.filter(site=None)
    elif state in STATES:
        groups = groups.filter(site__state=STATES[state])
    with scopes_disabled():
        published = Publication.objects.filter(group_id=OuterRef("pk"), kind=Publication.Kind.ARTICLE, status=Publication.Status.PUBLISHED)
        last = Subquery(published.order_by("-published_at").values("published_at")[:1])
    return groups.annotate(last_at=last, member_count=Count("members", filter=Q(members__left_date=None)))


def scan_of(decree: Decree) -> Upload | None:
    """The scan of a decree, if it is one of the group's own uploads."""
    return find_upload_of(decree.group.scope, decree.scan_key)


def upload_of_group(group: Group, key: str) -> Upload:
    """The group's own upload of this key. Raises NotVisible."""
    found = find_upload_of(group.scope, key)
    if found is None:
        raise NotVisible(_("Gambar ini tidak ada."))
    return found
