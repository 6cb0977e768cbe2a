"""What the demo is made of. The words for kinds, levels, states and roles are those of the models."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic above a headline."""

    slug: str
    label: str
    is_demo: bool = True


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office of a region's government that sends bulletins."""

    key: str
    name: str
    short_name: str
    region: str
    about: str
    is_demo: bool = True


@dataclass(frozen=True, kw_only=True)
class RoleHeld:
    """A role in the scope of a group (its key) or of a region (its code); the other one is "". A liaison names an office."""

    kind: str
    group: str = ""
    region: str = ""
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the cast; ``phone`` in the form +6281255500101."""

    username: str
    full_name: str
    phone: str
    about: str
    roles: tuple[RoleHeld, ...]
    is_demo: bool = True


@dataclass(frozen=True, kw_only=True)
class Decree:
    """A decree; ``issuer`` as in ``groups.models.Decree.Issuer``."""

    number: str
    issuer: str
    date: date
    about: str


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A seat of the board; ``position`` as in ``groups.models.BoardSeat.Position``. ``username`` is "" for people without an account."""

    position: str
    section: str
    person_name: str
    username: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section and the names of those who work in it."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """An entry of the site's menu that leads to one of its own pages (by slug)."""

    label: str
    page: str


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A page of the group's own; ``text`` is Markdown."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """A KIM or the forum of KIM, with its site.

    ``condition`` says why it is in the demo: active, quiet, dormant, new, term_ended, suspended, moved, dissolved.
    ``members`` are the keys of a forum's groups.
    """

    key: str
    name: str
    slug: str
    kind: str
    level: str
    condition: str
    region: str
    further_regions: tuple[str, ...]
    accent: str
    tagline: str
    description: str
    address: str
    phone: str
    founded_year: int
    review_required: bool
    kim_id_url: str
    domain: str
    suspended_reason: str
    moved_to: str
    dissolved_reason: str
    dissolved_date: date | None
    term_start: date
    term_end: date
    decrees: tuple[Decree, ...]
    board: tuple[Seat, ...]
    sections: tuple[Section, ...]
    menu: tuple[MenuItem, ...]
    pages: tuple[OwnPage, ...]
    members: tuple[str, ...]
    is_demo: bool = True

    @property
    def site_state(self) -> str:
        """The site's state, as in ``sites.models.Site.State``."""
        return self.condition if self.condition in ("suspended", "moved") else "active"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture of a text: which scene ``scenes.draw_scene`` draws, and the words that go with it."""

    scene: str
    seed: int
    caption: str
    alt: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A correction that readers see."""

    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The reply of somebody concerned (hak jawab)."""

    at: datetime
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What a redaktur (``by``, a username) asked of the author when sending the text back."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FiveW:
    """The answers an unpublished article was begun from."""

    what: str
    who: str
    where: str
    when: str
    why: str
    how: str


@dataclass(frozen=True, kw_only=True)
class _Text:
    """What articles and bulletins share. ``at`` is when it appeared; for what never appeared, when it was last written.

    ``status`` as in ``publishing.models.Publication.Status``; ``reviewer`` is "" where nobody else read it.
    """

    slug: str
    title: str
    summary: str
    text: str
    topic: str
    tags: tuple[str, ...]
    picture: Picture
    author: str
    reviewer: str
    status: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    is_demo: bool = True


@dataclass(frozen=True, kw_only=True)
class Article(_Text):
    """A text of a group (its key)."""

    group: str
    scheduled_at: datetime | None
    corrections: tuple[Correction, ...]
    replies: tuple[Reply, ...]
    remarks: tuple[Remark, ...]
    five_w: FiveW | None


@dataclass(frozen=True, kw_only=True)
class Bulletin(_Text):
    """A notice of an office (its key) in the name of ``region``, addressed to the regions of ``audience``."""

    office: str
    region: str
    audience: tuple[str, ...]
    contact: str


@dataclass(frozen=True, kw_only=True)
class Stories:
    """The whole demo. Articles and bulletins come oldest first, the order in which they are best built."""

    topics: tuple[Topic, ...]
    offices: tuple[Office, ...]
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    articles: tuple[Article, ...]
    bulletins: tuple[Bulletin, ...]
