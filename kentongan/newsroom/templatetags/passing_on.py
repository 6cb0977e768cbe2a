"""Words of dissemination tasks in templates."""

from collections.abc import Iterable

from django import template

from ..queries.passing_on import carriers_in_words

register = template.Library()


@register.filter
def carriers(values: Iterable[str]) -> str:
    """Carriers as people call them: "Papan pengumuman, Grup WhatsApp"."""
    return carriers_in_words(values)
