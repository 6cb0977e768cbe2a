"""A row of a list is written into the register, step by step, so that each step can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kentongan.accounts.models import Person
from kentongan.groups import actions as groups
from kentongan.groups.models import Decree, Group
from kentongan.regions.models import Region
from kentongan.sites import actions as sites

from ..policies.columns import SEATS, Column
from ..policies.comparing import OF_DECREE, OF_GROUP, Planned
from ..policies.tables import cleaned
from ..queries.register import seat_in

FIELDS = {
    Column.REGISTER_NUMBER: "register_number",
    Column.NAME: "name",
    Column.ADDRESS: "address",
    Column.PHONE: "phone",
    Column.KIM_ID: "kim_id_url",
}
CHANGEABLE = (
    "name", "description", "address", "phone", "email", "founded_year", "register_number", "review_required",
)  # fmt: skip
DECREE_FIELDS = {
    Column.ISSUER: "issuer",
    Column.ABOUT: "about",
    Column.DATE: "date",
    Column.TERM_START: "term_start",
    Column.TERM_END: "term_end",
}
DECREE_CHANGEABLE = ("number", "issuer", "about", "date", "term_start", "term_end")


@dataclass
class Pen:
    """Who writes which row when, ``places`` by their code, and what was done so far."""

    actor: Person
    plan: Planned
    now: datetime
    usual_issuer: str
    places: Mapping[str, Region]
    steps: list[dict[str, Any]] = field(default_factory=list)

    def note(self, did: str, **values: Any) -> None:
        """Remember a step with what it needs to be taken back."""
        self.steps.append({"did": did, **values})

    def wanted(self, columns: tuple[Column, ...]) -> dict[Column, str]:
        """The new texts of those of the columns that change."""
        return {change.column: change.new for change in self.plan.changes if change.column in columns}


def write_row(pen: Pen, group: Group | None) -> Group:
    """Write what the row changes, noting each step with the pen; ``group`` is the one it means, None for a new one. Returns it."""
    group = _write_new_group(pen) if group is None else _write_group(pen, group)
    decree = _write_decree(pen, group)
    _write_seats(pen, group, decree)
    for slug in pen.wanted((Column.SITE,)).values():
        site = sites.create_site(actor=pen.actor, group=group, slug=slug, now=pen.now)
        pen.note("site", id=site.pk)
    return group


def _write_new_group(pen: Pen) -> Group:
    entry = pen.plan.entry
    place = pen.places[entry.region_code]
    values: dict[str, Any] = {FIELDS[column]: text for column, text in pen.wanted(OF_GROUP).items()}
    level = entry.said.get(Column.LEVEL) or {2: Group.Level.REGENCY, 3: Group.Level.DISTRICT}.get(place.level, Group.Level.VILLAGE)
    group = groups.create_group(actor=pen.actor, region=place, level=level, now=pen.now, **values)
    pen.note("group", id=group.pk)
    return group


def _write_group(pen: Pen, group: Group) -> Group:
    wanted = pen.wanted(OF_GROUP)
    kim_id_url = wanted.pop(Column.KIM_ID, "")
    if wanted:
        before = {name: getattr(group, name) for name in CHANGEABLE}
        groups.change_group(actor=pen.actor, group=group, now=pen.now, **before | {FIELDS[column]: text for column, text in wanted.items()})
        pen.note("group_changed", before=before)
    if kim_id_url:
        day = group.kim_id_date.isoformat() if group.kim_id_date else None
        pen.note("kim_id", before={"state": group.kim_id_state, "day": day, "url": group.kim_id_url})
        groups.record_kim_id(actor=pen.actor, group=group, state=Group.KimId.ACTIVE, day=group.kim_id_date, url=kim_id_url, now=pen.now)
    return group


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _decree_values(texts: dict[Column, str]) -> dict[str, Any]:
    days = (Column.DATE, Column.TERM_START, Column.TERM_END)
    return {DECREE_FIELDS[column]: _day(text) if column in days else text for column, text in texts.items()}


def _write_decree(pen: Pen, group: Group) -> Decree | None:
    """The decree that the row names, written where it is new or other; else the group's newest, None where it has none."""
    number = pen.plan.entry.said.get(Column.DECREE, "")
    held = list(group.decrees.all())
    decree = next((one for one in held if cleaned(one.number) == number), None)
    wanted = _decree_values(pen.wanted(OF_DECREE))
    if number and decree is None:
        decree = groups.add_decree(
            actor=pen.actor, group=group, number=number, now=pen.now, **{"issuer": _usual_issuer(pen, group)} | wanted
        )
        pen.note("decree", id=decree.pk)
    elif decree is not None and wanted:
        before = {name: getattr(decree, name) for name in DECREE_CHANGEABLE}
        groups.change_decree(actor=pen.actor, decree=decree, now=pen.now, **before | wanted)
        pen.note("decree_changed", id=decree.pk, before=before)
    return decree or (held[0] if held else None)


def _usual_issuer(pen: Pen, group: Group) -> str:
    """Who issues a decree where the list does not say: as chosen for the whole list, else the head of the place."""
    heads = {
        Region.Kind.URBAN_VILLAGE: Decree.Issuer.URBAN_VILLAGE_HEAD,
        Region.Kind.DISTRICT: Decree.Issuer.DISTRICT_HEAD,
        Region.Kind.REGENCY: Decree.Issuer.REGENT,
        Region.Kind.CITY: Decree.Issuer.REGENT,
    }
    return pen.usual_issuer or heads.get(Region.Kind(group.region.kind), Decree.Issuer.VILLAGE_HEAD)


def _write_seats(pen: Pen, group: Group, decree: Decree | None) -> None:
    """Who is named otherwise than before: the decree that appoints the one dismisses the other."""
    wanted = pen.wanted(tuple(SEATS))
    if decree is None or not wanted:
        return
    held = list(group.board_seats.sitting().order_by("order", "pk"))
    seats = []
    for column, name in wanted.items():
        position, section = SEATS[column]
        former = seat_in(held, column)
        if former is not None:
            groups.dismiss_board_member(actor=pen.actor, seat=former, decree=decree, now=pen.now)
            pen.note("dismissed", id=former.pk)
        seats.append(groups.NewSeat(position, name, former.section if former else section))
    made = groups.seat_board(actor=pen.actor, group=group, decree=decree, seats=seats, now=pen.now)
    pen.note("board", ids=[seat.pk for seat in made])
