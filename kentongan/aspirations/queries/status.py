"""What the status page shows of a report beside its case."""

from dataclasses import dataclass

from kentongan.cases import queries as cases
from kentongan.cases.models import Case, CaseAttachment, CaseEntry
from kentongan.cases.policies import Workflow

from ..models import Report
from .finding import report_of
from .joining import news_of

PROOFS = ("before", "after")


@dataclass(frozen=True)
class Shown:
    """A report as its sender reads it. What it was joined to is only told by its steps, never by what another sender wrote."""

    report: Report
    answer: CaseEntry | None  # the last one
    news: tuple[CaseEntry, ...]  # of the report it was joined to
    news_workflow: Workflow | None
    main_status: object
    proofs: tuple[CaseAttachment, ...]


def _last_answer(entries: list[CaseEntry]) -> CaseEntry | None:
    return next((entry for entry in entries if entry.kind == CaseEntry.Kind.MOVED and entry.action == "answer"), None)


def shown_to_sender(case: Case, entries: list[CaseEntry], attachments: list[CaseAttachment]) -> Shown:
    """What stands first on the status page: the answer, the main report's where this one was joined, and the pictures that prove it."""
    report = report_of(case)
    main = report.duplicate_of
    news = tuple(news_of(main)) if main is not None else ()
    return Shown(
        report=report,
        answer=_last_answer(list(news) if main is not None else entries),
        news=news,
        news_workflow=cases.workflow_of(main.case.kind) if main is not None else None,
        main_status=cases.status_of(main.case) if main is not None else None,
        proofs=tuple(attachment for kind in PROOFS for attachment in attachments if attachment.kind == kind),
    )
