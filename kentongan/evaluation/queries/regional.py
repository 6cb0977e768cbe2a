"""The report of a region, composed from the logs of its groups. As many queries for one group as for a hundred and twenty-four."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count as Counted
from django.db.models import Max, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from kentongan.core.scopes import is_within
from kentongan.groups.models import ActivityEntry, Group
from kentongan.groups.policies import NO_SIGN_OF_LIFE, Activity, activity_of
from kentongan.groups.queries import activities_of
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_under

from ..models import ActivityReport
from ..policies.adding import PASSED_ON, Entry, added_up
from ..policies.content import FORM, Count, DistrictLine, GroupLine, RegionReport, Texts
from ..policies.periods import Period
from .composing import words_of
from .finding import groups_of_owner, numbers_of_groups
from .letterhead import letterhead_of, signers_of
from .owners import Owner
from .sentences import opening_of_region
from .tasks import tasks_of

Kind = ActivityEntry.Kind
STATES = {Activity.ACTIVE: _("Aktif"), Activity.QUIET: _("Kurang aktif"), Activity.DORMANT: _("Vakum")}
LATE = Q(source=PASSED_ON, evidence__is_late=True)


def compose_region(
    owner: Owner, period: Period, report: ActivityReport | None, *, today: date, number: str = "", day: date | None = None
) -> RegionReport:
    """What the groups of the region did in the period as their logs stand now; ``number`` and ``day`` are those of freezing.

    How lively a group was is judged by the last day of the period, or by today where the period still runs.
    """
    on = min(period.end, today)
    groups = groups_of_owner(owner)
    rows = _added(activities_of(groups, period.start, period.end))
    before = Counter({(row["group_id"], row["kind"]): row["times"] for row in _added(activities_of(groups, *_span(period.before)))})
    counts: Counter[tuple[int, str]] = Counter()
    for row in rows:
        counts[row["group_id"], row["kind"]] += row["times"]
    figures = added_up((_entry(row) for row in rows), total_before=sum(before.values()))
    lines = _lines(groups, counts, _last_days(groups, on), numbers_of_groups(groups, period), on)
    states = tuple(Count(state, str(label), sum(line.state == str(label) for line in lines)) for state, label in STATES.items())
    districts, villages, covered = _districts(owner.region, groups, lines, before)
    words = words_of(owner, report)
    tasks = tasks_of(groups, period)
    return RegionReport(
        form=FORM,
        number=number,
        letterhead=letterhead_of(owner, on),
        period=period.name,
        start=period.start,
        end=period.end,
        opening=opening_of_region(owner.name, period, figures, states, tasks, villages=villages, covered=covered),
        figures=figures,
        kinds=tuple(Count(kind.value, str(kind.label), *_of_kind(kind, counts, before)) for kind in Kind),
        states=states,
        villages=villages,
        covered=covered,
        frozen=sum(bool(line.report) for line in lines),
        districts=districts,
        groups=lines,
        texts=Texts(words["foreword"], words["obstacles"], words["plans"]),
        signers=signers_of(owner, words, day),
        tasks=tasks,
    )


def _span(period: Period) -> tuple[date, date]:
    return period.start, period.end


def _of_kind(kind: str, *counted: Counter[tuple[int, str]]) -> Iterable[int]:
    return (sum(count for (_group, found), count in counts.items() if found == kind) for counts in counted)


def _added(entries: QuerySet[ActivityEntry]) -> list[dict[str, Any]]:
    """The entries added up by group, kind and whether they tell of a text passed on or of residents' reports. One query."""
    added = entries.order_by().values("group_id", "kind", "source")
    rows = added.annotate(
        times=Counted("pk"),
        sum_women=Sum("women"),
        sum_men=Sum("men"),
        attended=Counted("pk", filter=Q(women__isnull=False) | Q(men__isnull=False)),
        sum_reach=Sum("reach"),
        reached=Counted("pk", filter=Q(reach__isnull=False)),
        late=Counted("pk", filter=LATE),
    )
    return [dict(row) for row in rows]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        kind=row["kind"],
        source=row["source"],
        women=row["sum_women"],
        men=row["sum_men"],
        reach=row["sum_reach"],
        times=row["times"],
        attended=row["attended"],
        reached=row["reached"],
        late=row["late"],
    )


def _last_days(groups: list[Group], on: date) -> dict[int, date]:
    signs = ActivityEntry.objects.live().filter(group__in=groups, day__lte=on).exclude(source__in=NO_SIGN_OF_LIFE)
    return dict(signs.order_by().values_list("group_id").annotate(last=Max("day")))


def _lines(
    groups: list[Group], counts: Counter[tuple[int, str]], last_days: dict[int, date], reports: dict[int, str], on: date
) -> tuple[GroupLine, ...]:
    limits = {"active_days": settings.ACTIVITY_ACTIVE_DAYS, "quiet_days": settings.ACTIVITY_QUIET_DAYS}
    lines = []
    for group in groups:
        own = tuple(counts[group.pk, kind.value] for kind in Kind)
        home, above = group.region, group.region.parent
        lines.append(
            GroupLine(
                name=group.name,
                village=home.full_name,
                district=above.name if home.level > 3 and above else home.name,
                state=str(STATES[activity_of(last_days.get(group.pk), on, **limits)]),
                counts=own,
                total=sum(own),
                last_day=last_days.get(group.pk),
                report=reports.get(group.pk, ""),
            )
        )
    return tuple(lines)


def _districts(
    region: Region, groups: list[Group], lines: tuple[GroupLine, ...], before: Counter[tuple[int, str]]
) -> tuple[tuple[DistrictLine, ...], int, int]:
    """A line for each district in the order of their codes, how many villages there are, and how many have a KIM. Two queries at most."""
    villages = list(regions_under(region.code, level=4).values_list("code", "parent_id"))
    covered = {group.region_id for group in groups if group.kind == Group.Kind.KIM and group.region.level == 4}
    districts = [region] if region.level == 3 else list(regions_under(region.code, level=3))
    active, quiet, dormant = (str(label) for label in STATES.values())
    found = []
    for district in districts:
        own = [(group, line) for group, line in zip(groups, lines, strict=True) if is_within(group.region_id, district.code)]
        states = Counter(line.state for _group, line in own)
        found.append(
            DistrictLine(
                name=district.name,
                villages=sum(parent == district.code for _code, parent in villages),
                covered=sum(code in covered for code, parent in villages if parent == district.code),
                groups=len(own),
                active=states[active],
                quiet=states[quiet],
                dormant=states[dormant],
                total=sum(line.total for _group, line in own),
                total_before=sum(count for (group_id, _kind), count in before.items() if group_id in {group.pk for group, _line in own}),
                frozen=sum(bool(line.report) for _group, line in own),
            )
        )
    return tuple(found), len(villages), len(covered & {code for code, _parent in villages})
