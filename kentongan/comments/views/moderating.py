"""Ruang percakapan: what waits to be decided; a conversation with all of it; writing under one's own name."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest

from .. import actions, queries, rules
from ..forms import AppealForm, CloseForm, DecideForm, RemarkForm
from ..models import Remark, Thread
from ..policies import OUT_OF_SIGHT, READABLE, Arrow, Deed, Part, State
from .talking import PER_PAGE, parent_of

LABELS = {
    Deed.SHOW: gettext_lazy("Tampilkan"),
    Deed.KEEP: gettext_lazy("Biarkan tampil"),
    Deed.HIDE: gettext_lazy("Sembunyikan"),
    Deed.GRANT: gettext_lazy("Terima keberatan, tampilkan"),
    Deed.REJECT: gettext_lazy("Tolak keberatan"),
}


def _row(request: PersonRequest, remark: Remark, typed: DecideForm | None = None) -> dict[str, Any]:
    """A remark with what the actor may do about it. No query."""
    arrows = rules.deeds_open_to(request.user, remark, now=timezone.now())
    decided = [arrow for arrow in arrows if arrow.part != Part.AUTHOR]
    mine = typed is not None and typed.auto_id == f"r{remark.pk}_%s"
    return {
        "remark": remark,
        "path": queries.subject_of(remark.thread.kind).path(remark.thread),
        "reason": queries.reason_label(remark.reason) if remark.state in OUT_OF_SIGHT else "",
        "tone": "ok" if remark.state in READABLE else "bad" if remark.state in OUT_OF_SIGHT else "",
        "quick": [_button(arrow) for arrow in decided if not (arrow.needs_reason or arrow.needs_text)],
        "weighed": [_button(arrow) for arrow in decided if arrow.needs_reason or arrow.needs_text],
        "asks_reason": any(arrow.needs_reason for arrow in decided),
        "form": typed if mine else DecideForm(auto_id=f"r{remark.pk}_%s"),
        "is_typed": mine,
        "may_appeal": any(arrow.deed == Deed.APPEAL for arrow in arrows),
        "may_take_back": any(arrow.deed == Deed.TAKE_BACK for arrow in arrows),
        "appeal": AppealForm(auto_id=f"b{remark.pk}_%s"),
    }


def _button(arrow: Arrow) -> dict[str, str]:
    return {"deed": arrow.deed.value, "label": str(LABELS[arrow.deed]), "kind": "danger" if arrow.deed == Deed.HIDE else ""}


def _queue(request: PersonRequest, *, typed: DecideForm | None = None, status: int = 200) -> HttpResponse:
    page = Paginator(queries.waiting_for(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    rows = [_row(request, remark, typed) for remark in page]
    return render(request, "comments/remark_queue.html", {"page": page, "rows": rows, "back": "antrean"}, status=status)


@require_safe
@login_required
def remark_queue(request: PersonRequest) -> HttpResponse:
    """What waits for the actor: held, flagged by readers, or an appeal. The longest waiting first."""
    return _queue(request)


def _thread_page(
    request: PersonRequest,
    thread: Thread,
    *,
    form: RemarkForm | None = None,
    typed: DecideForm | None = None,
    close_form: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_moderator = rules.is_moderator_of(request.user, thread)
    remarks = queries.remarks_for_moderators(thread)
    if not is_moderator:
        own = remarks.filter(author_id=request.user.pk)
        remarks = remarks.filter(state__in=READABLE) | own.exclude(state=State.WITHDRAWN)
    page = Paginator(remarks, PER_PAGE).get_page(request.GET.get("hal"))
    for remark in page:
        remark.thread = thread
    parent = parent_of(thread, request.GET.get("balas"), None) if form is None else None
    shown = {
        "thread": thread,
        "path": queries.subject_of(thread.kind).path(thread),
        "page": page,
        "rows": [_row(request, remark, typed) for remark in page],
        "form": form or RemarkForm(is_known=True, reply_to=parent.pk if parent else None),
        "parent": parent,
        "role_word": rules.role_word_of(request.user, thread),
        "is_moderator": is_moderator,
        "close_form": close_form or CloseForm(),
        "log": queries.log_of(thread)[:PER_PAGE] if is_moderator else [],
        "back": "percakapan",
    }
    return render(request, "comments/thread_show.html", shown, status=status)


@require_safe
@login_required
def thread_show(request: PersonRequest, thread_id: int) -> HttpResponse:
    """A conversation for people with an account: to write under one's own name, and for its moderators with all that was decided."""
    return _thread_page(request, queries.get_thread(thread_id))


@require_POST
@login_required
def remark_write(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Say something under one's own name."""
    thread = queries.get_thread(thread_id)
    form = RemarkForm(request.POST, is_known=True, for_all=bool(rules.role_word_of(request.user, thread)))
    if not form.is_valid():
        return _thread_page(request, thread, form=form, status=422)
    parent = parent_of(thread, form.cleaned_data["balas"], None)
    receipt = actions.send_remark(actor=request.user, thread=thread, parent=parent, now=timezone.now(), **form.said())
    is_held = receipt.remark.state == State.HELD
    messages.success(request, _("Sudah sampai. Penjaga percakapan membacanya dulu.") if is_held else _("Sudah tampil."))
    return redirect("talk:thread_show", thread_id=thread.pk)


@require_POST
@login_required
def remark_decide(request: PersonRequest, remark_id: int) -> HttpResponse:
    """Show it, hide it with a reason, leave it, or decide an appeal."""
    remark = queries.get_remark(remark_id)
    if not rules.is_moderator_of(request.user, remark.thread):
        raise rules.Denied(_("Percakapan dijaga oleh KIM dan petugas setempat."))
    form, in_queue = DecideForm(request.POST, auto_id=f"r{remark.pk}_%s"), request.POST.get("dari") == "antrean"
    if not form.is_valid():
        return _queue(request, typed=form, status=422) if in_queue else _thread_page(request, remark.thread, typed=form, status=422)
    values = form.cleaned_data
    actions.decide_remark(
        actor=request.user,
        remark=remark,
        deed=values["langkah"],
        reason=values["alasan"],
        text=values["penjelasan"],
        now=timezone.now(),
    )
    messages.success(request, _("Keputusan tersimpan: %(state)s.") % {"state": remark.get_state_display().lower()})
    return redirect("talk:remark_queue") if in_queue else redirect("talk:thread_show", thread_id=remark.thread_id)


@require_POST
@login_required
def remark_appeal(request: PersonRequest, remark_id: int) -> HttpResponse:
    """The author with an account appeals, or takes it back."""
    remark = queries.get_remark(remark_id)
    deed, text = request.POST.get("langkah", ""), request.POST.get("alasan", "")
    actions.answer_as_author(actor=request.user, remark=remark, deed=deed, text=text, now=timezone.now())
    told = _("Tanggapan sudah ditarik.") if deed == Deed.TAKE_BACK else _("Keberatan Anda sampai. Orang lain yang memutuskannya.")
    messages.success(request, told)
    return redirect("talk:thread_show", thread_id=remark.thread_id)


@require_POST
@login_required
def thread_close(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Let nothing more be said, with the reason everybody reads."""
    thread, form = queries.get_thread(thread_id), CloseForm(request.POST)
    if not rules.is_moderator_of(request.user, thread):
        raise rules.Denied(_("Percakapan dijaga oleh KIM dan petugas setempat."))
    if not form.is_valid():
        return _thread_page(request, thread, close_form=form, status=422)
    actions.close_thread(actor=request.user, thread=thread, reason=form.cleaned_data["sebab"], now=timezone.now())
    messages.success(request, _("Percakapan ditutup. Yang sudah ditulis tetap bisa dibaca."))
    return redirect("talk:thread_show", thread_id=thread.pk)


@require_POST
@login_required
def thread_reopen(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Let people talk again."""
    thread = queries.get_thread(thread_id)
    actions.reopen_thread(actor=request.user, thread=thread, now=timezone.now())
    messages.success(request, _("Percakapan dibuka lagi."))
    return redirect("talk:thread_show", thread_id=thread.pk)
