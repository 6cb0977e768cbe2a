"""Where a member of a KIM passes on what is out, whoever wrote it, and notes that it was done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, NotVisible
from kentongan.groups.models import Group
from kentongan.publishing.actions.sharing import note_share, take_back_share
from kentongan.publishing.models import Publication
from kentongan.publishing.queries import address_of, share_kit
from kentongan.publishing.queries.sharing import by_short_code, groups_sharing, share_of

from ..queries import passing_on as tasks


def publication_out(code: str) -> Publication:
    """What is out, whoever wrote it, by its code. Raises NotVisible."""
    publication = by_short_code(code)
    if not publication.is_public:
        raise NotVisible(_("Tulisan ini sudah ditarik, jadi tidak untuk disebarkan."))
    return publication


def _chosen(groups: list[Group], publication: Publication, wanted: str) -> Group:
    """The group named, else the one that wrote it, else the first."""
    if not groups:
        raise Denied(_("Yang mencatat penyebaran adalah anggota KIM itu sendiri."))
    by_name = {str(group.pk): group for group in groups}
    return by_name.get(wanted) or by_name.get(str(publication.group_id)) or groups[0]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publication_share(request: PersonRequest, code: str) -> HttpResponse:
    """Sebarkan: the whole kit; "sudah saya sebarkan" notes it for one of the person's groups."""
    publication = publication_out(code)
    groups = groups_sharing(request.user)
    if request.method == "POST":
        if tasks.asks_actor(publication, request.user):
            return redirect("writing:task_show", code=publication.code)  # the answer to the task says more, and is noted with it
        group = _chosen(groups, publication, request.POST.get("kelompok", ""))
        share = note_share(actor=request.user, publication=publication, group=group, now=timezone.now())
        undo = reverse("writing:share_take_back", kwargs={"code": publication.code})
        messages.success(request, _("Tercatat di kegiatan %(group)s.") % {"group": share.group}, extra_tags=f"undo:{undo}")
        return redirect("writing:publication_share", code=publication.code)
    context = {
        "publication": publication,
        "kit": share_kit(publication),
        "address": address_of(publication),
        "groups": groups,
        "share": share_of(request.user, publication),
        "has_task": tasks.asks_actor(publication, request.user),
    }
    return render(request, "newsroom/publication_share.html", context)


@login_required
@require_POST
def share_take_back(request: PersonRequest, code: str) -> HttpResponse:
    """The button was touched by mistake."""
    publication = publication_out(code)
    if not groups_sharing(request.user):
        raise Denied(_("Yang mencatat penyebaran adalah anggota KIM itu sendiri."))
    take_back_share(actor=request.user, publication=publication, now=timezone.now())
    messages.success(request, _("Catatan penyebaran Anda sudah dihapus."))
    return redirect("writing:publication_share", code=publication.code)
