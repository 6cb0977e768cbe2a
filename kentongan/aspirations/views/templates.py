"""Templates of answers: those of one's own desks and offices, written and changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.accounts.requests import PersonRequest

from .. import actions, queries, rules
from ..forms import TemplateForm
from ..models import AnswerTemplate


def _page(request: PersonRequest, form: TemplateForm, template: AnswerTemplate | None, *, status: int = 200) -> HttpResponse:
    shown = {"templates": queries.templates_of(request.user), "form": form, "template": template}
    return render(request, "aspirations/template_list.html", shown, status=status)


def _keep(request: PersonRequest, template: AnswerTemplate | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, TemplateForm(actor=request.user, template=template), template)
    form = TemplateForm(request.POST, actor=request.user, template=template)
    if not form.is_valid():
        return _page(request, form, template, status=422)
    actions.keep_template(actor=request.user, template=template, now=timezone.now(), **form.read())
    messages.success(request, _("Templat tersimpan."))
    return redirect("reporting:template_list")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def template_list(request: PersonRequest) -> HttpResponse:
    """Those that are there, and a form for a new one."""
    if not queries.own_desks(request.user):
        raise rules.NotVisible(_("Templat jawaban untuk petugas yang menjawab laporan."))
    return _keep(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def template_change(request: PersonRequest, template_id: int) -> HttpResponse:
    """Change one of them."""
    return _keep(request, queries.get_template(request.user, template_id))


@require_POST
@login_required
def template_remove(request: PersonRequest, template_id: int) -> HttpResponse:
    """Take one away."""
    actions.remove_template(actor=request.user, template=queries.get_template(request.user, template_id), now=timezone.now())
    messages.success(request, _("Templat dihapus."))
    return redirect("reporting:template_list")
