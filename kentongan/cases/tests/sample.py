"""A kind of case as a room would sign it up, with every shape of arrow."""

from kentongan.cases.policies import Arrow, Clock, Part, Right, Status, Workflow
from kentongan.cases.policies.workflow import STANDARD_RIGHTS
from kentongan.groups.models import Role

APPLICANT, HANDLER, OVERSEER = frozenset({Part.APPLICANT}), frozenset({Part.HANDLER}), frozenset({Part.HANDLER, Part.OVERSEER})
WORK = ("verify", "information", "simple_question")

SAMPLE = Workflow(
    kind="sample.request",
    prefix="CTH",
    label="Contoh permintaan",
    statuses=(
        Status("draft", "Draf", is_draft=True),
        Status("sent", "Dikirim", next_step="Petugas memeriksa berkas Anda."),
        Status("working", "Dikerjakan"),
        Status("asked", "Perlu dilengkapi", Clock.PAUSES, next_step="Lengkapi yang diminta di bawah ini."),
        Status("answered", "Dijawab"),
        Status("refused", "Ditolak", Clock.STOPS, is_end=True, tone="bad"),
        Status("closed", "Selesai", Clock.STOPS, is_end=True, tone="ok"),
    ),
    first="draft",
    arrows=(
        Arrow("send", ("draft",), "sent", APPLICANT, "Kirim", "Dikirim", starts=("verify",)),
        Arrow("accept", ("sent",), "working", HANDLER, "Terima", "Diterima petugas", starts=("information",), ends=("verify",)),
        Arrow("ask", ("sent", "working"), "asked", HANDLER, "Minta dilengkapi", "Diminta dilengkapi", needs_text=True),
        Arrow("complete", ("asked",), "working", APPLICANT, "Lengkapi", "Dilengkapi", needs_text=True),
        Arrow("refuse", ("sent", "working"), "refused", OVERSEER, "Tolak", "Ditolak", needs_text=True),
        Arrow("answer", ("working",), "answered", HANDLER, "Jawab", "Dijawab", needs_text=True, starts=("reply_wait",), ends=WORK),
        Arrow("reply", ("answered",), "working", APPLICANT, "Tanggapi", needs_text=True, starts=("simple_question",), ends=("reply_wait",)),
        Arrow("close", ("answered",), "closed", frozenset({Part.APPLICANT, Part.CLOCK}), "Selesai", "Ditutup"),
        Arrow("reopen", ("closed",), "working", APPLICANT, "Buka lagi", "Dibuka lagi", needs_text=True, starts=("information",)),
        Arrow("recheck", ("working",), "working", frozenset({Part.OVERSEER}), "Ingatkan", is_public=False),
    ),
    desk_roles=frozenset({Role.VILLAGE_OFFICER, Role.DISTRICT_OFFICER, Role.COORDINATOR}),
    oversight_roles=frozenset({Role.COORDINATOR}),
    rights={**STANDARD_RIGHTS, Right.NOTE: STANDARD_RIGHTS[Right.NOTE] | APPLICANT},
    ladder="standard",
    expires={"reply_wait": "close"},
)
