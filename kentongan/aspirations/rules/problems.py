"""Who starts and keeps a shared problem, and when something about it can still be done."""

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.comments.queries import SubjectKind
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.core.scopes import is_within
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of

from ..models import Problem, Report, WorkDay
from ..policies import problems
from ..queries import problems as problem_queries
from ..queries.showing import is_shown

__all__ = ["Denied", "NotVisible", "Stale"]

JOINED, ARCHIVED = "joined", "archived"  # statuses of a report that is shown no more
PROBLEM_OFFICERS = frozenset({Role.VILLAGE_OFFICER, Role.DISTRICT_OFFICER, Role.COORDINATOR})  # of its place or of one above it
PROBLEM_EDITORS = frozenset({Role.EDITOR, Role.CHAIR})
PROBLEM_TALK = SubjectKind(
    kind="aspirations.problem",
    label=_("Masalah bersama"),
    view="aspirations:problem_show",
    argument="slug",
    moderators=PROBLEM_EDITORS | PROBLEM_OFFICERS,
)


def problem_parts_of(actor: Actor, problem: Problem) -> frozenset[problems.Part]:
    """What somebody is to a shared problem. Nobody works in the name of a group that has ended."""
    parts = set()
    for grant in grants_of(actor):
        if grant.role in PROBLEM_OFFICERS and is_within(problem.region_id, grant.region_id or "-"):
            parts.add(problems.Part.KEEPER)
        if grant.scope == problem.owner and grant.group is not None and not grant.group.has_ended:
            parts.add(problems.Part.KEEPER if grant.role in PROBLEM_EDITORS else problems.Part.MEMBER)
    return frozenset(parts)


def problem_arrow_for(actor: Actor, problem: Problem, deed: str) -> problems.Arrow | None:
    """The arrow of the table, if it is open to the actor now."""
    return problems.arrow_for(problem.state, deed, problem_parts_of(actor, problem))


def why_not_share(report: Report) -> str:
    """In words, why a report cannot become a shared problem; "" where it can."""
    if not is_shown(report):
        return _t("Hanya laporan yang tampil untuk umum bisa menjadi masalah bersama.")
    if problem_queries.is_shared(report):
        return _t("Laporan ini sudah menjadi masalah bersama.")
    return ""


def rests_on_archived(problem: Problem) -> bool:
    """Whether its text still is that of a report that was archived since, and is nobody's to read."""
    return problem.report is not None and problem.report.case.status == ARCHIVED and "text" in problem.follows


def word_on_report(problem: Problem) -> str:
    """What its keepers are told of the report it began from; "" while everybody reads that too."""
    status = problem.report.case.status if problem.report is not None else ""
    if status == ARCHIVED:
        return _t("Laporan asalnya diarsipkan. Periksa apakah masalah ini masih benar, dan tulis dengan kata sendiri.")
    return _t("Laporan asalnya digabung dengan laporan lain.") if status == JOINED else ""


def why_not_join(work_day: WorkDay, today: date) -> str:
    """In words, why nobody can say any more that he comes; "" where he can."""
    if work_day.called_off:
        return _t("Gotong royong ini batal: %(reason)s") % {"reason": work_day.called_off}
    if work_day.day < today or not work_day.problem.is_under_way:
        return _t("Gotong royong ini sudah lewat.")
    return ""
