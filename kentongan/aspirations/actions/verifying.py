"""The coordinator's first reading: what everybody may read of it, what it is, and to whom it goes."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.core.actions import emit
from kentongan.groups.models import Office
from kentongan.regions.models import Region

from .. import events, queries, rules
from ..models import Report
from ..rules import desks as desk_rules

NEVER_SHOWN = ("sent", "asked", "joined", "not_ours", "archived")  # not verified yet, or ended before it could be answered


def _set_right(
    *,
    actor: Person,
    case: Case,
    kind: str,
    category: str,
    needs_examination: bool,
    public_title: str,
    public_text: str,
    public_hamlet: str | None,
    now: datetime,
    version: int | None,
) -> Report:
    if rules.COORDINATOR not in case_rules.parts_of(actor, case):
        raise rules.Denied(_("Laporan diperiksa oleh koordinator kabupaten."))
    if category not in settings.REPORT_CATEGORIES:
        raise rules.Denied(_("Kategori ini tidak dikenal."))
    report = queries.report_of(case)
    if report.is_public and not (public_text.strip() and public_title.strip()):
        raise rules.Denied(_("Laporan ini sudah tampil untuk umum, jadi judul dan isinya tidak boleh kosong."))
    if public_text.strip() and not public_title.strip() and not report.is_secret:
        raise rules.Denied(_("Tulis judul untuk umum dulu: kata-kata pelapor sendiri tidak kami tampilkan."))
    wanted = rules.workflow_for(kind, needs_examination=needs_examination).kind
    if wanted != case.kind:
        reason = _("Setelah dibaca, jenis ini lebih tepat.")
        cases.change_kind(actor=actor, case=case, kind=wanted, reason=reason, now=now, version=version)
    report.kind, report.category, report.needs_examination = kind, category, needs_examination
    report.public_title, report.public_text = public_title.strip(), public_text.strip()
    report.public_hamlet = report.public_hamlet if public_hamlet is None else public_hamlet.strip()
    report.save(update_fields=["kind", "category", "needs_examination", "public_title", "public_text", "public_hamlet"])
    _tell_public(report, case, actor, now)
    return report


def _tell_public(report: Report, case: Case, actor: Person, now: datetime) -> None:
    """Pages that show it to everybody are fresh at once."""
    if report.is_public:
        scopes = tuple(dict.fromkeys((case.owner, case.region.scope)))
        emit(events.ReportShown(scopes=scopes, actor_id=actor.pk, at=now, case_id=case.pk, region_code=case.region_id))


@transaction.atomic
def mend_report(
    *,
    actor: Person,
    case: Case,
    kind: str,
    category: str,
    needs_examination: bool,
    public_title: str,
    public_text: str,
    now: datetime,
    public_hamlet: str | None = None,
    version: int | None = None,
) -> Report:
    """Set right what it is and write what everybody may read of it. Public already, it changes at once. Raises Denied, Stale.

    ``public_text`` and ``public_hamlet`` are its text and place without what would give a person away; empty where nothing may be shown,
    None leaves the place as it is. A report that was verified without such words becomes public with them. Who did it stays on the
    trail, for officers.
    """
    if why_not := desk_rules.why_not_mend(actor, case):
        raise rules.Denied(why_not)
    kind_before = case.kind
    report = _set_right(
        actor=actor,
        case=case,
        kind=kind,
        category=category,
        needs_examination=needs_examination,
        public_title=public_title,
        public_text=public_text,
        public_hamlet=public_hamlet,
        now=now,
        version=version,
    )
    if case.kind == kind_before:  # else the version was taken with it; what another masked must not come back with an older page
        cases.take_version(case=case, version=version, now=now)
    if report.public_text and not report.is_secret and not report.is_public and case.status not in NEVER_SHOWN:
        report.published_at = now
        report.save(update_fields=["published_at"])
        _tell_public(report, case, actor, now)
    cases.add_entry(actor=actor, case=case, text=_("Judul, jenis, kategori, atau isi untuk umum diperbaiki."), is_public=False, now=now)
    return report


@transaction.atomic
def verify_report(
    *,
    actor: Person,
    case: Case,
    kind: str,
    category: str,
    needs_examination: bool,
    public_title: str,
    public_text: str,
    now: datetime,
    public_hamlet: str | None = None,
    version: int | None = None,
    text: str = "",
) -> Report:
    """Verify it; unless it is secret, or nothing of it may be shown, everybody can read it from now on. Raises Denied, Stale."""
    kind_before = case.kind
    report = _set_right(
        actor=actor,
        case=case,
        kind=kind,
        category=category,
        needs_examination=needs_examination,
        public_title=public_title,
        public_text=public_text,
        public_hamlet=public_hamlet,
        now=now,
        version=version,
    )
    is_reclassified = case.kind != kind_before
    cases.move_case(actor=actor, case=case, action="verify", text=text, now=now, version=None if is_reclassified else version)
    report.suspicion = ""
    if not report.is_secret and report.public_text:
        report.published_at = now
    report.save(update_fields=["suspicion", "published_at"])
    _tell_public(report, case, actor, now)
    return report


@transaction.atomic
def forward_report(
    *, actor: Person, case: Case, to: Region, reason: str, now: datetime, office: Office | None = None, version: int | None = None
) -> Case:
    """Give it to those in charge: an office of ``to``, or the desk of a region. Their clock starts. Raises Denied, Stale."""
    if not case_rules.can_move_case(actor, case, "forward"):
        raise rules.Denied(case_rules.why_not_move(case, "forward"))
    if to.scope != case.owner or office is not None:
        cases.hand_over_case(actor=actor, case=case, to=to, office=office, reason=reason, now=now, version=version)
        version, reason = None, ""  # it was said with the handing over, once
    cases.move_case(actor=actor, case=case, action="forward", text=reason, now=now, version=version)
    return case
