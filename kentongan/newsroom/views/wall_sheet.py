"""Mading: put together and published in the workspace, read and downloaded on the site."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.rules import Denied, Stale
from kentongan.media.queries import picture_of, variant_url
from kentongan.publishing.queries import address_of
from kentongan.sites import freshness
from kentongan.sites.addresses import site_url
from kentongan.sites.models import Site

from ..actions import wall_sheet as deeds
from ..forms.wall_sheet import PaperForm, SheetForm
from ..models import WallSheet
from ..queries import wall_sheet as sheets
from ..queries.wall_sheet_offers import offers_for
from ..queries.wall_sheet_parts import fallen_since
from ..queries.wall_sheet_told import left_out_of, left_out_told, parts_told
from ..rules.wall_sheet import can_make_wall_sheet
from .reading import site_of

PER_PAGE = 20
USUAL_LAYOUTS = 9  # after so many a sheet is usually filled: what the progress is measured by


def _desk(site: Site, **more: Any) -> dict[str, Any]:
    return {"site": site, "group": site.group, "place_label": site.group.name, **more}


@login_required
@require_safe
def wall_sheet_desk(request: PersonRequest, slug: str) -> HttpResponse:
    """All editions of a group, the open one first, and the button that begins the next."""
    site = sheets.get_sheet_desk(actor=request.user, slug=slug)
    page = Paginator(sheets.sheets_of(site.group), PER_PAGE).get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    open_sheet = sheets.open_sheet(site.group)
    last = rows[0] if rows else None
    form = PaperForm(initial={"paper": last.paper, "sides": last.sides} if last else None)
    may_make = can_make_wall_sheet(request.user, site.group)
    shown = {"may_begin": may_make and open_sheet is None, "may_make": may_make, "open": open_sheet if may_make else None}
    context = _desk(site, page=page, rows=rows, form=form, **shown)
    return render(request, "newsroom/wall_sheet_desk.html", context)


@login_required
@require_POST
def wall_sheet_begin(request: PersonRequest, slug: str) -> HttpResponse:
    """The next edition with what is new; the worker begins at once."""
    site = sheets.get_sheet_desk(actor=request.user, slug=slug)
    form = PaperForm(request.POST)
    if not form.is_valid():
        page = Paginator(sheets.sheets_of(site.group), PER_PAGE).get_page(1)
        context = _desk(site, page=page, rows=list(page.object_list), form=form, may_begin=True, may_make=True)
        return render(request, "newsroom/wall_sheet_desk.html", context, status=422)
    sheet = deeds.begin_wall_sheet(actor=request.user, group=site.group, now=timezone.now(), **form.cleaned_data)
    return redirect("writing:wall_sheet_tend", slug=slug, number=sheet.number)


@login_required
@require_safe
def wall_sheet_tend(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """An edition: how far the worker is, what it looks like, its file, and what may be done with it."""
    site = sheets.get_sheet_desk(actor=request.user, slug=slug)
    sheet = sheets.get_sheet(site.group, number)
    may_make = can_make_wall_sheet(request.user, site.group)
    context = _desk(
        site,
        sheet=sheet,
        picture=picture_of(sheet.picture),
        file_url=variant_url(sheet.file, "dokumen.pdf") if sheet.file is not None else "",
        parts=parts_told(sheet.contents) if sheet.contents else [],
        left_out=left_out_of(sheet.contents or {}),
        fallen=left_out_told(fallen_since(sheet, now=timezone.now())) if may_make else [],
        percent=min(95, 100 * sheet.layouts // USUAL_LAYOUTS),
        may_change=may_make and not sheet.is_public,
        public_url=site_url(site, "newsroom:wall_sheet_show", number=sheet.number) if sheet.is_public else "",
    )
    return render(request, "newsroom/wall_sheet_tend.html", context)


def _form_page(
    request: PersonRequest, site: Site, sheet: WallSheet, form: SheetForm, *, status: int = 200, stale: str = ""
) -> HttpResponse:
    context = _desk(site, sheet=sheet, form=form, stale=stale)
    return render(request, "newsroom/wall_sheet_change.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wall_sheet_change(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Choose texts, their order, the other parts and the paper. Who was faster is said (409), and what was chosen stays in the form."""
    site = sheets.get_sheet_desk(actor=request.user, slug=slug)
    sheet = sheets.get_sheet(site.group, number)
    if not can_make_wall_sheet(request.user, site.group) or sheet.is_public:
        raise Denied(
            _("Edisi yang belum terbit diubah oleh redaktur atau ketua kelompok ini. Yang sudah terbit tetap seperti saat dicetak.")
        )
    data = request.POST if request.method == "POST" else None
    form = SheetForm(data, sheet=sheet, offered=sheets.texts_offered(site.group), offers=offers_for(sheet, now=timezone.now()))
    if data is None:
        return _form_page(request, site, sheet, form)
    if form.move(request.POST.get("langkah", "")):
        return _form_page(request, site, sheet, form)
    if not form.is_valid():
        return _form_page(request, site, sheet, form, status=422)
    values = {name: form.cleaned_data[name] for name in ("version", "paper", "sides", "week", "note")}
    try:
        deeds.change_wall_sheet(actor=request.user, sheet=sheet, items=form.items(), choices=form.choices(), now=timezone.now(), **values)
    except Stale as stale:
        form.set_version(sheets.get_sheet(site.group, number).version)
        return _form_page(request, site, sheet, form, status=409, stale=str(stale))
    return redirect("writing:wall_sheet_tend", slug=slug, number=number)


@login_required
@require_POST
def wall_sheet_publish(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Hang it in the archive; from now on it stays as it is."""
    site = sheets.get_sheet_desk(actor=request.user, slug=slug)
    sheet = sheets.get_sheet(site.group, number)
    version = request.POST.get("version", "")
    deeds.publish_wall_sheet(actor=request.user, sheet=sheet, version=int(version) if version.isdecimal() else 0, now=timezone.now())
    messages.success(request, _("Edisi %(number)d sudah terbit. Cetak, tempel di papan, dan bagikan.") % {"number": number})
    return redirect("writing:wall_sheet_tend", slug=slug, number=number)


@login_required
@require_POST
def wall_sheet_drop(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Throw away what was not published; its number is free again."""
    site = sheets.get_sheet_desk(actor=request.user, slug=slug)
    deeds.drop_wall_sheet(actor=request.user, sheet=sheets.get_sheet(site.group, number), now=timezone.now())
    messages.success(request, _("Edisi %(number)d dibuang. Nomornya dipakai edisi berikutnya.") % {"number": number})
    return redirect("writing:wall_sheet_desk", slug=slug)


# --- On the site


@require_safe
def wall_sheet_list(request: HttpRequest) -> HttpResponse:
    """The archive of a site: every edition with its front and its file."""
    place = site_of(request)

    def make() -> HttpResponse:
        page = Paginator(sheets.published_sheets(place.group), PER_PAGE).get_page(request.GET.get("hal"))
        rows = [(sheet, picture_of(sheet.picture), variant_url(sheet.file, "dokumen.pdf")) for sheet in page.object_list if sheet.file]
        return render(request, "newsroom/wall_sheet_list.html", {"page": page, "rows": rows})

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def wall_sheet_show(request: HttpRequest, number: int) -> HttpResponse:
    """An edition to read as text, as it was printed; what was withdrawn since is said and not repeated."""
    place = site_of(request)

    def make() -> HttpResponse:
        sheet = sheets.get_sheet(place.group, number, is_public=True)
        contents: dict[str, Any] = sheet.contents or {}
        gone = sheets.withdrawn_since(contents)
        texts = [(text, address_of(gone[text["code"]]) if text["code"] in gone else "") for text in contents["texts"]]
        stands = {kind: [one for one in contents[kind] if one["code"] not in gone] for kind in ("alerts", "bulletins", "dates")}
        context = {
            "sheet": sheet,
            "contents": contents,
            "texts": texts,
            **stands,
            "picture": picture_of(sheet.picture),
            "file_url": variant_url(sheet.file, "dokumen.pdf") if sheet.file is not None else "",
            "canonical_url": site_url(place.site, "newsroom:wall_sheet_show", number=number),
            "crumbs": [{"label": _("Mading"), "url": reverse("newsroom:wall_sheet_list")}],
        }
        return render(request, "newsroom/wall_sheet_show.html", context)

    return freshness.answer(request, freshness.place_edition(place), make)
