"""Pictures for templates."""

from django import template

from kentongan.media import queries
from kentongan.media.models import Upload

register = template.Library()


@register.filter
def picture(upload: Upload | None) -> queries.Picture | None:
    """Turn an upload into what <c-picture :of="…"> takes: {% with cover=publication.cover|picture %}; nothing stays nothing."""
    return queries.picture_of(upload)
