"""Who may do what with an activity report. Every question is one small sentence.

| | contributor | redaktur | ketua | coordinator above | others |
|---|---|---|---|---|---|
| see, download | own group | own group | own group | groups and regions below | |
| write its own words, choose pictures | | ✓ | ✓ | ✓ | |
| freeze, withdraw | | | ✓ | ✓ | |
"""

from datetime import date

from django.utils.translation import gettext as _

from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups import rules as group_rules
from kentongan.groups.queries import Actor

from .policies.periods import Period
from .queries.owners import Owner

__all__ = ["Denied", "NotVisible", "Stale"]


def can_write(actor: Actor, owner: Owner) -> bool:
    """Whether the actor writes the own words of the owner's reports: redaktur and ketua, the coordinator above."""
    if owner.group is None:
        return group_rules.is_coordinator_over(actor, owner.region)
    is_over = group_rules.is_coordinator_over(actor, owner.region) and not owner.group.has_ended
    return group_rules.is_editor_of(actor, owner.group) or is_over


def can_freeze(actor: Actor, owner: Owner) -> bool:
    """Whether the actor freezes and withdraws the owner's reports: the ketua, the coordinator above."""
    if owner.group is None:
        return group_rules.is_coordinator_over(actor, owner.region)
    return group_rules.may_manage_group(actor, owner.group)


def why_not_freeze(actor: Actor, owner: Owner, period: Period, today: date) -> str:
    """In words for the actor, why the report cannot be frozen now; "" where it can."""
    if not can_freeze(actor, owner):
        return _("Laporan disahkan oleh ketua kelompok atau koordinator.")
    if not period.is_over(today):
        return _("%(period)s belum selesai. Laporannya dapat disahkan mulai hari terakhirnya.") % {"period": period.name}
    return ""
