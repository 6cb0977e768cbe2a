"""What the newsroom says to the log of what a group does."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.groups.actions import record_activity
from kentongan.groups.models import Group

PROFILE_SOURCE = "newsroom.Profile"


def log_profile(*, group_id: int, author_id: int | None, now: datetime) -> None:
    """Note that the facts about the village were gathered and brought up to date, once a day however often they were saved."""
    day = timezone.localdate(now)
    record_activity(
        group=Group.objects.get(pk=group_id),
        kind="akses",
        day=day,
        title=_("Memutakhirkan profil desa"),
        source=PROFILE_SOURCE,
        key=f"{group_id}:{day:%Y-%m-%d}",
        at=now,
        author_id=author_id,
        evidence={"topic": _("Profil desa")},
    )
