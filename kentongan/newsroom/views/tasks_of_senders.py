"""Asking groups to pass a text on, and looking into what they answered: questions, proof, asking back."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.media.serving import file_response
from kentongan.publishing.models import Publication

from .. import queries as newsroom
from ..actions import asking as actions
from ..forms.passing_on import AnswerForm, AskBackForm, AskForm, CallOffForm
from ..models import DisseminationTask
from ..queries import passing_on as queries
from ..queries import task_answers as answers
from ..queries import task_days
from ..rules import passing_on as rules
from ..rules.reach import regions_seen

FORM_METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 20


def asked_of_groups(request: PersonRequest, publication: Publication) -> dict[str, Any]:
    """What the pages of a text say about passing it on, see task_part.html; nothing for a group's text, which asks nobody."""
    if publication.region is None:
        return {}
    task = queries.task_of(publication)
    return {
        "task": task,
        "task_state": queries.state_of(task) if task else "",
        "may_ask": rules.can_ask(request.user, publication),
        "may_tend": rules.can_tend(request.user, publication),
        "may_see_reach": task is not None and bool(regions_seen(request.user, task)),
    }


def _asking(request: PersonRequest, code: str) -> Publication:
    """A text of a region, for those who may ask groups to pass it on. Raises NotVisible, Denied."""
    publication = newsroom.get_for_workspace(actor=request.user, code=code)
    if not rules.can_ask(request.user, publication):
        raise rules.Denied(_("Yang meminta KIM menyebarkan adalah pengirim tulisan ini, atau koordinator di atasnya."))
    return publication


def _task(request: PersonRequest, code: str) -> DisseminationTask:
    task = queries.task_of(_asking(request, code))
    if task is None:
        raise rules.NotVisible(_("Belum ada yang diminta."))
    return task


def _crumbs(publication: Publication) -> list[dict[str, str]]:
    address = reverse("writing:article_preview", kwargs={"code": publication.code})
    return [{"label": publication.title or _("Belum berjudul"), "url": address}]


def _ask_page(request: PersonRequest, publication: Publication, *, status: int = 200, **typed: forms.Form) -> HttpResponse:
    task = queries.task_of(publication)
    today = timezone.localdate()
    context = {
        "publication": publication,
        "task": task,
        "state": queries.state_of(task) if task else "",
        "asked_count": queries.groups_under_audience(publication.pk).count(),
        "form": typed.get("form") or AskForm(today=today, usual=task_days.default_deadline(publication, today), task=task),
        "call_off_form": typed.get("call_off_form") or CallOffForm(needs_reason=task is not None and task.asked_at is not None),
        "crumbs": _crumbs(publication),
        "place_label": publication.sender,
    }
    return render(request, "newsroom/task_ask.html", context, status=status)


@login_required
@require_http_methods(FORM_METHODS)
def task_ask(request: PersonRequest, code: str) -> HttpResponse:
    """Minta KIM sebarkan: for a draft a wish, for a text that is out at once."""
    publication = _asking(request, code)
    if request.method != "POST":
        return _ask_page(request, publication)
    today, task = timezone.localdate(), queries.task_of(publication)
    form = AskForm(request.POST, today=today, usual=task_days.default_deadline(publication, today), task=task)
    if not form.is_valid():
        return _ask_page(request, publication, status=422, form=form)
    kept = actions.ask_to_pass_on(actor=request.user, publication=publication, now=timezone.now(), **form.cleaned_data)
    undo = ""
    if task is not None and task.deadline and task.asked_at and task.deadline != kept.deadline:
        undo = "undo:" + reverse("writing:task_deadline", kwargs={"code": code, "day": task.deadline.isoformat()})
    said = _("KIM yang dituju melihat permintaan ini sekarang.") if kept.asked_at else _("Disimpan. Berlaku begitu tulisannya terbit.")
    messages.success(request, said, extra_tags=undo)
    return redirect("writing:article_preview", code=code)


@login_required
@require_POST
def task_deadline(request: PersonRequest, code: str, day: str) -> HttpResponse:
    """Put the former last day back."""
    task = _task(request, code)
    try:
        deadline = date.fromisoformat(day)
    except ValueError:
        raise rules.NotVisible(_("Hari itu tidak ada.")) from None
    actions.move_deadline(actor=request.user, task=task, deadline=deadline, now=timezone.now())
    messages.success(request, _("Tenggat kembali seperti semula."))
    return redirect("writing:article_preview", code=code)


@login_required
@require_POST
def task_call_off(request: PersonRequest, code: str) -> HttpResponse:
    """Batalkan: nobody needs to pass it on any more."""
    task = _task(request, code)
    form = CallOffForm(request.POST, needs_reason=task.asked_at is not None)
    if not form.is_valid():
        return _ask_page(request, task.publication, status=422, call_off_form=form)
    actions.call_off(actor=request.user, task=task, now=timezone.now(), **form.cleaned_data)
    undo = reverse("writing:task_renew", kwargs={"code": code})
    messages.success(request, _("Permintaan dibatalkan. Yang sudah dijawab tetap tercatat."), extra_tags=f"undo:{undo}")
    return redirect("writing:article_preview", code=code)


@login_required
@require_POST
def task_renew(request: PersonRequest, code: str) -> HttpResponse:
    """What was called off holds again."""
    actions.renew_task(actor=request.user, task=_task(request, code), now=timezone.now())
    messages.success(request, _("Permintaan berlaku lagi."))
    return redirect("writing:article_preview", code=code)


# --- What groups answered and asked


def _tended(request: PersonRequest, code: str) -> DisseminationTask:
    """The task of a text, for the sender's side. Raises NotVisible, Denied."""
    publication = newsroom.get_for_workspace(actor=request.user, code=code)
    if not rules.can_tend(request.user, publication):
        raise rules.Denied(_("Jawaban KIM dilihat pengirim tulisan ini dan koordinator di atasnya."))
    task = queries.task_of(publication)
    if task is None:
        raise rules.NotVisible(_("Belum ada yang diminta."))
    return task


def _answers_page(request: PersonRequest, task: DisseminationTask, *, status: int = 200, **typed: Any) -> HttpResponse:
    page = Paginator(answers.parts_to_task(task), PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "publication": task.publication,
        "task": task,
        "page": page,
        "questions": answers.questions_of(task),
        "refusals": answers.refusals_of(task),
        "is_above": rules.is_above(request.user, task.publication),
        "crumbs": _crumbs(task.publication),
        "place_label": task.publication.sender,
        **typed,
    }
    return render(request, "newsroom/task_answers.html", context, status=status)


@login_required
@require_safe
def task_answers(request: PersonRequest, code: str) -> HttpResponse:
    """What groups answered, newest first, with their proof; what they ask; who cannot and why."""
    return _answers_page(request, _tended(request, code))


@login_required
@require_POST
def task_question_answer(request: PersonRequest, code: str, question_id: int) -> HttpResponse:
    """Answer a question, for all groups."""
    task, question = _tended(request, code), answers.get_question(question_id)
    if question.task_id != task.pk:
        raise rules.NotVisible(_("Pertanyaan ini tidak ada."))
    form = AnswerForm(request.POST, auto_id=f"jawab-{question.pk}-%s")
    if not form.is_valid():
        return _answers_page(request, task, status=422, answer_form=form, answering=question.pk)
    actions.answer_question(actor=request.user, question=question, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Jawaban sudah terlihat oleh semua KIM yang diminta."))
    return redirect("writing:task_answers", code=code)


@login_required
@require_POST
def task_ask_back(request: PersonRequest, code: str, part_id: int) -> HttpResponse:
    """Ask a group about a part of its answer."""
    task, part = _tended(request, code), queries.get_part(part_id)
    if part.reception.task_id != task.pk:
        raise rules.NotVisible(_("Jawaban ini tidak ada."))
    form = AskBackForm(request.POST, auto_id=f"tanya-{part.pk}-%s")
    if not form.is_valid():
        return _answers_page(request, task, status=422, ask_back_form=form, asking=part.pk)
    actions.ask_back(actor=request.user, part=part, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Pertanyaan Anda sudah sampai ke %(group)s.") % {"group": part.reception.group})
    return redirect("writing:task_answers", code=code)


@login_required
@require_POST
def task_resemblance_accept(request: PersonRequest, code: str, photo_id: int) -> HttpResponse:
    """A picture's resemblance to another is in order."""
    task, photo = _tended(request, code), answers.get_photo(photo_id)
    if photo.part.reception.task_id != task.pk:
        raise rules.NotVisible(_("Foto ini tidak ada."))
    actions.accept_resemblance(actor=request.user, photo=photo, now=timezone.now())
    messages.success(request, _("Dicatat: foto ini tidak apa-apa."))
    return redirect("writing:task_answers", code=code)


@login_required
@require_safe
def proof_show(request: PersonRequest, key: str, variant: str) -> HttpResponse:
    """Hand out a picture of an answer: to the group's people, the sender's side and the coordinator over the group, nobody else."""
    photo = answers.get_photo_by_key(key)
    if not rules.can_see_proof(request.user, photo):
        raise rules.NotVisible(_("Foto ini tidak ada."))
    response = file_response(photo.upload, variant)
    response["Cache-Control"] = "private, max-age=600"
    return response
