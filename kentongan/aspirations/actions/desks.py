"""What officers do with their lists: one deed for many reports, filters they keep, tables they take along."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases.models import Case, CaseEntry
from kentongan.core.actions import emit

from .. import events, queries, rules
from ..models import SavedFilter
from ..policies import Pick, filter_query
from ..rules import desks as desk_rules
from .verifying import forward_report, verify_report

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one row: done, or why not."""

    number: str
    title: str
    why_not: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the deed was done."""
        return not self.why_not


def _verify(actor: Person, case: Case, version: int, now: datetime) -> None:
    report = queries.report_of(case)
    if report.suspicion:
        raise rules.Denied(_("Perlu dilihat dulu satu per satu: %(why)s") % {"why": report.suspicion})
    # Nobody has read its words for everybody yet, so none are shown by this; what an officer had prepared is.
    verify_report(
        actor=actor,
        case=case,
        kind=report.kind,
        category=report.category,
        needs_examination=report.needs_examination,
        public_title=report.public_title,
        public_text=report.public_text,
        now=now,
        version=version,
    )


def _forward(actor: Person, case: Case, version: int, now: datetime, reason: str) -> None:
    target = next((target for target in queries.targets_of(queries.report_of(case)) if target.is_usual), None)
    if target is None:
        raise rules.Denied(_("Kategori ini belum punya tujuan biasanya. Teruskan dari halaman laporannya, atau atur rutenya."))
    forward_report(actor=actor, case=case, to=target.region, office=target.office, reason=reason, now=now, version=version)


@transaction.atomic
def assign_report(*, actor: Person, case: Case, person: Person | None, now: datetime, version: int | None = None) -> CaseEntry:
    """Say who of the desk works on it; None: whoever is there. Raises Denied, also where it lies with an office, and Stale."""
    if why_not := desk_rules.why_not_assign(actor, case):
        raise rules.Denied(why_not)
    return cases.assign_case(actor=actor, case=case, person=person, version=version, now=now)


def do_for_many(
    *, actor: Person, deed: str, picks: Sequence[Pick], now: datetime, reason: str = "", person: Person | None = None
) -> list[Outcome]:
    """Do one deed (verify, forward, archive, assign) to each report by itself, on the version that the actor's list showed.

    A row that cannot be done says why and holds none of the others up. Raises Denied where the deed is unknown or the rows are too many.
    """
    deeds: dict[str, Callable[[Case, int], object]] = {
        "verify": lambda case, version: _verify(actor, case, version, now),
        "forward": lambda case, version: _forward(actor, case, version, now, reason),
        "archive": lambda case, version: cases.move_case(actor=actor, case=case, action="archive", text=reason, version=version, now=now),
        "assign": lambda case, version: assign_report(actor=actor, case=case, person=person, version=version, now=now),
    }
    if deed not in deeds:
        raise rules.Denied(_("Langkah ini tidak bisa untuk banyak laporan sekaligus."))
    if len(picks) > settings.REPORT_BULK_MOST:
        raise rules.Denied(_("Paling banyak %(most)d laporan sekaligus.") % {"most": settings.REPORT_BULK_MOST})
    return [_outcome(actor, pick, deeds[deed]) for pick in picks]


def _outcome(actor: Person, pick: Pick, deed: Callable[[Case, int], object]) -> Outcome:
    title = ""
    try:
        case = queries.get_for_officer(actor, pick.number)
        title = case.title
        with transaction.atomic():
            deed(case, pick.version)
    except (rules.Denied, rules.NotVisible, rules.Stale) as refused:
        return Outcome(pick.number, title, str(refused))
    except Exception:  # one broken row must not take away what is said of the others
        logger.exception("A deed for many failed for %s", pick.number)
        return Outcome(pick.number, title, _("Ada yang salah di sistem kami. Coba dari halaman laporannya."))
    return Outcome(pick.number, title)


@transaction.atomic
def save_filter(*, actor: Person, name: str, query: str, now: datetime) -> SavedFilter:
    """Keep a filter under a name; the same name gets the new one. Nobody else sees it, so nothing is told. Raises Denied."""
    kept, name = filter_query(query), name.strip()
    if not kept or not name:
        raise rules.Denied(_("Saring dulu daftarnya, lalu beri nama."))
    mine = SavedFilter.objects.filter(person=actor)
    if not mine.filter(name=name).exists() and mine.count() >= settings.REPORT_FILTERS_MOST:
        raise rules.Denied(_("Paling banyak %(most)d saringan. Hapus dulu satu.") % {"most": settings.REPORT_FILTERS_MOST})
    return SavedFilter.objects.update_or_create(
        person=actor, name=name, defaults={"query": kept}, create_defaults={"query": kept, "created_at": now}
    )[0]


@transaction.atomic
def rename_filter(*, actor: Person, filter_id: int, name: str) -> SavedFilter:
    """Give a filter another name. Raises NotVisible, Denied where the name is taken."""
    kept = queries.get_filter(actor, filter_id)
    if SavedFilter.objects.filter(person=actor, name=name.strip()).exclude(pk=kept.pk).exists():
        raise rules.Denied(_("Nama itu sudah dipakai."))
    kept.name = name.strip()
    kept.save(update_fields=["name"])
    return kept


@transaction.atomic
def remove_filter(*, actor: Person, filter_id: int) -> SavedFilter:
    """Forget a filter; what is returned can be kept again. Raises NotVisible."""
    kept = queries.get_filter(actor, filter_id)
    SavedFilter.objects.filter(pk=kept.pk).delete()
    return kept


@transaction.atomic
def note_export(*, actor: Person, count: int, with_text: bool, now: datetime) -> None:
    """Write down that somebody took a table of reports along. Raises Denied where the texts are not for him."""
    if with_text and not queries.may_take_texts(actor):
        raise rules.Denied(_("Isi laporan hanya diunduh oleh koordinator."))
    scopes = tuple(sorted(case_queries.desk_scopes(actor, queries.DESK_ROLES)))
    if not scopes:
        raise rules.Denied(_("Daftar laporan hanya diunduh oleh petugas."))
    emit(events.ReportsExported(scopes=scopes, actor_id=actor.pk, at=now, count=count, with_text=with_text))
