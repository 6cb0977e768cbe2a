"""``place``: the hub or the site a page belongs to, for every template; and ``canonical_url``, the page's one address."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_scopes import scope

from kentongan.groups.models import Group
from kentongan.media.queries import variant_url
from kentongan.newsroom.queries.alerts import Banner, banners
from kentongan.sites.addresses import hub_origin, hub_url, origin_of
from kentongan.sites.queries import SitePlace, menu_label, pages_of, sites_of

from . import queries
from .policies import menus

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"


@dataclass(frozen=True, kw_only=True)
class Link:
    """An entry of the masthead's menu, of the footer or of the bar at the thumb."""

    label: str
    url: str
    is_current: bool = False
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class FeedLink:
    """A feed as the head of a page names it."""

    title: str
    url: str
    type: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    """That the group of the site has ended: since when, and which group it joined."""

    day: date
    joined: str = ""
    joined_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Name, dress and ways of the hub or of a site."""

    name: str
    tagline: str
    accent: str
    is_hub: bool
    home_url: str
    logo_url: str
    menu: tuple[Link, ...]
    bar: tuple[Link, ...]
    links: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    manifest_url: str
    address: str
    sign_in_url: str
    region_name: str | SimpleLazyObject
    hub_url: str
    hub_name: str
    today: date
    alerts: tuple[Banner, ...] | SimpleLazyObject
    archive: Archive | None = None


def _marked(here: str, home_url: str, entries: list[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(label=label, url=url, is_current=menus.is_current(url, here, home_url=home_url)) for label, url in entries)


def _bar(here: str, home_url: str, entries: list[tuple[str, str, str]]) -> tuple[Link, ...]:
    return tuple(
        Link(label=label, url=url, icon=icon, is_current=menus.is_current(url, here, home_url=home_url)) for label, url, icon in entries
    )


def _feeds(*named: tuple[str, str]) -> tuple[FeedLink, ...]:
    """Both forms of each feed."""
    return tuple(
        FeedLink(title=title, url=reverse(name, kwargs={"form": form}), type=media_type)
        for title, name in named
        for form, media_type in (("atom", ATOM), ("json", JSON_FEED))
    )


def _alerts(request: HttpRequest, place: SitePlace | None) -> SimpleLazyObject | tuple[Banner, ...]:
    """The emergency notices on top of the page. Asked for when a template shows them, and not at all where the page's edition says that
    nothing of this place will end by itself: what holds, ends.
    """
    if getattr(request, "turns_ahead", True):
        return SimpleLazyObject(lambda: _standing(place))
    return ()


def _standing(place: SitePlace | None) -> tuple[Banner, ...]:
    try:
        return banners(place.site if place else None, now=timezone.now())
    except DatabaseError:  # a page that says what broke must not break of the same
        return ()


def _hub(request: HttpRequest) -> Place:
    home, here = reverse("portal:hub_home"), request.path
    voices, bulletins, villages = reverse("newsroom:voice_list"), reverse("newsroom:bulletin_list"), reverse("portal:village_find")
    about, report = reverse("portal:hub_about"), reverse("aspirations:report_send")
    return Place(
        name=settings.HUB_NAME,
        tagline=settings.HUB_TAGLINE,
        accent="lada",
        is_hub=True,
        home_url=home,
        logo_url="",
        menu=_marked(
            here,
            home,
            [
                (_("Beranda"), home),
                (_("Suara desa"), voices),
                (_("Agenda"), reverse("newsroom:event_list")),
                (_("Pengumuman"), bulletins),
                (_("Laporan warga"), reverse("aspirations:public_list")),
                (_("Cari desa"), villages),
                (_("Tentang"), about),
            ],
        ),
        bar=_bar(
            here,
            home,
            [
                (_("Beranda"), home, "home"),
                (_("Suara desa"), voices, "news"),
                (_("Lapor"), report, "report"),
                (_("Pengumuman"), bulletins, "megaphone"),
                (_("Cari desa"), villages, "search"),
            ],
        ),
        links=_marked(
            here,
            home,
            [
                (_("Peringatan darurat"), reverse("newsroom:alert_list")),
                (_("Semua KIM"), reverse("portal:group_list")),
                (_("Peta KIM"), reverse("portal:map_show")),
                (_("Bentuk KIM"), reverse("registration:formation_about")),
                (_("Sampaikan laporan"), reverse("aspirations:report_send")),
                (_("Masalah bersama"), reverse("aspirations:problem_list")),
                (_("Laporan warga"), reverse("aspirations:public_list")),
                (_("Cek status"), reverse("cases:status_find")),
                (_("Riwayat koreksi"), reverse("newsroom:correction_list")),
                (_("Cek pesan"), reverse("publishing:check_show")),
                (_("Aksesibilitas"), reverse("portal:accessibility_show")),
                (_("Privasi"), reverse("portal:privacy_show")),
                (_("Umpan pengumuman"), reverse("portal:bulletin_feed", kwargs={"form": "atom"})),
            ],
        ),
        feeds=_feeds((_("Pengumuman"), "portal:bulletin_feed"), (_("Suara desa"), "portal:voice_feed")),
        manifest_url=reverse("portal:manifest"),
        address="",
        sign_in_url=reverse("account_login"),
        region_name=SimpleLazyObject(queries.home_region_name),
        hub_url=hub_origin() + "/",
        hub_name=settings.HUB_NAME,
        today=timezone.localdate(),
        alerts=_alerts(request, None),
    )


def _target_url(target: str) -> str:
    elsewhere = {
        "home": "portal:site_home",
        "about": "portal:site_about",
        "contact": "portal:site_contact",
        "public_list": "aspirations:public_list",
        "problem_list": "aspirations:problem_list",
    }
    return reverse(elsewhere.get(target, f"newsroom:{target}"))


def _site_menu(request: HttpRequest, place: SitePlace, home: str) -> tuple[Link, ...]:
    """The chosen entries. One query where own pages are among them, none else."""
    slugs = menus.page_slugs(place.site.menu)
    shown: frozenset[str] = frozenset()
    if slugs:
        with scope(owner=[place.group.scope]):  # error pages are drawn outside the request's scope, too
            shown = frozenset(pages_of(place.site).filter(slug__in=slugs).values_list("slug", flat=True))
    entries = [
        (entry.label or menu_label(entry.target), _target_url(entry.target))
        if entry.target
        else (entry.label, reverse("portal:page_show", kwargs={"slug": entry.page}))
        for entry in menus.entries_of(place.site.menu, shown_pages=shown)
    ]
    return _marked(request.path, home, entries)


def _archive(group: Group) -> Archive | None:
    """What every page of a group that has ended says on top. One query more where it joined another group."""
    if not group.has_ended or group.state_date is None:
        return None
    into = group.merged_into
    site = sites_of([into]).get(into.pk) if into else None
    return Archive(
        day=group.state_date, joined=into.name if into else "", joined_url=origin_of(site) + "/" if site and site.is_readable else ""
    )


def _site(request: HttpRequest, place: SitePlace) -> Place:
    home, here, group = reverse("portal:site_home"), request.path, place.group
    articles, bulletins, contact = _target_url("article_list"), _target_url("bulletin_list"), _target_url("contact")
    logo = place.site.logo
    return Place(
        name=place.site.name,
        tagline=place.site.tagline or _("Kabar dari %(village)s") % {"village": group.region.full_name},
        accent=place.site.accent,
        is_hub=False,
        home_url=home,
        logo_url=variant_url(logo, f"{min(logo.variants)}.jpg") if logo is not None and logo.variants else "",
        menu=_site_menu(request, place, home),
        bar=_bar(
            here,
            home,
            [
                (_("Beranda"), home, "home"),
                (_("Kabar"), articles, "news"),
                (_("Lapor"), reverse("aspirations:report_send"), "report"),
                (_("Pengumuman"), bulletins, "megaphone"),
                (_("Kontak"), contact, "phone"),
            ],
        ),
        links=(
            Link(label=_("Sampaikan laporan"), url=reverse("aspirations:report_send")),
            Link(label=_("Laporan warga"), url=reverse("aspirations:public_list")),
            Link(label=_("Masalah bersama"), url=reverse("aspirations:problem_list")),
            Link(label=_("Mading"), url=reverse("newsroom:wall_sheet_list")),
            Link(label=_("Peringatan darurat"), url=reverse("newsroom:alert_list")),
            Link(label=_("Riwayat koreksi"), url=reverse("newsroom:correction_list")),
            Link(label=_("Cek pesan"), url=reverse("publishing:check_show")),
            Link(label=_("Umpan kabar"), url=reverse("portal:article_feed", kwargs={"form": "atom"})),
            Link(label=_("Aksesibilitas"), url=hub_url("portal:accessibility_show")),
            Link(label=_("Privasi"), url=hub_url("portal:privacy_show")),
        ),
        feeds=_feeds((_("Kabar"), "portal:article_feed"), (_("Pengumuman"), "portal:bulletin_feed")),
        manifest_url=reverse("portal:manifest"),
        address=group.address,
        sign_in_url="",
        region_name=group.region.full_name,
        hub_url=hub_origin() + "/",
        hub_name=settings.HUB_NAME,
        today=timezone.localdate(),
        alerts=_alerts(request, place),
        archive=_archive(group),
    )


def canonical_url_of(request: HttpRequest) -> str:
    """The address of this page on the primary host of its place, whichever host served it. Of a query only the page number counts."""
    place: SitePlace | None = getattr(request, "site", None)
    page = request.GET.get("hal", "")
    tail = f"?hal={page}" if page.isdecimal() and page != "1" else ""
    return (hub_origin() if place is None else origin_of(place.site)) + request.path_info + tail


def place(request: HttpRequest) -> dict[str, Any]:
    """Name, dress, menu and address of the place. Made once per request, however many templates are drawn."""
    made = getattr(request, "_place", None)
    if made is None:
        site: SitePlace | None = getattr(request, "site", None)
        made = request._place = _hub(request) if site is None else _site(request, site)  # type: ignore[attr-defined]
    return {"place": made, "canonical_url": canonical_url_of(request)}
