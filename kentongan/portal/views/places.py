"""Which place a request is for, as a value with its type."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.sites.queries import SitePlace


def place_of(request: HttpRequest) -> SitePlace | None:
    """The site, or None for the hub."""
    return getattr(request, "site", None)


def site_of(request: HttpRequest) -> SitePlace:
    """The site. Raises NotVisible on the hub, where no address leads to a site's view."""
    place = place_of(request)
    if place is None:
        raise NotVisible(_("Halaman ini hanya ada di situs KIM."))
    return place
