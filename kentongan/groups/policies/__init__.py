"""User names and first passwords to read from a slip of paper; how lively a group is; when a term is spoken of. Plain arithmetic."""

import secrets
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date, timedelta

from kentongan.core.text import slug_of

from .activities import EVIDENCE as EVIDENCE
from .activities import FUNCTION_OF as FUNCTION_OF
from .activities import NO_SIGN_OF_LIFE as NO_SIGN_OF_LIFE
from .activities import TITLE_MOST as TITLE_MOST
from .activities import ActivityFacts as ActivityFacts
from .activities import missing_evidence as missing_evidence

# Short words everybody can spell, none of which is easily mistaken for another.
WORDS = [
    "air",
    "akar",
    "alun",
    "angin",
    "anyam",
    "arang",
    "asap",
    "awan",
    "bakau",
    "bambu",
    "batu",
    "belut",
    "bemban",
    "biji",
    "bintang",
    "bubu",
    "bukit",
    "bulan",
    "bunga",
    "buah",
    "camar",
    "daun",
    "dayung",
    "dermaga",
    "durian",
    "embun",
    "enau",
    "gading",
    "garam",
    "gelap",
    "gula",
    "gunung",
    "hilir",
    "hujan",
    "hulu",
    "hutan",
    "ikan",
    "jagung",
    "jala",
    "jambu",
    "jemur",
    "jerami",
    "kabut",
    "kain",
    "kayu",
    "kelapa",
    "kemiri",
    "kopi",
    "kunyit",
    "ladang",
    "lampu",
    "langit",
    "laut",
    "lebah",
    "lesung",
    "lilin",
    "lumbung",
    "lumut",
    "madu",
    "malam",
    "mangga",
    "muara",
    "nanas",
    "nira",
    "nipah",
    "ombak",
    "pagi",
    "padi",
    "pakis",
    "pandan",
    "pantai",
    "parang",
    "pasir",
    "perahu",
    "petai",
    "pinang",
    "pisang",
    "rakit",
    "rawa",
    "rebung",
    "rotan",
    "rumput",
    "sagu",
    "sampan",
    "sawah",
    "sawi",
    "senja",
    "serai",
    "siang",
    "sirih",
    "sumur",
    "sungai",
    "sutra",
    "talas",
    "tebu",
    "teluk",
    "tikar",
    "ubi",
    "ufuk",
    "ulin",
]


def first_password(*, choose: Callable[[list[str]], str] = secrets.choice) -> str:
    """A password for the first sign-in: three words and four digits ("padi-hulu-senja-4821"), about 33 bits.

    It is good for one sign-in behind the limits of the sign-in page, after which the person chooses an own one.
    """
    words = [choose(WORDS) for _ in range(3)]
    digits = "".join(choose(list("0123456789")) for _ in range(4))
    return "-".join([*words, digits])


def proposed_username(full_name: str, *, taken: Container[str]) -> str:
    """A user name made of the name: "sari", or "sari.lestari" and then numbers where that is taken."""
    words = [word for word in slug_of(full_name, longest=60).split("-") if word[:1].isalpha() and len(word) > 1] or ["warga"]
    first = words[0][:30]
    for name in (first, f"{first}.{words[1][:9]}" if len(words) > 1 else first):
        if name not in taken:
            return name
    number = 2
    while f"{first}{number}" in taken:
        number += 1
    return f"{first}{number}"


class Activity:
    """How lively a group is, or that a village has none."""

    ACTIVE, QUIET, DORMANT, NONE = "aktif", "kurang", "vakum", "belum"


STATES = (Activity.ACTIVE, Activity.QUIET, Activity.DORMANT, Activity.NONE)


def activity_of(last: date | None, today: date, *, active_days: int, quiet_days: int) -> str:
    """The class of a group whose last sign of life was on ``last``; one that never gave a sign is dormant."""
    if last is None:
        return Activity.DORMANT
    age = (today - last).days
    if age <= active_days:
        return Activity.ACTIVE
    return Activity.QUIET if age <= quiet_days else Activity.DORMANT


def liveliest(states: Iterable[str]) -> str:
    """The class of a village by those of its groups: its liveliest group counts, and no group is a class of its own."""
    return min(states, key=STATES.index, default=Activity.NONE)


def reminder_due(end: date, today: date, *, steps: Sequence[int], patience: int) -> int | None:
    """The step (so many days before the end of a term) whose reminder is due today, None where none is.

    A clock that stood still says it up to ``patience`` days late. Later it is not said at all: who recorded an old decree yesterday is not
    told today that it ended last year, and of two steps that came together only the later one is said.
    """
    due = [step for step in steps if timedelta(0) <= today - (end - timedelta(days=step)) <= timedelta(days=patience)]
    return min(due, default=None)
