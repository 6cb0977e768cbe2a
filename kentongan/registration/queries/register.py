"""The register of KIM as a list has it: what an import compares with, and what an export writes."""

from django.conf import settings
from django.db.models import Prefetch
from django.utils import translation

from kentongan.accounts.policies import normalised_phone, shown_phone
from kentongan.core.policies import guarded
from kentongan.groups.models import BoardSeat, Decree, Group, GroupQuerySet
from kentongan.groups.queries import registered_under
from kentongan.regions.models import Region
from kentongan.sites.models import Site

from ..policies.columns import HEADINGS, SEATS, Column
from ..policies.comparing import Known
from ..policies.places import compact
from ..policies.tables import cleaned


def registered(region: Region) -> GroupQuerySet:
    """All KIM that were ever entered in the region, with all that a list says of them. Three queries."""
    seats = BoardSeat.objects.sitting().order_by("order", "pk")
    return (
        registered_under(region.code)
        .filter(kind=Group.Kind.KIM)
        .select_related("site")
        .prefetch_related(Prefetch("board_seats", queryset=seats, to_attr="held_seats"), "decrees")
    )


def known_of(group: Group) -> Known:
    """The group, found ``registered``, as a list has it."""
    decrees = list(group.decrees.all())
    site: Site | None = getattr(group, "site", None)
    columns = {
        Column.REGISTER_NUMBER: group.register_number,
        Column.NAME: group.name,
        Column.LEVEL: group.level,
        Column.ADDRESS: group.address,
        Column.PHONE: group.phone,
        Column.KIM_ID: group.kim_id_url,
    }
    return Known(
        group_id=group.pk,
        region_code=group.region_id,
        place_name=group.region.full_name,
        columns={column: cleaned(text) for column, text in columns.items() if text},
        decrees={cleaned(decree.number): decree_columns(decree) for decree in decrees},
        seats={column: cleaned(seat.person_name) for column in SEATS if (seat := seat_in(group.held_seats, column))},  # type: ignore[attr-defined]
        slug=site.slug if site else "",
        has_ended=group.has_ended,
    )


def decree_columns(decree: Decree) -> dict[Column, str]:
    """The decree column by column; days are ISO dates."""
    days = {Column.DATE: decree.date, Column.TERM_START: decree.term_start, Column.TERM_END: decree.term_end}
    return {
        Column.ISSUER: decree.issuer,
        Column.ABOUT: cleaned(decree.about),
        **{column: day.isoformat() for column, day in days.items() if day},
    }


def seat_in(seats: list[BoardSeat], column: Column) -> BoardSeat | None:
    """The seat among these that the column of a list means: sections are told by the first word of their name."""
    position, section = SEATS[column]
    word = compact(section.partition(" ")[0])
    return next((seat for seat in seats if seat.position == position and word in compact(seat.section)), None)


def export_rows(region: Region) -> list[list[str]]:
    """The living KIM of the region as a table, headings first, safe in every spreadsheet. Brought back in, it changes nothing.

    Its words are Indonesian in whatever language one looks at the house, since they are read back.
    """
    with translation.override(settings.LANGUAGE_CODE):
        rows = [[guarded(text) for text in _written(group, known_of(group))] for group in registered(region).living()]
    return [[headings[0] for headings in HEADINGS.values()], *rows]


def _written(group: Group, known: Known) -> list[str]:
    number, decree = next(iter(known.decrees.items()), ("", {}))
    place = group.region
    above = place.parent if place.level == 4 else None
    phone = normalised_phone(group.phone)
    written = {
        **known.columns,
        **decree,
        **known.seats,
        Column.REGION_CODE: place.code,
        Column.DISTRICT: above.name if above else place.name if place.level == 3 else "",
        Column.VILLAGE: place.full_name if place.level == 4 else "",
        Column.PHONE: shown_phone(phone) if phone else group.phone,
        Column.LEVEL: group.get_level_display(),
        Column.DECREE: number,
        Column.SITE: known.slug,
    }
    if number:
        written[Column.ISSUER] = str(Decree.Issuer(decree[Column.ISSUER]).label)
    return [cleaned(str(written.get(column, ""))) for column in Column]
