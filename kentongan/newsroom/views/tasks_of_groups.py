"""What a group is asked to pass on: its list, one page for each task, and the answer given with one thumb."""

from collections.abc import Callable
from typing import Any
from uuid import uuid5

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.groups.models import Group
from kentongan.groups.rules import is_contributor_of, is_editor_of
from kentongan.media.rules import Refused
from kentongan.publishing.queries import address_of, share_kit

from ..actions import passing_on as actions
from ..forms.passing_on import AnswerForm, PassOnForm, QuestionForm, RefuseForm
from ..models import DisseminationTask, PassingOn
from ..queries import passing_on as queries
from ..queries import task_answers
from ..rules import passing_on as rules

PER_PAGE = 20
STAGES: dict[str, Callable[[], str]] = {"buka": lambda: _("Menunggu"), "selesai": lambda: _("Sudah dijawab"), "lewat": lambda: _("Lewat")}


@login_required
@require_safe
def task_list(request: PersonRequest) -> HttpResponse:
    """What the actor's group is asked: what waits, what is answered, what fell away before."""
    groups = queries.answering_groups(request.user)
    if not groups:
        raise rules.Denied(_("Tugas menyebarkan diminta dari KIM. Anda belum terdaftar di kelompok mana pun."))
    group = next((group for group in groups if str(group.pk) == request.GET.get("kelompok")), groups[0])
    stage = request.GET.get("tahap") if request.GET.get("tahap") in STAGES else "buka"
    now = timezone.now()
    page = Paginator(queries.tasks_in_stage(group, str(stage)), PER_PAGE).get_page(request.GET.get("hal"))
    of_group = f"kelompok={group.pk}&" if len(groups) > 1 else ""
    context = {
        "page": page,
        "rows": [queries.Row(task, group, now=now) for task in page.object_list],
        "stage": stage,
        "chips": [{"label": label(), "url": f"?{of_group}tahap={name}", "is_current": name == stage} for name, label in STAGES.items()],
        "groups": [{"label": one.name, "url": f"?kelompok={one.pk}&tahap={stage}", "is_current": one == group} for one in groups],
        "query": f"{of_group}tahap={stage}",
        "place_label": group.name,
    }
    return render(request, "newsroom/task_list.html", context)


def _found(request: PersonRequest, code: str) -> tuple[DisseminationTask, Group]:
    named = request.POST.get("kelompok") or request.GET.get("kelompok") or ""
    group_id = int(named) if named.isdecimal() and len(named) < 18 else None
    return queries.get_task_of_group(actor=request.user, code=code, group_id=group_id)


def _page(
    request: PersonRequest, task: DisseminationTask, group: Group, *, status: int = 200, replying: int = 0, **typed: forms.Form
) -> HttpResponse:
    now, actor = timezone.now(), request.user
    reception = queries.reception_of(task, group)
    parts = queries.parts_of(reception)
    may_answer = rules.can_answer(actor, task, group)
    context: dict[str, Any] = {
        "publication": task.publication,
        "task": task,
        "group": group,
        "groups": queries.groups_of_actor(task, actor),
        "row": queries.Row(queries.get_row(task, group), group, now=now),
        "reception": reception,
        "parts": [(part, may_answer and rules.may_change_part(actor, part, group)) for part in parts],
        "questions": task_answers.questions_of(task),
        "may_answer": may_answer,
        "may_release": is_editor_of(actor, group) and not group.has_ended,
        "may_refuse": rules.can_refuse(actor, task, group, reception),
        "form": typed.get("form") or PassOnForm(hamlets=queries.hamlet_names(group), wished=task.carriers),
        "refuse_form": typed.get("refuse_form") or RefuseForm(),
        "question_form": typed.get("question_form") or QuestionForm(),
        "reply_form": typed.get("reply_form"),
        "replying": replying,
        "address": address_of(task.publication),
        "kit": share_kit(task.publication) if task.publication.is_public else None,
        "crumbs": [{"label": _("Tugas menyebarkan"), "url": reverse("writing:task_list")}],
        "place_label": group.name,
    }
    return render(request, "newsroom/task_show.html", context, status=status)


def _back(task: DisseminationTask, group: Group) -> HttpResponse:
    return redirect(f"{reverse('writing:task_show', kwargs={'code': task.publication.code})}?kelompok={group.pk}")


@login_required
@require_safe
def task_show(request: PersonRequest, code: str) -> HttpResponse:
    """One task: the text, what is asked, and the answer. The group's first look is noted."""
    task, group = _found(request, code)
    if request.method == "GET" and queries.reception_of(task, group) is None:
        actions.see_task(actor=request.user, task=task, group=group, now=timezone.now())
    return _page(request, task, group)


@login_required
@require_POST
def task_answer(request: PersonRequest, code: str) -> HttpResponse:
    """Take a part of the answer: the words first, then each photo; a photo that is not taken is told, the rest stays."""
    task, group = _found(request, code)
    form = PassOnForm(request.POST, request.FILES, hamlets=queries.hamlet_names(group), wished=task.carriers)
    if not form.is_valid():
        return _page(request, task, group, status=422, form=form)
    part = actions.pass_on(actor=request.user, task=task, group=group, now=timezone.now(), **form.given())
    undo = reverse("writing:task_part_take_back", kwargs={"code": code, "part_id": part.pk})
    said = _("Terima kasih, jawaban sudah sampai.") if part.closes else _("Sudah dicatat. Tambahkan lagi kalau sudah ada lanjutannya.")
    messages.success(request, said, extra_tags=f"undo:{undo}")
    _keep_photos(request, part, form.cleaned_data["photos"])
    return _back(task, group)


def _keep_photos(request: PersonRequest, part: PassingOn, files: list[Any]) -> None:
    for number, file in enumerate(files):
        client_id = uuid5(part.client_id, f"{number}/{file.size}")  # the same photo of a repeated answer is the same row
        try:
            actions.keep_proof(actor=request.user, part=part, file=file, client_id=client_id, now=timezone.now())
        except Refused as refusal:
            messages.error(request, _("Foto “%(name)s” tidak ikut: %(why)s") % {"name": file.name, "why": refusal})


@login_required
@require_POST
def task_part_take_back(request: PersonRequest, code: str, part_id: int) -> HttpResponse:
    """A part counts no longer."""
    part = _part(request, code, part_id)
    actions.take_back_part(actor=request.user, part=part, now=timezone.now())
    undo = reverse("writing:task_part_restore", kwargs={"code": code, "part_id": part_id})
    messages.success(request, _("Jawaban ditarik dan tidak dihitung lagi."), extra_tags=f"undo:{undo}")
    return _back(part.reception.task, part.reception.group)


@login_required
@require_POST
def task_part_restore(request: PersonRequest, code: str, part_id: int) -> HttpResponse:
    """A part counts again."""
    part = _part(request, code, part_id)
    actions.restore_part(actor=request.user, part=part, now=timezone.now())
    messages.success(request, _("Jawaban dihitung lagi."))
    return _back(part.reception.task, part.reception.group)


def _part(request: PersonRequest, code: str, part_id: int) -> PassingOn:
    """The part, for people of its group. Raises NotVisible."""
    part = queries.get_part(part_id)
    if part.reception.task.publication.code != code or not is_contributor_of(request.user, part.reception.group):
        raise rules.NotVisible(_("Jawaban ini tidak ada."))
    return part


@login_required
@require_POST
def task_refuse(request: PersonRequest, code: str) -> HttpResponse:
    """Tidak bisa, with the reason."""
    task, group = _found(request, code)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, task, group, status=422, refuse_form=form)
    actions.refuse_task(actor=request.user, task=task, group=group, now=timezone.now(), **form.cleaned_data)
    undo = reverse("writing:task_try", kwargs={"code": code})
    messages.success(request, _("Alasan Anda sudah sampai ke pengirim."), extra_tags=f"undo:{undo}?kelompok={group.pk}")
    return _back(task, group)


@login_required
@require_POST
def task_try(request: PersonRequest, code: str) -> HttpResponse:
    """The group tries it after all."""
    task, group = _found(request, code)
    actions.take_back_refusal(actor=request.user, task=task, group=group, now=timezone.now())
    messages.success(request, _("Tugas ini menunggu jawaban Anda lagi."))
    return _back(task, group)


@login_required
@require_POST
def task_question(request: PersonRequest, code: str) -> HttpResponse:
    """Ask the sender."""
    task, group = _found(request, code)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, task, group, status=422, question_form=form)
    actions.ask_question(actor=request.user, task=task, group=group, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Pertanyaan sudah sampai. Jawabannya muncul di sini."))
    return _back(task, group)


@login_required
@require_POST
def task_reply(request: PersonRequest, code: str, ask_back_id: int) -> HttpResponse:
    """Say what the sender's side asked back."""
    task, group = _found(request, code)
    ask_back = task_answers.get_ask_back(ask_back_id)
    if (ask_back.part.reception.task_id, ask_back.part.reception.group_id) != (task.pk, group.pk):
        raise rules.NotVisible(_("Pertanyaan ini tidak ada."))
    form = AnswerForm(request.POST, auto_id=f"balas-{ask_back.pk}-%s")
    if not form.is_valid():
        return _page(request, task, group, status=422, replying=ask_back.pk, reply_form=form)
    actions.reply(actor=request.user, ask_back=ask_back, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Penjelasan sudah sampai."))
    return _back(task, group)
