"""Who lets everybody see a picture of an answer, and who takes it back."""

from django.utils.translation import gettext as _

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups import rules as group_rules
from kentongan.groups.queries import Actor

from ..models import PassingOnPhoto

__all__ = ["Denied", "NotVisible", "Stale"]


def can_release_proof(actor: Actor, photo: PassingOnPhoto) -> bool:
    """Whether the actor releases pictures of this group's answers: its redaktur and ketua."""
    group = photo.part.reception.group
    return not group.has_ended and group_rules.is_editor_of(actor, group)


def can_take_back_release(actor: Actor, photo: PassingOnPhoto) -> bool:
    """Whether the actor takes a released picture back: who may release it, who brought it, and the coordinator above the group."""
    group = photo.part.reception.group
    brought_it = photo.part.person_id == actor.pk and group_rules.is_contributor_of(actor, group)
    return brought_it or group_rules.is_editor_of(actor, group) or group_rules.is_coordinator_over(actor, group.region)


def can_see_release(actor: Actor, photo: PassingOnPhoto) -> bool:
    """Whether the actor sees what was decided about a picture, and by whom."""
    return can_release_proof(actor, photo) or can_take_back_release(actor, photo)


def why_not_release(actor: Actor, photo: PassingOnPhoto) -> str:
    """In words, why the picture cannot be released now; "" where it can."""
    if not can_release_proof(actor, photo):
        return _("Foto bukti dilepas oleh redaktur atau ketua KIM.")
    if photo.part.withdrawn_at is not None:
        return _("Jawaban ini sudah ditarik, jadi fotonya tidak bisa dilepas.")
    return ""
