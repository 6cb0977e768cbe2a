"""Absolute links between the hub and its sites."""

from typing import Any

from django import template

from kentongan.sites import addresses
from kentongan.sites.models import Site

register = template.Library()


@register.simple_tag
def hub_url(name: str, **kwargs: Any) -> str:
    """The absolute address of a view of the hub: {% hub_url 'portal:hub_home' %}."""
    return addresses.hub_url(name, **kwargs)


@register.simple_tag
def site_url(site: Site, name: str, **kwargs: Any) -> str:
    """The absolute address of a view of a site: {% site_url site 'portal:site_home' %}."""
    return addresses.site_url(site, name, **kwargs)
