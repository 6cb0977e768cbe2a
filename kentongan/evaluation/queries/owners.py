"""Who accounts for what it did: a group, or a region for all groups below it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site

LEVELS = (2, 3)  # of regions that report: regency or city, district


@dataclass(frozen=True)
class Owner:
    """A group with its home and its site, or a region."""

    region: Region
    group: Group | None = None
    site: Site | None = None

    @property
    def scope(self) -> str:
        """Its scope: whose reports they are."""
        return self.group.scope if self.group else self.region.scope

    @property
    def own_group(self) -> Group:
        """The group. Raises LookupError for a region."""
        if self.group is None:
            raise LookupError(self.scope)
        return self.group

    @property
    def name(self) -> str:
        """As people call it."""
        return self.group.name if self.group else self.region.full_name

    def address(self, page: str, **values: str) -> str:
        """The address of one of its pages: ``address("report_show", key="2026-10")``."""
        if self.site is not None:
            return reverse(f"evaluating:{page}", kwargs={"slug": self.site.slug, **values})
        return reverse(f"evaluating:region_{page}", kwargs={"code": self.region.code, **values})


def get_owner(*, actor: Actor, slug: str = "", code: str = "") -> Owner:
    """The group whose site has this slug, or the region of this code, if the actor sees its reports. Raises NotVisible.

    A group's people and the coordinator above it see the group's; the coordinator over it a region's.
    """
    if slug:
        site = get_site(slug)
        if not group_rules.may_see_group_desk(actor, site.group):
            raise NotVisible(_("Kelompok ini tidak ada, atau bukan kelompok Anda."))
        return Owner(region=site.group.region, group=site.group, site=site)
    region = get_region(code)
    if region.level not in LEVELS or not group_rules.is_coordinator_over(actor, region):
        raise NotVisible(_("Wilayah ini tidak ada, atau bukan wilayah Anda."))
    return Owner(region=region)
