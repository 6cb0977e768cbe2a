"""Reports as Open311 service requests: only what everybody may read, and never who sent it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from kentongan.aspirations.queries import PublicPicture, ShownReport, get_public, public_pictures_of, public_reports, public_trails
from kentongan.cases.models import Case, CaseEntry
from kentongan.cases.queries import case_of_client, owner_name, status_of
from kentongan.core.scopes import region_code_of
from kentongan.regions.models import Region
from kentongan.regions.queries import path_of, regions_by_code
from kentongan.sites.addresses import hub_origin

from ..models import ApiKey
from ..policies import client_id_for, moment
from .services import service_name

MOST = 1000  # GeoReport v2, "Response Volume"
TEXT_MOST = 4000  # GeoReport v2, "description"
ANSWERS = ("answer", "refer", "hand_on")  # the steps whose words tell everybody what became of it


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which service requests are asked for. Numbers, where given, override all else."""

    since: datetime
    until: datetime
    numbers: Sequence[str] = ()
    codes: Sequence[str] = ()
    statuses: frozenset[str] = frozenset({"open", "closed"})
    page: int = 1
    page_size: int = MOST


def service_requests(wanted: Wanted) -> list[dict[str, Any]]:
    """A page of those asked for, newest first. Four queries: reports, their trails, owners and pictures."""
    found = public_reports(settings.HOME_REGION).select_related("case__region__parent__parent__parent")
    if wanted.numbers:
        found = found.filter(case__number__in=wanted.numbers)
    else:
        # Nothing is published before it was sent: said to the database too, which has an index on the one and not on the other.
        found = found.filter(published_at__gte=wanted.since, case__opened_at__gte=wanted.since, case__opened_at__lte=wanted.until)
        if wanted.codes:
            found = found.filter(category__in=wanted.codes)
        if len(wanted.statuses) == 1:
            found = found.filter(case__closed_at__isnull="open" in wanted.statuses)
    first = (wanted.page - 1) * wanted.page_size
    return _as_requests(list(found.order_by("-case__opened_at", "-pk")[first : first + wanted.page_size]))


def service_request(number: str) -> dict[str, Any]:
    """One of them. Raises NotVisible, in the same words whether there is none or it is not for everybody."""
    return _as_requests([get_public(number, under=settings.HOME_REGION)])[0]


def case_posted(key: ApiKey, mark: str) -> Case | None:
    """What a program sent before with its key under this mark."""
    client_id: UUID = client_id_for(key.digest, mark)
    return case_of_client(client_id)


def _as_requests(reports: Sequence[ShownReport]) -> list[dict[str, Any]]:
    trails = public_trails(report.pk for report in reports)
    owners = regions_by_code({code for report in reports if (code := region_code_of(report.case.owner)) is not None})
    pictures = public_pictures_of(reports)
    return [_as_request(report, trails[report.pk], owners, pictures[report.pk]) for report in reports]


def _agency(case: Case, owners: dict[str, Region]) -> str:
    """As cases.queries.owner_name says it, without a query for each."""
    owner = owners.get(region_code_of(case.owner) or "")
    return case.office.name if case.office is not None else str(owner) if owner is not None else owner_name(case)


def _as_request(
    report: ShownReport, trail: Sequence[CaseEntry], owners: dict[str, Region], pictures: Sequence[PublicPicture]
) -> dict[str, Any]:
    case, region = report.case, report.case.region
    said = next((entry.text for entry in trail if entry.action in ANSWERS and entry.text), str(status_of(case).label))
    updated = case.closed_at or max((entry.at for entry in trail), default=case.opened_at)
    local = timezone.localtime
    fields: dict[str, Any] = {
        "service_request_id": case.number,
        "status": "closed" if case.closed_at else "open",
        "status_notes": said,
        "service_name": service_name(report.category),
        "service_code": report.category,
        "description": report.public_text[:TEXT_MOST],
        "agency_responsible": _agency(case, owners),
    }
    fields |= {"requested_datetime": moment(local(case.opened_at)), "updated_datetime": moment(local(updated))}
    if case.due_on:
        fields["expected_datetime"] = moment(timezone.make_aware(datetime.combine(case.due_on, time(23, 59, 59))))
    # No lat and long, which may be absent where an address is given: the reporter was told that only those who work on it see her place.
    fields |= {"address": f"{region.full_name}, {path_of(region)}", "address_id": region.code, "zipcode": region.postal_code}
    if pictures:
        fields["media_url"] = hub_origin() + pictures[0].picture.src
    return fields
