"""The table of all kinds of report: statuses, and the steps from one to the next. Who may take them is asked in rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kentongan.cases.policies import Arrow, Clock, Part, Status

COORDINATOR = "coordinator"  # of a region that the place of the report lies in: verifies, and alone knows who an anonymous reporter is
CONFIDANT = "confidant"  # may ask who sent it

_WORKER = frozenset({Part.HANDLER, Part.DESK})
VERIFIER = frozenset({COORDINATOR})
APPLICANT = frozenset({Part.APPLICANT})
_CLOCK = frozenset({Part.CLOCK})

# The statuses are those of SP4N-LAPOR! (DOMAIN.md §3). What was reopened once has statuses of its own, from which nothing reopens again.
STATUSES = (
    Status("sent", _("Dikirim"), next_step=_("Koordinator memeriksa laporan Anda dan meneruskannya ke yang berwenang.")),
    Status("asked", _("Perlu dilengkapi"), Clock.PAUSES, next_step=_("Lengkapi yang diminta di bawah ini.")),
    Status("verified", _("Diverifikasi"), next_step=_("Laporan segera diteruskan ke yang berwenang.")),
    Status("forwarded", _("Diteruskan"), next_step=_("Yang berwenang mulai menindaklanjuti.")),
    Status("asked_in_work", _("Perlu dilengkapi"), Clock.PAUSES, next_step=_("Lengkapi yang diminta di bawah ini.")),
    Status("in_work", _("Ditindaklanjuti"), next_step=_("Yang berwenang menyelesaikan dan menjawab laporan Anda.")),
    Status("answered", _("Dijawab"), next_step=_("Beri tahu kami apakah sudah selesai. Tanpa tanggapan, laporan ditutup sendiri.")),
    Status("closed", _("Selesai"), Clock.STOPS, is_end=True, tone="ok"),
    Status("reopened", _("Dibuka kembali"), next_step=_("Yang berwenang membaca keberatan Anda dan menjawab lagi.")),
    Status(
        "answered_again", _("Dijawab lagi"), next_step=_("Beri tahu kami apakah sudah selesai. Tanpa tanggapan, laporan ditutup sendiri.")
    ),
    Status("closed_again", _("Selesai"), Clock.STOPS, is_end=True, tone="ok"),
    Status(
        "handed_on",
        _("Diteruskan ke SP4N-LAPOR!"),
        Clock.STOPS,
        next_step=_("Jawabannya datang lewat SP4N-LAPOR!, dan kami sampaikan di sini."),
    ),
    Status(
        "joined",
        _("Digabung"),
        Clock.STOPS,
        is_end=True,
        takes_words=True,
        next_step=_("Laporan yang sama sudah ada. Kabarnya sampai juga ke sini."),
    ),
    Status("not_ours", _("Bukan wewenang kami"), Clock.STOPS, is_end=True, tone="bad"),
    Status("archived", _("Diarsipkan"), Clock.STOPS, is_end=True, tone="bad"),
)


def arrows(*terms: str) -> tuple[Arrow, ...]:
    """The table; ``terms`` are those that run from forwarding to the answer."""
    all_terms = ("verify", "first_follow_up", *terms)
    answered: dict[str, Any] = {"needs_text": True, "starts": ("reply_wait",), "ends": all_terms}
    accepted = (APPLICANT, _("Sudah selesai"), _("Pelapor menyatakan selesai"))
    lapsed = (_CLOCK, _("Tutup"), _("Ditutup karena tidak ada tanggapan"))
    return (
        # at the coordinator's desk
        Arrow("verify", ("sent",), "verified", VERIFIER, _("Verifikasi"), _("Diverifikasi koordinator")),
        Arrow(
            "forward",
            ("verified",),
            "forwarded",
            VERIFIER,
            _("Teruskan"),
            _("Diteruskan ke yang berwenang"),
            starts=("first_follow_up", *terms),
            ends=("verify",),
        ),
        Arrow("ask", ("sent", "verified"), "asked", VERIFIER, _("Minta dilengkapi"), _("Diminta dilengkapi"), needs_text=True),
        Arrow("complete", ("asked",), "sent", APPLICANT, _("Lengkapi"), _("Dilengkapi pelapor"), needs_text=True),
        Arrow("resume", ("asked",), "sent", VERIFIER, _("Lanjutkan tanpa tambahan"), _("Dilanjutkan tanpa tambahan"), needs_text=True),
        Arrow("answer", ("sent", "verified"), "answered", VERIFIER, _("Jawab langsung"), _("Dijawab"), **answered),
        Arrow(
            "join",
            ("sent", "verified"),
            "joined",
            VERIFIER,
            _("Gabungkan"),
            _("Digabung dengan laporan yang sama"),
            needs_text=True,
            ends=all_terms,
        ),
        Arrow(
            "unjoin",
            ("joined",),
            "sent",
            VERIFIER,
            _("Pisahkan lagi"),
            _("Dipisahkan lagi, diperiksa tersendiri"),
            needs_text=True,
            starts=("verify",),
        ),
        Arrow(
            "refer",
            ("sent", "verified"),
            "not_ours",
            VERIFIER,
            _("Bukan wewenang"),
            _("Bukan wewenang kami"),
            needs_text=True,
            ends=all_terms,
        ),
        Arrow(
            "archive", ("sent", "asked", "verified"), "archived", VERIFIER, _("Arsipkan"), _("Diarsipkan"), needs_text=True, ends=all_terms
        ),
        # with those in charge
        Arrow(
            "follow_up",
            ("forwarded",),
            "in_work",
            _WORKER,
            _("Mulai tindak lanjut"),
            _("Mulai ditindaklanjuti"),
            needs_text=True,
            ends=("first_follow_up",),
        ),
        Arrow(
            "ask",
            ("forwarded", "in_work"),
            "asked_in_work",
            _WORKER,
            _("Minta dilengkapi"),
            _("Diminta dilengkapi"),
            needs_text=True,
            ends=("first_follow_up",),
        ),
        Arrow("complete", ("asked_in_work",), "in_work", APPLICANT, _("Lengkapi"), _("Dilengkapi pelapor"), needs_text=True),
        Arrow(
            "resume",
            ("asked_in_work",),
            "in_work",
            _WORKER,
            _("Lanjutkan tanpa tambahan"),
            _("Dilanjutkan tanpa tambahan"),
            needs_text=True,
        ),
        Arrow(
            "send_back",
            ("forwarded", "in_work"),
            "verified",
            _WORKER,
            _("Kembalikan ke koordinator"),
            _("Dikembalikan ke koordinator"),
            needs_text=True,
            starts=("verify",),
            ends=("first_follow_up", *terms),
        ),
        Arrow("answer", ("forwarded", "in_work"), "answered", _WORKER, _("Jawab"), _("Dijawab"), **answered),
        # elsewhere
        Arrow(
            "hand_on",
            ("sent", "verified", "forwarded", "in_work"),
            "handed_on",
            VERIFIER,
            _("Teruskan ke SP4N-LAPOR!"),
            _("Diteruskan ke SP4N-LAPOR!"),
            needs_text=True,
            ends=all_terms,
        ),
        Arrow("answer", ("handed_on",), "answered", VERIFIER, _("Sampaikan jawabannya"), _("Dijawab lewat SP4N-LAPOR!"), **answered),
        # with whoever sent it
        Arrow("accept", ("answered",), "closed", *accepted, ends=("reply_wait",)),
        Arrow("lapse", ("answered",), "closed", *lapsed, ends=("reply_wait",)),
        Arrow(
            "reopen",
            ("answered", "closed"),
            "reopened",
            APPLICANT,
            _("Belum selesai"),
            _("Pelapor: belum selesai"),
            needs_text=True,
            starts=terms,
            ends=("reply_wait",),
        ),
        Arrow("answer", ("reopened",), "answered_again", _WORKER, _("Jawab lagi"), _("Dijawab lagi"), **answered),
        Arrow("accept", ("answered_again",), "closed_again", *accepted, ends=("reply_wait",)),
        Arrow("lapse", ("answered_again",), "closed_again", *lapsed, ends=("reply_wait",)),
    )
