"""Masalah bersama for those who look after them: the list, and one page with the natural next step at the thumb."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.comments import queries as comments
from kentongan.media.queries import picture_of
from kentongan.media.rules import Refused

from ..actions import problem_withdrawing as withdrawing
from ..actions import problem_work as work
from ..actions import problems as actions
from ..forms.problems import PlanStepForm, ProblemForm, ResultForm, UpdateForm, WhyForm, WithdrawForm, WorkDayForm
from ..models import PlanStep, Problem, WorkDay
from ..policies.problems import Deed, next_deed
from ..queries import problems as queries
from ..rules import problems as rules
from .problems import PER_PAGE, tone_of

REPORTS_MOST = 5
FORMS: dict[str, type[Form]] = {
    "rencana": PlanStepForm,
    "gotong-royong": WorkDayForm,
    "kabar": UpdateForm,
    "hasil": ResultForm,
    "henti": WhyForm,
    "tarik": WithdrawForm,
}
NEXT = {
    Deed.PLAN: ("rencana", gettext_lazy("Buat rencana")),
    Deed.PROGRESS: ("kabar", gettext_lazy("Ceritakan jalannya")),
    Deed.SOLVE: ("hasil", gettext_lazy("Tulis hasilnya")),
}


@require_safe
@login_required
def problem_desk(request: PersonRequest) -> HttpResponse:
    """What the actor looks after, and public reports that could become one."""
    page = Paginator(queries.problems_of_desk(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "page": page,
        "rows": [(problem, tone_of(problem), rules.word_on_report(problem)) for problem in page],
        "may_start": queries.keeps_problems(request.user),
        "reports": queries.shareable_reports(request.user, most=REPORTS_MOST),
    }
    return render(request, "aspirations/problem_desk.html", shown)


def _write_page(request: PersonRequest, form: ProblemForm, problem: Problem | None, *, status: int = 200) -> HttpResponse:
    return render(request, "aspirations/problem_write.html", {"form": form, "problem": problem}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def problem_start(request: PersonRequest) -> HttpResponse:
    """Begin one of one's own."""
    desks = queries.problem_desks(request.user)
    if not desks:
        raise rules.Denied(_("Masalah bersama dimulai oleh redaktur KIM, petugas, atau koordinator setempat."))
    if request.method != "POST":
        return _write_page(request, ProblemForm(desks=desks), None)
    form = ProblemForm(request.POST, request.FILES, desks=desks)
    if not form.is_valid():
        return _write_page(request, form, None, status=422)
    try:
        problem = actions.start_problem(actor=request.user, now=timezone.now(), **form.started())
    except Refused as refusal:
        form.add_error("foto", str(refusal))
        return _write_page(request, form, None, status=422)
    return _done(request, problem, _("Sudah tampil untuk umum. Sekarang buat rencananya bersama warga."))


@require_POST
@login_required
def problem_share(request: PersonRequest, number: str) -> HttpResponse:
    """One tap: a public report becomes a shared problem."""
    report, desk = queries.report_to_share(request.user, number)
    problem = actions.share_report(actor=request.user, report=report, desk=desk, now=timezone.now())
    return _done(request, problem, _("Laporan ini sekarang masalah bersama. Buat rencananya bersama warga."))


def _call_off(work_day: WorkDay) -> str:
    """The section of the page in which this day is called off."""
    return f"batal-{work_day.pk}"


def _tend_page(request: PersonRequest, problem: Problem, *, typed: Form | None = None, status: int = 200) -> HttpResponse:
    shown, parts = queries.page_of(problem, today=timezone.localdate()), rules.problem_parts_of(request.user, problem)
    deed = next_deed(problem.state, parts, has_steps=bool(shown.steps), all_done=shown.all_done, is_told=bool(problem.story))
    section, label = NEXT.get(deed, ("", "")) if deed else ("", "")
    forms = {name: typed if typed is not None and typed.prefix == name else form(prefix=name) for name, form in FORMS.items()}
    thread = comments.thread_about(rules.PROBLEM_TALK.kind, problem.slug)
    may = {each.value: rules.problem_arrow_for(request.user, problem, each) is not None for each in Deed}
    for day in shown.coming if may["plan"] else ():
        prefix = _call_off(day)
        day.call_off = None if day.called_off else typed if typed is not None and typed.prefix == prefix else WhyForm(prefix=prefix)  # type: ignore[attr-defined]
    context = {
        "problem": problem,
        "tone": tone_of(problem),
        "word_on_report": rules.word_on_report(problem),
        "shown": shown,
        "before": picture_of(problem.picture),
        "after": picture_of(problem.after),
        "may": may,
        "next_section": section,
        "next_label": label,
        "is_to_tell": deed == Deed.TELL,
        "plan_form": forms["rencana"],
        "work_day_form": forms["gotong-royong"],
        "update_form": forms["kabar"],
        "result_form": forms["hasil"],
        "close_form": forms["henti"],
        "withdraw_form": forms["tarik"],
        "open_section": typed.prefix if typed is not None else section,
        "progress": PlanStep.Progress.choices,
        "thread": thread,
    }
    return render(request, "aspirations/problem_tend.html", context, status=status)


@require_safe
@login_required
def problem_tend(request: PersonRequest, slug: str) -> HttpResponse:
    """Everything about one problem, and what may be done."""
    return _tend_page(request, queries.get_problem(request.user, slug))


def _done(request: PersonRequest, problem: Problem, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("reporting:problem_tend", slug=problem.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def problem_mend(request: PersonRequest, slug: str) -> HttpResponse:
    """Tell it in other words, with another picture."""
    problem = queries.get_problem(request.user, slug)
    if rules.problem_arrow_for(request.user, problem, Deed.MEND) is None:
        raise rules.Denied(_("Langkah ini bukan bagian Anda, atau tidak bisa lagi sekarang."))
    if request.method != "POST":
        return _write_page(request, ProblemForm(initial=ProblemForm.initial_for(problem)), problem)
    form = ProblemForm(request.POST, request.FILES)
    if not form.is_valid():
        return _write_page(request, form, problem, status=422)
    try:
        actions.mend_problem(actor=request.user, problem=problem, now=timezone.now(), **form.mended())
    except Refused as refusal:
        form.add_error("foto", str(refusal))
        return _write_page(request, form, problem, status=422)
    return _done(request, problem, _("Tersimpan. Warga membaca yang baru."))


@require_POST
@login_required
def step_add(request: PersonRequest, slug: str) -> HttpResponse:
    """A step of the plan."""
    problem = queries.get_problem(request.user, slug)
    form = PlanStepForm(request.POST, prefix="rencana")
    if not form.is_valid():
        return _tend_page(request, problem, typed=form, status=422)
    work.add_step(actor=request.user, problem=problem, now=timezone.now(), **form.planned())
    return _done(request, problem, _("Langkahnya masuk rencana."))


@require_POST
@login_required
def step_mark(request: PersonRequest, slug: str, step_id: int) -> HttpResponse:
    """Belum, sedang, sudah."""
    problem = queries.get_problem(request.user, slug)
    step = queries.step_of(problem, step_id)
    progress = request.POST.get("keadaan", "")
    work.mark_step(actor=request.user, problem=problem, step=step, progress=progress, now=timezone.now())
    return _done(request, problem, _("Dicatat: %(state)s.") % {"state": step.get_progress_display().lower()})


@require_POST
@login_required
def step_remove(request: PersonRequest, slug: str, step_id: int) -> HttpResponse:
    """Out of the plan."""
    problem = queries.get_problem(request.user, slug)
    step = queries.step_of(problem, step_id)
    work.remove_step(actor=request.user, problem=problem, step=step, now=timezone.now())
    return _done(request, problem, _("Langkahnya dikeluarkan dari rencana."))


@require_POST
@login_required
def work_day_add(request: PersonRequest, slug: str) -> HttpResponse:
    """Call people to work together."""
    problem = queries.get_problem(request.user, slug)
    form = WorkDayForm(request.POST, prefix="gotong-royong")
    if not form.is_valid():
        return _tend_page(request, problem, typed=form, status=422)
    work.add_work_day(actor=request.user, problem=problem, now=timezone.now(), **form.called())
    return _done(request, problem, _("Gotong royong diumumkan. Warga bisa menekan “Saya ikut”."))


@require_POST
@login_required
def work_day_call_off(request: PersonRequest, slug: str, work_day_id: int) -> HttpResponse:
    """It does not take place."""
    problem = queries.get_problem(request.user, slug)
    work_day = queries.joinable_work_day(problem, work_day_id)
    form = WhyForm(request.POST, prefix=_call_off(work_day))
    if not form.is_valid():
        return _tend_page(request, problem, typed=form, status=422)
    reason = form.cleaned_data["sebab"]
    work.call_off_work_day(actor=request.user, problem=problem, work_day=work_day, reason=reason, now=timezone.now())
    return _done(request, problem, _("Gotong royong dibatalkan. Sebabnya dibaca warga."))


def _with_picture(request: PersonRequest, problem: Problem, form: UpdateForm | ResultForm) -> HttpResponse | None:
    """Do what was typed; the page again where it, or its picture, is not taken."""
    if not form.is_valid():
        return _tend_page(request, problem, typed=form, status=422)
    try:
        if isinstance(form, ResultForm):
            work.solve_problem(actor=request.user, problem=problem, now=timezone.now(), **form.solved())
        else:
            values: dict[str, Any] = form.cleaned_data
            work.add_update(actor=request.user, problem=problem, text=values["kabar"], picture=values["foto"], now=timezone.now())
    except Refused as refusal:
        form.add_error("foto", str(refusal))
        return _tend_page(request, queries.get_problem(request.user, problem.slug), typed=form, status=422)
    return None


@require_POST
@login_required
def update_add(request: PersonRequest, slug: str) -> HttpResponse:
    """How it goes."""
    problem = queries.get_problem(request.user, slug)
    wrong = _with_picture(request, problem, UpdateForm(request.POST, request.FILES, prefix="kabar"))
    return wrong or _done(request, problem, _("Kabarnya sudah tampil."))


@require_POST
@login_required
def update_remove(request: PersonRequest, slug: str, update_id: int) -> HttpResponse:
    """Take back what was told, and its picture."""
    problem = queries.get_problem(request.user, slug)
    update = queries.update_of(problem, update_id)
    work.remove_update(actor=request.user, problem=problem, update=update, now=timezone.now())
    return _done(request, problem, _("Kabar dan fotonya sudah dihapus."))


@require_POST
@login_required
def problem_solve(request: PersonRequest, slug: str) -> HttpResponse:
    """It is done."""
    problem = queries.get_problem(request.user, slug)
    wrong = _with_picture(request, problem, ResultForm(request.POST, request.FILES, prefix="hasil"))
    return wrong or _done(request, problem, _("Selesai! Sekarang kabarkan kepada warga."))


@require_POST
@login_required
def problem_close(request: PersonRequest, slug: str) -> HttpResponse:
    """Give it up, with the reason everybody reads."""
    problem = queries.get_problem(request.user, slug)
    form = WhyForm(request.POST, prefix="henti")
    if not form.is_valid():
        return _tend_page(request, problem, typed=form, status=422)
    work.close_problem(actor=request.user, problem=problem, reason=form.cleaned_data["sebab"], now=timezone.now())
    return _done(request, problem, _("Dihentikan. Sebabnya dibaca warga."))


@require_POST
@login_required
def problem_reopen(request: PersonRequest, slug: str) -> HttpResponse:
    """It goes on after all."""
    problem = queries.get_problem(request.user, slug)
    work.reopen_problem(actor=request.user, problem=problem, now=timezone.now())
    return _done(request, problem, _("Dilanjutkan lagi."))


@require_POST
@login_required
def problem_withdraw(request: PersonRequest, slug: str) -> HttpResponse:
    """Take it from the public, with the reason that its address gives."""
    problem = queries.get_problem(request.user, slug)
    form = WithdrawForm(request.POST, prefix="tarik")
    if not form.is_valid():
        return _tend_page(request, problem, typed=form, status=422)
    withdrawing.withdraw_problem(actor=request.user, problem=problem, reason=form.cleaned_data["sebab"], now=timezone.now())
    return _done(request, problem, _("Ditarik dari umum, dengan foto dan percakapannya. Anda bisa menampilkannya lagi."))


@require_POST
@login_required
def problem_bring_back(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody reads it again."""
    problem = queries.get_problem(request.user, slug)
    withdrawing.bring_problem_back(actor=request.user, problem=problem, now=timezone.now())
    return _done(request, problem, _("Tampil lagi untuk umum."))
