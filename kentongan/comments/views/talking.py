"""Reading on, saying something without an account, and coming back to it with the code. No cookie, no session, no address kept."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.core.fields import DeviceForm
from kentongan.core.secrecy import without_cookies
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_url
from kentongan.sites.queries import SitePlace

from .. import actions, queries, rules
from ..forms import AppealForm, CodeForm, RemarkForm
from ..models import Remark, Thread
from ..policies import OUT_OF_SIGHT, READABLE, Deed

PER_PAGE = 20


def _place(request: HttpRequest) -> SitePlace | None:
    return getattr(request, "site", None)


@require_safe
def thread_read(request: HttpRequest, thread_id: int) -> HttpResponse:
    """The whole conversation, newest first."""
    place = _place(request)

    def make() -> HttpResponse:
        thread = queries.get_thread(thread_id, place=place)
        page = Paginator(queries.remarks_for_readers(thread), PER_PAGE).get_page(request.GET.get("hal"))
        path = queries.subject_of(thread.kind).path(thread)
        return render(request, "comments/thread_read.html", {"thread": thread, "page": page, "path": path})

    return freshness.answer(request, freshness.around_edition(place), make)


def _form_page(request: HttpRequest, thread: Thread, form: RemarkForm, parent: Remark | None, *, status: int = 200) -> HttpResponse:
    shown = {
        "thread": thread,
        "form": form,
        "parent": parent,
        "path": queries.subject_of(thread.kind).path(thread),
        "closed": rules.why_not_write(thread),
        "account_url": hub_url("talk:thread_show", thread_id=thread.pk),
    }
    return render(request, "comments/remark_send.html", shown, status=status)


def parent_of(thread: Thread, wanted: object, place: SitePlace | None) -> Remark | None:
    """The remark that is replied to; None for none. Raises NotVisible."""
    if wanted in (None, ""):
        return None
    if not str(wanted).isdecimal() or len(str(wanted)) > 18:
        raise rules.NotVisible(_("Tanggapan ini tidak ada."))
    parent = queries.readable_remark(int(str(wanted)), place=place)
    if parent.thread_id != thread.pk:
        raise rules.NotVisible(_("Tanggapan ini tidak ada."))
    return parent


@without_cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_send(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Say something without an account; after sending, the code with which one reads what became of it. Sent twice, it is kept once."""
    place = _place(request)
    thread = queries.get_thread(thread_id, place=place)
    data = request.POST if request.method == "POST" else request.GET
    parent = parent_of(thread, data.get("balas"), place)
    if request.method != "POST":
        return _form_page(request, thread, RemarkForm(reply_to=parent.pk if parent else None), parent)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _form_page(request, thread, form, parent, status=422)
    receipt = actions.send_remark(thread=thread, parent=parent, now=timezone.now(), **form.said())
    shown = {
        "receipt": receipt,
        "thread": thread,
        "path": queries.subject_of(thread.kind).path(thread),
        "find_url": hub_url("comments:remark_find"),
    }
    return render(request, "comments/remark_sent.html", shown, status=201)


@without_cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_flag(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Ask the moderators to look at a remark."""
    remark = queries.readable_remark(remark_id, place=_place(request))
    path = queries.subject_of(remark.thread.kind).path(remark.thread)
    form = DeviceForm(request.POST if request.method == "POST" else None, purpose="tanda")
    is_done = form.is_bound and form.is_valid()
    if is_done:
        actions.flag_remark(remark=remark, client_id=form.cleaned_data["client_id"], now=timezone.now())
    shown = {"remark": remark, "thread": remark.thread, "form": form, "path": path, "is_done": is_done}
    return render(request, "comments/remark_flag.html", shown, status=422 if form.is_bound and not is_done else 200)


def _found(request: HttpRequest, remark: Remark, code: str, *, typed: AppealForm | None = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    deeds = {arrow.deed for arrow in rules.deeds_open_to_author(remark, now=now)}
    shown = {
        "remark": remark,
        "thread": remark.thread,
        "code": code,
        "address": queries.subject_of(remark.thread.kind).address(remark.thread),
        "reason": queries.reason_label(remark.reason) if remark.state in OUT_OF_SIGHT else "",
        "is_readable": remark.state in READABLE,
        "appeal": (typed or AppealForm(initial={"kode": code})) if Deed.APPEAL in deeds else None,
        "can_take_back": Deed.TAKE_BACK in deeds,
        "appeal_days": settings.COMMENT_APPEAL_DAYS,
    }
    return render(request, "comments/remark_found.html", shown, status=status)


@without_cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_find(request: HttpRequest) -> HttpResponse:
    """What became of my remark? By its code, in no address and no cookie."""
    if request.method != "POST":
        return render(request, "comments/remark_find.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if form.is_valid():
        remark = queries.remark_of_code(form.cleaned_data["kode"])
        if remark is not None:
            return _found(request, remark, form.cleaned_data["kode"])
        form.add_error("kode", _("Kode ini belum cocok. Periksa lagi hurufnya; tanggapan yang sudah ditarik tidak ada lagi."))
    return render(request, "comments/remark_find.html", {"form": form}, status=422)


@without_cookies
@never_cache
@require_POST
def remark_answer(request: HttpRequest) -> HttpResponse:
    """Appeal, or take it back, with the code."""
    code = request.POST.get("kode", "")[:40]
    remark = queries.remark_of_code(code)
    if remark is None:
        return redirect("comments:remark_find")
    deed = request.POST.get("langkah", "")
    form = AppealForm(request.POST)
    if deed == Deed.APPEAL and not form.is_valid():
        return _found(request, remark, code, typed=form, status=422)
    text = form.cleaned_data["alasan"] if deed == Deed.APPEAL else ""
    actions.answer_as_author(remark=remark, deed=deed, text=text, now=timezone.now())
    if deed == Deed.TAKE_BACK:
        return render(request, "comments/remark_taken.html", {"thread": remark.thread})
    return _found(request, remark, code)
