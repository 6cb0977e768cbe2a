"""A shared problem is withdrawn from the public, with its pictures and what was said of it; and comes back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.comments import actions as comments
from kentongan.comments.queries import thread_about
from kentongan.core.actions import emit
from kentongan.media import actions as media

from .. import events
from ..models import Problem
from ..policies.problems import Deed
from ..queries import problems as queries
from ..rules import problems as rules
from .problems import KIND, about, move


@transaction.atomic
def withdraw_problem(*, actor: Person, problem: Problem, reason: str, now: datetime) -> Problem:
    """Take it from the public, whatever became of it; its address says that it was withdrawn, and why. Raises Denied, Stale."""
    if not reason.strip():
        raise rules.Denied(_("Tulis mengapa ditarik: yang membuka alamatnya akan membacanya."))
    stood = {"withdrawn_from": problem.state, "withdrawn_reason": reason.strip()[:300], "withdrawn_at": now}
    move(problem, Deed.WITHDRAW, actor, now, **stood)
    for picture in queries.pictures_of(problem):
        media.withhold_upload(upload=picture)
    if (thread := thread_about(KIND, problem.slug)) is not None:
        comments.set_thread_aside(thread=thread, actor=actor, now=now)
    emit(events.ProblemWithdrawn(**about(problem, actor, now)))
    return problem


@transaction.atomic
def bring_problem_back(*, actor: Person, problem: Problem, now: datetime) -> Problem:
    """Let everybody read it again, where it stood when it was withdrawn. Raises Denied, Stale."""
    stood = {"state": problem.withdrawn_from, "withdrawn_from": "", "withdrawn_reason": "", "withdrawn_at": None}
    move(problem, Deed.BRING_BACK, actor, now, **stood)
    for picture in queries.pictures_of(problem):
        media.release_upload(upload=picture)
    if (thread := thread_about(KIND, problem.slug)) is not None:
        comments.bring_thread_back(thread=thread, actor=actor, now=now)
    emit(events.ProblemBroughtBack(**about(problem, actor, now)))
    return problem
