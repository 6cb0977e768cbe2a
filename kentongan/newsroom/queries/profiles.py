"""Profiles of villages: for readers, for those who write them, and the outline that shows where the village lies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django_scopes import scope

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies.outlines import frame_of, path_of
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site

from ..models import Profile, ProfileChange
from ..policies import FacilityFacts, Figure, HamletFacts, ProfileFacts
from ..policies.profiles import TEXTS

OUTLINE_WIDTH = 320


@dataclass(frozen=True)
class Outline:
    """Where a region lies in the one above it: an SVG ``width`` × ``height`` with the neighbours' outlines and its own."""

    width: int
    height: int
    neighbours: list[str]
    own: str


def profile_of(group: Group) -> Profile | None:
    """The group's profile with its figures, hamlets and facilities; None where nobody wrote one. Four queries."""
    with scope(owner=[group.scope]):
        profiles = Profile.objects.select_related("updated_by", "gallery__group__site", "gallery__cover")
        return profiles.prefetch_related("figures", "hamlets", "facilities").filter(group=group).first()


def facts_of(profile: Profile | None) -> ProfileFacts:
    """What the profile says, as values; nothing for none."""
    if profile is None:
        return ProfileFacts()
    return ProfileFacts(
        **{name: getattr(profile, name) for name in (*TEXTS, "hamlets_year", "facilities_year")},
        figures=tuple(Figure(kind=one.kind, value=one.value, year=one.year, source=one.source) for one in profile.figures.all()),
        hamlets=tuple(
            HamletFacts(name=one.name, head_name=one.head_name, households=one.households, population=one.population)
            for one in profile.hamlets.all()
        ),
        facilities=tuple(FacilityFacts(name=one.name, count=one.count) for one in profile.facilities.all()),
    )


def get_profile_desk(*, actor: Actor, slug: str) -> Site:
    """The site whose village's profile is to be written, if the actor sees its group's desk. Raises NotVisible."""
    site = get_site(slug)
    if not group_rules.may_see_group_desk(actor, site.group):
        raise NotVisible("Kelompok ini tidak ada, atau bukan kelompok Anda.")
    return site


def changes_of(profile: Profile | None, *, most: int = 20) -> list[ProfileChange]:
    """The last changes, newest first."""
    return list(profile.changes.select_related("actor")[:most]) if profile is not None else []


def galleries_of(group: Group) -> list[Publication]:
    """The galleries whose pictures the profile may show: what the group published itself."""
    with scope(owner=[group.scope]):
        return list(publishing.of_group(group, Publication.Kind.GALLERY))


def groups_with_profile(groups: Iterable[Group]) -> set[int]:
    """The ids of those groups whose village has a profile. One query."""
    scopes = [group.scope for group in groups]
    if not scopes:
        return set()
    with scope(owner=scopes):
        return set(Profile.objects.values_list("group_id", flat=True))


def outline_of(region: Region) -> Outline | None:
    """Where the region lies in the one above it; None where its outline is not known. One query."""
    siblings = dict(Boundary.objects.filter(region__parent_id=region.parent_id).order_by("region_id").values_list("region_id", "geometry"))
    if region.code not in siblings:
        return None
    frame = frame_of(siblings.values(), width=OUTLINE_WIDTH)
    own = path_of(siblings.pop(region.code), frame)
    return Outline(frame.width, frame.height, [path_of(geometry, frame) for geometry in siblings.values()], own)
