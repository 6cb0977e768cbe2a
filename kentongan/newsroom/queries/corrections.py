"""The log of corrections as readers see it, and whom one asks for a correction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from kentongan.accounts.policies import chat_url, shown_phone
from kentongan.publishing import queries as publishing
from kentongan.publishing.queries.corrections import LogEntry
from kentongan.sites.queries import SitePlace

from . import local_path


@dataclass(frozen=True)
class Contact:
    """Whom one asks."""

    name: str
    phone: str
    phone_shown: str
    chat_url: str
    email: str


def contact_of(place: SitePlace | None, *, greeting: str) -> Contact:
    """The site's group, or the office that answers for the hub; ``greeting`` begins the chat. A group that ended answers no more."""
    if place is None:
        name, phone, email = settings.HUB_OFFICE, settings.HUB_PHONE, settings.HUB_EMAIL
    else:
        group = place.group
        name, phone, email = group.name, *(("", "") if group.has_ended else (group.phone, group.email))
    return Contact(name, phone, shown_phone(phone) if phone else "", chat_url(phone, greeting), email)


@dataclass(frozen=True)
class LoggedMonth:
    """A month of the log: each entry with the address of its text."""

    first: date
    entries: list[tuple[LogEntry, str]]


def by_month(entries: Iterable[LogEntry], place: SitePlace | None) -> list[LoggedMonth]:
    """The entries by month, in their order; on a site its texts are linked to as they stand there. No query."""

    def month(entry: LogEntry) -> date:
        return timezone.localdate(entry.at).replace(day=1)

    def address(entry: LogEntry) -> str:
        stands_here = place is not None or entry.publication.group is None
        return local_path(entry.publication) if stands_here else publishing.address_of(entry.publication)

    return [LoggedMonth(first, [(entry, address(entry)) for entry in entries]) for first, entries in groupby(entries, key=month)]
