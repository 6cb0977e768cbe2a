"""Kabar untuk warga: what waits to be brought to people, and what was brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.cases import queries as cases
from kentongan.cases.models import CaseEntry
from kentongan.core.rules import NotVisible
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor, ending_of

from ..models import Delivery, Report
from ..policies import SILENT_STEPS, news_of
from .filing import filing_desks, title_shown
from .showing import NOT_SHOWN


@dataclass(frozen=True)
class News:
    """A delivery as a page shows it: of a secret report nothing but its number and who wrote it down."""

    delivery: Delivery
    number: str
    filer: str
    filed_at: datetime | None
    title: str = ""
    place: str = ""
    office: str = ""
    words: str = ""
    reply_by: date | None = None
    can_reopen: bool = False
    is_public: bool = False

    @property
    def is_secret(self) -> bool:
        """Whether only its owner may read it."""
        return not self.title


def _carried_by(actor: Actor) -> Q:
    """Conditions of what the actor may bring; of other people's reports only what everybody can read."""
    desks = filing_desks(actor)
    groups = [desk.group.pk for desk in desks if desk.group is not None]
    condition = Q(group_id__in=groups)
    if any(desk.group is None for desk in desks):
        condition |= Q(officer_id=actor.pk)
    return condition & (Q(is_filed=True) | Q(report__published_at__isnull=False) & ~Q(report__case__status__in=NOT_SHOWN))


def _deliveries(actor: Actor) -> QuerySet[Delivery]:
    related = ("group", "entry", "report__filed_by", "report__case__region", "report__case__office", "delivered_by")
    return Delivery.objects.filter(_carried_by(actor)).select_related(*related)


def deliveries_waiting(actor: Actor) -> QuerySet[Delivery]:
    """What the actor has to bring: first what was filed through her, then by the day until which people can reply."""
    waiting = _deliveries(actor).filter(delivered_at=None, ended_at=None)
    return waiting.order_by("-is_filed", F("report__case__due_on").asc(nulls_last=True), "made_at", "pk")


def deliveries_done(actor: Actor) -> QuerySet[Delivery]:
    """What was brought, the latest first."""
    return _deliveries(actor).filter(delivered_at__isnull=False).order_by("-delivered_at", "-pk")


def delivered_this_month(actor: Actor, *, now: datetime) -> int:
    """How many news the actor's groups, or she as an officer, brought since the first of the month."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Delivery.objects.filter(_carried_by(actor), delivered_at__gte=first).count()


def get_delivery(actor: Actor, delivery_id: int) -> Delivery:
    """A delivery that is the actor's to bring. Raises NotVisible."""
    found = _deliveries(actor).filter(pk=delivery_id).first()
    if found is None:
        raise NotVisible(_("Kabar ini tidak ada, atau bukan bagian Anda."))
    return found


def news_of_deliveries(deliveries: Iterable[Delivery]) -> list[News]:
    """What is shown of these deliveries. No query where they come from ``deliveries_waiting`` or ``deliveries_done``."""
    return [_shown(delivery) for delivery in deliveries]


def _shown(delivery: Delivery) -> News:
    report, case = delivery.report, delivery.report.case
    filer = report.filed_by.get_short_name() if delivery.is_filed and report.filed_by else ""
    filed_at = case.opened_at if delivery.is_filed else None
    if report.is_secret:
        return News(delivery, case.number, filer, filed_at)
    is_open = case.closed_at is None
    hamlet = report.hamlet if delivery.is_filed else report.public_hamlet  # who wrote it down knows what was said; others what all may know
    place = f"{case.region.full_name}, {hamlet}" if hamlet else case.region.full_name
    return News(
        delivery,
        case.number,
        filer,
        filed_at,
        title=title_shown(report),
        place=place,
        office=case.office.name if case.office else "",
        words=delivery.entry.text,
        reply_by=case.due_on if is_open and delivery.news == Delivery.News.ANSWER else None,
        can_reopen=not is_open and cases.workflow_of(case.kind).arrow(case.status, "reopen") is not None,
        is_public=report.is_public,
    )


# --- Who brings what -------------------------------------------------------------------------------------------------------


def _last_step(case_id: int) -> CaseEntry | None:
    """The last public step that was not silent."""
    moved = CaseEntry.objects.filter(case_id=case_id, kind=CaseEntry.Kind.MOVED, is_public=True).exclude(action__in=SILENT_STEPS)
    return moved.order_by("at", "pk").last()


def latest_news_entry(report: Report) -> CaseEntry | None:
    """The step that is news of a report now; of a joined one the answer or decision of its main one. None where nothing is news."""
    if report.duplicate_of_id is not None:
        of_main = _last_step(report.duplicate_of_id)
        if of_main is not None and news_of(of_main.target) in (Delivery.News.ANSWER, Delivery.News.DECISION):
            return of_main
    last = _last_step(report.pk)
    return last if last is not None and news_of(last.target) else None


def _living(group: Group | None) -> Group | None:
    """The group, or the one it was merged into; None where none lives."""
    while group is not None and group.has_ended:
        chapter = ending_of(group)
        group = chapter.into if chapter is not None else None
    return group


def carriers_of(report: Report, news: str) -> list[dict[str, object]]:
    """Who brings news of a report: whoever filed it; and an answer, unless it is secret, the groups of its village as well.

    Whether an answer is public is asked when it is looked for: it may become so later. For a joined one the main one's answer is told.
    """
    filed_in = _living(report.filed_in)
    carriers: list[dict[str, object]] = []
    if filed_in is not None:
        carriers.append({"group": filed_in, "is_filed": True})
    elif report.filed_by is not None and report.filed_in is None:
        carriers.append({"officer": report.filed_by, "is_filed": True})
    if news == Delivery.News.ANSWER and not report.is_secret and report.duplicate_of_id is None:
        village = cases.get_case(report.pk).region_id
        others = [group for group in Group.objects.living().filter(region_id=village) if group != filed_in]
        carriers += [{"group": group, "is_filed": False} for group in others]
    return carriers
