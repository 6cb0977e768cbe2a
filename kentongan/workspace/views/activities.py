"""The log of a group: reading it by month, noting what happened offline, putting an entry right."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, Stale
from kentongan.groups import actions as group_actions
from kentongan.groups import queries as group_queries
from kentongan.groups import rules as group_rules
from kentongan.groups.models import ActivityEntry
from kentongan.groups.policies import activity_of, missing_evidence
from kentongan.media.rules import Refused
from kentongan.newsroom.queries.passing_on import hamlet_names
from kentongan.sites.models import Site

from .. import actions, queries
from ..forms import ActivityForm, PeopleForm
from ..forms.activities import KINDS
from .requests import query_without_page, tell

PER_PAGE = 30


@require_safe
@login_required
def activity_list(request: PersonRequest, slug: str) -> HttpResponse:
    """What the group did in a month, the latest first, all of it or of one kind."""
    site = queries.get_desk(actor=request.user, slug=slug)
    group, today = site.group, timezone.localdate()
    month = queries.month_of(request.GET.get("bulan", "")[:7], today=today)
    kind = request.GET.get("jenis", "") if request.GET.get("jenis") in KINDS else ""
    counted = group_queries.activities_by_kind(group, month.start, month.end)
    entries = group_queries.activities_of([group], month.start, month.end).select_related("author").order_by("-day", "-pk")
    page = Paginator(entries.filter(kind=kind) if kind else entries, PER_PAGE).get_page(request.GET.get("hal"))
    words = {"": (_("Semua"), sum(counted.values()))} | {each.value: (each.label, counted.get(each, 0)) for each in ActivityEntry.Kind}
    state = activity_of(group.last_activity_on, today, active_days=settings.ACTIVITY_ACTIVE_DAYS, quiet_days=settings.ACTIVITY_QUIET_DAYS)
    shown = {
        "site": site,
        "group": group,
        "month": month,
        "page": page,
        "kind": kind,
        "total": sum(counted.values()),
        "state": state,
        "notes": group_rules.is_contributor_of(request.user, group),
        "chips": [
            {"label": label, "count": count, "url": "?" + query_without_page(request, jenis=name), "is_current": name == kind}
            for name, (label, count) in words.items()
        ],
        "query": query_without_page(request),
        "before": query_without_page(request, bulan=month.before),
        "after": query_without_page(request, bulan=month.after),
    }
    return render(request, "workspace/activity_list.html", shown)


def _keep_refused(form: PeopleForm, refused: Refused) -> None:
    form.add_error("photos", str(refused))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def activity_add(request: PersonRequest, slug: str) -> HttpResponse:
    """Note what happened offline: first which of the six it is, then what proves it."""
    site = queries.get_desk(actor=request.user, slug=slug)
    if not group_rules.is_contributor_of(request.user, site.group):
        raise Denied(_("Kegiatan dicatat oleh orang kelompok ini sendiri."))
    kind, now = request.GET.get("jenis", ""), timezone.now()
    if kind not in KINDS:
        kinds = [(name, *words[:2]) for name, words in KINDS.items()]
        status = 422 if request.method == "POST" else 200
        return render(request, "workspace/activity_kinds.html", {"site": site, "group": site.group, "kinds": kinds}, status=status)
    told: dict[str, Any] = {"kind": kind, "today": timezone.localdate(now), "hamlets": hamlet_names(site.group)}
    form = ActivityForm(request.POST, request.FILES, **told) if request.method == "POST" else ActivityForm(**told)
    if request.method == "POST" and form.is_valid():
        values = {"facts": form.facts(), "client_id": form.cleaned_data["client_id"], **_brought(form)}
        try:
            entry = actions.note_activity(actor=request.user, group=site.group, now=now, **values)
        except Refused as refused:
            _keep_refused(form, refused)
        else:
            undo = reverse("workspace:activity_withdraw", kwargs={"slug": slug, "activity_id": entry.pk})
            tell(request, _("Sudah tercatat: %(title)s") % {"title": entry.title}, undo=undo)
            return redirect("workspace:activity_show", slug=slug, activity_id=entry.pk)
    return _form_page(request, site, form, kind, status=422 if request.method == "POST" else 200)


def _brought(form: PeopleForm) -> dict[str, Any]:
    return {"photos": form.cleaned_data["photos"], "people_shown": form.cleaned_data["people_shown"]}


def _form_page(request: PersonRequest, site: Site, form: PeopleForm, kind: str, *, status: int, **more: Any) -> HttpResponse:
    shown = {"site": site, "group": site.group, "form": form, "kind_name": KINDS[kind][0], "kinds": KINDS, "kind": kind, **more}
    return render(request, "workspace/activity_write.html", shown, status=status)


@require_safe
@login_required
def activity_show(request: PersonRequest, slug: str, activity_id: int) -> HttpResponse:
    """One entry with all that proves it, and what it said before."""
    site = queries.get_desk(actor=request.user, slug=slug)
    entry = group_queries.get_activity(site.group, activity_id)
    pictures = queries.pictures_of_activity(entry)
    corrects = group_rules.may_correct_activity(request.user, entry)
    supplements = group_rules.may_supplement_activity(request.user, entry)
    shown = {
        "site": site,
        "group": site.group,
        "entry": entry,
        "pictures": [picture for _key, picture in pictures],
        "history": queries.history_of(entry),
        "corrects": corrects,
        "supplements": supplements,
        "missing": _missing_words(entry, has_pictures=bool(pictures)) if corrects else [],
    }
    return render(request, "workspace/activity_show.html", shown)


def _missing_words(entry: ActivityEntry, *, has_pictures: bool) -> list[str]:
    names = missing_evidence(entry.kind, entry.evidence, has_pictures=has_pictures, is_counted=entry.attendance is not None)
    words = ActivityEntry.EVIDENCE_WORDS | {"pictures": _("foto"), "attendance": _("jumlah yang hadir")}
    return [str(words[name]).lower() for name in names]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def activity_edit(request: PersonRequest, slug: str, activity_id: int) -> HttpResponse:
    """Put an entry right; of one that a room noted, only add photos and attendance. Who changed it first is said (409)."""
    site = queries.get_desk(actor=request.user, slug=slug)
    entry, now = group_queries.get_activity(site.group, activity_id), timezone.now()
    if not (group_rules.may_correct_activity(request.user, entry) or group_rules.may_supplement_activity(request.user, entry)):
        raise Denied(_("Catatan ini dibetulkan oleh penulisnya, redaktur, atau ketua."))
    kind = request.GET.get("jenis", "") if request.GET.get("jenis") in KINDS else entry.kind
    form, stale = _form_of(request, entry, kind), ""
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        values = {"seen": form.cleaned_data["seen"] or 0, "removed": form.cleaned_data.get("removed", []), **_brought(form)}
        if isinstance(form, ActivityForm):
            values["facts"] = form.facts()
        else:
            values |= {"facts": None, "women": form.cleaned_data["women"], "men": form.cleaned_data["men"]}
        try:
            actions.change_activity(actor=request.user, entry=entry, now=now, **values)
        except Refused as refused:
            _keep_refused(form, refused)
        except Stale as why:
            stale, status = str(why), 409
        else:
            tell(request, _("Catatan sudah disimpan."))
            return redirect("workspace:activity_show", slug=slug, activity_id=entry.pk)
    pictures = queries.pictures_of_activity(entry)
    seen = _seen(entry) if stale or request.method != "POST" else form.data.get("seen", "")
    return _form_page(request, site, form, kind, status=status, entry=entry, stale=stale, seen=seen, pictures=pictures)


def _seen(entry: ActivityEntry) -> int:
    history = group_queries.changes_of_activity(entry)
    return history[0].pk if history else 0


def _form_of(request: PersonRequest, entry: ActivityEntry, kind: str) -> PeopleForm:
    typed: dict[str, Any] = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    told: dict[str, Any] = {"entry": entry, "seen": _seen(entry), **typed}
    if not entry.is_by_hand:
        return PeopleForm(**told)
    return ActivityForm(kind=kind, today=timezone.localdate(), hamlets=hamlet_names(entry.group), **told)


@require_POST
@login_required
def activity_withdraw(request: PersonRequest, slug: str, activity_id: int) -> HttpResponse:
    """An entry counts no more."""
    site = queries.get_desk(actor=request.user, slug=slug)
    entry = group_queries.get_activity(site.group, activity_id)
    group_actions.withdraw_activity(actor=request.user, entry=entry, now=timezone.now())
    undo = reverse("workspace:activity_restore", kwargs={"slug": slug, "activity_id": entry.pk})
    tell(request, _("Ditarik dari catatan: %(title)s") % {"title": entry.title}, undo=undo)
    return redirect(f"{reverse('workspace:activity_list', kwargs={'slug': slug})}?bulan={entry.day:%Y-%m}")


@require_POST
@login_required
def activity_restore(request: PersonRequest, slug: str, activity_id: int) -> HttpResponse:
    """The undo of activity_withdraw."""
    site = queries.get_desk(actor=request.user, slug=slug)
    entry = group_queries.get_activity(site.group, activity_id)
    group_actions.bring_activity_back(actor=request.user, entry=entry, now=timezone.now())
    tell(request, _("Tercatat lagi: %(title)s") % {"title": entry.title})
    return redirect("workspace:activity_show", slug=slug, activity_id=entry.pk)
