"""Titip lapor: somebody with a role writes a report down for a neighbour, who owns it from then on."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kentongan.accounts.models import Person
from kentongan.cases.actions import Receipt
from kentongan.cases.policies import Contact
from kentongan.groups.models import Group

from .. import rules
from ..models import Report
from .sending import Filing, send_report


@sensitive_variables()
@transaction.atomic
def file_report(
    *, actor: Person, group: Group | None, consent: str, contact: Contact, client_id: UUID, now: datetime, **report: Any
) -> Receipt:
    """Write a report down for somebody who agreed (to which version of the words) and had it read out just now; return the receipt.

    ``group`` is whom the actor does it for; None: as an officer. ``report`` are the further values of send_report. The same ``client_id``
    gives the same receipt for settings.FILING_RECEIPT_MINUTES, and to the same actor only: afterwards the code is its owner's alone.
    Raises Denied.
    """
    if not rules.can_file(actor, group):
        raise rules.Denied(_("Menuliskan laporan untuk orang lain adalah tugas anggota KIM dan petugas desa atau kecamatan."))
    if consent != settings.FILING_CONSENT:
        raise rules.Denied(_("Naskah persetujuan sudah diperbarui. Bacakan yang baru dulu."))
    before = Report.objects.select_related("case").filter(case__client_id=client_id).first()
    if before is not None:
        shown_until = before.case.opened_at + timedelta(minutes=settings.FILING_RECEIPT_MINUTES)
        if before.filed_by_id != actor.pk or now > shown_until:
            raise rules.Denied(_("Laporan ini sudah terkirim. Nomor dan kodenya ada pada slip yang dipegang pemiliknya."))
    filing = Filing(officer=actor, consent=consent, read_back_at=now, group=group)
    return send_report(filing=filing, contact=contact, client_id=client_id, now=now, **report)
