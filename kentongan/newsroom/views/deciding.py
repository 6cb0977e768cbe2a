"""The steps a text takes: preview, submit, review, publish, schedule, withdraw, correct, reply, archive, history, delete."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied
from kentongan.publishing import actions as publishing
from kentongan.publishing import queries as publishing_queries
from kentongan.publishing.models import Publication, Revision
from kentongan.publishing.rules import KINDS_WITHOUT_TEXT, can_see_publication, elections

from .. import queries, rules
from ..actions import sending
from ..forms import CorrectForm, ReplyForm, ReturnForm, ScheduleForm, WithdrawForm
from ..forms.clearing import ClearanceForm
from ..policies import changes, has_changes
from .alerts import alert_shown
from .reading import shown
from .tasks_of_senders import asked_of_groups
from .words import day_and_clock
from .writing import tell_submitted

Status = Publication.Status
FORM_METHODS = ["GET", "HEAD", "POST"]


def _sent(request: PersonRequest) -> QueryDict | None:
    """What was sent, be it empty; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _found(request: PersonRequest, code: str) -> Publication:
    return queries.get_for_workspace(actor=request.user, code=code)


def _context(request: PersonRequest, publication: Publication, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    is_own = can_see_publication(request.user, publication)
    may = rules.steps_for(request.user, publication, now)
    context = {
        **shown(publication),
        **(alert_shown(publication) if publication.kind == Publication.Kind.ALERT else {}),
        "may": may,
        "listed": queries.listed_places(publication, may.lock),
        "address": publishing_queries.address_of(publication) if publication.slug else "",
        "place_label": publication.sender,
        "is_own": is_own,
        **asked_of_groups(request, publication),
        **more,
    }
    if not is_own:
        context |= {"cover": None, "pictures": [], "documents": []}  # files of what is sent ahead are released with the text, not before
    return context


def _compared(before: Revision | None, title: str, summary: str, text: str) -> dict[str, Any]:
    """What changed since a revision, field by field; empty where nothing did or there was none."""
    if before is None:
        return {}
    fields = (
        (_("Judul"), before.title, title),
        (_("Ringkasan"), before.summary, summary),
        (_("Isi"), before.text, text),
    )
    compared = [(label, changes(old, new)) for label, old, new in fields]
    return {"before": before, "fields": [(label, parts) for label, parts in compared if has_changes(parts)]}


@login_required
@require_safe
def article_preview(request: PersonRequest, code: str) -> HttpResponse:
    """The text as readers see it, with its state and the steps that are open; for a group also a bulletin sent ahead to it."""
    publication = queries.get_for_preview(actor=request.user, code=code, now=timezone.now())
    return render(request, "newsroom/article_preview.html", _context(request, publication))


@login_required
@require_POST
def article_submit(request: PersonRequest, code: str) -> HttpResponse:
    """Ajukan."""
    publication = _found(request, code)
    sending.submit_text(actor=request.user, publication=publication, now=timezone.now())
    tell_submitted(request, publication)
    return redirect("writing:article_preview", code=code)


@login_required
@require_POST
def article_take_back(request: PersonRequest, code: str) -> HttpResponse:
    """Ambil kembali: what waits is a draft again."""
    publishing.take_back_publication(actor=request.user, publication=_found(request, code), now=timezone.now())
    messages.success(request, _("Tulisan kembali menjadi draf. Lanjutkan kapan saja."))
    return redirect("writing:article_write", code=code)


def _review_page(request: PersonRequest, publication: Publication, *, status: int = 200, **wrong: forms.Form) -> HttpResponse:
    now = timezone.now()
    may = rules.steps_for(request.user, publication, now)
    if not (may.review or may.publish or may.schedule or may.waits_for_another):
        raise Denied(_("Memeriksa tulisan ini adalah tugas redaktur atau ketua."))
    with_embargo = publication.kind == Publication.Kind.BULLETIN
    asked: dict[str, Any] = {"locks": [may.lock] if may.lock else [], "needs_reason": may.needs_reason}
    context = _context(
        request,
        publication,
        clearance=wrong.get("clearance") or ClearanceForm(**asked),
        later_clearance=wrong.get("later_clearance") or ClearanceForm(prefix="nanti", **asked),
        compared=_compared(
            queries.revision_to_compare(publication, queries.revisions_of(publication)),
            publication.title,
            publication.summary,
            publication.text,
        ),
        return_form=wrong.get("return_form") or ReturnForm(),
        schedule_form=wrong.get("schedule_form") or ScheduleForm(now=now, with_embargo=with_embargo),
        others=queries.others_present(publication, actor=request.user, now=now),
        asks_people=queries.asks_people(publication),
    )
    return render(request, "newsroom/article_review.html", context, status=status)


@login_required
@require_safe
def article_review(request: PersonRequest, code: str) -> HttpResponse:
    """Periksa: the text as readers will see it, what changed, and the decisions."""
    return _review_page(request, _found(request, code))


@login_required
@require_POST
def article_publish(request: PersonRequest, code: str) -> HttpResponse:
    """Terbitkan; during an election with the statement, and the coordinator's reason."""
    publication, now = _found(request, code), timezone.now()
    may = rules.steps_for(request.user, publication, now)
    clearance = ClearanceForm(request.POST, locks=[may.lock] if may.lock else [], needs_reason=may.needs_reason)
    if may.publish and not clearance.is_valid():
        return _review_page(request, publication, status=422, clearance=clearance)
    answers = clearance.cleaned_data if may.publish else {}
    sending.publish_text(actor=request.user, publication=publication, now=now, **answers)
    return redirect("writing:article_published", code=code)


@login_required
@require_POST
def article_return(request: PersonRequest, code: str) -> HttpResponse:
    """Kembalikan, with remarks."""
    publication = _found(request, code)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _review_page(request, publication, status=422, return_form=form)
    publishing.return_publication(actor=request.user, publication=publication, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Sudah dikembalikan kepada %(name)s dengan catatan Anda.") % {"name": publication.author.full_name})
    return redirect("writing:article_preview", code=code)


@login_required
@require_POST
def article_schedule(request: PersonRequest, code: str) -> HttpResponse:
    """Jadwalkan."""
    publication, now = _found(request, code), timezone.now()
    form = ScheduleForm(request.POST, now=now, with_embargo=publication.kind == Publication.Kind.BULLETIN)
    if not form.is_valid():
        return _review_page(request, publication, status=422, schedule_form=form)
    moment = form.cleaned_data["scheduled_at"]
    is_embargoed = bool(form.cleaned_data.get("is_embargoed"))
    locks = [lock for at in (now, moment) if (lock := elections.lock_on(publication, at)) is not None]
    for lock in locks:
        if why := elections.why_not_out(request.user, publication, lock):
            form.add_error("date", why)
    needs_reason = any(elections.needs_reason(request.user, publication, lock) for lock in locks)
    clearance = ClearanceForm(request.POST, prefix="nanti", locks=locks, needs_reason=needs_reason)
    if form.errors or not clearance.is_valid():
        return _review_page(request, publication, status=422, schedule_form=form, later_clearance=clearance)
    sending.schedule_text(
        actor=request.user,
        publication=publication,
        scheduled_at=moment,
        is_embargoed=is_embargoed,
        now=now,
        **clearance.cleaned_data,
    )
    messages.success(request, _("Terjadwal. Tulisan ini terbit sendiri pada %(moment)s.") % {"moment": day_and_clock(moment)})
    return redirect("writing:article_preview", code=code)


@login_required
@require_safe
def article_published(request: PersonRequest, code: str) -> HttpResponse:
    """Sudah terbit: its address, ways to share it, and the way back."""
    publication = _found(request, code)
    if not publication.is_public:
        return redirect("writing:article_preview", code=code)
    if publication.kind == Publication.Kind.ALERT:
        return redirect("writing:alert_tend", code=code)
    return render(request, "newsroom/article_published.html", _context(request, publication, kit=publishing_queries.share_kit(publication)))


@login_required
@require_http_methods(FORM_METHODS)
def article_withdraw(request: PersonRequest, code: str) -> HttpResponse:
    """Tarik, with the reason readers will see."""
    publication = _found(request, code)
    if not rules.steps_for(request.user, publication, timezone.now()).withdraw:
        raise Denied(_("Menarik tulisan terbit adalah tugas redaktur atau ketua."))
    form = WithdrawForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        publishing.withdraw_publication(actor=request.user, publication=publication, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Sudah ditarik dari semua halaman. Alamatnya sekarang menjelaskan alasannya."))
        return redirect("writing:article_preview", code=code)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/article_withdraw.html", _context(request, publication, form=form), status=status)


@login_required
@require_http_methods(FORM_METHODS)
def article_correct(request: PersonRequest, code: str) -> HttpResponse:
    """Koreksi of a published text, with the note readers will see. A change by somebody else meanwhile shows both texts (409)."""
    publication = _found(request, code)
    if not rules.steps_for(request.user, publication, timezone.now()).correct:
        raise Denied(_("Koreksi hanya oleh redaktur atau ketua, pada tulisan yang sudah terbit."))
    if publication.kind == Publication.Kind.ALERT:
        return redirect("writing:alert_correct", code=code)
    stands = {field: getattr(publication, field) for field in ("version", "title", "summary", "text")}
    form = CorrectForm(_sent(request), initial=stands, needs_text=publication.kind not in KINDS_WITHOUT_TEXT)
    if request.method == "POST" and form.is_valid():
        publishing.correct_publication(actor=request.user, publication=publication, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Koreksi sudah tampil, dengan catatan bertanggal di bawah tulisan."))
        return redirect("writing:article_preview", code=code)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/article_correct.html", _context(request, publication, form=form), status=status)


@login_required
@require_http_methods(FORM_METHODS)
def article_reply(request: PersonRequest, code: str) -> HttpResponse:
    """Hak jawab of somebody the text concerns."""
    publication = _found(request, code)
    if not rules.steps_for(request.user, publication, timezone.now()).reply:
        raise Denied(_("Hak jawab dipasang oleh redaktur atau ketua."))
    form = ReplyForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        publishing.add_reply(actor=request.user, publication=publication, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Hak jawab sudah dimuat di bawah tulisan."))
        return redirect("writing:article_preview", code=code)
    status = 422 if form.is_bound else 200
    return render(request, "newsroom/article_reply.html", _context(request, publication, form=form), status=status)


@login_required
@require_POST
def article_archive(request: PersonRequest, code: str) -> HttpResponse:
    """Out of the lists, or back into them."""
    is_archived = request.POST.get("arsip") == "ya"
    publishing.set_archived(actor=request.user, publication=_found(request, code), is_archived=is_archived, now=timezone.now())
    messages.success(
        request,
        _("Tidak lagi tampil di daftar; alamatnya tetap bisa dibuka.") if is_archived else _("Tampil lagi di daftar."),
    )
    return redirect("writing:article_preview", code=code)


@login_required
@require_safe
def article_history(request: PersonRequest, code: str) -> HttpResponse:
    """Riwayat: the kept versions, and what changed between one and the one before it."""
    publication = _found(request, code)
    revisions = queries.revisions_of(publication)
    wanted = request.GET.get("versi", "")
    chosen = next((revision for revision in revisions if str(revision.number) == wanted), revisions[0] if revisions else None)
    earlier = next((revision for revision in revisions if chosen is not None and revision.number < chosen.number), None)
    compared = _compared(earlier, chosen.title, chosen.summary, chosen.text) if chosen is not None else {}
    context = _context(request, publication, revisions=revisions, chosen=chosen, compared=compared)
    return render(request, "newsroom/article_history.html", context)


@login_required
@require_http_methods(FORM_METHODS)
def article_delete(request: PersonRequest, code: str) -> HttpResponse:
    """Hapus draf: asked once more, because nothing brings it back."""
    publication = _found(request, code)
    if not rules.steps_for(request.user, publication, timezone.now()).delete:
        raise Denied(_("Hanya draf yang belum pernah terbit bisa dihapus."))
    if request.method == "POST":
        publishing.delete_publication(actor=request.user, publication=publication)
        messages.success(request, _("Draf sudah dihapus."))
        return redirect("workspace:week_show")
    return render(request, "newsroom/article_delete.html", _context(request, publication))
