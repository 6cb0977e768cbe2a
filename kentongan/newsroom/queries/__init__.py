"""What the newsroom shows: cards, lists, the desks a person writes at, and the facts of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.rules import NotVisible
from kentongan.groups.models import Group, Office
from kentongan.groups.queries import Actor, alert_grants_of, alert_releasers_of, bulletin_regions_of, editors_of, groups_of
from kentongan.media.queries import Picture, picture_of
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Presence, Publication, PublicNote, Revision, Tag
from kentongan.publishing.rules import KINDS_OF_GROUP, KINDS_OF_REGION
from kentongan.regions.models import Region
from kentongan.regions.queries import regions_under
from kentongan.sites.models import Site

from ..models import Brief
from ..policies import Answers
from .galleries import asks_people, documents_of, first_pictures_of, gallery_of, picture_number, pictures_of
from .neutrality import listed_places
from .profiles import changes_of, facts_of, galleries_of, get_profile_desk, groups_with_profile, outline_of, profile_of

__all__ = [
    "asks_people", "changes_of", "documents_of", "facts_of", "first_pictures_of", "galleries_of", "gallery_of", "get_profile_desk",
    "groups_with_profile", "listed_places", "outline_of", "picture_number", "pictures_of", "profile_of",
]  # fmt: skip

PRESENT_SECONDS = 60


@dataclass(frozen=True)
class Card:
    """A publication in a list, with its address on this place, its picture and what stands above its headline."""

    publication: Publication
    url: str
    picture: Picture | None
    kicker: str


SHOWN_BY = {
    Publication.Kind.ARTICLE: "newsroom:article_show",
    Publication.Kind.BULLETIN: "newsroom:bulletin_show",
    Publication.Kind.GALLERY: "newsroom:gallery_show",
    Publication.Kind.EVENT: "newsroom:event_show",
    Publication.Kind.ALERT: "newsroom:alert_show",
}


def local_path(publication: Publication) -> str:
    """Its address on the place of the request, for the place where it stands."""
    return reverse(SHOWN_BY[Publication.Kind(publication.kind)], kwargs={"slug": publication.slug})


def _kicker(publication: Publication, *, at_home: bool) -> str:
    """The sender, except where a group's text stands at home: there its topic."""
    if publication.group is not None and at_home:
        return publication.topic.label if publication.topic else ""
    return publication.sender


def cards(publications: Iterable[Publication], *, at_home: bool) -> list[Card]:
    """Cards of these; ``at_home`` where they stand on this very place, else a group's links to its site. No query."""
    return [
        Card(
            publication=publication,
            url=local_path(publication) if at_home or publication.group is None else publishing.address_of(publication),
            picture=picture_of(publication.cover),
            kicker=_kicker(publication, at_home=at_home),
        )
        for publication in publications
    ]


def more_from(site: Site, publication: Publication, *, most: int = 3) -> QuerySet[Publication]:
    """The site's latest other articles. Needs an open scope."""
    return publishing.articles_of_site(site).exclude(pk=publication.pk)[:most]


def notes_of(publication: Publication, kind: PublicNote.Kind) -> list[PublicNote]:
    """Its dated notes of one kind, oldest first (loaded with it)."""
    return [note for note in publication.notes.all() if note.kind == kind]


ICONS = {
    Publication.Kind.ARTICLE: "pen",
    Publication.Kind.BULLETIN: "megaphone",
    Publication.Kind.GALLERY: "picture",
    Publication.Kind.EVENT: "calendar",
}


@dataclass(frozen=True)
class Desk:
    """In whose name somebody may write, and what."""

    owner: Group | Region
    kind: Publication.Kind
    office: Office | None = None

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.owner.scope}/{self.office.pk}" if self.office else self.owner.scope

    @property
    def label(self) -> str:
        """In words."""
        return self.office.name if self.office else str(self.owner)

    @property
    def icon(self) -> str:
        """What is drawn beside it."""
        return ICONS[self.kind]


def desks_for(actor: Actor, kind: Publication.Kind) -> list[Desk]:
    """Where the actor may write texts of this kind: for groups, for regions and their offices. At most one query."""
    if kind == Publication.Kind.ALERT:
        return _alert_desks(actor)
    groups = [Desk(group, kind) for group in groups_of(actor)] if kind in KINDS_OF_GROUP else []
    grants = bulletin_regions_of(actor) if kind in KINDS_OF_REGION else []
    regions = [Desk(grant.region, kind, grant.office) for grant in grants if grant.region is not None]
    return groups + list({desk.value: desk for desk in regions}.values())


def _alert_desks(actor: Actor) -> list[Desk]:
    """For emergency notices: the regions and offices the actor sends for, and the home region of a group whose editor he is."""
    owners = [(grant.group.region if grant.group else grant.region, grant.office) for grant in alert_grants_of(actor)]
    desks = [Desk(region, Publication.Kind.ALERT, office) for region, office in owners if region is not None]
    return list({desk.value: desk for desk in desks}.values())


def desks_of(actor: Actor) -> list[Desk]:
    """Where the actor may write: articles for groups, bulletins for regions and their offices. At most one query."""
    return desks_for(actor, Publication.Kind.ARTICLE) + desks_for(actor, Publication.Kind.BULLETIN)


def get_desk(desks: Iterable[Desk], value: str) -> Desk:
    """The desk a form named, of those that were offered. Raises NotVisible where it is none of them."""
    for desk in desks:
        if desk.value == value:
            return desk
    raise NotVisible("Di sini Anda belum terdaftar sebagai penulis.")


def get_for_workspace(*, actor: Actor, code: str) -> Publication:
    """The publication of this code, if the actor sees it in the workspace. Raises NotVisible."""
    return publishing.get_for_workspace(actor=actor, code=code)


def get_for_preview(*, actor: Actor, code: str, now: datetime) -> Publication:
    """As get_for_workspace; also a bulletin under embargo, for those who write for a group it is addressed to. Raises NotVisible."""
    try:
        return get_for_workspace(actor=actor, code=code)
    except NotVisible:
        ahead = publishing.embargoed_bulletins_for((group.region_id for group in groups_of(actor)), now=now).filter(code=code).first()
        if ahead is None:
            raise
        return ahead


def untouched_draft(*, actor: Person, desk: Desk, since: datetime) -> Publication | None:
    """A draft of the actor's in which nothing has been written yet, so that "Tulis" twice does not leave two empty ones."""
    with scopes_disabled():
        empty = Publication.objects.filter(author=actor, owner=desk.owner.scope, kind=desk.kind, office=desk.office, created_at__gte=since)
        untouched = empty.filter(status=Publication.Status.DRAFT, title="", text="", cover=None, attachments=None, version=1)
        return untouched.order_by("-pk").first()


def brief_of(publication: Publication) -> Brief:
    """Its six answers, saved or not."""
    return Brief.objects.filter(publication_id=publication.pk).first() or Brief(publication=publication)


def answers_of(brief: Brief) -> Answers:
    """The answers as the composer takes them."""
    return Answers(what=brief.what, who=brief.who, where=brief.where, when=brief.when, why=brief.why, how=brief.how)


def others_present(publication: Publication, *, actor: Actor, now: datetime) -> list[Presence]:
    """Who else has the text open now."""
    return publishing.others_writing(publication, actor=actor, since=now - timedelta(seconds=PRESENT_SECONDS))


def reviewers_of(publication: Publication) -> list[Person]:
    """Who may review it besides its author; empty for a region's bulletin."""
    if publication.kind == Publication.Kind.ALERT and publication.region is not None:
        return list(alert_releasers_of(publication.region).exclude(pk=publication.author_id))
    group = publication.group
    return list(editors_of(group).exclude(pk=publication.author_id)) if group is not None else []


@dataclass(frozen=True)
class Branch:
    """A region with those below it, to be ticked."""

    region: Region
    below: tuple[Region, ...] = ()


def audience_tree(sender: Region) -> list[Branch]:
    """What a sender may address: its regions one level down, each with those below. One query; none for a village."""
    if sender.level >= 4:
        return []
    everything = list(regions_under(sender.code))
    children = [region for region in everything if region.level == sender.level + 1]
    grandchildren = [region for region in everything if region.level == sender.level + 2] if sender.level >= 2 else []
    return [Branch(child, tuple(region for region in grandchildren if region.parent_id == child.code)) for child in children]


def audience_codes(publication: Publication) -> list[str]:
    """The codes of the regions it is addressed to."""
    return list(publication.audiences.order_by("region_id").values_list("region_id", flat=True))


def revisions_of(publication: Publication) -> list[Revision]:
    """Its revisions, newest first."""
    return list(publishing.revisions_of(publication))


def revision_to_compare(publication: Publication, revisions: list[Revision]) -> Revision | None:
    """The newest revision that differs from the text as it is now."""
    now = (publication.title, publication.summary, publication.text)
    return next((revision for revision in revisions if (revision.title, revision.summary, revision.text) != now), None)


def tag_words(publication: Publication) -> str:
    """Its tags as one types them."""
    return ", ".join(tag.label for tag in publication.tags.all())


def topics() -> QuerySet[Tag]:
    """The topics the guided form offers."""
    return publishing.topics()
