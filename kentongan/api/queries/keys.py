"""Finding keys: by what was sent, and for those who give them out."""

from django.db.models import Count, F, Q, QuerySet
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.regions.models import Region

from .. import policies
from ..models import ApiKey


def key_of(text: str) -> ApiKey | None:
    """The living key that was sent, or None."""
    prefix = policies.prefix_of(text)
    found = ApiKey.objects.select_related("region").filter(prefix=prefix, revoked_at=None).first() if prefix else None
    fits = constant_time_compare(found.digest if found else "0" * 64, policies.digest_of(text))
    return found if fits else None


def key_regions(actor: Actor) -> list[Region]:
    """The regions for which the actor gives out keys."""
    held = {grant.region_id: grant.region for grant in grants_of(actor) if grant.role == Role.COORDINATOR and grant.region is not None}
    return list(held.values())


def keys_for(actor: Actor) -> QuerySet[ApiKey]:
    """The keys for regions that the actor coordinates, the living first, each with how many reports came by it (``reports``). One query."""
    inside = Q(pk=None)
    for region in key_regions(actor):
        inside |= Q(region_id=region.code) | Q(region__code__startswith=f"{region.code}.")
    keys = ApiKey.objects.filter(inside).select_related("region", "owner", "revoked_by")
    return keys.annotate(reports=Count("posted")).order_by(F("revoked_at").desc(nulls_first=True), "-created_at", "-pk")


def get_key(actor: Actor, key_id: int) -> ApiKey:
    """A key that the actor may take back. Raises NotVisible."""
    found = keys_for(actor).filter(pk=key_id).first()
    if found is None:
        raise NotVisible(_("Kunci ini tidak ada di wilayah Anda."))
    return found
