"""A report comes in: once, whatever the network does, and before anything else its text."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case
from kentongan.cases.policies import Contact
from kentongan.core.actions import emit
from kentongan.core.scopes import region_scope
from kentongan.core.text import legible
from kentongan.groups.models import Group
from kentongan.regions.models import Region

from .. import events, policies, rules
from ..models import Report


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Who wrote a report down for somebody, for which group, and that the person agreed and had it read out."""

    officer: Person
    consent: str  # version of the words agreed to
    read_back_at: datetime
    group: Group | None = None


@transaction.atomic
def send_report(
    *,
    kind: str,
    text: str,
    region: Region,
    category: str,
    now: datetime,
    hamlet: str = "",
    point: tuple[float, float] | None = None,
    is_anonymous: bool = False,
    is_secret: bool = False,
    client_id: UUID | None = None,
    filing: Filing | None = None,
    suspicion: str = "",
    contact: Contact | None = None,
    language: str = "id",
    is_demo: bool = False,
) -> Receipt:
    """Take a report in and return its number and code. The same ``client_id`` gives the same receipt, however often it comes, if it
    comes from the same side: what an officer filed is open to nobody else, nor what a sender sent to any officer.

    ``region`` is the village it is about (latitude and longitude in ``point``). It comes to the desk of the regency's coordinator.
    Who sent it is sealed in the vault. Pictures are kept afterwards, so that their failure never costs the text. Raises Denied where
    something is missing, or the ``client_id`` is another's.
    """
    text, hamlet = legible(text).strip(), legible(hamlet).strip()
    if not text:
        raise rules.Denied(_("Tulis dulu apa yang ingin Anda sampaikan."))
    if category not in settings.REPORT_CATEGORIES:
        raise rules.Denied(_("Kategori ini tidak dikenal."))
    workflow = rules.workflow_for(kind, needs_examination=False)
    owner = region_scope(policies.regency_of(region.code))
    receipt = cases.open_case(
        kind=workflow.kind,
        title=policies.title_of(text),
        owner=owner,
        region=region,
        now=now,
        actor=filing.officer if filing else None,
        origin=Case.Origin.ASSISTED if filing else Case.Origin.WEB,
        language=language,
        client_id=client_id,
        is_demo=is_demo,
    )
    before = Report.objects.filter(case=receipt.case).first()
    if before is not None:
        if before.filed_by_id != (filing.officer.pk if filing else None):
            raise rules.Denied(_("Laporan ini sudah terkirim. Nomor dan kodenya ada pada slip yang dipegang pemiliknya."))
        return receipt
    latitude, longitude = point or (None, None)
    Report.objects.create(
        case=receipt.case,
        place=region.code,
        kind=kind,
        category=category,
        text=text,
        hamlet=hamlet,
        latitude=latitude,
        longitude=longitude,
        is_anonymous=is_anonymous,
        is_secret=is_secret,
        suspicion=suspicion,
        filed_by=filing.officer if filing else None,
        filed_in=filing.group if filing else None,
        consent=filing.consent if filing else "",
        read_back_at=filing.read_back_at if filing else None,
    )
    if contact:
        cases.keep_identity(case=receipt.case, contact=contact, now=now)
    emit(
        events.ReportSent(
            scopes=(owner, region.scope),
            actor_id=filing.officer.pk if filing else None,
            at=now,
            case_id=receipt.case.pk,
            kind=kind,
            category=category,
            region_code=region.code,
            is_assisted=filing is not None,
        )
    )
    return receipt
