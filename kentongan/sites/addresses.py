"""Absolute addresses of the hub and of sites, whichever of the two a request is for."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

from .models import Site


def _origin(host: str) -> str:
    return f"{settings.SCHEME}://{host}{':' + settings.PORT if settings.PORT else ''}"


def hub_origin() -> str:
    """Scheme, host and port of the hub."""
    return _origin(settings.BASE_DOMAIN)


def origin_of(site: Site) -> str:
    """The address of the site's front page without the last slash, by its primary address."""
    if site.primary == Site.Primary.DOMAIN and site.domain:
        return _origin(site.domain)
    if site.primary == Site.Primary.SUBDOMAIN:
        return _origin(f"{site.slug}.{settings.BASE_DOMAIN}")
    return f"{hub_origin()}/kim/{site.slug}"


def _path(name: str, urlconf: str, kwargs: dict[str, Any]) -> str:
    """The path of a named view in one of the two URL files, without the prefix of the current request."""
    prefix = get_script_prefix()
    set_script_prefix("/")
    try:
        return reverse(name, urlconf=urlconf, kwargs=kwargs)
    finally:
        set_script_prefix(prefix)


def hub_url(name: str, **kwargs: Any) -> str:
    """The absolute address of a view of the hub."""
    return hub_origin() + _path(name, settings.ROOT_URLCONF, kwargs)


def hub_path(name: str, **kwargs: Any) -> str:
    """The path of a view of the hub, for what keeps an address without a host."""
    return _path(name, settings.ROOT_URLCONF, kwargs)


def site_url(site: Site, name: str, **kwargs: Any) -> str:
    """The absolute address of a view of a site, by its primary address."""
    return origin_of(site) + _path(name, settings.SITE_URLCONF, kwargs)


def is_ours(address: str) -> bool:
    """Whether an absolute address leads to the hub or one of its subdomains."""
    host = urlsplit(address).hostname or ""
    return host == settings.BASE_DOMAIN or host.endswith("." + settings.BASE_DOMAIN)
