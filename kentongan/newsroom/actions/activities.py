"""What the newsroom says to the log of what a group does."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kentongan.groups.actions import record_activity
from kentongan.groups.models import Group
from kentongan.sites.addresses import site_url

from ..queries.wall_sheet import sheet_by_id

PROFILE_SOURCE, WALL_SHEET_SOURCE = "newsroom.Profile", "newsroom.WallSheet"


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


def log_wall_sheet(*, sheet_id: int, author_id: int | None, now: datetime) -> None:
    """Note that an edition of the wall newspaper came out."""
    sheet = sheet_by_id(sheet_id)
    if sheet is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Mading edisi %(number)d") % {"number": sheet.number}
        channels = _("Papan pengumuman")
    address = site_url(sheet.group.site, "newsroom:wall_sheet_show", number=sheet.number)
    record_activity(
        group=sheet.group,
        kind="diseminasi",
        day=timezone.localdate(now),
        title=title,
        source=WALL_SHEET_SOURCE,
        key=str(sheet.pk),
        at=now,
        author_id=author_id,
        evidence={"channels": channels, "link": address},
    )
