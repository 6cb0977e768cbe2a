"""What this month's work came to, how the groups of a region stand, and which have gone quiet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q
from django.utils import timezone
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.scopes import is_within
from kentongan.groups.models import Group, Member, Role
from kentongan.groups.queries import grants_of, groups_under, quiet_since
from kentongan.publishing.models import Publication
from kentongan.sites.models import Site

Kind, Status = Publication.Kind, Publication.Status


@dataclass(frozen=True)
class MonthFigures:
    """What this month's work came to."""

    published: int
    waiting: int
    drafts: int
    members: int


def _month_start(now: datetime) -> datetime:
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def month_figures(owners: Sequence[str], *, now: datetime) -> MonthFigures:
    """What went out this month in these scopes, what waits, and how many people belong to the groups. Two queries. Needs an open scope."""
    counted = Publication.objects.filter(owner__in=owners).aggregate(
        published=Count("pk", filter=Q(status=Status.PUBLISHED, published_at__gte=_month_start(now), published_at__lte=now)),
        waiting=Count("pk", filter=Q(status=Status.SUBMITTED)),
        drafts=Count("pk", filter=Q(status__in=(Status.DRAFT, Status.RETURNED))),
    )
    group_ids = [int(owner.removeprefix("group:")) for owner in owners if owner.startswith("group:")]
    members = Member.objects.filter(group_id__in=group_ids, left_date=None).values("person").distinct().count()
    return MonthFigures(**counted, members=members)


@dataclass(frozen=True)
class RegionFigures:
    """How the groups of a region stand."""

    groups: int
    with_site: int
    active: int  # something in their log within the last 30 days (settings)
    published: int  # articles this month


def region_figures(code: str, *, now: datetime) -> RegionFigures:
    """Figures of the groups in and below the region. Two queries."""
    lately = ~quiet_since(timezone.localdate(now))
    groups = groups_under(code).order_by().aggregate(all=Count("pk"), with_site=Count("site"), active=Count("pk", filter=lately))
    with scopes_disabled():
        articles = Publication.objects.filter(kind=Kind.ARTICLE, status=Status.PUBLISHED, published_at__lte=now)
        counted = articles.filter(Q(group__region__code=code) | Q(group__region__code__startswith=code + ".")).aggregate(
            published=Count("pk", filter=Q(published_at__gte=_month_start(now))),
        )
    return RegionFigures(groups=groups["all"], with_site=groups["with_site"], active=groups["active"], **counted)


@dataclass(frozen=True)
class SilentGroup:
    """A group with a site of which nothing was heard for a while, or nothing yet."""

    group: Group
    slug: str
    days: int | None  # since the latest day of its log


def silent_groups(codes: Iterable[str], *, now: datetime, most: int = 5) -> list[SilentGroup]:
    """Groups in these regions with nothing in their log for 30 days, longest silent first, those with no log at the end. One query.

    Those that are at rest are left in peace.
    """
    wanted = list(codes)
    inside = Q()
    for code in wanted:
        inside |= Q(group__region__code=code) | Q(group__region__code__startswith=code + ".")
    if not wanted:
        return []
    today = timezone.localdate(now)
    standing = Site.objects.filter(inside, state=Site.State.ACTIVE, group__kind=Group.Kind.KIM, group__state=Group.State.STANDING)
    quiet = standing.filter(quiet_since(today, prefix="group__")).select_related("group__region__parent")
    found = quiet.order_by(F("group__last_activity_on").asc(nulls_last=True), "slug")[:most]
    return [
        SilentGroup(group=site.group, slug=site.slug, days=(today - last).days if (last := site.group.last_activity_on) else None)
        for site in found
    ]


def coordinated_codes(person: Person) -> list[str]:
    """The regions that the actor coordinates, without those inside another of them."""
    codes = [grant.region_id for grant in grants_of(person) if grant.role == Role.COORDINATOR and grant.region_id]
    return [code for code in codes if not any(code != other and is_within(code, other) for other in codes)]
