"""The desk of a group and the desk of a region, for those who may see them."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Decree, Group
from kentongan.groups.queries import Actor, quiet_since, registered_under
from kentongan.media.models import Upload
from kentongan.media.queries import find_upload_of
from kentongan.regions.models import Region
from kentongan.regions.policies import searchable
from kentongan.regions.queries import get_region
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site, sites_of

ATTENTION = ("sk-lewat", "sk-segera", "sepi", "rehat", "bubar")  # why a coordinator looks for groups
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


def site_of(group: Group) -> Site | None:
    """The group's site, None where it has none."""
    return sites_of([group]).get(group.pk)


def _needing(groups: QuerySet[Any], attention: str, now: datetime) -> QuerySet[Group]:
    """Those of the groups that need this kind of attention. ``term_end`` is there."""
    today = timezone.localdate(now)
    if attention == "sk-lewat":
        return groups.filter(term_end__lt=today).order_by("term_end", "pk")
    if attention == "sk-segera":
        until = today + timedelta(days=max(settings.TERM_REMINDER_DAYS))
        return groups.filter(term_end__gte=today, term_end__lte=until).order_by("term_end", "pk")
    if attention == "sepi":
        quiet = groups.filter(quiet_since(today), kind=Group.Kind.KIM, state=Group.State.STANDING)
        return quiet.order_by(F("last_activity_on").asc(nulls_last=True), "pk")
    if attention == "rehat":
        return groups.filter(state=Group.State.RESTING).order_by("rests_until", "pk")
    return groups


def region_rows(region: Region, *, now: datetime, text: str = "", state: str = "", attention: str = "") -> QuerySet[Group]:
    """The groups of the region, by words, state of the site and the attention they need.

    Each has its site, number of members and the end of its latest term of office (``term_end``).
    """
    registered = registered_under(region.code)
    groups: QuerySet[Group] = registered.filter(state__in=Group.ENDED) if attention == "bubar" else registered.living()
    groups = groups.select_related("region__parent", "site", "merged_into")
    if wanted := searchable(text):
        groups = groups.filter(Q(name__icontains=text) | Q(region__search_name__contains=wanted))
    if state == "tanpa":
        groups = groups.filter(site=None)
    elif state in STATES:
        groups = groups.filter(site__state=STATES[state])
    ends = Decree.objects.filter(group_id=OuterRef("pk")).exclude(term_end=None).order_by("-term_end").values("term_end")[:1]
    counted = groups.annotate(term_end=Subquery(ends), member_count=Count("members", filter=Q(members__left_date=None)))
    return _needing(counted, attention, now)


def scan_of(decree: Decree) -> Upload | None:
    """The scan of a decree, if it is one of the group's own uploads."""
    return find_upload_of(decree.group.scope, decree.scan_key)


def upload_of_group(group: Group, key: str) -> Upload:
    """The group's own upload of this key. Raises NotVisible."""
    found = find_upload_of(group.scope, key)
    if found is None:
        raise NotVisible(_("Gambar ini tidak ada."))
    return found
