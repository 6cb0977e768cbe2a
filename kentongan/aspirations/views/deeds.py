"""What may be done on the page of a report: each step and deed with its form, its action, and the sentence afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kentongan.accounts.models import Person
from kentongan.cases import actions as cases
from kentongan.cases import queries as case_queries
from kentongan.cases import rules as case_rules
from kentongan.cases.models import Case
from kentongan.cases.policies import Arrow, Right, State

from .. import actions, forms
from ..models import Report
from ..rules import desks as desk_rules

READ = _("Tersimpan. Pelapor membacanya di halaman status.")
KEPT = _("Tersimpan.")


@dataclass(frozen=True)
class Asked:
    """For whom a form is made, and about what."""

    actor: Person
    case: Case
    report: Report
    arrow: Arrow | None = None
    begun: str = ""  # words of a template
    wanted: str = ""  # the step that the address asks to see open

    @cached_property
    def parts(self) -> frozenset[str]:
        """What the actor is to the case."""
        return case_rules.parts_of(self.actor, self.case)

    @property
    def is_for_all(self) -> bool:
        """Whether everybody may come to read the words written on it."""
        return not self.report.is_secret

    def may(self, right: Right) -> bool:
        """Whether the actor has this right on the case."""
        return case_rules.has_right(self.parts, self.case, right)

    @cached_property
    def clocks(self) -> list[case_queries.ClockFace]:
        """The terms that can still be extended."""
        if not case_rules.can_extend(self.actor, self.case):
            return []
        return [
            clock for clock in case_queries.clocks_of(self.case, now=timezone.now()) if clock.can_extend_by and clock.state != State.OVERDUE
        ]


Sent = Mapping[str, Any]
Make = Callable[[Asked, Sent, str], Any]  # (for what, data=… files=…, auto_id) → the form
Take = Callable[[Asked, Any, datetime], list[str] | None]  # what it returns are sentences about files that could not be kept


@dataclass(frozen=True)
class Deed:
    """Something that may be done, by a form of its own."""

    address: str
    make: Make
    take: Take
    said: object = READ
    label: object = ""  # of what is no step of the table
    why_not: Callable[[Asked], str] = lambda _asked: ""  # of what is no step: why it cannot be done now, as its action says it


# --- Making the forms ------------------------------------------------------------------------------------------------------


def _step(asked: Asked, sent: Sent, auto_id: str, form: type[forms.StepForm] = forms.StepForm) -> Form:
    action = asked.arrow.action if asked.arrow else ""
    initial = {"versi": asked.case.version, "langkah": action, "pesan": asked.begun if action == "answer" else ""}
    needs_text = asked.arrow is not None and asked.arrow.needs_text
    return form(**sent, needs_text=needs_text, for_all=asked.is_for_all, initial=initial, auto_id=auto_id)


def _answer(asked: Asked, sent: Sent, auto_id: str) -> Form:
    return _step(asked, sent, auto_id, forms.AnswerStepForm)


def _words(asked: Asked, sent: Sent, auto_id: str) -> Form:
    return forms.VerifyForm(**_data(sent), report=asked.report, auto_id=auto_id)


def _data(sent: Sent) -> dict[str, Any]:
    """Without the files, for forms that take none."""
    return {"data": sent["data"]} if "data" in sent else {}


def _now(asked: Asked) -> dict[str, Any]:
    return {"versi": asked.case.version}


# --- Taking the steps ------------------------------------------------------------------------------------------------------


def _verify(asked: Asked, form: Any, now: datetime) -> None:
    actions.verify_report(actor=asked.actor, case=asked.case, now=now, **form.read())


def _forward(asked: Asked, form: Any, now: datetime) -> None:
    actions.forward_report(actor=asked.actor, case=asked.case, now=now, **form.read())


def _join(asked: Asked, form: Any, now: datetime) -> None:
    actions.join_report(actor=asked.actor, case=asked.case, now=now, **form.read())


def _refer(asked: Asked, form: Any, now: datetime) -> None:
    actions.refer_report(actor=asked.actor, case=asked.case, now=now, **form.read())


def _hand_on(asked: Asked, form: Any, now: datetime) -> None:
    actions.hand_on_report(actor=asked.actor, case=asked.case, now=now, **form.read())


def _unjoin(asked: Asked, form: Any, now: datetime) -> None:
    values = form.cleaned_data
    actions.unjoin_report(actor=asked.actor, case=asked.case, text=values["pesan"], version=values["versi"], now=now)


def _move(asked: Asked, form: Any, now: datetime) -> None:
    values = form.cleaned_data
    action = str(values["langkah"])
    cases.move_case(actor=asked.actor, case=asked.case, action=action, text=values["pesan"], version=values["versi"], now=now)


def _take_answer(asked: Asked, form: Any, now: datetime) -> list[str]:
    _move(asked, form, now)
    about: dict[str, Any] = {"actor": asked.actor, "case": asked.case, "now": now}
    return [said for kind, files in form.pictures() for said in cases.attach_all(files=files, kind=kind, **about)]


PLAIN = Deed("reporting:report_step", lambda asked, sent, auto_id: _step(asked, _data(sent), auto_id), _move)
STEPS = {
    "verify": Deed("reporting:report_verify", _words, _verify, _("Sudah diverifikasi. Teruskan sekarang ke yang berwenang.")),
    "forward": Deed(
        "reporting:report_forward",
        lambda asked, sent, auto_id: forms.ForwardForm(**_data(sent), report=asked.report, initial=_now(asked), auto_id=auto_id),
        _forward,
        _("Sudah diteruskan. Pelapor membacanya di halaman status."),
    ),
    "join": Deed(
        "reporting:report_join",
        lambda asked, sent, auto_id: forms.JoinForm(
            **_data(sent),
            actor=asked.actor,
            report=asked.report,
            is_looking="data" in sent or asked.wanted == "join",
            initial=_now(asked),
            auto_id=auto_id,
        ),
        _join,
        _("Sudah digabung. Pelapornya ikut membaca kabar laporan utama."),
    ),
    "unjoin": Deed("reporting:report_step", PLAIN.make, _unjoin),
    "refer": Deed(
        "reporting:report_refer",
        lambda asked, sent, auto_id: forms.ReferForm(**_data(sent), report=asked.report, initial=_now(asked), auto_id=auto_id),
        _refer,
    ),
    "hand_on": Deed(
        "reporting:report_hand_on",
        lambda asked, sent, auto_id: forms.HandOnForm(**_data(sent), report=asked.report, initial=_now(asked), auto_id=auto_id),
        _hand_on,
    ),
    "answer": Deed("reporting:report_step", _answer, _take_answer),
}


# --- What is done without a step -------------------------------------------------------------------------------------------


def _note(asked: Asked, form: Any, now: datetime) -> None:
    values = form.cleaned_data
    cases.add_entry(actor=asked.actor, case=asked.case, text=values["catatan"], is_public=values["terbuka"], now=now)


def _proof(asked: Asked, form: Any, now: datetime) -> list[str]:
    values = form.cleaned_data
    about: dict[str, Any] = {"kind": values["macam"], "label": values["keterangan"], "is_public": not values["tertutup"]}
    return cases.attach_all(actor=asked.actor, case=asked.case, files=values["berkas"], now=now, **about)


def _extend(asked: Asked, form: Any, now: datetime) -> None:
    cases.extend_term(actor=asked.actor, case=asked.case, now=now, **form.read())


def _assign(asked: Asked, form: Any, now: datetime) -> None:
    actions.assign_report(actor=asked.actor, case=asked.case, now=now, **form.read())


def _sp4n(asked: Asked, form: Any, now: datetime) -> None:
    actions.keep_sp4n_number(actor=asked.actor, case=asked.case, sp4n_number=form.cleaned_data["nomor"], now=now)


def _mend(asked: Asked, form: Any, now: datetime) -> None:
    actions.mend_report(actor=asked.actor, case=asked.case, now=now, **form.read())


DEEDS = {
    "sp4n": Deed(
        "reporting:report_sp4n",
        lambda asked, sent, auto_id: forms.Sp4nForm(
            **_data(sent), report=asked.report, initial={"nomor": asked.report.sp4n_number}, auto_id=auto_id
        ),
        _sp4n,
        label=_("Nomor di SP4N-LAPOR!"),
        why_not=lambda asked: desk_rules.why_not_number(asked.actor, asked.case),
    ),
    "note": Deed(
        "reporting:report_note",
        lambda asked, sent, auto_id: forms.NoteForm(**_data(sent), for_all=asked.is_for_all, auto_id=auto_id),
        _note,
        KEPT,
        _("Tulis catatan"),
        lambda asked: "" if asked.may(Right.NOTE) else _t("Catatan hanya oleh petugas yang menangani."),
    ),
    "attach": Deed(
        "reporting:report_attach",
        lambda _asked, sent, auto_id: forms.ProofForm(**sent, auto_id=auto_id),
        _proof,
        KEPT,
        _("Lampirkan bukti"),
        lambda asked: "" if asked.case.closed_at is None and asked.may(Right.ATTACH) else _t("Berkas ini sedang tidak menerima lampiran."),
    ),
    "extend": Deed(
        "reporting:report_extend",
        lambda asked, sent, auto_id: forms.ExtendForm(
            **_data(sent), clocks=asked.clocks, for_all=asked.is_for_all, initial=_now(asked), auto_id=auto_id
        ),
        _extend,
        label=_("Perpanjang tenggat"),
        why_not=lambda asked: "" if asked.clocks else _t("Tidak ada tenggat yang bisa Anda perpanjang sekarang."),
    ),
    "assign": Deed(
        "reporting:report_assign",
        lambda asked, sent, auto_id: forms.AssignForm(**_data(sent), case=asked.case, initial=_now(asked), auto_id=auto_id),
        _assign,
        KEPT,
        _("Tentukan siapa yang mengerjakan"),
        lambda asked: desk_rules.why_not_assign(asked.actor, asked.case),
    ),
    "mend": Deed(
        "reporting:report_mend",
        _words,
        _mend,
        KEPT,
        _("Betulkan judul, jenis, atau isi untuk umum"),
        lambda asked: desk_rules.why_not_mend(asked.actor, asked.case),
    ),
}
