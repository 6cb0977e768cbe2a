"""Who reports and who signs: the head and the foot of the sheet."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from kentongan.groups.models import BoardSeat, Decree, Group
from kentongan.regions.models import Region
from kentongan.regions.queries import path_of

from ..models import ActivityReport
from ..policies.content import Letterhead, Signers
from .owners import Owner

CHAIR = BoardSeat.Position.CHAIR


def letterhead_of(owner: Owner, on: date) -> Letterhead:
    """The head of the sheet: for a group with its decree in force, its address and its emblem. One query for a group, none for a region."""
    if owner.group is None:
        contact = " · ".join(part for part in (settings.HUB_PHONE, settings.HUB_EMAIL) if part)
        return Letterhead(name=settings.HUB_OFFICE, above=(), address=settings.HUB_ADDRESS, contact=contact, decree="", logo="")
    group = owner.group
    decrees = list(Decree.objects.filter(group=group, date__lte=on).order_by("-date", "-pk"))
    decree = next((found for found in decrees if found.is_in_force(on)), None)
    number = (
        _("SK %(issuer)s Nomor %(number)s") % {"issuer": str(decree.get_issuer_display()).title(), "number": decree.number}
        if decree
        else ""
    )
    contact = " · ".join(part for part in (group.phone, group.email) if part)
    logo = owner.site.logo if owner.site else None
    return Letterhead(
        name=group.name,
        above=(settings.KIM_EXPANSION, ", ".join((group.region.full_name, path_of(group.region)))),
        address=group.address,
        contact=contact,
        decree=number,
        logo=logo.key if logo else "",
    )


def head_of_region(region: Region) -> str:
    """The office that knows of a group at home there: "Kepala Desa Siding", "Lurah Sebalo", "Camat Siding"."""
    if region.kind == Region.Kind.VILLAGE:
        return _("Kepala Desa %(name)s") % {"name": region.name}
    if region.kind == Region.Kind.URBAN_VILLAGE:
        return _("Lurah %(name)s") % {"name": region.name}
    if region.kind == Region.Kind.DISTRICT:
        return _("Camat %(name)s") % {"name": region.name}
    return _("Kepala %(office)s") % {"office": settings.HUB_OFFICE}


def chair_name_of(group: Group) -> str:
    """The chair by decree; "" where none sits. One query."""
    seat = group.board_seats.sitting().filter(position=CHAIR).order_by("order", "pk").first()
    return seat.person_name if seat else ""


def usual_signers(owner: Owner, former: ActivityReport | None) -> dict[str, str]:
    """What the fields of the signatures begin with: the chair of today, and what was typed the last time."""
    name = chair_name_of(owner.group) if owner.group else ""
    return {
        "place": former.place if former else owner.region.name,
        "signer_name": name or (former.signer_name if former else ""),
        "known_title": former.known_title if former else head_of_region(owner.region),
        "known_name": former.known_name if former else "",
    }


def signers_of(owner: Owner, words: dict[str, str], day: date | None) -> Signers:
    """Who signs, where and when."""
    title = _("Ketua %(group)s") % {"group": owner.group.name} if owner.group else _("Koordinator KIM")
    return Signers(
        place=words["place"],
        day=day,
        title=title,
        name=words["signer_name"],
        known_title=words["known_title"],
        known_name=words["known_name"],
    )
