"""What must hold among the stories before anybody builds a demo of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from .shapes import Article, Bulletin, Correction, Group, Person, Remark, Reply, Stories

GROUP_ROLES = {"contributor", "editor", "chair"}
REGION_ROLES = {
    "village_officer",
    "district_officer",
    "coordinator",
    "office_liaison",
    "emergency_officer",
    "information_officer",
    "leader",
    "auditor",
    "operator",
}
SENDERS = {"coordinator", "district_officer", "village_officer", "office_liaison"}
RELEASERS = {"editor", "chair", "coordinator", "district_officer", "village_officer"}
ACCENTS = {"hutan", "sungai", "lada", "kunyit", "senja", "laut", "tanah", "rotan"}
LEVELS = {"rw", "desa", "kecamatan", "kabupaten"}
CONDITIONS = {"active", "quiet", "dormant", "new", "term_ended", "suspended", "moved", "dissolved"}
ISSUERS = {"kepala_desa", "lurah", "camat", "kadis_kominfo", "bupati"}
POSITIONS = {"pembina", "ketua", "sekretaris", "bendahara", "seksi"}
STATUSES = {"draft", "submitted", "returned", "scheduled", "published", "withdrawn"}
UNPUBLISHED = {"draft", "submitted", "returned", "scheduled"}
LONGEST = {"title": 160, "summary": 200, "slug": 90, "caption": 300, "alt": 250}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PHONE = re.compile(r"\+62812555\d{5}")


class StoriesInvalid(Exception):
    """The files of the demo contradict themselves; ``faults`` says where and how."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def faults_of(stories: Stories, *, region_codes: frozenset[str], scenes: frozenset[str], now: datetime) -> list[str]:
    """Every fault, in words; empty when all is well."""
    regions = region_codes | {"00"}
    texts: list[Article | Bulletin] = [*stories.articles, *stories.bulletins]
    return [
        *_repeated(stories),
        *(f"office {office.key}: unknown region {office.region}" for office in stories.offices if office.region not in regions),
        *(fault for person in stories.people for fault in _of_person(person, stories, regions)),
        *(fault for group in stories.groups for fault in _of_group(group, stories, regions)),
        *(fault for article in stories.articles for fault in _of_article(article, stories, now)),
        *(fault for bulletin in stories.bulletins for fault in _of_bulletin(bulletin, stories, regions)),
        *(fault for text in texts for fault in _of_text(text, stories, scenes, now)),
    ]


def _unknown(what: str, used: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name!r}" for name in sorted(set(used) - set(known)))


def _repeated(stories: Stories) -> Iterator[str]:
    names = {
        "topic": [topic.slug for topic in stories.topics],
        "office": [office.key for office in stories.offices],
        "person": [person.username for person in stories.people],
        "phone": [person.phone for person in stories.people],
        "full name": [person.full_name for person in stories.people],
        "group": [group.key for group in stories.groups],
        "site": [group.slug for group in stories.groups],
        "title": [text.title for text in (*stories.articles, *stories.bulletins)],
    }
    for what, found in names.items():
        yield from (f"{what} {name!r} appears {count} times" for name, count in Counter(found).items() if count > 1)


def _of_person(person: Person, stories: Stories, regions: frozenset[str]) -> Iterator[str]:
    place = f"person {person.username}"
    if not _PHONE.fullmatch(person.phone):
        yield f"{place}: the number {person.phone} is not of the demo's own range +62 812-555x-xxxx"
    yield from _unknown(f"{place}: unknown group", (role.group for role in person.roles if role.group), (g.key for g in stories.groups))
    yield from _unknown(f"{place}: unknown region", (role.region for role in person.roles if role.region), regions)
    yield from _unknown(f"{place}: unknown office", (role.office for role in person.roles if role.office), (o.key for o in stories.offices))
    for role in person.roles:
        if role.kind not in (GROUP_ROLES if role.group else REGION_ROLES):
            yield f"{place}: {role.kind} is no role of a {'group' if role.group else 'region'}"


def _of_group(group: Group, stories: Stories, regions: frozenset[str]) -> Iterator[str]:
    place = f"group {group.key}"
    vocabularies = (
        ("accent", {group.accent}, ACCENTS),
        ("level", {group.level}, LEVELS),
        ("condition", {group.condition}, CONDITIONS),
        ("issuer", {decree.issuer for decree in group.decrees}, ISSUERS),
        ("position", {seat.position for seat in group.board}, POSITIONS),
        ("region", {group.region, *group.further_regions}, regions),
        ("person", {seat.username for seat in group.board if seat.username}, {person.username for person in stories.people}),
        ("member", set(group.members), {other.key for other in stories.groups}),
        ("page", {item.page for item in group.menu}, {page.slug for page in group.pages}),
    )
    for what, used, known in vocabularies:
        yield from _unknown(f"{place}: unknown {what}", used, known)
    if not _SLUG.fullmatch(group.slug) or len(group.slug) > 40:
        yield f"{place}: {group.slug} is no address"
    if not group.decrees or group.term_end <= group.term_start:
        yield f"{place}: needs a decree and a term that ends after its start"
    if (group.condition == "suspended") != bool(group.suspended_reason) or (group.condition == "moved") != bool(group.moved_to):
        yield f"{place}: a suspended site says why, a moved one says where, no other does"
    if (group.condition == "dissolved") != bool(group.dissolved_reason) or (group.condition == "dissolved") != bool(group.dissolved_date):
        yield f"{place}: a dissolved group says why and when, no other does"
    if (group.kind == "forum") != bool(group.members):
        yield f"{place}: a forum, and only a forum, has groups as members"
    if any(bool(seat.person_name) == bool(seat.username) for seat in group.board):
        yield f"{place}: each seat has either a name or a person of the cast"


def _of_text(text: Article | Bulletin, stories: Stories, scenes: frozenset[str], now: datetime) -> Iterator[str]:
    place = _place(text)
    yield from _unknown(f"{place}: unknown topic", {text.topic}, (topic.slug for topic in stories.topics))
    yield from _unknown(f"{place}: unknown scene", {text.picture.scene}, scenes)
    yield from _unknown(f"{place}: unknown status", {text.status}, STATUSES)
    words = {"title": text.title, "summary": text.summary, "slug": text.slug, "caption": text.picture.caption, "alt": text.picture.alt}
    for what, value in words.items():
        if not value or len(value) > LONGEST[what]:
            yield f"{place}: the {what} has {len(value)} characters, 1 to {LONGEST[what]} are possible"
    if not _SLUG.fullmatch(text.slug):
        yield f"{place}: {text.slug} is no address"
    if text.at > now or (text.withdrawn_at is not None and not text.at < text.withdrawn_at <= now):
        yield f"{place}: its moments are out of order"
    if re.search(r"<[a-z/!]|\{|\bTODO\b", text.text):
        yield f"{place}: the text holds HTML or a placeholder nobody filled"


def _of_article(article: Article, stories: Stories, now: datetime) -> Iterator[str]:
    place = _place(article)
    group = next((group for group in stories.groups if group.key == article.group), None)
    if group is None:
        yield f"{place}: unknown group"
        return
    writers = _holders(stories, GROUP_ROLES, group=group.key)
    releasers = _holders(stories, RELEASERS, group=group.key)
    yield from _of_hands(article, writers, releasers)
    yield from _unknown(f"{place}: remark by", (remark.by for remark in article.remarks), releasers)
    is_out = article.status in ("published", "withdrawn", "scheduled")
    if is_out and not article.reviewer and (article.author not in releasers or (group.review_required and len(releasers) > 1)):
        yield f"{place}: somebody else has to review it"
    if (article.status == "returned") != bool(article.remarks):
        yield f"{place}: a returned text, and no other, has remarks"
    if (article.status in UNPUBLISHED) != (article.five_w is not None):
        yield f"{place}: an unpublished text, and no other, has its 5W1H"
    notes: list[Correction | Reply | Remark] = [*article.corrections, *article.replies, *article.remarks]
    if any(not article.at < note.at <= now for note in notes):
        yield f"{place}: a note is older than the text"


def _of_bulletin(bulletin: Bulletin, stories: Stories, regions: frozenset[str]) -> Iterator[str]:
    place = _place(bulletin)
    yield from _unknown(f"{place}: unknown region", {bulletin.region, *bulletin.audience}, regions)
    yield from _of_hands(bulletin, _holders(stories, SENDERS, region=bulletin.region), _holders(stories, RELEASERS, region=bulletin.region))
    office = next((office for office in stories.offices if office.key == bulletin.office), None)
    if office is None or office.region != bulletin.region:
        yield f"{place}: {bulletin.office} is no office of {bulletin.region}"
    if bulletin.status not in ("published", "withdrawn"):
        yield f"{place}: a bulletin of the demo is published or withdrawn"
    if not bulletin.audience or not all(f"{code}.".startswith(f"{bulletin.region}.") for code in bulletin.audience):
        yield f"{place}: is addressed to regions within its own"


def _of_hands(text: Article | Bulletin, writers: set[str], releasers: set[str]) -> Iterator[str]:
    place = _place(text)
    if text.author not in writers:
        yield f"{place}: {text.author} does not write there"
    if text.reviewer and (text.reviewer not in releasers or text.reviewer == text.author):
        yield f"{place}: {text.reviewer} cannot review it"


def _holders(stories: Stories, kinds: set[str], *, group: str = "", region: str = "") -> set[str]:
    held = ((person.username, role) for person in stories.people for role in person.roles)
    return {username for username, role in held if role.kind in kinds and role.group == group and role.region == region}


def _place(text: Article | Bulletin) -> str:
    return f"{text.group}/{text.slug}" if isinstance(text, Article) else f"bulletins/{text.slug}"
