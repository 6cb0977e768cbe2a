"""One matter of Minggu ini, whatever room it comes from."""

from dataclasses import dataclass
from datetime import date, datetime

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
