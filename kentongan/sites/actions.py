"""The deeds on websites: opening, dressing, addressing, stopping, and their own pages."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.text import free_slug, rendered, slug_of
from kentongan.groups.models import Group
from kentongan.media.models import Upload

from . import events, policies, queries, rules
from .models import FormerSlug, Page, Site
from .policies import DomainFault, SlugFault
from .rules import Denied, Stale


def why_slug_refused(slug: str, *, site: Site | None = None) -> str:
    """In words for the actor, why a site cannot have this slug, with one that is free; "" where it can."""
    fault = policies.slug_fault(slug)
    if fault in (SlugFault.SHAPE, SlugFault.SHORT, SlugFault.LONG):
        return _("Alamat terdiri dari 3 sampai 40 huruf kecil, angka, dan tanda hubung. Contoh: suara-siding.")
    free = free_slug(slug, queries.taken_slugs(slug, except_site=site) | policies.RESERVED)
    if fault == SlugFault.RESERVED:
        return _("Kata “%(slug)s” dipakai sistem. Yang masih bebas: %(free)s.") % {"slug": slug, "free": free}
    return "" if free == slug else _("Alamat “%(slug)s” sudah dipakai KIM lain. Yang masih bebas: %(free)s.") % {"slug": slug, "free": free}


def why_domain_refused(domain: str, *, site: Site | None = None) -> str:
    """In words for the actor, why a site cannot have this own domain; "" where it can."""
    # "localhost" alone is nobody's: in development an own domain is tried out as name.localhost.
    fault = policies.domain_fault(domain, our_hosts=tuple(host for host in settings.HUB_HOSTS if "." in host))
    sentences = {
        DomainFault.SHAPE: _("Tulis nama domain saja, misalnya suarasiding.id."),
        DomainFault.OURS: _("Itu alamat milik kabupaten. Untuk alamat di bawahnya, pilih Subdomain."),
        DomainFault.GOVERNMENT: _("Domain .desa.id hanya untuk pemerintah desa, bukan untuk KIM."),
    }
    if fault is not None:
        return sentences[fault]
    return _("Domain ini sudah dipakai situs lain.") if queries.is_domain_taken(domain, except_site=site) else ""


@transaction.atomic
def create_site(*, actor: Person, group: Group, slug: str, now: datetime, accent: str = Site.Accent.FOREST, tagline: str = "") -> Site:
    """Give a group its website; it answers at once. Raises Denied, also for an address that cannot be given."""
    if not rules.can_open_site(actor, group):
        raise Denied(_("Situs dibuka oleh koordinator wilayah ini."))
    if why := why_slug_refused(slug):
        raise Denied(why)
    site = Site.objects.create(group=group, slug=slug, accent=Site.Accent(accent), tagline=tagline.strip())
    emit(events.SiteOpened(scopes=(group.scope,), actor_id=actor.pk, at=now, site_id=site.pk))
    return site


@transaction.atomic
def withdraw_site(*, actor: Person, site: Site, now: datetime) -> None:
    """Take away a website that was opened by mistake. Raises Denied where anybody touched it since: it is suspended or moved instead."""
    if not rules.can_open_site(actor, site.group):
        raise Denied(_("Situs dibuka oleh koordinator wilayah ini."))
    with scopes_disabled():
        is_untouched = not site.pages.exists() and not site.former_slugs.exists()
        if not is_untouched or not Site.objects.filter(pk=site.pk, version=1).delete()[0]:
            raise Denied(_("Situs %(slug)s sudah ditata, jadi tidak dihapus.") % {"slug": site.slug})
    emit(events.SiteWithdrawn(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk, slug=site.slug))


def _claim_version(site: Site, version: int, values: dict[str, Any], shown: tuple[str, ...]) -> None:
    """Write ``values`` if nobody saved since ``version``; else raise Stale with both versions of what is ``shown``."""
    if not Site.objects.filter(pk=site.pk, version=version).update(version=F("version") + 1, **values):
        stored = Site.objects.get(pk=site.pk)
        label = {field: str(Site._meta.get_field(field).verbose_name) for field in shown}  # type: ignore[union-attr]
        raise Stale(
            _("Situs ini baru saja diubah orang lain. Pilihan Anda belum disimpan."),
            theirs={label[field]: str(getattr(stored, field)) for field in shown},
            mine={label[field]: str(values[field]) for field in shown},
        )
    for field, value in values.items():
        setattr(site, field, value)
    site.version = version + 1


@transaction.atomic
def dress_site(*, actor: Person, site: Site, version: int, accent: str, tagline: str, logo: Upload | None, now: datetime) -> Site:
    """Choose colour, line and logo. A logo is public exactly while a site shows it. Raises Denied, Stale."""
    if not rules.can_dress_site(actor, site):
        raise Denied(_("Tampilan situs diubah oleh redaktur, ketua, atau koordinator."))
    if logo is not None and (logo.owner != site.group.scope or logo.kind != Upload.Kind.PICTURE):
        raise Denied(_("Lambang harus gambar milik kelompok ini."))
    former_id = site.logo_id if logo is None or site.logo_id != logo.pk else None
    _claim_version(site, version, {"accent": Site.Accent(accent), "tagline": tagline.strip(), "logo": logo}, ("accent", "tagline"))
    for upload_id in filter(None, (former_id, logo.pk if logo else None)):
        with scopes_disabled():
            Upload.objects.filter(pk=upload_id).update(is_public=Site.objects.filter(logo_id=upload_id).exists())
    emit(events.SiteDressed(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk, former_logo_id=former_id))
    return site


@transaction.atomic
def set_menu(*, actor: Person, site: Site, version: int, menu: list[dict[str, str]], now: datetime) -> Site:
    """Order the menu; an empty one is the usual one. Raises Denied, Stale.

    An entry has either a ``target`` of policies.MENU_TARGETS (without a label it has its usual word), or an own ``page`` and a label.
    """
    if not rules.can_dress_site(actor, site):
        raise Denied(_("Menu situs diubah oleh redaktur, ketua, atau koordinator."))
    kept = []
    for entry in menu:
        label = entry.get("label", "").strip()[:40]
        target, page = entry.get("target", ""), entry.get("page", "")
        if target in policies.MENU_TARGETS and not page:
            kept.append({"label": label, "target": target})
        elif page and label and not target:
            kept.append({"label": label, "page": page})
        else:
            raise Denied(_("Setiap isi menu punya nama dan satu tujuan."))
    _claim_version(site, version, {"menu": kept}, ())
    emit(events.SiteDressed(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk))
    return site


@transaction.atomic
def rename_site(*, actor: Person, site: Site, slug: str, now: datetime) -> Site:
    """Give the site another slug; the former one redirects for good. Raises Denied with a free one where it is taken."""
    if not rules.can_rename_site(actor, site):
        raise Denied(_("Alamat situs diubah oleh ketua atau koordinator."))
    if slug == site.slug:
        return site
    if why := why_slug_refused(slug, site=site):
        raise Denied(why)
    former = site.slug
    FormerSlug.objects.filter(site=site, slug=slug).delete()  # back to an earlier name
    FormerSlug.objects.create(site=site, slug=former, since=now)
    Site.objects.filter(pk=site.pk).update(slug=slug, version=F("version") + 1)
    site.slug, site.version = slug, site.version + 1
    emit(events.SiteRenamed(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk, former_slug=former))
    return site


@transaction.atomic
def set_address(*, actor: Person, site: Site, primary: str, now: datetime, domain: str | None = None) -> Site:
    """Choose the primary address: path, subdomain, or an own domain; ``domain`` None keeps the one entered, "" drops it. Raises Denied."""
    primary = Site.Primary(primary)
    wanted = site.domain if domain is None else policies.bare_domain(domain) or None
    if not rules.can_rename_site(actor, site) and not rules.can_set_domain(actor, site):
        raise Denied(_("Alamat situs diubah oleh ketua atau koordinator."))
    if wanted != site.domain and not rules.can_set_domain(actor, site):
        raise Denied(_("Domain sendiri dipasang oleh koordinator, karena DNS dan sertifikatnya perlu diatur."))
    if wanted and wanted != site.domain and (why := why_domain_refused(wanted, site=site)):
        raise Denied(why)
    if primary == Site.Primary.DOMAIN and not wanted:
        raise Denied(_("Isi dulu domainnya."))
    Site.objects.filter(pk=site.pk).update(primary=primary, domain=wanted, version=F("version") + 1)
    site.primary, site.domain, site.version = primary, wanted, site.version + 1
    emit(events.SiteAddressed(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk))
    return site


def _halt(actor: Person, site: Site, **values: Any) -> None:
    if not rules.can_halt_site(actor, site):
        raise Denied(_("Situs dihentikan, dibuka lagi, atau dipindahkan oleh koordinator."))
    Site.objects.filter(pk=site.pk).update(version=F("version") + 1, **values)
    for field, value in values.items():
        setattr(site, field, value)
    site.version += 1


@transaction.atomic
def suspend_site(*, actor: Person, site: Site, reason: str, now: datetime) -> Site:
    """Stop the site for now; visitors read the reason on a kind page. Raises Denied."""
    if not reason.strip():
        raise Denied(_("Tulis sebabnya: pengunjung situs akan membacanya."))
    _halt(actor, site, state=Site.State.SUSPENDED, suspended_reason=reason.strip(), moved_to="")
    emit(events.SiteSuspended(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk))
    return site


@transaction.atomic
def resume_site(*, actor: Person, site: Site, now: datetime) -> Site:
    """Let the site answer again: as the archive it is, where its group has ended. Raises Denied."""
    state = Site.State.ARCHIVED if site.group.has_ended else Site.State.ACTIVE
    _halt(actor, site, state=state, suspended_reason="", moved_to="")
    emit(events.SiteResumed(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk))
    return site


@transaction.atomic
def move_site(*, actor: Person, site: Site, moved_to: str, now: datetime) -> Site:
    """Send every visitor of the site to another address for good. Raises Denied."""
    if not moved_to.startswith(("https://", "http://")):
        raise Denied(_("Tulis alamat baru lengkap, dimulai dengan https://."))
    _halt(actor, site, state=Site.State.MOVED, moved_to=moved_to, suspended_reason="")
    emit(events.SiteMoved(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk))
    return site


@transaction.atomic
def follow_group(*, group_id: int, actor_id: int | None, now: datetime) -> None:
    """Make the site of a group that has ended an archive, and that of one that came back a site again; once is enough.

    It looks at how the group is now, so the order in which it hears does not matter. A site that is stopped or moved stays so.
    """
    site = Site.objects.select_for_update(of=("self",)).select_related("group").filter(group_id=group_id).first()
    if site is None:
        return
    former, state = (Site.State.ACTIVE, Site.State.ARCHIVED) if site.group.has_ended else (Site.State.ARCHIVED, Site.State.ACTIVE)
    if Site.objects.filter(pk=site.pk, state=former).update(state=state, version=F("version") + 1):
        event = events.SiteArchived if state == Site.State.ARCHIVED else events.SiteResumed
        emit(event(scopes=(site.group.scope,), actor_id=actor_id, at=now, site_id=site.pk))


def _require_page_writer(actor: Person, site: Site) -> None:
    if not rules.can_dress_site(actor, site):
        raise Denied(_("Halaman situs ditulis oleh redaktur, ketua, atau koordinator."))


@transaction.atomic
def save_page(
    *,
    actor: Person,
    site: Site,
    title: str,
    text: str,
    now: datetime,
    page: Page | None = None,
    version: int = 0,
    slug: str = "",
    is_published: bool = True,
    order: int | None = None,
) -> Page:
    """Write a new page (``page`` None) or change one. Its address comes from the first title and stays. Raises Denied, Stale."""
    _require_page_writer(actor, site)
    title = title.strip()
    if not title or not text.strip():
        raise Denied(_("Judul dan isi halaman perlu diisi."))
    values: dict[str, Any] = {"title": title, "text": text, "html": rendered(text), "is_published": is_published, "updated_at": now}
    if order is not None:
        values["order"] = order
    with scopes_disabled():
        if page is None:
            wanted = slug or slug_of(title, longest=70) or "halaman"
            page = Page.objects.create(owner=site.group.scope, site=site, slug=free_slug(wanted, queries.page_slugs(site)), **values)
        else:
            _claim_page(page, version, values)
    emit(events.PageSaved(scopes=(site.group.scope,), actor_id=actor.pk, at=now, site_id=site.pk, page_id=page.pk))
    return page


def _claim_page(page: Page, version: int, values: dict[str, Any]) -> None:
    if not Page.objects.filter(pk=page.pk, version=version, removed_at=None).update(version=F("version") + 1, **values):
        stored = Page.objects.get(pk=page.pk)
        words = {"title": _("judul"), "text": _("isi")}
        raise Stale(
            _("Halaman ini baru saja diubah orang lain. Tulisan Anda masih ada di bawah ini."),
            theirs={label: getattr(stored, field) for field, label in words.items()},
            mine={label: values[field] for field, label in words.items()},
        )
    for field, value in values.items():
        setattr(page, field, value)
    page.version = version + 1


@transaction.atomic
def remove_page(*, actor: Person, page: Page, now: datetime) -> Page:
    """Take a page away; it can be brought back. Raises Denied."""
    _require_page_writer(actor, page.site)
    with scopes_disabled():
        removed = Page.objects.filter(pk=page.pk, removed_at=None).update(removed_at=now, version=F("version") + 1)
    if removed:
        page.removed_at, page.version = now, page.version + 1
        emit(events.PageRemoved(scopes=(page.site.group.scope,), actor_id=actor.pk, at=now, site_id=page.site_id, page_id=page.pk))
    return page


@transaction.atomic
def restore_page(*, actor: Person, page: Page, now: datetime) -> Page:
    """Bring back a page that was taken away; with a number behind its address where that was given to another meanwhile. Raises Denied."""
    _require_page_writer(actor, page.site)
    slug = free_slug(page.slug, queries.page_slugs(page.site))
    with scopes_disabled():
        restored = Page.objects.filter(pk=page.pk).exclude(removed_at=None).update(removed_at=None, slug=slug, version=F("version") + 1)
    if restored:
        page.removed_at, page.slug, page.version = None, slug, page.version + 1
        emit(events.PageSaved(scopes=(page.site.group.scope,), actor_id=actor.pk, at=now, site_id=page.site_id, page_id=page.pk))
    return page
