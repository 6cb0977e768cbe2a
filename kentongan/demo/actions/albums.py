"""Galleries, documents and profiles of the demo, built by the deeds of the newsroom. What exists is left alone."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from kentongan.accounts.models import Person
from kentongan.groups.models import Group
from kentongan.media.models import Upload
from kentongan.newsroom import actions as newsroom
from kentongan.newsroom.models import Profile
from kentongan.newsroom.policies import FacilityFacts, Figure, HamletFacts, ProfileFacts
from kentongan.publishing import actions as publishing
from kentongan.publishing.models import Attachment, Publication
from kentongan.regions.models import Region
from kentongan.regions.queries import get_region

from ..scenes.papers import draw_paper
from ..stories import Stories, load_albums
from ..stories.albums import Document, Gallery
from ..stories.albums import Profile as ProfileStory
from .drawing import Progress, Studio

SOURCE = "Angka peragaan, bukan data resmi"
FOOT = "Dokumen peragaan Kentongan: isinya dikarang."
Kind = Publication.Kind


def build_albums(stories: Stories, *, now: datetime, progress: Progress, picture_width: int) -> dict[str, int]:
    """Build what is missing; returns how many of each there are then."""
    albums = load_albums(now=now)
    groups = {group.key: Group.objects.get(site__slug=group.slug) for group in stories.groups}
    people = Person.objects.filter(is_demo=True).in_bulk(field_name="username")
    missing = [gallery for gallery in albums.galleries if not Publication.objects.filter(kind=Kind.GALLERY, title=gallery.title).exists()]
    if missing:
        studio = Studio([("scene", photo.scene, photo.seed) for one in missing for photo in one.photos], progress, picture_width)
        for gallery in missing:
            owner = groups[gallery.group] if gallery.group else get_region(gallery.region)
            with transaction.atomic():
                _build_gallery(gallery, owner, people, studio)
    for document in albums.documents:
        with transaction.atomic():
            _attach_document(document, stories, groups)
    for profile in albums.profiles:
        if not Profile.objects.filter(group=groups[profile.group]).exists():
            _write_profile(profile, groups[profile.group], stories, people)
    return {
        "galleries": Publication.objects.filter(is_demo=True, kind=Kind.GALLERY).count(),
        "documents": Attachment.objects.filter(publication__is_demo=True, upload__kind=Upload.Kind.DOCUMENT).count(),
        "profiles": Profile.objects.filter(is_demo=True).count(),
    }


def _build_gallery(told: Gallery, owner: Group | Region, people: dict[str, Person], studio: Studio) -> None:
    author, begun = people[told.author], told.at - timedelta(hours=2)
    gallery = publishing.create_publication(actor=author, kind=Kind.GALLERY, owner=owner, now=begun, is_demo=True)
    audience = [get_region(code) for code in told.audience] or None
    publishing.save_publication(
        actor=author, publication=gallery, version=1, now=begun, title=told.title, summary=told.summary, text=told.text, audience=audience
    )
    for number, photo in enumerate(told.photos):
        upload = studio.upload(
            "scene",
            photo.scene,
            photo.seed,
            use=f"{told.title} {number}",
            actor=author,
            owner=owner.scope,
            now=begun,
            alt=photo.alt,
            credit=photo.credit,
            people_shown=Upload.PeopleShown.NOBODY,
        )
        publishing.attach_upload(actor=author, publication=gallery, upload=upload, caption=photo.caption, now=begun)
    if told.reviewer:
        publishing.submit_publication(actor=author, publication=gallery, now=told.at - timedelta(hours=1))
    publishing.publish_publication(actor=people[told.reviewer or told.author], publication=gallery, now=told.at)


def _attach_document(told: Document, stories: Stories, groups: dict[str, Group]) -> None:
    """Hang the paper on its text, by who let the text out."""
    where, _slash, slug = told.of.partition("/")
    article = next(one for one in (*stories.articles, *stories.bulletins) if one.slug == slug)
    of_owner = {"group": groups[where]} if where in groups else {"group": None}
    text = Publication.objects.select_related("group", "region", "reviewer", "author").get(title=article.title, **of_owner)
    if text.attachments.exists():
        return
    actor = text.reviewer or text.author
    file = ContentFile(draw_paper(told.title, told.lines, foot=FOOT), name=f"{told.title}.pdf")
    newsroom.attach_file(actor=actor, publication=text, file=file, kind=Upload.Kind.DOCUMENT, now=text.published_at or text.updated_at)


def _write_profile(told: ProfileStory, group: Group, stories: Stories, people: dict[str, Person]) -> None:
    editors = [
        one.username for one in stories.people for role in one.roles if role.group == told.group and role.kind in ("editor", "chair")
    ]
    words: dict[str, Any] = {**told.words, **{name: year or None for name, year in told.years.items()}}
    facts = ProfileFacts(
        **words,
        hamlets_source=SOURCE if told.years["hamlets_year"] else "",
        facilities_source=SOURCE if told.years["facilities_year"] else "",
        figures=tuple(Figure(kind=kind, value=value, year=year, source=SOURCE) for kind, value, year in told.figures),
        hamlets=tuple(
            HamletFacts(name=name, head_name=head, households=households or None, population=population or None)
            for name, head, households, population in told.hamlets
        ),
        facilities=tuple(FacilityFacts(name=name, count=count or None) for name, count in told.facilities),
    )
    gallery = Publication.objects.filter(kind=Kind.GALLERY, group=group, title=told.gallery).first()
    newsroom.save_profile(actor=people[editors[0]], group=group, version=0, facts=facts, gallery=gallery, now=told.at, is_demo=True)
