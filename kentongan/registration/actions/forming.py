"""What whoever holds number and code does: begin, fill step by step, bring documents, send, give up."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.cases import actions as cases
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case, CaseAttachment, CaseEntry
from kentongan.cases.queries import fresh
from kentongan.regions.models import Region

from .. import queries, rules
from ..models import Formation, ProposedSeat
from ..policies import Seat
from ..queries.checking import sentence_of
from ..queries.forming import owner_of
from ..rules import KIND, Denied, Stale

DOCUMENT_LABELS: dict[str, Callable[[], str]] = {
    "minutes": lambda: _("Berita acara musyawarah"),
    "decree": lambda: _("SK"),
    "statutes": lambda: _("AD/ART"),
    "statement": lambda: _("Surat pernyataan"),
}


@transaction.atomic
def begin_formation(
    *,
    name: str,
    level: str,
    region: Region,
    now: datetime,
    client_id: UUID | None = None,
    language: str = "id",
    is_demo: bool = False,
) -> Receipt:
    """Open a draft in the charge of the regency; its coordinator sees it once it is sent. The same ``client_id`` gives the same receipt."""
    receipt = cases.open_case(
        kind=KIND,
        title=name,
        owner=owner_of(region).scope,
        region=region,
        now=now,
        client_id=client_id,
        language=language,
        is_demo=is_demo,
    )
    _formation, is_new = Formation.objects.get_or_create(
        case=receipt.case, defaults={"name": " ".join(name.split()), "level": level, "touched_at": now}
    )
    if is_new:
        _lay_seats(receipt.case, [Seat(position, "") for position in ("ketua", "sekretaris", "bendahara")])
        _lay_seats(receipt.case, [Seat("seksi", "", section) for section in settings.FORMATION_SECTIONS], after=3)
    return receipt


def _lay_seats(case: Case, seats: Sequence[Seat], *, after: int = 0) -> None:
    ProposedSeat.objects.bulk_create(
        ProposedSeat(
            formation_id=case.pk,
            position=seat.position,
            section=seat.section,
            person_name=seat.name,
            birth_year=seat.birth_year,
            order=order,
        )
        for order, seat in enumerate(seats, after)
    )


def _filled(case: Case) -> Formation:
    """The formation as it is, its case locked. Raises Denied where it is not the applicant's turn."""
    kept = fresh(case)
    if not rules.can_fill(kept):
        raise Denied(_("Permohonan ini sedang diperiksa atau sudah diputus, jadi isinya tidak bisa diubah sekarang."))
    return queries.formation_of(kept)


@transaction.atomic
def save_step(*, case: Case, step: str, values: dict[str, Any], now: datetime, mark: str | None = None) -> Formation:
    """Keep what one step holds; the other steps are not touched, so two people may fill two steps at a time.

    ``values`` are facts of ``queries.MARKED[step]``, ``region`` a Region and ``seats`` policies' Seats among them. ``mark`` is what the
    page was filled from. Raises Denied where it is not the applicant's turn, Stale where somebody else saved this step meanwhile.
    """
    formation = _filled(case)
    if mark is not None and mark != queries.mark_of(formation, step):
        was = queries.values_of(formation, step)
        values_now = {name: was[name] for name in values if name in was and name not in ("seats", "region")}
        mine = {name: values[name] for name in values_now}
        labels = {name: str(Formation._meta.get_field(name).verbose_name) for name in values_now}  # type: ignore[union-attr]
        raise Stale(
            _("Langkah ini baru saja diisi dari HP lain. Isian Anda masih ada di bawah; simpan sekali lagi bila itu yang benar."),
            theirs={labels[name]: str(value) for name, value in values_now.items() if value != mine[name]},
            mine={labels[name]: str(mine[name]) for name, value in values_now.items() if value != mine[name]},
        )
    plain = {name: value for name, value in values.items() if name in queries.MARKED[step] and name not in ("seats", "region")}
    for name, value in plain.items():
        setattr(formation, name, value)
    formation.touched_at = now
    formation.save(update_fields=[*plain, "touched_at"])
    if step == "kelompok":
        cases.describe_case(case=case, title=formation.name, region=values["region"])
    if "seats" in values:
        formation.seats.all().delete()
        _lay_seats(case, values["seats"])
    return queries.formation_of(fresh(case))


def attach_document(*, case: Case, kind: str, file: File | BinaryIO, now: datetime, client_id: UUID | None = None) -> CaseAttachment:
    """Keep a photo or PDF of a document. Raises Denied where it is not the applicant's turn, media's Refused with a sentence."""
    formation = _filled_now(case)
    if sum(map(len, queries.documents_of(formation).values())) >= settings.FORMATION_MOST_FILES:
        raise Denied(_("Sudah ada %(most)d berkas. Gabungkan yang lain menjadi satu PDF.") % {"most": settings.FORMATION_MOST_FILES})
    label = DOCUMENT_LABELS[kind]()
    attachment = cases.attach(actor=None, case=case, file=file, now=now, kind=kind, label=label, client_id=client_id)
    Formation.objects.filter(pk=case.pk).update(touched_at=now)
    return attachment


@transaction.atomic
def _filled_now(case: Case) -> Formation:
    return _filled(case)


@transaction.atomic
def send_formation(*, case: Case, now: datetime, text: str = "") -> CaseEntry:
    """Send it to the coordinator, for the first time or after it was returned. Raises Denied with what is still lacking."""
    formation = _filled(case)
    found = queries.findings_of(formation, queries.documents_of(formation), today=timezone.localdate(now))
    lacking = [sentence_of(finding) for finding in found if finding.is_blocking]
    if lacking:
        raise Denied(_("Belum bisa dikirim: %(lacking)s") % {"lacking": " ".join(lacking)})
    action = "send" if formation.case.status == "draft" else "complete"
    return cases.move_as_applicant(case=case, action=action, text=text, now=now)


def discard_formation(*, case: Case, now: datetime) -> None:
    """Give a draft up: it is removed with its documents. Raises Denied once it was sent."""
    cases.discard_draft(case=case, now=now)


def remove_old_drafts(*, now: datetime) -> int:
    """Remove drafts that nobody touched for settings.FORMATION_DRAFT_DAYS, each in a transaction of its own. Returns how many."""
    old = queries.old_drafts(now=now)
    for case in old:
        cases.discard_draft(case=case, now=now)
    return len(old)
