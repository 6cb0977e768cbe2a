"""Words of dissemination tasks in templates."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

from ..models import DisseminationTask, PassingOn
from ..queries.passing_on import carriers_in_words

register = template.Library()


@register.filter
def carriers(values: Iterable[str]) -> str:
    """Carriers as people call them: "Papan pengumuman, Grup WhatsApp"."""
    return carriers_in_words(values)


@register.filter
def late_for(part: PassingOn, task: DisseminationTask) -> bool:
    """Whether a part came after the last day."""
    return task.deadline is not None and timezone.localdate(part.at) > task.deadline
