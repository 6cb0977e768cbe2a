"""What reports listen to: each step changes the public figures and may be news for people; photos are looked at and taken away;
what a group did about it stands in its log."""

from datetime import date

from kentongan.cases import events as cases
from kentongan.core.events import CalendarChanged, subscriber

from . import actions, events
from .actions import activities, problem_withdrawing


@subscriber(events.ReportSent)
def count_sent(event: events.ReportSent) -> None:
    """It came in."""
    actions.count_report(case_id=event.case_id)


@subscriber(cases.CaseMoved)
def count_moved(event: cases.CaseMoved) -> None:
    """It was verified, forwarded, answered, closed, joined, archived …"""
    actions.count_report(case_id=event.case_id)


@subscriber(cases.CaseHandedOver)
def count_handed_over(event: cases.CaseHandedOver) -> None:
    """It lies with others now."""
    actions.count_report(case_id=event.case_id)


@subscriber(cases.CaseAssigned)
def count_assigned(event: cases.CaseAssigned) -> None:
    """It lies with an office, or no longer."""
    actions.count_report(case_id=event.case_id)


@subscriber(cases.CaseOverdue)
def count_overdue(event: cases.CaseOverdue) -> None:
    """A term is over."""
    actions.count_report(case_id=event.case_id)


@subscriber(cases.CaseTermExtended)
def count_extended(event: cases.CaseTermExtended) -> None:
    """A term is longer now."""
    actions.count_report(case_id=event.case_id)


@subscriber(cases.CaseDueMoved)
def count_due_moved(event: cases.CaseDueMoved) -> None:
    """The calendar changed, and what was overdue may be so no longer."""
    actions.count_report(case_id=event.case_id)


@subscriber(CalendarChanged)
def count_days_again(event: CalendarChanged) -> None:
    """The same of the days that answers took."""
    actions.count_again(day=date.fromisoformat(event.day))


@subscriber(cases.CaseFileAttached)
def look_for_faces(event: cases.CaseFileAttached) -> None:
    """A photo came: the worker looks for faces, so that an officer finds them marked."""
    actions.seek_faces_later(attachment_id=event.attachment_id)


@subscriber(cases.CaseMoved)
def take_photos_of_hidden_away(event: cases.CaseMoved) -> None:
    """It was joined or archived: its photos go from the public pages with it."""
    actions.withdraw_pictures_of_hidden(case_id=event.case_id, now=event.at)


@subscriber(cases.CaseMoved)
def news_for_people(event: cases.CaseMoved) -> None:
    """It came to an answer, a decision or a question: somebody may have to bring it in person."""
    actions.line_up_news(case_id=event.case_id, now=event.at)


@subscriber(events.ReportShown)
def problem_follows_words(event: events.ReportShown) -> None:
    """A name was masked, perhaps: a shared problem that repeats the report says no more than it does."""
    problem_withdrawing.follow_report(case_id=event.case_id, now=event.at)


@subscriber(cases.CaseMoved)
def problem_goes_with_archived(event: cases.CaseMoved) -> None:
    """It was archived: a shared problem that only repeats it goes from the public pages too."""
    problem_withdrawing.withdraw_with_report(case_id=event.case_id, now=event.at)


@subscriber(events.ReportSent)
def log_filed(event: events.ReportSent) -> None:
    """A group wrote it down for a resident, perhaps."""
    if event.is_assisted:
        activities.log_report(case_id=event.case_id, now=event.at)


@subscriber(events.ReportShown)
def log_shown(event: events.ReportShown) -> None:
    """Everybody reads it, or reads other words."""
    activities.log_report(case_id=event.case_id, now=event.at)


@subscriber(cases.CaseMoved)
def log_moved(event: cases.CaseMoved) -> None:
    """It may be nobody's to read any more."""
    activities.log_report(case_id=event.case_id, now=event.at)


@subscriber(events.AnswerDelivered)
def log_brought(event: events.AnswerDelivered) -> None:
    """News of it was brought to people."""
    activities.log_delivery(delivery_id=event.delivery_id, now=event.at)


@subscriber(events.DeliveryTakenBack)
def log_not_brought(event: events.DeliveryTakenBack) -> None:
    """It was not."""
    activities.log_delivery(delivery_id=event.delivery_id, now=event.at)


def _log(event: events.ProblemEvent) -> None:
    activities.log_problem(problem_id=event.problem_id, now=event.at)


@subscriber(events.ProblemStarted)
def log_started(event: events.ProblemStarted) -> None:
    """A shared problem began."""
    _log(event)


@subscriber(events.ProblemMended)
def log_mended(event: events.ProblemMended) -> None:
    """It is called otherwise."""
    _log(event)


@subscriber(events.ProblemPlanned)
def log_planned(event: events.ProblemPlanned) -> None:
    """A step is no more, or a day of working together was called off."""
    activities.log_problem_row(problem_id=event.problem_id, about=event.about, row_id=event.row_id, now=event.at)


@subscriber(events.ProblemProgressed)
def log_progressed(event: events.ProblemProgressed) -> None:
    """A step was done, or it was told how it goes; or that was taken back."""
    activities.log_problem_row(problem_id=event.problem_id, about=event.about, row_id=event.row_id, now=event.at)


@subscriber(events.ProblemSolved)
def log_solved(event: events.ProblemSolved) -> None:
    """It is done."""
    _log(event)


@subscriber(events.ProblemReopened)
def log_reopened(event: events.ProblemReopened) -> None:
    """It is not done after all."""
    _log(event)


@subscriber(events.ProblemWithdrawn)
def log_withdrawn(event: events.ProblemWithdrawn) -> None:
    """Nobody reads it any more."""
    _log(event)


@subscriber(events.ProblemBroughtBack)
def log_brought_back(event: events.ProblemBroughtBack) -> None:
    """Everybody reads it again."""
    _log(event)
