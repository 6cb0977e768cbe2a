"""Opening a case: its number, its code, its first terms; and coming back with number and code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.policies import new_code, read_code, spaced
from kentongan.core.secrecy import codes_for
from kentongan.groups.models import Office
from kentongan.media.actions import remove_upload
from kentongan.regions.models import Region

from .. import events, queries, rules
from ..models import Case, CaseCount, CaseEntry
from ..policies import Part, case_number
from .clock import follow_status, start_terms

CODE_LENGTH = 10  # 44 bits, and tries are counted


@dataclass(frozen=True)
class Receipt:
    """What the sender keeps. The code is here and nowhere else."""

    case: Case
    code: str

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.case.number

    @property
    def spaced_code(self) -> str:
        """The code for reading aloud."""
        return spaced(self.code)


def next_number(prefix: str, *, now: datetime) -> str:
    """Give the next number of the prefix and year. The count's row stays locked until the caller's transaction ends, so none is lost."""
    year = queries.local_day(now).year
    count = CaseCount.objects.filter(prefix=prefix, year=year)
    if not count.update(last=F("last") + 1):
        CaseCount.objects.bulk_create([CaseCount(prefix=prefix, year=year)], ignore_conflicts=True)
        count.update(last=F("last") + 1)
    return case_number(prefix, year, count.values_list("last", flat=True).get())


def _codes_for(client_id: UUID) -> list[str]:
    return codes_for("kentongan.cases.receipt", client_id, length=CODE_LENGTH)


def receipt_again(client_id: UUID | None) -> Receipt | None:
    """The receipt of what came before with this id, or None where nothing did. The id is as secret as the code."""
    before = queries.case_of_client(client_id) if client_id is not None else None
    if before is None or client_id is None:
        return None
    codes = _codes_for(client_id)
    return Receipt(before, next((code for code in codes if queries.code_fits(before, before.number, code)), codes[0]))


def _before(client_id: UUID | None, kind: str) -> Receipt | None:
    """What came before with this id. Raises Denied where it is a case of another table: its code is not for whoever sends this one."""
    before = receipt_again(client_id)
    if before is not None and queries.workflow_of(before.case.kind).prefix != queries.workflow_of(kind).prefix:
        raise rules.Denied(_("Formulir ini sudah dipakai untuk kiriman lain. Buka halamannya sekali lagi, lalu kirim dari situ."))
    return before


def open_case(
    *,
    kind: str,
    title: str,
    owner: str,
    region: Region,
    now: datetime,
    actor: Person | None = None,
    person: Person | None = None,
    office: Office | None = None,
    origin: str = Case.Origin.WEB,
    language: str = "id",
    client_id: UUID | None = None,
    is_demo: bool = False,
) -> Receipt:
    """Open a case of a kind in the charge of a scope, and return number and code. The same ``client_id`` gives the same receipt.

    ``region`` is the place it is about; ``actor`` who files it for somebody else, if so. Who may open one is asked by the room.
    Raises Denied where it cannot lie with the person or office named, or the ``client_id`` is that of a case with other numbers.
    """
    if (before := _before(client_id, kind)) is not None:
        return before
    try:
        with transaction.atomic():
            return _open(
                kind,
                title,
                owner,
                region,
                now,
                actor,
                person=person,
                office=office,
                origin=origin,
                language=language,
                client_id=client_id,
                is_demo=is_demo,
            )
    except IntegrityError:  # the same submission came twice at once; the other was first
        if (before := _before(client_id, kind)) is not None:
            return before
        raise


def _open(
    kind: str,
    title: str,
    owner: str,
    region: Region,
    now: datetime,
    actor: Person | None,
    *,
    person: Person | None,
    office: Office | None,
    client_id: UUID | None,
    **further: object,
) -> Receipt:
    workflow = queries.workflow_of(kind)
    number, code = next_number(workflow.prefix, now=now), _codes_for(client_id)[0] if client_id is not None else new_code(CODE_LENGTH)
    case = Case(
        kind=kind,
        number=number,
        code_hash=queries.code_hashes(number, code)[0],
        client_id=client_id,
        owner=owner,
        region=region,
        held_by=Case.HeldBy.PERSON if person else Case.HeldBy.OFFICE if office else Case.HeldBy.DESK,
        person=person,
        office=office,
        title=" ".join(title.split())[:200],
        status=workflow.first,
        opened_at=now,
        opened_by=actor,
        submitted_at=None if workflow.status(workflow.first).is_draft else now,
        **further,
    )
    why_not = rules.why_not_hold(case, person=person, office=office)
    if why_not:
        raise rules.Denied(why_not)
    with scopes_disabled():
        case.save()
    part = Part.DESK if actor is not None else Part.APPLICANT
    CaseEntry.objects.create(case=case, kind=CaseEntry.Kind.OPENED, target=case.status, is_public=True, actor=actor, part=part, at=now)
    start_terms(case, workflow.starts, now=now)
    follow_status(case, now=now)
    emit(events.CaseOpened(scopes=(owner,), actor_id=actor.pk if actor else None, at=now, case_id=case.pk, kind=kind, number=number))
    return Receipt(case, code)


@transaction.atomic
def describe_case(*, case: Case, title: str, region: Region) -> Case:
    """Say anew what a case is called and which place it is about. Who may, and when, is asked by the room, as with open_case."""
    values = {"title": " ".join(title.split())[:200], "region_id": region.pk}
    with scopes_disabled():
        Case.objects.filter(pk=case.pk).update(**values)
    case.title, case.region = values["title"], region
    return case


@transaction.atomic
def discard_draft(*, case: Case, now: datetime) -> None:
    """Remove a draft with its trail and files, as if it had never been; its number is not given again. Raises Denied once it was sent.

    What the room keeps of it goes with it by cascade.
    """
    kept = queries.fresh(case)
    if not queries.status_of(kept).is_draft:
        raise rules.Denied(_("Yang sudah dikirim tidak dapat dihapus."))
    uploads = [attachment.upload for attachment in queries.attachments_of(kept, public_only=False)]
    told = events.CaseDiscarded(scopes=(kept.owner,), actor_id=None, at=now, case_id=kept.pk, kind=kept.kind, number=kept.number)
    with scopes_disabled():
        kept.delete()
    for upload in uploads:
        remove_upload(upload=upload)
    emit(told)


def enter_by_code(*, number: str, code: str, now: datetime) -> Case:
    """The case that number and code open. Raises WrongCode, always the same, whatever was wrong.

    Wrong codes are counted for the number, never for an address: a village shares one. A code whose check character is wrong is a slip of
    the pen and not counted. After settings.CASE_CODE_TRIES within an hour the number stays shut until the hour is over.
    """
    meant, case = queries.find_by_number(number)
    fits = queries.code_fits(case, meant, code)
    if case is None:
        raise rules.WrongCode
    hour_ago = now - timedelta(hours=1)
    counting = case.wrong_since is not None and case.wrong_since > hour_ago
    if counting and case.wrong_codes >= settings.CASE_CODE_TRIES:
        raise rules.WrongCode
    if fits:
        return case
    if read_code(code) is not None:
        with scopes_disabled():
            tried = Case.objects.filter(pk=case.pk)
            if not tried.filter(wrong_since__gt=hour_ago).update(wrong_codes=F("wrong_codes") + 1):
                tried.update(wrong_codes=1, wrong_since=now)
    raise rules.WrongCode
