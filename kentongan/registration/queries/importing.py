"""Lists brought in: the plan of one, its rows, and what a group looked like when a row left it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.groups.queries import Actor
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region, regions_under
from kentongan.sites.models import Site
from kentongan.sites.queries import taken_slugs

from ..models.importing import ImportBatch, ImportRow
from ..policies.checking import checked
from ..policies.columns import Column
from ..policies.comparing import Planned, planned
from ..policies.files import read_table
from ..policies.places import Atlas, Place, compact
from ..policies.tables import Limits, Row, Table
from .register import known_of, registered


def table_in(content: bytes) -> Table:
    """The table in a file, within the limits of the settings. Raises Unreadable."""
    limits = Limits(
        rows=settings.IMPORT_MOST_ROWS,
        columns=settings.IMPORT_MOST_COLUMNS,
        letters=settings.IMPORT_MOST_LETTERS,
        unpacked=settings.IMPORT_LARGEST_UNPACKED,
    )
    return read_table(content, limits)


def batches_of(region: Region) -> QuerySet[ImportBatch]:
    """The lists brought into exactly this region's register, newest first."""
    return ImportBatch.objects.filter(region=region).select_related("brought_by")


def get_batch(region: Region, batch_id: int) -> ImportBatch:
    """A list of this region. Raises NotVisible."""
    try:
        return ImportBatch.objects.select_related("region__parent", "brought_by").get(pk=batch_id, region=region)
    except ImportBatch.DoesNotExist:
        raise NotVisible(_("Daftar ini sudah tidak ada.")) from None


def rows_of(batch: ImportBatch, *, outcome: str = "") -> QuerySet[ImportRow]:
    """The rows of a list in their order, all or those of one outcome."""
    rows = batch.rows.all()
    return rows.filter(outcome=outcome) if outcome else rows


def atlas_of(region: Region, rows: Sequence[Row]) -> Atlas:
    """The places that a list for the region may name. One query, one more where it names districts that are not there."""
    places = [Place(place.code, place.name, place.full_name) for place in regions_under(region.code)]
    atlas = Atlas.of(Place(region.code, region.name, region.full_name), places, {})
    typed = {row.cells.get(Column.DISTRICT, "") for row in rows}
    if all(atlas.named(3, text) for text in typed if text):
        return atlas
    neighbours = regions_under(region.codes_above[-1], level=3).select_related("parent")
    return Atlas.of(atlas.home, places, {compact(place.name): place.parent.full_name for place in neighbours if place.parent})


def plan_of(region: Region, rows: Sequence[Row], *, make_sites: bool, today: date) -> tuple[list[Planned], dict[int, Group]]:
    """What the rows would do to the register as it is now, with the groups they mean, by id. Seven or eight queries for any list."""
    atlas = atlas_of(region, rows)
    groups = {group.pk: group for group in registered(region)}
    entries = [checked(row, atlas) for row in rows]
    taken = taken_slugs("")
    known = map(known_of, groups.values())
    return planned(entries, known, make_sites=make_sites, taken=taken, today=today), groups


def stored_rows(batch: ImportBatch) -> list[Row]:
    """The rows of the list as they were read."""
    return [
        Row(row.number, {Column(name): text for name, text in row.cells.items()}, tuple(map(Column, row.formulas)))
        for row in batch.rows.all()
    ]


def states_of(group_ids: Iterable[int]) -> dict[int, Any]:
    """Group id → all that a list can write of it, as JSON holds it: by it one sees whether anybody changed it since. Five queries."""
    ids = list(group_ids)
    states: dict[int, Any] = {
        values["id"]: {"group": values, "regions": [], "decrees": [], "seats": [], "site": []}
        for values in Group.objects.filter(pk__in=ids).order_by().values()
    }
    lists = {
        "decrees": Decree.objects.filter(group_id__in=ids).order_by("pk").values(),
        "seats": BoardSeat.objects.filter(group_id__in=ids).order_by("pk").values(),
        "site": Site.objects.filter(group_id__in=ids).order_by("pk").values(),
    }
    for name, rows in lists.items():
        for row in rows:
            states[row["group_id"]][name].append(row)
    further = Group.further_regions.through.objects.filter(group_id__in=ids).order_by("region_id")
    for group_id, code in further.values_list("group_id", "region_id"):
        states[group_id]["regions"].append(code)
    return {group_id: json.loads(json.dumps(state, cls=DjangoJSONEncoder)) for group_id, state in states.items()}


def get_register(*, actor: Actor, code: str) -> Region:
    """The region of this code, if its register is the actor's to bring lists into. Raises NotVisible."""
    region = get_region(code)
    if not group_rules.is_coordinator_over(actor, region):
        raise NotVisible(_("Wilayah ini tidak ada, atau bukan wilayah Anda."))
    return region
