"""One matter of Minggu ini, whatever room it comes from."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST = 6  # of each kind; the lists behind show all


@dataclass(frozen=True)
class Errand:
    """Something that waits for the actor, with its one-tap answer.

    The page says when: ``when`` in words, then how long ago ``since`` was, or the moment ``at``. ``day`` ends the title.
    """

    about: str
    title: str
    url: str
    button: str
    due: datetime
    when: str = ""
    since: datetime | None = None
    at: datetime | None = None
    day: date | None = None
    text: str = ""
    urgency: str = ""  # "late", "soon" or ""


def days_left(day: date, today: date, *, over: str) -> str:
    """How long it is until the end of that day, in words; ``over`` is said afterwards."""
    left = (day - today).days
    if left < 0:
        return over
    return ngettext("%(n)d hari lagi", "%(n)d hari lagi", left) % {"n": left} if left else _("Hari terakhir")


def start_of(day: date) -> datetime:
    """The moment at which a day begins here: by it errands stand in order."""
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone())
