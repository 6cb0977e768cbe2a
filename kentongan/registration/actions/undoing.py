"""An import is taken back: exactly what it made goes, what it changed stands as before, and what people built on stays."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.groups import actions as groups
from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.groups.queries import what_stands_on
from kentongan.sites import actions as sites
from kentongan.sites.models import Site

from .. import events
from ..models.importing import ImportBatch, ImportRow
from ..policies.comparing import Outcome
from ..queries.importing import states_of
from ..rules import importing as rules

CHANGED = "changed"
MADE = ("group", "site")


@transaction.atomic
def undo_import(*, actor: Person, batch: ImportBatch, now: datetime) -> tuple[int, int]:
    """Take back every row on which nobody built. Returns (rows taken back, rows that stay; each says why). Raises Denied, Stale."""
    if not rules.can_import_list(actor, batch.region):
        raise rules.Denied(_("Impor diurungkan oleh koordinator wilayah ini."))
    claimed = ImportBatch.objects.filter(pk=batch.pk, state__in=(ImportBatch.State.WRITTEN, ImportBatch.State.PARTLY))
    is_ours = claimed.update(undone_at=now)  # holds the row, so that nobody else undoes it meanwhile
    rows = list(batch.rows.filter(outcome__in=(Outcome.NEW, Outcome.CHANGED), undone_at=None).order_by("-number"))
    if not is_ours or not rows:
        raise rules.Stale(_("Impor ini tidak dapat diurungkan lagi."))
    held = {group.pk: group for group in Group.objects.select_related("region").filter(pk__in=[row.group_id for row in rows])}
    states, standing = states_of(held), what_stands_on(held.values())
    gone: list[Group] = []
    undone = 0
    for row in rows:
        group = held.get(row.group_id or 0)
        if group is None or states[group.pk] != row.left:
            row.kept_because = [CHANGED]
        elif found := _built(row, standing.get(group.pk, set())):
            row.kept_because = sorted(found)
        else:
            _take_back(actor, row, group, now)
            gone += [group] if _is_new(row) else []
            row.undone_at, row.kept_because, undone = now, [], undone + 1
    groups.withdraw_groups(actor=actor, groups=gone, now=now)
    ImportRow.objects.bulk_update(rows, ["undone_at", "kept_because"], batch_size=200)
    kept = len(rows) - undone
    batch.state, batch.undone_at = ImportBatch.State.PARTLY if kept else ImportBatch.State.UNDONE, now
    batch.save(update_fields=["state", "undone_at"])
    emit(
        events.ListImportUndone(
            scopes=(batch.region.scope,), actor_id=actor.pk, at=now, import_id=batch.pk, undone_count=undone, kept_count=kept
        )
    )
    return undone, kept


def _built(row: ImportRow, standing: set[type]) -> set[str]:
    """What stands on what the row made, by the labels of the models."""
    if not any(step["did"] in MADE for step in row.steps):
        return set()
    own = {Site} if any(step["did"] == "site" for step in row.steps) else set()
    return {model._meta.label for model in standing - own}  # type: ignore[attr-defined]


def _is_new(row: ImportRow) -> bool:
    return any(step["did"] == "group" for step in row.steps)


def _take_back(actor: Person, row: ImportRow, group: Group, now: datetime) -> None:
    """Take the steps of the row back, the last one first. Of a group that it made only the site: the rest goes with the group."""
    for step in reversed(row.steps):
        if step["did"] == "site":
            sites.withdraw_site(actor=actor, site=Site.objects.select_related("group__region").get(pk=step["id"]), now=now)
        elif not _is_new(row):
            _take_back_step(actor, step, group, now)


def _take_back_step(actor: Person, step: dict[str, Any], group: Group, now: datetime) -> None:
    if step["did"] == "board":
        for seat in BoardSeat.objects.select_related("group__region").filter(pk__in=step["ids"]):
            groups.withdraw_seat(actor=actor, seat=seat, now=now)
    elif step["did"] == "dismissed":
        groups.reinstate_board_member(actor=actor, seat=BoardSeat.objects.select_related("group__region").get(pk=step["id"]), now=now)
    elif step["did"] == "decree":
        groups.withdraw_decree(actor=actor, decree=Decree.objects.select_related("group__region").get(pk=step["id"]), now=now)
    elif step["did"] == "decree_changed":
        values: dict[str, Any] = {
            name: _day(value) if name in ("date", "term_start", "term_end") else value for name, value in step["before"].items()
        }
        decree = Decree.objects.select_related("group__region").get(pk=step["id"])
        groups.change_decree(actor=actor, decree=decree, now=now, **values)
    elif step["did"] == "group_changed":
        groups.change_group(actor=actor, group=group, now=now, **step["before"])
    elif step["did"] == "kim_id":
        before = step["before"]
        groups.record_kim_id(actor=actor, group=group, state=before["state"], day=_day(before["day"]), url=before["url"], now=now)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
