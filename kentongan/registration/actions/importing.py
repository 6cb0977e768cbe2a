"""A list of KIM is brought in: read, shown, confirmed, undone. Nothing of it reaches the register before it is confirmed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_by_code

from .. import events
from ..models.importing import ImportBatch, ImportRow
from ..policies.cells import veiled
from ..policies.comparing import Outcome, Planned
from ..policies.tables import Row, Table
from ..queries.importing import plan_of, states_of, stored_rows
from ..rules import importing as rules
from .writing import Pen, write_row

COUNTS = {Outcome.NEW: "new_count", Outcome.CHANGED: "changed_count", Outcome.SAME: "same_count", Outcome.FAULTY: "faulty_count"}


@transaction.atomic
def prepare_import(
    *, actor: Person, region: Region, table: Table, file_name: str, now: datetime, make_sites: bool = False, usual_issuer: str = ""
) -> ImportBatch:
    """Keep the rows of a list with what they would change; the register stays as it is. Raises Denied."""
    if not rules.can_import_list(actor, region):
        raise rules.Denied(_("Daftar KIM dibawa masuk oleh koordinator wilayah ini."))
    batch = ImportBatch.objects.create(
        region=region,
        file_name=file_name[-120:],
        make_sites=make_sites,
        usual_issuer=usual_issuer,
        ignored=list(table.ignored),
        brought_by=actor,
        brought_at=now,
    )
    rows = [Row(row.number, {column: veiled(text) for column, text in row.cells.items()}, row.formulas) for row in table.rows]
    plans, _groups = plan_of(region, rows, make_sites=make_sites, today=timezone.localdate(now))
    ImportRow.objects.bulk_create(
        ImportRow(batch=batch, number=row.number, cells=row.cells, formulas=list(row.formulas), **_planned_values(plan))
        for row, plan in zip(rows, plans, strict=True)
    )
    _count(batch, plans)
    return batch


def _planned_values(plan: Planned) -> dict[str, object]:
    return {
        "outcome": plan.outcome,
        "faults": [[fault.column, fault.kind, fault.values] for fault in plan.entry.faults],
        "changes": [[change.column, change.old, change.new] for change in plan.changes],
        "group_id": plan.known.group_id if plan.known else None,
    }


def _count(batch: ImportBatch, plans: list[Planned]) -> None:
    counted = {name: sum(plan.outcome == outcome for plan in plans) for outcome, name in COUNTS.items()}
    ImportBatch.objects.filter(pk=batch.pk).update(**counted)
    for name, value in counted.items():
        setattr(batch, name, value)


@transaction.atomic
def confirm_import(*, actor: Person, batch: ImportBatch, now: datetime) -> bool:
    """Write every good row, all or none. Raises Denied, Stale.

    The plan is made anew: where the register changed since the preview, nothing is written, the preview is brought up to date, and the
    answer is False. The region's row is held meanwhile, so that two lists cannot enter the same group.
    """
    if not rules.can_import_list(actor, batch.region):
        raise rules.Denied(_("Daftar KIM dibawa masuk oleh koordinator wilayah ini."))
    claimed = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW)
    if not claimed.update(state=ImportBatch.State.WRITTEN, written_at=now):
        raise rules.Stale(_("Daftar ini sudah disimpan."))
    Region.objects.select_for_update().get(pk=batch.region_id)
    stored = {row.number: row for row in batch.rows.all()}
    plans, groups = plan_of(batch.region, stored_rows(batch), make_sites=batch.make_sites, today=timezone.localdate(now))
    if not _is_as_shown(stored, plans):
        ImportBatch.objects.filter(pk=batch.pk).update(state=ImportBatch.State.PREVIEW, written_at=None)
        _count(batch, plans)
        return False
    batch.state, batch.written_at = ImportBatch.State.WRITTEN, now
    good = [plan for plan in plans if plan.outcome in (Outcome.NEW, Outcome.CHANGED)]
    places = regions_by_code({plan.entry.region_code for plan in good})
    for plan in good:
        row, pen = stored[plan.entry.number], Pen(actor, plan, now, batch.usual_issuer, places)
        group = write_row(pen, groups[plan.known.group_id] if plan.known else None)
        row.group_id, row.steps = group.pk, pen.steps
    _keep_journal([stored[plan.entry.number] for plan in good])
    if good:
        counts = {"new_count": batch.new_count, "changed_count": batch.changed_count}
        emit(events.ListImported(scopes=(batch.region.scope,), actor_id=actor.pk, at=now, import_id=batch.pk, **counts))
    return True


def _keep_journal(rows: list[ImportRow]) -> None:
    """Keep with each row what it did, and the group as the list left it."""
    left = states_of(row.group_id for row in rows if row.group_id)
    for row in rows:
        row.left = left[row.group_id or 0]
    ImportRow.objects.bulk_update(rows, ["group_id", "steps", "left"], batch_size=200)


def _is_as_shown(stored: dict[int, ImportRow], plans: list[Planned]) -> bool:
    """Whether the plan is what the preview showed; where it is not, the rows are brought up to date."""
    moved = []
    for plan in plans:
        row, values = stored[plan.entry.number], _planned_values(plan)
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            moved.append(row)
    ImportRow.objects.bulk_update(moved, ["outcome", "faults", "changes", "group_id"], batch_size=200)
    return not moved


@transaction.atomic
def discard_import(*, actor: Person, batch: ImportBatch) -> None:
    """Throw a preview away with all its rows. Raises Denied, Stale."""
    if not rules.can_import_list(actor, batch.region):
        raise rules.Denied(_("Daftar KIM dibawa masuk oleh koordinator wilayah ini."))
    if not ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW).delete()[0]:
        raise rules.Stale(_("Daftar ini sudah disimpan."))


@transaction.atomic
def forget_imports(*, now: datetime) -> int:
    """The clock: previews that nobody confirmed go, and of old imports the rows. Returns how many lists were touched."""
    before = now - timedelta(days=settings.IMPORT_PREVIEW_DAYS)
    _rows, gone = ImportBatch.objects.filter(state=ImportBatch.State.PREVIEW, brought_at__lt=before).delete()
    old = ImportBatch.objects.filter(written_at__lt=now - timedelta(days=settings.IMPORT_UNDO_DAYS))
    ids = list(ImportRow.objects.filter(batch__in=old).order_by().values_list("batch_id", flat=True).distinct())
    ImportRow.objects.filter(batch_id__in=ids).delete()
    return gone.get(ImportBatch._meta.label, 0) + len(ids)
