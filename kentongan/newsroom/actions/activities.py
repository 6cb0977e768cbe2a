"""What the newsroom says to the log of what a group does."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kentongan.groups.actions import record_activity
from kentongan.groups.models import ActivityEntry, Group
from kentongan.publishing.queries import address_of
from kentongan.sites.addresses import hub_path, site_url

from ..models import PassingOn
from ..policies.passing_on import LOG_SOURCE
from ..queries.passing_on import carriers_in_words, get_part
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


def log_part(part: PassingOn, *, now: datetime) -> None:
    """Note a part of an answer, while it is not taken back."""
    if part.withdrawn_at is not None:
        return
    task, day = part.reception.task, timezone.localdate(part.at)
    publication = task.publication
    with translation.override(settings.LANGUAGE_CODE):
        channels = carriers_in_words(part.carriers)
    record_activity(
        group=part.reception.group,
        kind=ActivityEntry.Kind.DISSEMINATION,
        day=day,
        title=publication.title,
        text=part.remark,
        source=LOG_SOURCE,
        key=part.pk,
        at=now,
        address=hub_path("writing:task_show", code=publication.code),
        author_id=part.person_id,
        evidence={"channels": channels, "link": address_of(publication), "is_late": _is_late(part)},
        hamlets=part.hamlets,
        reach=part.people,
    )


def _is_late(part: PassingOn) -> bool:
    deadline = part.reception.task.deadline
    return deadline is not None and timezone.localdate(part.at) > deadline


def log_lateness(*, task_id: int, now: datetime) -> None:
    """Say in the log anew who was late, where another day makes it otherwise. Two queries where it does not."""
    parts = {
        str(part.pk): part
        for part in PassingOn.objects.filter(reception__task=task_id, withdrawn_at=None).select_related("reception__task")
    }
    logged = ActivityEntry.objects.filter(source=LOG_SOURCE, source_key__in=parts).values_list("source_key", "evidence")
    for key, evidence in logged:
        if bool(evidence.get("is_late")) != _is_late(parts[key]):
            log_part(get_part(parts[key].pk), now=now)
