"""``place``: the hub or the site a page belongs to, for every template."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.sites.addresses import hub_origin
from kentongan.sites.queries import SitePlace


@dataclass(frozen=True)
class MenuItem:
    """An entry of the menu in the masthead."""

    label: str
    url: str
    is_current: bool


HUB_MENU = ((_("Beranda"), "portal:hub_home"),)


def _menu(request: HttpRequest, entries: list[tuple[str, str]]) -> list[MenuItem]:
    here = request.path
    return [MenuItem(label, url, here == url) for label, url in entries]


def place(request: HttpRequest) -> dict[str, Any]:
    """Name, dress and menu of the place."""
    site: SitePlace | None = getattr(request, "site", None)
    if site is None:
        return {
            "place": {
                "name": settings.HUB_NAME,
                "tagline": settings.HUB_TAGLINE,
                "accent": "lada",
                "is_hub": True,
                "home_url": reverse("portal:hub_home"),
                "logo_url": "",
                "menu": _menu(request, [(str(_("Beranda")), reverse("portal:hub_home"))]),
                "region_name": "Kabupaten Bengkayang",
                "hub_url": hub_origin() + "/",
                "hub_name": settings.HUB_NAME,
                "today": timezone.localdate(),
            }
        }
    region = site.group.region
    return {
        "place": {
            "name": site.site.name,
            "tagline": site.site.tagline,
            "accent": site.site.accent,
            "is_hub": False,
            "home_url": reverse("portal:site_home"),
            "logo_url": "",
            "menu": _menu(request, [(str(_("Kabar")), reverse("portal:site_home"))]),
            "region_name": region.full_name,
            "hub_url": hub_origin() + "/",
            "hub_name": settings.HUB_NAME,
            "today": timezone.localdate(),
        }
    }
