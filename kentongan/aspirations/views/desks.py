"""The lists of a desk, narrowed as one likes; the filters somebody keeps; the week."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kentongan.accounts.requests import PersonRequest

from .. import actions, queries, rules
from ..forms import FilterNameForm, NarrowForm
from ..policies import filter_query

PER_PAGE, PER_LONG_PAGE = 20, 100


def _address(query: str, **changed: str) -> str:
    """The list's address with some of the filter changed; empty ones are left out."""
    values = QueryDict(query).dict() | changed
    return "?" + filter_query(list(values.items()))


def _kept_filters(request: PersonRequest, query: str) -> list[dict[str, Any]]:
    url = reverse("reporting:report_list")
    return [
        {"label": kept.name, "url": f"{url}?{kept.query}", "is_current": kept.query == query, "pk": kept.pk}
        for kept in queries.filters_of(request.user)
    ]


def list_context(request: PersonRequest, *, name_form: FilterNameForm | None = None, query: str | None = None) -> dict[str, Any]:
    """All that the page of a list shows; ``query`` is the filter, otherwise that of the address."""
    typed = QueryDict(query) if query is not None else request.GET
    today, tabs, is_coordinator = timezone.localdate(), queries.tabs_of(request.user), rules.is_coordinator(request.user)
    tab = typed.get("bagian", "")
    tab = tab if tab in tabs else next(iter(tabs))
    form = NarrowForm(typed.dict(), actor=request.user)
    wanted = form.read()
    found = queries.narrowed(queries.cases_in(request.user, tab), wanted, today=today)
    is_long = typed.get("baris") == str(PER_LONG_PAGE)
    page = queries.stretch_of(found, typed.get("hal", ""), size=PER_LONG_PAGE if is_long else PER_PAGE, today=today)
    query = filter_query(list(typed.dict().items()))
    return {
        "page": page,
        "rows": page.rows,
        "tab": tab,
        "tabs": [{"label": label, "url": _address(query, bagian=name), "is_current": name == tab} for name, label in tabs.items()],
        "form": form,
        "wanted": wanted,
        "query": query,
        "pager_query": urlencode({"baris": PER_LONG_PAGE}) + ("&" if query else "") + query if is_long else query,
        "is_long": is_long,
        "kept": _kept_filters(request, query),
        "name_form": name_form or FilterNameForm(auto_id="simpan_%s"),
        "deeds": queries.deeds_for(request.user) if tab in ("menunggu", "semua") else {},
        "may_take_texts": queries.may_take_texts(request.user),
        "sets_routes": is_coordinator,
        "keeps_templates": bool(queries.own_desks(request.user)),
        "sp4n_waits": is_coordinator and queries.some_wait_for_sp4n(request.user),
    }


@require_safe
@login_required
def report_list(request: PersonRequest) -> HttpResponse:
    """Reports by deadline: what waits for the actor, what she oversees, what was answered and what is closed."""
    return render(request, "aspirations/report_list.html", list_context(request))


@require_safe
@login_required
def week_show(request: PersonRequest) -> HttpResponse:
    """Minggu saya: what is due on which day, what is overdue, what I did."""
    now = timezone.now()
    shown = {"week": queries.my_week(request.user, now=now), "today": timezone.localdate(now)}
    return render(request, "aspirations/week_show.html", shown)


@require_POST
@login_required
def filter_save(request: PersonRequest) -> HttpResponse:
    """Keep the filter of the list under a name; also what takes back that one was removed (its values then stand in the address)."""
    form = FilterNameForm(request.GET if "saringan" in request.GET else request.POST, auto_id="simpan_%s")
    query = filter_query(request.GET.get("saringan", request.POST.get("saringan", "")))
    if not form.is_valid():
        return render(request, "aspirations/report_list.html", list_context(request, name_form=form, query=query), status=422)
    kept = actions.save_filter(actor=request.user, name=form.cleaned_data["nama"], query=query, now=timezone.now())
    messages.success(request, _("Saringan “%(name)s” tersimpan. Ia ada di atas daftar.") % {"name": kept.name})
    return redirect(f"{reverse('reporting:report_list')}?{kept.query}")


def _filters_page(request: PersonRequest, *, wrong: FilterNameForm | None = None, wrong_id: int = 0) -> HttpResponse:
    rows = [
        {
            "pk": kept["pk"],
            "label": kept["label"],
            "url": kept["url"],
            "form": wrong
            if wrong is not None and kept["pk"] == wrong_id
            else FilterNameForm(initial={"nama": kept["label"]}, auto_id=f"nama{kept['pk']}_%s"),
        }
        for kept in _kept_filters(request, "")
    ]
    return render(request, "aspirations/filter_list.html", {"rows": rows, "wrong": wrong}, status=422 if wrong is not None else 200)


@require_safe
@login_required
def filter_list(request: PersonRequest) -> HttpResponse:
    """The filters that somebody keeps: other names, or none."""
    return _filters_page(request)


@require_POST
@login_required
def filter_rename(request: PersonRequest, filter_id: int) -> HttpResponse:
    """Give a filter another name."""
    queries.get_filter(request.user, filter_id)
    form = FilterNameForm(request.POST, auto_id=f"nama{filter_id}_%s")
    if not form.is_valid():
        return _filters_page(request, wrong=form, wrong_id=filter_id)
    kept = actions.rename_filter(actor=request.user, filter_id=filter_id, name=form.cleaned_data["nama"])
    messages.success(request, _("Namanya sekarang “%(name)s”.") % {"name": kept.name})
    return redirect("reporting:filter_list")


@require_POST
@login_required
def filter_remove(request: PersonRequest, filter_id: int) -> HttpResponse:
    """Forget a filter; the message brings it back."""
    kept = actions.remove_filter(actor=request.user, filter_id=filter_id)
    undo = f"{reverse('reporting:filter_save')}?{urlencode({'nama': kept.name, 'saringan': kept.query})}"
    messages.success(request, _("Saringan “%(name)s” dihapus.") % {"name": kept.name}, extra_tags=f"undo:{undo}")
    return redirect("reporting:filter_list")
