"""A shared problem is withdrawn with its pictures and what was said of it, and comes back; and what follows its report."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.comments import actions as comments
from kentongan.comments.queries import thread_about
from kentongan.core.actions import emit
from kentongan.media import actions as media

from .. import events
from ..models import Problem
from ..policies.problems import Deed, State
from ..queries import problems as queries
from ..rules import problems as rules
from .problems import KIND, about, move, rename, write


@transaction.atomic
def withdraw_problem(*, actor: Person, problem: Problem, reason: str, now: datetime) -> Problem:
    """Take it from the public, whatever became of it; its address says that it was withdrawn, and why. Raises Denied, Stale."""
    if not reason.strip():
        raise rules.Denied(_("Tulis mengapa ditarik: yang membuka alamatnya akan membacanya."))
    move(problem, Deed.WITHDRAW, actor, now, **_stood(problem, reason.strip()[:300], now))
    return _withdrawn(problem, actor, now)


def _stood(problem: Problem, reason: str, now: datetime) -> dict[str, Any]:
    return {"withdrawn_from": problem.state, "withdrawn_reason": reason, "withdrawn_at": now}


def _withdrawn(problem: Problem, actor: Person | None, now: datetime) -> Problem:
    for picture in queries.pictures_of(problem):
        media.withhold_upload(upload=picture)
    if (thread := thread_about(KIND, problem.slug)) is not None:
        comments.set_thread_aside(thread=thread, actor=actor, now=now)
    emit(events.ProblemWithdrawn(**about(problem, actor, now)))
    return problem


@transaction.atomic
def bring_problem_back(*, actor: Person, problem: Problem, now: datetime) -> Problem:
    """Let everybody read it again, where it stood when it was withdrawn. Raises Denied, Stale."""
    if rules.rests_on_archived(problem):
        raise rules.Denied(_("Laporan asalnya diarsipkan. Tulis dulu masalahnya dengan kata sendiri, lalu tampilkan lagi."))
    stood: dict[str, Any] = {"state": problem.withdrawn_from, "withdrawn_from": "", "withdrawn_reason": "", "withdrawn_at": None}
    move(problem, Deed.BRING_BACK, actor, now, **stood)
    for picture in queries.pictures_of(problem):
        media.release_upload(upload=picture)
    if (thread := thread_about(KIND, problem.slug)) is not None:
        comments.bring_thread_back(thread=thread, actor=actor, now=now)
    emit(events.ProblemBroughtBack(**about(problem, actor, now)))
    return problem


@transaction.atomic
def follow_report(*, case_id: int, now: datetime) -> Problem | None:
    """Let words that still are those of its report be those that everybody reads of it now. Told twice it changes nothing more.

    Returns the problem where something changed.
    """
    problem = queries.problem_of_case(case_id)
    if problem is None or problem.report is None:
        return None
    words = queries.words_of(problem.report)
    changed: dict[str, Any] = {field: words[field] for field in problem.follows if words[field] != getattr(problem, field)}
    if not changed:
        return None
    called = problem.title
    write(problem, max(now, problem.updated_at), **changed)
    rename(problem, called, None, now)
    emit(events.ProblemMended(**about(problem, None, now)))
    return problem


@transaction.atomic
def withdraw_with_report(*, case_id: int, now: datetime) -> Problem | None:
    """Withdraw what only repeats a report that was archived; its keepers can write it in words of their own and bring it back.

    Told twice it changes nothing more. Returns the problem where it was withdrawn.
    """
    problem = queries.problem_of_case(case_id)
    if problem is None or problem.is_withdrawn or not rules.rests_on_archived(problem):
        return None
    reason = _("Laporan asalnya tidak tampil lagi untuk umum.")
    write(problem, max(now, problem.updated_at), state=State.WITHDRAWN, **_stood(problem, reason, now))
    return _withdrawn(problem, None, now)
