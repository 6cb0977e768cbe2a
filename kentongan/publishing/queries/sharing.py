"""What is passed on of a publication: its short address."""

from django_scopes import scopes_disabled

from kentongan.core.policies.codes import read_code
from kentongan.core.rules import NotVisible
from kentongan.sites.addresses import hub_url

from ..models import Publication

Status = Publication.Status


def short_address(publication: Publication) -> str:
    """Its address by its code: short enough for a QR code or an SMS, and the same however the site or its group is renamed."""
    return hub_url("publishing:short_show", code=publication.code)


def by_short_code(typed: str) -> Publication:
    """What a short address leads to: it is out, or was once. Raises NotVisible."""
    with scopes_disabled():
        out = Publication.objects.filter(code=read_code(typed) or "", status__in=(Status.PUBLISHED, Status.WITHDRAWN))
        found = out.select_related("group__site", "region", "office", "cover").first()
    if found is None:
        raise NotVisible("Alamat pendek ini tidak ada. Periksa lagi huruf dan angkanya.")
    return found
