"""The formation of a KIM as a workflow, and who fills and who decides."""

from django.utils.translation import gettext_lazy as _

from kentongan.cases.models import Case
from kentongan.cases.policies import Arrow, Clock, Part, Right, Status, Workflow
from kentongan.cases.policies.workflow import STANDARD_RIGHTS
from kentongan.groups.models import Role

from .. import queries

KIND = queries.KIND
VERIFY = "registration_verify"
FILL = "registration:formation_fill"
APPLICANT, HANDLER = frozenset({Part.APPLICANT}), frozenset({Part.HANDLER})

FORMATION = Workflow(
    kind=KIND,
    prefix="KIM",
    label=_("Pembentukan KIM"),
    statuses=(
        Status("draft", _("Belum dikirim"), Clock.STOPS, _("Lengkapi isinya, lalu kirim."), is_draft=True),
        Status("sent", _("Sedang diperiksa"), next_step=_("Petugas memeriksa berkasnya dan memberi jawaban di sini.")),
        Status("asked", _("Perlu dilengkapi"), Clock.PAUSES, _("Lengkapi yang diminta, lalu kirim lagi. Yang sudah diisi tetap ada.")),
        Status("coaching", _("Disetujui"), next_step=_("Situsnya sudah hidup. Dinas mendampingi kelompok Anda."), tone="ok"),
        Status("done", _("Selesai"), Clock.STOPS, is_end=True, tone="ok"),
        Status("refused", _("Belum dapat disetujui"), Clock.STOPS, is_end=True, tone="bad"),
        Status("withdrawn", _("Ditarik pemohon"), Clock.STOPS, is_end=True),
    ),
    first="draft",
    arrows=(
        Arrow("send", ("draft",), "sent", APPLICANT, _("Lanjutkan mengisi"), _("Permohonan dikirim"), starts=(VERIFY,), page=FILL),
        Arrow("complete", ("asked",), "sent", APPLICANT, _("Lengkapi"), _("Dilengkapi dan dikirim lagi"), page=FILL),
        Arrow("withdraw", ("sent", "asked"), "withdrawn", APPLICANT, _("Tarik permohonan"), _("Permohonan ditarik")),
        Arrow("approve", ("sent",), "coaching", HANDLER, _("Setujui"), _("Disetujui, situsnya sudah hidup"), ends=(VERIFY,)),
        Arrow("ask", ("sent",), "asked", HANDLER, _("Minta dilengkapi"), _("Dikembalikan untuk dilengkapi"), needs_text=True),
        Arrow("refuse", ("sent", "asked"), "refused", HANDLER, _("Tolak"), _("Belum dapat disetujui"), needs_text=True),
        Arrow("close", ("coaching",), "done", HANDLER, _("Pembinaan selesai"), _("Pembinaan awal selesai")),
    ),
    desk_roles=frozenset({Role.COORDINATOR}),
    oversight_roles=frozenset({Role.COORDINATOR}),
    rights={**STANDARD_RIGHTS, Right.NOTE: STANDARD_RIGHTS[Right.NOTE] | APPLICANT},
    ladder="standard",
    status_template="registration/_status.html",
)


def can_fill(case: Case) -> bool:
    """Whether whoever holds number and code may change the facts: before it is sent, and when it was returned."""
    return case.status in ("draft", "asked")
