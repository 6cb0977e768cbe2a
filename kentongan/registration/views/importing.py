"""Lists of KIM from elsewhere: brought in, looked at, confirmed, undone; and the register as a table."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import written_comma
from kentongan.regions.models import Region

from ..actions import importing as actions
from ..actions.undoing import undo_import
from ..forms.importing import ListForm
from ..models.importing import ImportBatch, ImportRow
from ..policies.sheets import written_sheet
from ..queries import importing as queries
from ..queries.register import export_rows
from ..queries.showing import faulty_rows, shown_row

ROWS_PER_PAGE = 50
BATCHES_PER_PAGE = 20
OUTCOMES = {"": "", "bermasalah": ImportRow.Outcomes.FAULTY, "baru": ImportRow.Outcomes.NEW, "berubah": ImportRow.Outcomes.CHANGED,
            "sama": ImportRow.Outcomes.SAME}  # fmt: skip
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _start_page(request: PersonRequest, region: Region, form: ListForm, *, status: int = 200) -> HttpResponse:
    page = Paginator(queries.batches_of(region), BATCHES_PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, "registration/import_start.html", {"region": region, "form": form, "page": page}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_start(request: PersonRequest, code: str) -> HttpResponse:
    """Bring a list in, take the register away, and what was brought in before."""
    region = queries.get_register(actor=request.user, code=code)
    if request.method != "POST":
        return _start_page(request, region, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start_page(request, region, form, status=422)
    values = dict(form.cleaned_data)
    table = values.pop("file")
    batch = actions.prepare_import(actor=request.user, region=region, table=table, now=timezone.now(), **values)
    return redirect("registering:import_show", code=code, batch_id=batch.pk)


def _chips(batch: ImportBatch, chosen: str) -> list[dict[str, Any]]:
    counts = {
        "": (_("Semua"), batch.row_count),
        "bermasalah": (_("Hanya yang bermasalah"), batch.faulty_count),
        "baru": (_("Baru"), batch.new_count),
        "berubah": (_("Berubah"), batch.changed_count),
        "sama": (_("Sama"), batch.same_count),
    }
    return [
        {"label": label, "count": count, "url": "?" + urlencode({"lihat": name}), "is_current": name == chosen}
        for name, (label, count) in counts.items()
        if count or not name
    ]


@require_safe
@login_required
def import_show(request: PersonRequest, code: str, batch_id: int) -> HttpResponse:
    """The list row by row: what it would do, or what it did."""
    region = queries.get_register(actor=request.user, code=code)
    batch = queries.get_batch(region, batch_id)
    chosen = request.GET.get("lihat", "") if request.GET.get("lihat") in OUTCOMES else ""
    page = Paginator(queries.rows_of(batch, outcome=OUTCOMES[chosen]), ROWS_PER_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "region": region,
        "batch": batch,
        "page": page,
        "rows": [shown_row(row) for row in page],
        "chips": _chips(batch, chosen),
        "query": urlencode({"lihat": chosen}) if chosen else "",
        "undoable": batch.state in (ImportBatch.State.WRITTEN, ImportBatch.State.PARTLY) and page.paginator.count > 0,
    }
    return render(request, "registration/import_show.html", shown)


@require_POST
@login_required
def import_confirm(request: PersonRequest, code: str, batch_id: int) -> HttpResponse:
    """Write the good rows."""
    region = queries.get_register(actor=request.user, code=code)
    batch = queries.get_batch(region, batch_id)
    if actions.confirm_import(actor=request.user, batch=batch, now=timezone.now()):
        undo = reverse("registering:import_undo", kwargs={"code": code, "batch_id": batch_id})
        told = _("%(n)s KIM tersimpan: %(new)s baru, %(changed)s diubah.")
        words = {"n": batch.good_count, "new": batch.new_count, "changed": batch.changed_count}
        messages.success(request, told % words, extra_tags=f"undo:{undo}")
    else:
        messages.warning(request, _("Daftar KIM berubah sejak pratinjau ini dibuat. Belum ada yang disimpan: periksa sekali lagi."))
    return redirect("registering:import_show", code=code, batch_id=batch_id)


@require_POST
@login_required
def import_discard(request: PersonRequest, code: str, batch_id: int) -> HttpResponse:
    """Throw the preview away."""
    region = queries.get_register(actor=request.user, code=code)
    actions.discard_import(actor=request.user, batch=queries.get_batch(region, batch_id))
    messages.success(request, _("Daftar itu dibuang. Tidak ada yang berubah."))
    return redirect("registering:import_start", code=code)


@require_POST
@login_required
def import_undo(request: PersonRequest, code: str, batch_id: int) -> HttpResponse:
    """Take back what was written."""
    region = queries.get_register(actor=request.user, code=code)
    undone, kept = undo_import(actor=request.user, batch=queries.get_batch(region, batch_id), now=timezone.now())
    if kept:
        told = _("%(undone)s KIM dikembalikan seperti semula. %(kept)s tetap: sebabnya ada di bawah.")
        messages.warning(request, told % {"undone": undone, "kept": kept})
    else:
        messages.success(request, _("Impor diurungkan. Daftar KIM kembali seperti semula."))
    return redirect("registering:import_show", code=code, batch_id=batch_id)


def _download(content: str | bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
@login_required
def import_faults(request: PersonRequest, code: str, batch_id: int) -> HttpResponse:
    """The faulty rows as a list to be put right and brought in again."""
    region = queries.get_register(actor=request.user, code=code)
    batch = queries.get_batch(region, batch_id)
    return _download(written_comma(faulty_rows(batch)), f"perlu-dibetulkan-{batch.pk}.csv", "text/csv; charset=utf-8")


@never_cache
@require_safe
@login_required
def register_download(request: PersonRequest, code: str, form: str) -> HttpResponse:
    """The register of the region as a table that can be brought back in."""
    rows = export_rows(queries.get_register(actor=request.user, code=code))
    name = f"daftar-kim-{code.replace('.', '')}-{timezone.localdate():%Y%m%d}.{form}"
    if form == "csv":
        return _download(written_comma(rows), name, "text/csv; charset=utf-8")
    return _download(written_sheet("Daftar KIM", rows), name, SHEET)
