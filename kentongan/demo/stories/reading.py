"""From the files of ``kentongan/demo/data`` to values: TOML for structure, Markdown with TOML between +++ lines for texts."""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from . import shapes
from .checking import StoriesInvalid, faults_of

DATA = Path(__file__).resolve().parent.parent / "data"
WIB = timezone(timedelta(hours=7), "WIB")
_DISTANCE = re.compile(r"(-?)(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_DAY_AHEAD = re.compile(r"\{hari:\+(\d+)d\}")
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")


class Table:
    """A TOML table that is emptied while it is read, so that a misspelt key is noticed."""

    def __init__(self, values: Mapping[str, Any], *, place: str, now: datetime) -> None:
        self._left = dict(values)
        self.place = place
        self.now = now

    def take(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of a key, of this kind; without a default the key must be there."""
        if key not in self._left:
            if default is None:
                raise StoriesInvalid([f"{self.place}: {key} is missing"])
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind):
            raise StoriesInvalid([f"{self.place}: {key} should be {kind.__name__}, is {value!r}"])
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text, with days ahead put in words."""
        return in_words(self.take(key, str, default), self.now).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where it is not given."""
        return tuple(self.take(key, list, []))

    def tables(self, key: str) -> "list[Table]":
        """A list of tables, empty where it is not given."""
        return [Table(row, place=f"{self.place}, {key} {number}", now=self.now) for number, row in enumerate(self.take(key, list, []), 1)]

    def moment(self, key: str, *, sign: int = -1) -> datetime:
        """A distance such as "2h" as a moment before now; after now with sign +1."""
        return self.now + sign * distance(self.take(key, str), place=self.place)

    def day(self, key: str, *, sign: int = -1) -> date:
        """A distance as a day of the demo's own time zone."""
        return self.moment(key, sign=sign).astimezone(WIB).date()

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._left

    def close(self) -> None:
        """Complain about keys that nobody asked for."""
        if self._left:
            raise StoriesInvalid([f"{self.place}: unknown {', '.join(sorted(self._left))}"])


def distance(words: str, *, place: str) -> timedelta:
    """The time meant by "45m", "2h", "40d", "-75d"."""
    match = _DISTANCE.fullmatch(words)
    if match is None:
        raise StoriesInvalid([f"{place}: {words!r} is no distance such as 45m, 2h or 40d"])
    length = timedelta(**{_UNITS[match[3]]: int(match[2])})
    return -length if match[1] else length


def in_words(text: str, now: datetime) -> str:
    """The text with each ``{hari:+7d}`` as a day in words, moved to Monday where it falls on a weekend."""

    def named(match: re.Match[str]) -> str:
        day = now.astimezone(WIB).date() + timedelta(days=int(match[1]))
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"

    return _DAY_AHEAD.sub(named, text)


def load_stories(*, now: datetime, region_codes: Collection[str], scenes: Collection[str], data: Path = DATA) -> shapes.Stories:
    """Everything of the demo with its moments counted from ``now``. Raises StoriesInvalid with all that is wrong."""
    stories = shapes.Stories(
        topics=tuple(_topic(row) for row in read_rows(data / "topics.toml", "topic", now)),
        offices=tuple(_office(row) for row in read_rows(data / "offices.toml", "office", now)),
        people=tuple(_person(row) for row in read_rows(data / "people.toml", "person", now)),
        groups=tuple(_group(row) for row in read_rows(data / "groups.toml", "group", now)),
        articles=tuple(sorted((_article(path, now) for path in (data / "articles").glob("*/*.md")), key=_age)),
        bulletins=tuple(sorted((_bulletin(path, now) for path in (data / "bulletins").glob("*.md")), key=_age)),
    )
    faults = faults_of(stories, region_codes=frozenset(region_codes), scenes=frozenset(scenes), now=now)
    if faults:
        raise StoriesInvalid(faults)
    return stories


def _age(text: shapes.Article | shapes.Bulletin) -> tuple[datetime, str]:
    return text.at, text.slug


def read_rows(path: Path, key: str, now: datetime) -> list[Table]:
    """The tables of this name in a file. Raises StoriesInvalid."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StoriesInvalid([f"{path.name}: {error}"]) from error
    top = Table(content, place=path.name, now=now)
    rows = top.tables(key)
    top.close()
    return rows


def _topic(row: Table) -> shapes.Topic:
    topic = shapes.Topic(slug=row.text("slug"), label=row.text("label"))
    row.close()
    return topic


def _office(row: Table) -> shapes.Office:
    office = shapes.Office(
        key=row.text("key"),
        name=row.text("name"),
        short_name=row.text("short_name"),
        region=row.text("region"),
        about=row.text("about"),
    )
    row.close()
    return office


def _person(row: Table) -> shapes.Person:
    person = shapes.Person(
        username=row.text("username"),
        full_name=row.text("full_name"),
        phone=re.sub(r"[ -]", "", row.text("phone")),
        about=row.text("about"),
        roles=tuple(_role(role) for role in row.tables("roles")),
    )
    row.close()
    return person


def _role(row: Table) -> shapes.RoleHeld:
    kind, (where, _, key), office = row.text("kind"), row.text("scope").partition(":"), row.text("office", "")
    row.close()
    if where not in ("group", "region"):
        raise StoriesInvalid([f"{row.place}: a scope begins with group: or region:"])
    return shapes.RoleHeld(kind=kind, office=office, **{where: key})


def _group(row: Table) -> shapes.Group:
    decrees = tuple(_decree(decree) for decree in row.tables("decrees"))
    key = row.text("key")
    group = shapes.Group(
        key=key,
        name=row.text("name"),
        slug=row.text("slug"),
        kind=row.text("kind", "kim"),
        level=row.text("level"),
        condition=row.text("condition"),
        region=row.text("region"),
        further_regions=row.texts("further_regions"),
        accent=row.text("accent"),
        tagline=row.text("tagline"),
        description=row.text("description"),
        address=row.text("address"),
        phone=row.text("phone", ""),
        founded_year=row.take("since", int, min((decree.date.year for decree in decrees), default=row.now.year)),
        review_required=row.take("review_required", bool),
        kim_id_url=row.text("kim_id_url", ""),
        domain=row.text("domain", ""),
        suspended_reason=row.text("suspended_reason", ""),
        moved_to=row.text("moved_to", ""),
        dissolved_reason=row.text("dissolved_reason", ""),
        dissolved_date=row.day("dissolved_ago") if row.has("dissolved_ago") else None,
        term_start=row.day("term_start_ago"),
        term_end=row.day("term_end_in", sign=1),
        decrees=decrees,
        board=tuple(_seat(seat) for seat in row.tables("board")),
        sections=tuple(_section(section) for section in row.tables("sections")),
        menu=tuple(_menu_item(item) for item in row.tables("menu")),
        pages=tuple(_page(page) for page in row.tables("page")),
        members=row.texts("members"),
    )
    row.close()
    return group


def _decree(row: Table) -> shapes.Decree:
    signed = row.day("ago")
    number = row.text("number").replace("{year}", str(signed.year))
    decree = shapes.Decree(number=number, issuer=row.text("issuer"), date=signed, about=row.text("about"))
    row.close()
    return decree


def _seat(row: Table) -> shapes.Seat:
    seat = shapes.Seat(
        position=row.text("position"),
        section=row.text("section", ""),
        person_name=row.text("name", ""),
        username=row.text("person", ""),
    )
    row.close()
    return seat


def _section(row: Table) -> shapes.Section:
    section = shapes.Section(name=row.text("name"), members=row.texts("members"))
    row.close()
    return section


def _menu_item(row: Table) -> shapes.MenuItem:
    item = shapes.MenuItem(label=row.text("label"), page=row.text("page"))
    row.close()
    return item


def _page(row: Table) -> shapes.OwnPage:
    page = shapes.OwnPage(slug=row.text("slug"), title=row.text("title"), text=row.text("body"))
    row.close()
    return page


def _opened(path: Path, now: datetime) -> tuple[Table, str]:
    """The front matter and the body of a text."""
    place = f"{path.parent.name}/{path.name}"
    parts = re.split(r"(?m)^\+\+\+$\n?", path.read_text("utf-8"))
    if len(parts) != 3 or parts[0]:
        raise StoriesInvalid([f"{place}: should begin with TOML between two +++ lines"])
    try:
        front = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        raise StoriesInvalid([f"{place}: {error}"]) from error
    return Table(front, place=place, now=now), in_words(parts[2].strip(), now) + "\n"


def _shared(row: Table, path: Path, body: str) -> dict[str, Any]:
    """What articles and bulletins share, but for the picture's credit."""
    status = row.text("status", "published")
    is_withdrawn = status == "withdrawn"
    return {
        "slug": path.stem,
        "title": row.text("title"),
        "summary": row.text("summary"),
        "text": body,
        "topic": row.text("topic"),
        "tags": row.texts("tags"),
        "author": row.text("author"),
        "reviewer": row.text("reviewer", ""),
        "status": status,
        "withdrawn_at": row.moment("withdrawn_ago") if is_withdrawn else None,
        "withdrawn_reason": row.text("withdrawn_reason") if is_withdrawn else "",
    }


def _picture(row: Table, credit: str) -> shapes.Picture:
    return shapes.Picture(
        scene=row.text("scene"), seed=row.take("seed", int, 0), caption=row.text("caption"), alt=row.text("alt"), credit=credit
    )


def _article(path: Path, now: datetime) -> shapes.Article:
    row, body = _opened(path, now)
    shared = _shared(row, path, body)
    scheduled_at = row.moment("in", sign=1) if shared["status"] == "scheduled" else None
    answers = row.take("five_w", dict, {})
    article = shapes.Article(
        **shared,
        group=path.parent.name,
        picture=_picture(row, "Ilustrasi peragaan"),
        at=now - timedelta(hours=1) if scheduled_at else row.moment("ago"),
        scheduled_at=scheduled_at,
        corrections=tuple(_correction(note) for note in row.tables("correction")),
        replies=tuple(_reply(note) for note in row.tables("reply")),
        remarks=tuple(_remark(note) for note in row.tables("remark")),
        five_w=_five_w(Table(answers, place=f"{row.place}, five_w", now=now)) if answers else None,
    )
    row.close()
    return article


def _correction(row: Table) -> shapes.Correction:
    note = shapes.Correction(at=row.moment("ago"), text=row.text("text"))
    row.close()
    return note


def _reply(row: Table) -> shapes.Reply:
    note = shapes.Reply(at=row.moment("ago"), name=row.text("name"), text=row.text("text"))
    row.close()
    return note


def _remark(row: Table) -> shapes.Remark:
    note = shapes.Remark(at=row.moment("ago"), by=row.text("by"), text=row.text("text"))
    row.close()
    return note


def _five_w(row: Table) -> shapes.FiveW:
    answers = shapes.FiveW(**{key: row.text(key) for key in ("what", "who", "where", "when", "why", "how")})
    row.close()
    return answers


def _bulletin(path: Path, now: datetime) -> shapes.Bulletin:
    row, body = _opened(path, now)
    bulletin = shapes.Bulletin(
        **_shared(row, path, body),
        picture=_picture(row, "Ilustrasi peragaan"),
        at=row.moment("ago"),
        office=row.text("office"),
        region=row.text("region"),
        audience=row.texts("audience"),
        contact=row.text("contact"),
    )
    row.close()
    return bulletin
