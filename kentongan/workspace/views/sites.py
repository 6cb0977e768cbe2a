"""How a site looks, where it stands, its menu and its own pages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.accounts.requests import PersonRequest
from kentongan.core.policies import whole
from kentongan.core.rules import Denied
from kentongan.media.actions import store_upload
from kentongan.media.models import Upload
from kentongan.media.queries import variant_url
from kentongan.media.rules import Refused
from kentongan.sites import actions as site_actions
from kentongan.sites import queries as site_queries
from kentongan.sites import rules as site_rules
from kentongan.sites.addresses import hub_origin, origin_of, site_url
from kentongan.sites.models import Page, Site
from kentongan.sites.policies import MENU_TARGETS, USUAL_TARGETS

from .. import queries
from ..forms import AddressForm, DressForm, LogoForm, PageForm, RenameForm
from ..policies import moved
from .requests import tell


def _dressed(request: PersonRequest, slug: str) -> Site:
    """The site that the actor may dress. Raises NotVisible, Denied."""
    site = queries.get_desk(actor=request.user, slug=slug)
    if not site_rules.can_dress_site(request.user, site):
        raise Denied(_("Tampilan situs diatur oleh redaktur, ketua, atau koordinator."))
    return site


def _site_page(request: PersonRequest, site: Site, *, status: int = 200, **forms: Any) -> HttpResponse:
    initial = {"accent": site.accent, "tagline": site.tagline, "version": site.version}
    logo = site.logo
    shown = {
        "site": site,
        "group": site.group,
        "address": origin_of(site) + "/",
        "logo_url": variant_url(logo, f"{min(logo.variants)}.webp") if logo is not None and logo.variants else "",
        "dress": DressForm(initial=initial),
        "logo": LogoForm(initial={"version": site.version}),
        "renames": site_rules.can_rename_site(request.user, site),
    }
    return render(request, "workspace/site_edit.html", shown | forms, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def site_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Colour, chosen by seeing it, and the line under the name."""
    site = _dressed(request, slug)
    if request.method != "POST":
        return _site_page(request, site)
    form = DressForm(request.POST)
    if not form.is_valid():
        return _site_page(request, site, dress=form, status=422)
    site_actions.dress_site(actor=request.user, site=site, logo=site.logo, now=timezone.now(), **form.cleaned_data)
    tell(request, _("Tampilan situs sudah disimpan."))
    return redirect("workspace:site_edit", slug=slug)


def _dress_logo(request: PersonRequest, site: Site, logo: Upload | None, version: int) -> None:
    site_actions.dress_site(
        actor=request.user, site=site, version=version, accent=site.accent, tagline=site.tagline, logo=logo, now=timezone.now()
    )


@require_POST
@login_required
def logo_set(request: PersonRequest, slug: str) -> HttpResponse:
    """Another logo."""
    site = _dressed(request, slug)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            alt = _("Lambang %(name)s") % {"name": site.group.name}
            file, now = form.cleaned_data["logo"], timezone.now()
            logo = store_upload(actor=request.user, owner=site.group.scope, file=file, now=now, alt=alt, pictures_only=True)
        except Refused as refused:
            form.add_error("logo", str(refused))
        else:
            _dress_logo(request, site, logo, form.cleaned_data["version"])
            tell(request, _("Lambang sudah dipasang."))
            return redirect("workspace:site_edit", slug=slug)
    return _site_page(request, site, logo=form, status=422)


@require_POST
@login_required
def logo_remove(request: PersonRequest, slug: str) -> HttpResponse:
    """The logo is taken down; the kentongan stands in its place."""
    site = _dressed(request, slug)
    former = site.logo
    _dress_logo(request, site, None, site.version)
    undo = reverse("workspace:logo_restore", kwargs={"slug": slug, "key": former.key}) if former else ""
    tell(request, _("Lambang sudah dilepas."), undo=undo)
    return redirect("workspace:site_edit", slug=slug)


@require_POST
@login_required
def logo_restore(request: PersonRequest, slug: str, key: str) -> HttpResponse:
    """The undo of logo_remove."""
    site = _dressed(request, slug)
    _dress_logo(request, site, queries.upload_of_group(site.group, key), site.version)
    tell(request, _("Lambang sudah dipasang lagi."))
    return redirect("workspace:site_edit", slug=slug)


def _address_page(request: PersonRequest, site: Site, *, status: int = 200, **forms: Any) -> HttpResponse:
    may_set_domain = site_rules.can_set_domain(request.user, site)
    shown = {
        "site": site,
        "group": site.group,
        "address": origin_of(site) + "/",
        "path_address": f"{hub_origin()}/kim/",
        "former": list(site.former_slugs.order_by("-since")),
        "rename": RenameForm(initial={"slug": site.slug}),
        "choice": AddressForm(site=site, may_set_domain=may_set_domain),
        "may_set_domain": may_set_domain,
    }
    return render(request, "workspace/address_edit.html", shown | forms, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def address_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """The slug, and which of the addresses is the primary one."""
    site = queries.get_desk(actor=request.user, slug=slug)
    if not site_rules.can_rename_site(request.user, site):
        raise Denied(_("Alamat situs diatur oleh ketua atau koordinator."))
    if request.method != "POST":
        return _address_page(request, site)
    if request.POST.get("which") == "rename":
        rename = RenameForm(request.POST, site=site)
        if not rename.is_valid():
            return _address_page(request, site, rename=rename, status=422)
        site_actions.rename_site(actor=request.user, site=site, slug=rename.cleaned_data["slug"], now=timezone.now())
        tell(request, _("Alamat situs sekarang %(slug)s. Alamat lama tetap membawa pembaca ke sini.") % {"slug": site.slug})
        return redirect("workspace:address_edit", slug=site.slug)
    choice = AddressForm(request.POST, site=site, may_set_domain=site_rules.can_set_domain(request.user, site))
    if not choice.is_valid():
        return _address_page(request, site, choice=choice, status=422)
    values = choice.cleaned_data
    site_actions.set_address(actor=request.user, site=site, primary=values["primary"], domain=values.get("domain"), now=timezone.now())
    tell(request, _("Alamat utama situs: %(address)s") % {"address": origin_of(site) + "/"})
    return redirect("workspace:address_edit", slug=site.slug)


# --- Menu -------------------------------------------------------------------------------------------------------------


def _entries(site: Site) -> list[dict[str, str]]:
    """The menu as it is shown: an empty one is the usual one, own pages stand behind it."""
    chosen = [dict(entry) for entry in site.menu]
    if not any(entry.get("target") for entry in chosen):
        return [*({"label": "", "target": target} for target in USUAL_TARGETS), *chosen]
    return chosen


def _typed_entries(request: PersonRequest, entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """The entries with the words typed beside them; those of an own page keep theirs where nothing was typed."""
    changed = []
    for place, entry in enumerate(entries):
        typed = request.POST.get(f"label-{place}", entry.get("label", "")).strip()[:40]
        label = "" if entry.get("target") and typed == site_queries.menu_label(entry["target"]) else typed
        changed.append(entry | {"label": label or (entry["label"] if entry.get("page") else "")})
    return changed


def _changed_menu(site: Site, entries: list[dict[str, str]], deed: str) -> list[dict[str, str]]:
    """The entries after one press: "up:2", "down:2", "drop:2", "add:about", "add:page:sejarah-desa", "usual", or only the words."""
    what, _colon, which = deed.partition(":")
    chosen = whole(which, otherwise=len(entries))
    if what in ("up", "down"):
        return moved(entries, chosen, -1 if what == "up" else 1)
    if what == "drop":
        return [entry for place, entry in enumerate(entries) if place != chosen]
    if what == "add" and which in MENU_TARGETS:
        return [*entries, {"label": "", "target": which}]
    if what == "add":
        pages = {page.slug: page for page in site_queries.desk_pages(site)}
        page = pages.get(which.removeprefix("page:"))
        return [*entries, {"label": page.title[:40], "page": page.slug}] if page else entries
    return [] if what == "usual" else entries


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def menu_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """The entries of the menu: their words, their order, which there are. Each button saves."""
    site = _dressed(request, slug)
    entries = _entries(site)
    if request.method == "POST":
        version = whole(request.POST.get("version"))
        menu = _changed_menu(site, _typed_entries(request, entries), request.POST.get("do", ""))
        site_actions.set_menu(actor=request.user, site=site, version=version, menu=menu, now=timezone.now())
        tell(request, _("Menu sudah disimpan."))
        return redirect("workspace:menu_edit", slug=slug)
    pages = site_queries.desk_pages(site)
    titles = {page.slug: page.title for page in pages}
    used = {entry.get("target") or "page:" + entry.get("page", "") for entry in entries}
    offered = [(target, site_queries.menu_label(target)) for target in MENU_TARGETS if target not in used]
    offered += [(f"page:{page.slug}", page.title) for page in pages if f"page:{page.slug}" not in used and page.is_published]
    rows = [
        {
            "label": entry.get("label") or site_queries.menu_label(entry["target"]),
            "leads_to": site_queries.menu_label(entry["target"]) if entry.get("target") else titles.get(entry["page"], ""),
            "is_page": bool(entry.get("page")),
        }
        for entry in entries
    ]
    return render(request, "workspace/menu_edit.html", {"site": site, "group": site.group, "rows": rows, "offered": offered})


# --- Own pages --------------------------------------------------------------------------------------------------------


@require_safe
@login_required
def page_list(request: PersonRequest, slug: str) -> HttpResponse:
    """The own pages of the site, hidden ones too."""
    site = _dressed(request, slug)
    pages = [(page, site_url(site, "portal:page_show", slug=page.slug)) for page in site_queries.desk_pages(site)]
    return render(request, "workspace/page_list.html", {"site": site, "group": site.group, "pages": pages})


def _page_form(request: PersonRequest, site: Site, page: Page | None) -> HttpResponse:
    initial = {name: getattr(page, name) for name in ("title", "text", "is_published", "version")} if page else {}
    form = PageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        saved = site_actions.save_page(actor=request.user, site=site, page=page, now=timezone.now(), **values)
        tell(request, _("Halaman “%(title)s” sudah disimpan.") % {"title": saved.title})
        return redirect("workspace:page_list", slug=site.slug)
    address = site_url(site, "portal:page_show", slug=page.slug) if page else ""
    shown = {"site": site, "group": site.group, "page": page, "form": form, "address": address}
    return render(request, "workspace/page_write.html", shown, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page_start(request: PersonRequest, slug: str) -> HttpResponse:
    """A new own page."""
    return _page_form(request, _dressed(request, slug), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page_write(request: PersonRequest, slug: str, page_id: int) -> HttpResponse:
    """Change an own page."""
    site = _dressed(request, slug)
    return _page_form(request, site, site_queries.get_desk_page(site, page_id))


@require_POST
@login_required
def page_remove(request: PersonRequest, slug: str, page_id: int) -> HttpResponse:
    """An own page is taken away."""
    site = _dressed(request, slug)
    page = site_actions.remove_page(actor=request.user, page=site_queries.get_desk_page(site, page_id), now=timezone.now())
    undo = reverse("workspace:page_restore", kwargs={"slug": slug, "page_id": page.pk})
    tell(request, _("Halaman “%(title)s” sudah dihapus.") % {"title": page.title}, undo=undo)
    return redirect("workspace:page_list", slug=slug)


@require_POST
@login_required
def page_restore(request: PersonRequest, slug: str, page_id: int) -> HttpResponse:
    """The undo of page_remove."""
    site = _dressed(request, slug)
    page = site_queries.get_desk_page(site, page_id, is_removed=True)
    site_actions.restore_page(actor=request.user, page=page, now=timezone.now())
    tell(request, _("Halaman “%(title)s” sudah kembali.") % {"title": page.title})
    return redirect("workspace:page_list", slug=slug)
