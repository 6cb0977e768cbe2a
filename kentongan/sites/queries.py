"""Which site an address means."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.groups.models import Group

from .models import FormerSlug, Page, Site

WITH_PLACE = ("group__region__parent__parent__parent", "logo")


@dataclass(frozen=True)
class SitePlace:
    """The site a request is for. ``prefix`` is "/kim/<slug>" where it was reached by path, else ""."""

    site: Site
    prefix: str

    @property
    def group(self) -> Group:
        """The group whose site it is."""
        return self.site.group

    @property
    def scope_chain(self) -> tuple[str, ...]:
        """The scopes that its pages depend on."""
        return self.site.group.scope_chain


class UnknownSite(Exception):
    """No site has or had this address."""


class SuspendedSite(Exception):
    """The site exists and is stopped for now; ``site.suspended_reason`` says why."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.slug)
        self.site = site


class MovedSite(Exception):
    """The site is elsewhere now. ``new_address`` is absolute and ends with a slash."""

    def __init__(self, new_address: str) -> None:
        super().__init__(new_address)
        self.new_address = new_address


class RenamedSite(Exception):
    """The slug in the address is a former one of ``site``."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.slug)
        self.site = site


def _sites() -> QuerySet[Site]:
    return Site.objects.select_related(*WITH_PLACE)


def _standing(site: Site) -> Site:
    if site.state == Site.State.SUSPENDED:
        raise SuspendedSite(site)
    if site.state == Site.State.MOVED:
        raise MovedSite(site.moved_to.rstrip("/") + "/")
    return site


def site_by_slug(slug: str) -> Site:
    """The site of this slug. Raises RenamedSite, UnknownSite, SuspendedSite or MovedSite."""
    site = _sites().filter(slug=slug).first()
    if site is None:
        former = FormerSlug.objects.select_related("site").filter(slug=slug).first()
        if former is not None:
            raise RenamedSite(former.site)
        raise UnknownSite(slug)
    return _standing(site)


def site_by_host(host: str) -> Site:
    """The site of a host without its port: a subdomain of ours or an own domain. Raises like site_by_slug."""
    label, _dot, rest = host.partition(".")
    if rest == settings.BASE_DOMAIN:
        return site_by_slug(label)
    site = _sites().filter(domain=host.removeprefix("www.")).first()
    if site is None:
        raise UnknownSite(host)
    return _standing(site)


def get_site(slug: str) -> Site:
    """The site of this slug in whatever state, for the workspace. Raises NotVisible where there is none."""
    try:
        return _sites().get(slug=slug)
    except Site.DoesNotExist:
        raise NotVisible("Situs ini tidak ada.") from None


def menu_label(target: str) -> str:
    """The word that an entry of a menu has without one of its own."""
    labels = {
        "home": _("Beranda"),
        "article_list": _("Kabar"),
        "event_list": _("Agenda"),
        "bulletin_list": _("Pengumuman"),
        "gallery_list": _("Galeri"),
        "profile_show": _("Profil desa"),
        "public_list": _("Laporan warga"),
        "problem_list": _("Masalah bersama"),
        "about": _("Tentang kami"),
        "contact": _("Kontak"),
    }
    return labels[target]


def pages_of(site: Site) -> QuerySet[Page]:
    """The site's own pages that are shown."""
    return Page.objects.filter(site=site, is_published=True, removed_at=None)


def desk_pages(site: Site) -> list[Page]:
    """All own pages of the site, hidden ones too, for its desk: the caller has asked the rules."""
    with scopes_disabled():
        return list(Page.objects.filter(site=site, removed_at=None).defer("text", "html"))


def get_desk_page(site: Site, page_id: int, *, is_removed: bool = False) -> Page:
    """A page of the site for its desk, shown or hidden, or one that was taken away. Raises NotVisible."""
    with scopes_disabled():
        found = Page.objects.select_related("site__group__region").filter(site=site, pk=page_id, removed_at__isnull=not is_removed).first()
    if found is None:
        raise NotVisible("Halaman ini tidak ada.")
    return found


def page_slugs(site: Site) -> set[str]:
    """The addresses that the site's pages have now."""
    with scopes_disabled():
        return set(Page.objects.filter(site=site, removed_at=None).values_list("slug", flat=True))


def taken_slugs(beginning: str, *, except_site: Site | None = None) -> set[str]:
    """Addresses of sites, present and former, that begin so; those of ``except_site`` are free to itself."""
    live, former = Site.objects.filter(slug__startswith=beginning), FormerSlug.objects.filter(slug__startswith=beginning)
    if except_site is not None:
        live, former = live.exclude(pk=except_site.pk), former.exclude(site=except_site)
    return set(live.values_list("slug", flat=True)) | set(former.values_list("slug", flat=True))


def is_domain_taken(domain: str, *, except_site: Site | None = None) -> bool:
    """Whether another site has this own domain."""
    sites = Site.objects.filter(domain=domain)
    return (sites.exclude(pk=except_site.pk) if except_site else sites).exists()


def sites_of(groups: Iterable[Group]) -> dict[int, Site]:
    """Group id → site, for those that have one. One query."""
    return {site.group_id: site for site in _sites().filter(group_id__in=[group.pk for group in groups])}


def get_page(site: Site, slug: str) -> Page:
    """A shown page of the site. Raises NotVisible."""
    try:
        return pages_of(site).get(slug=slug)
    except Page.DoesNotExist:
        raise NotVisible("Halaman ini tidak ada.") from None
