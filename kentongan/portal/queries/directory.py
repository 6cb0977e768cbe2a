"""Which villages have a KIM, how lively it is, and where the next one is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kentongan.accounts.policies import normalised_phone, shown_phone
from kentongan.groups.models import BoardSeat, Group, GroupQuerySet
from kentongan.groups.policies import Activity, activity_of, liveliest
from kentongan.regions.models import Boundary, Region
from kentongan.regions.policies import searchable
from kentongan.regions.policies.outlines import frame_of, path_of
from kentongan.regions.queries import regions_under
from kentongan.sites.addresses import site_url
from kentongan.sites.models import Site

from ..policies.coverage import Coverage, coverage_of
from ..policies.distances import kilometres

NEAREST = 3
GONE = "bubar"  # the filter of the directory that shows groups dissolved or merged
MAP_WIDTH = 400
DISTRICT_MAP_WIDTH = 700
SORTS: dict[str, tuple[Any, ...]] = {
    "desa": ("region_id", "name"),
    "nama": ("name", "pk"),
    "kegiatan": (F("last_activity_on").desc(nulls_last=True), "name"),
}


def state_label(state: str) -> str:
    """The state in words."""
    return {
        Activity.ACTIVE: _("aktif"),
        Activity.QUIET: _("kurang aktif"),
        Activity.DORMANT: _("vakum"),
        Activity.NONE: _("belum ada KIM"),
    }[state]


@dataclass(frozen=True)
class Entry:
    """A group in the directory."""

    group: Group
    state: str
    last_on: date | None
    site_url: str
    site_note: str
    chair: str = ""
    has_expired: bool = False  # the latest term of office is over and no new decree was recorded

    @property
    def state_label(self) -> str:
        """The state in words; of a group that has ended, how it ended."""
        return str(self.group.get_state_display()).lower() if self.group.has_ended else state_label(self.state)

    @property
    def phone_shown(self) -> str:
        """The number as people write it."""
        return shown_phone(normalised_phone(self.group.phone) or self.group.phone)


@dataclass(frozen=True)
class VillageFact:
    """A village with its groups; its state is that of the liveliest."""

    region: Region
    entries: tuple[Entry, ...]

    @property
    def state(self) -> str:
        """One of the four states."""
        return liveliest(entry.state for entry in self.entries)

    @property
    def state_label(self) -> str:
        """The state in words."""
        return state_label(self.state)

    @property
    def name_for_all(self) -> str:
        """What a screen reader says of it on the map: "Desa Siding: KIM Suara Siding, aktif"."""
        if not self.entries:
            return f"{self.region.full_name}: {self.state_label}"
        return f"{self.region.full_name}: " + "; ".join(f"{entry.group.name}, {entry.state_label}" for entry in self.entries)


@dataclass(frozen=True)
class DistrictFact:
    """A district with its villages and how many of them have a KIM."""

    region: Region
    villages: tuple[VillageFact, ...]
    coverage: Coverage


@dataclass(frozen=True)
class Area:
    """An area on a map: its outline, where its label stands, and the fact it shows."""

    outline: str
    x: int
    y: int
    fact: Any

    @property
    def lines(self) -> list[str]:
        """Its name in words, each on a line of the label."""
        return str(self.fact.region.name).split()


@dataclass(frozen=True)
class Atlas:
    """A map: the villages, and the districts above them."""

    width: int
    height: int
    villages: list[Area]
    districts: list[Area]


@dataclass(frozen=True)
class NearGroup:
    """A group that is near, and how far the centres of the villages lie apart."""

    entry: Entry
    kilometres: float


def entry_of(group: Group, today: date, *, chair: str = "", term_end: date | None = None) -> Entry:
    """The group as the directory shows it; it was found with its site. Its last sign of life is the latest day of its log."""
    site: Site | None = getattr(group, "site", None)
    last_on = group.last_activity_on
    url, note = "", _("belum punya situs")
    if site is not None and site.is_readable:
        url, note = site_url(site, "portal:site_home"), ""
    elif site is not None and site.state == Site.State.MOVED:
        url, note = site.moved_to, _("pindah ke alamat sendiri")
    elif site is not None:
        note = _("situsnya sedang tidak dibuka")
    state = activity_of(last_on, today, active_days=settings.ACTIVITY_ACTIVE_DAYS, quiet_days=settings.ACTIVITY_QUIET_DAYS)
    return Entry(group, state, last_on, url, note, chair, has_expired=term_end is not None and term_end < today)


def groups_in(code: str) -> GroupQuerySet:
    """Living groups at home in or below the region, with their site and region."""
    return _registered_in(code).living()


def _registered_in(code: str) -> GroupQuerySet:
    return Group.objects.select_related("site", "region__parent").filter(Q(region_id=code) | Q(region__code__startswith=code + "."))


def chairs_of(groups: Iterable[Group]) -> dict[int, str]:
    """Group id → name of its chair today. One query."""
    seats = BoardSeat.objects.sitting().filter(group__in=[group.pk for group in groups], position=BoardSeat.Position.CHAIR)
    return dict(seats.order_by("-order", "-pk").values_list("group_id", "person_name"))


def entries_of(groups: Iterable[Group], today: date, *, ends: Mapping[int, date] | None = None) -> list[Entry]:
    """The groups as the directory shows them, with the ends of their terms where those are asked for. One query for the chairs."""
    groups, ends = list(groups), ends or {}
    chairs = chairs_of(groups)
    return [entry_of(group, today, chair=chairs.get(group.pk, ""), term_end=ends.get(group.pk)) for group in groups]


def district_facts(code: str, today: date) -> list[DistrictFact]:
    """The districts in or at ``code`` with all villages and their KIM. Three queries."""
    entries: dict[str, list[Entry]] = {}
    for group in groups_in(code).filter(kind=Group.Kind.KIM).order_by("name"):
        entries.setdefault(group.region_id, []).append(entry_of(group, today))
    villages: dict[str, list[VillageFact]] = {}
    for region in regions_under(code, level=4):
        villages.setdefault(region.parent_id or "", []).append(VillageFact(region, tuple(entries.get(region.code, ()))))
    districts = Region.objects.filter(Q(code=code) | Q(code__startswith=code + "."), kind=Region.Kind.DISTRICT)
    return [
        DistrictFact(district, tuple(found), coverage_of((village.state for village in found), none=Activity.NONE))
        for district in districts
        for found in [villages.get(district.code, [])]
    ]


def coverage(code: str) -> Coverage:
    """In how many of the villages a KIM sits. One query each for all and for those that have one."""
    villages = regions_under(code, level=4)
    covered = villages.filter(Exists(Group.objects.living().filter(region_id=OuterRef("pk"), kind=Group.Kind.KIM)))
    return Coverage(villages.count(), covered.count())


def atlas_of(districts: list[DistrictFact], *, width: int = MAP_WIDTH) -> Atlas | None:
    """The map of these districts, None where no outlines are known. One query."""
    facts: dict[str, Any] = {district.region.code: district for district in districts}
    facts |= {village.region.code: village for district in districts for village in district.villages}
    outlines = dict(Boundary.objects.filter(region_id__in=list(facts)).values_list("region_id", "geometry"))
    if not outlines:
        return None
    frame = frame_of(outlines.values(), width=width)
    areas: dict[int, list[Area]] = {3: [], 4: []}
    for code, fact in facts.items():
        if code in outlines:
            region = fact.region
            x, y = frame.at(region.longitude, region.latitude) if region.longitude is not None and region.latitude is not None else (0, 0)
            areas[region.level].append(Area(path_of(outlines[code], frame), x, y, fact))
    return Atlas(frame.width, frame.height, areas[4], areas[3])


def _in_state(groups: QuerySet[Any], state: str, today: date) -> QuerySet[Any]:
    active, quiet = today - timedelta(days=settings.ACTIVITY_ACTIVE_DAYS), today - timedelta(days=settings.ACTIVITY_QUIET_DAYS)
    if state == Activity.ACTIVE:
        return groups.filter(last_activity_on__gte=active)
    if state == Activity.QUIET:
        return groups.filter(last_activity_on__gte=quiet, last_activity_on__lt=active)
    return groups.filter(Q(last_activity_on=None) | Q(last_activity_on__lt=quiet))


def directory(code: str, *, district: str, state: str, text: str, sort: str, today: date) -> QuerySet[Group]:
    """Groups of the directory: of a district, in a state, with a word of their name or their village's; those that have ended apart."""
    groups: QuerySet[Group] = groups_in(district or code)
    if state == GONE:
        groups = _registered_in(district or code).filter(state__in=Group.ENDED).select_related("merged_into")
    elif state:
        groups = _in_state(groups, state, today)
    for word in text.split():
        groups = groups.filter(Q(name__icontains=word) | Q(region__search_name__contains=searchable(word)))
    return groups.order_by(*SORTS[sort])


def villages_without_group(code: str, *, district: str, text: str) -> QuerySet[Region]:
    """Villages where no KIM sits."""
    villages = regions_under(district or code, level=4).select_related("parent")
    villages = villages.filter(~Exists(Group.objects.living().filter(region_id=OuterRef("pk"), kind=Group.Kind.KIM)))
    for word in text.split():
        villages = villages.filter(search_name__contains=searchable(word))
    return villages


def nearest_groups(latitude: float | None, longitude: float | None, code: str, today: date, *, most: int = NEAREST) -> list[NearGroup]:
    """The KIM whose villages' centres lie nearest, nearest first. One query."""
    if latitude is None or longitude is None:
        return []
    homes = groups_in(code).filter(kind=Group.Kind.KIM, region__latitude__isnull=False, region__longitude__isnull=False)
    found = [
        NearGroup(entry_of(group, today), kilometres(latitude, longitude, group.region.latitude or 0.0, group.region.longitude or 0.0))
        for group in homes
    ]
    return sorted(found, key=lambda near: (near.kilometres, near.entry.group.name))[:most]


def forum_members(forum: Group, today: date) -> list[Entry]:
    """The groups that belong to a forum, by village. One query."""
    members = Group.objects.living().filter(forums=forum).select_related("site", "region__parent")
    return [entry_of(group, today) for group in members.order_by("region_id", "name")]


def forums_of(group: Group, today: date) -> list[Entry]:
    """The forums that a group belongs to. One query."""
    forums = Group.objects.living().filter(member_groups=group).select_related("site", "region__parent")
    return [entry_of(forum, today) for forum in forums.order_by("name")]


def geometries(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Code → outline as GeoJSON. One query."""
    return dict(Boundary.objects.filter(region_id__in=list(codes)).values_list("region_id", "geometry"))
