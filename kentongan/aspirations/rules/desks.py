"""Deeds beside the steps: who may do them, and when. One sentence keeps the page from offering and the action from doing."""

from django.utils.translation import gettext as _t

from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.groups.queries import Actor

from . import COORDINATOR


def why_not_mend(actor: Actor, case: Case) -> str:
    """In words, why its kind, title and public words cannot be set right; "" where they can. Until it is verified that is the verifying."""
    if COORDINATOR not in case_rules.parts_of(actor, case):
        return _t("Laporan diperiksa oleh koordinator kabupaten.")
    if case.status == "sent":
        return _t("Laporan ini belum diverifikasi. Judul, jenis, dan isi untuk umum ditulis saat verifikasi.")
    return ""


def why_not_assign(actor: Actor, case: Case) -> str:
    """In words, why nobody of the desk can be told to work on it; "" where one can. An office shares out its own work."""
    if not case_rules.can_assign(actor, case):
        return _t("Penanggung jawab ditentukan oleh meja wilayah atau atasannya, selama laporannya belum selesai.")
    if case.held_by == Case.HeldBy.OFFICE:
        return _t("Laporan ini ada di dinas, dan dinas membagi pekerjaannya sendiri.")
    return ""


def why_not_number(actor: Actor, case: Case) -> str:
    """In words, why no number of SP4N-LAPOR! can be written down; "" where one can."""
    if case.status != "handed_on" or COORDINATOR not in case_rules.parts_of(actor, case):
        return _t("Nomor SP4N-LAPOR! dicatat koordinator, selama laporannya ada di sana.")
    return ""
