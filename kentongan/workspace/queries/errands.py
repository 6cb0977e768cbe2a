"""Minggu ini: what waits for the actor, ordered by how pressing it is."""

from datetime import datetime

from kentongan.accounts.models import Person

from .case_errands import formation_errands, news_errands, remark_errands, resident_errands
from .errand import Errand
from .group_errands import chair_errands, term_errands
from .passing_on import sender_errands, task_errands
from .reporting import report_errands
from .text_errands import alert_errands, election_errands, embargo_errands, returned_errands, review_errands, schedule_errands


def week_errands(person: Person, *, now: datetime) -> list[Errand]:
    """All that waits for the actor, the most pressing first, then by date. Needs an open scope.

    As many queries for one matter as for thirty.
    """
    found = [
        *alert_errands(person, now),
        *task_errands(person, now),
        *sender_errands(person, now),
        *returned_errands(person, now),
        *review_errands(person, now),
        *formation_errands(person, now),
        *resident_errands(person, now),
        *news_errands(person, now),
        *remark_errands(person, now),
        *election_errands(person, now),
        *embargo_errands(person, now),
        *term_errands(person, now),
        *report_errands(person, now),
        *chair_errands(person, now),
        *schedule_errands(person, now),
    ]
    rank = {"late": 0, "soon": 1, "": 2}
    return sorted(found, key=lambda errand: (rank[errand.urgency], errand.due))
