"""Feeds of a site, of the hub and of a topic, with the full text, as Atom and as JSON Feed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kentongan.core.queries import PageEdition
from kentongan.media.models import Upload
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_origin, hub_url, origin_of, site_url
from kentongan.sites.queries import SitePlace

from ..policies import feeds
from .places import place_of, site_of

NEWEST = 30
IDS_SINCE = 2026  # the year in the hub's ids (RFC 4151); it stays when the calendar goes on
BEGAN_AT = datetime(2026, 1, 1, tzinfo=UTC)  # dates the hub's feeds while nothing was published


def url_on(place: SitePlace | None, name: str, **kwargs: object) -> str:
    """The absolute address of a page of the site, or of the hub."""
    return hub_url(name, **kwargs) if place is None else site_url(place.site, name, **kwargs)


def _file_url(publication: Publication, upload: Upload, variant: str) -> str:
    """Where one of its files lies for a reader far from our pages: on its group's site, or on the hub."""
    wanted, group = {"key": upload.key, "variant": variant}, publication.group
    return site_url(group.site, "media:upload_show", **wanted) if group is not None else hub_url("media:upload_show", **wanted)


def _picture(publication: Publication) -> feeds.Picture | None:
    cover = publication.cover
    if cover is None or cover.kind != Upload.Kind.PICTURE or not cover.variants:
        return None
    return feeds.Picture(url=_file_url(publication, cover, f"{max(cover.variants)}.jpg"), content_type="image/jpeg")


def _attached(publication: Publication) -> list[feeds.Attached]:
    """What hangs on it, loaded with it."""
    found = []
    for one in publication.attachments.all():
        is_picture = one.upload.kind == Upload.Kind.PICTURE
        url = _file_url(publication, one.upload, f"{max(one.upload.variants)}.jpg" if is_picture else "dokumen.pdf")
        title = one.caption or ("" if is_picture else one.upload.original_name)
        found.append(feeds.Attached(url=url, title=title, is_picture=is_picture, alt=one.upload.alt or title))
    return found


def _entry(publication: Publication) -> feeds.Entry:
    host = urlsplit(origin_of(publication.group.site) if publication.group is not None else hub_origin())
    words = {tag.slug: tag.label for tag in ([publication.topic] if publication.topic else []) + list(publication.tags.all())}
    return feeds.Entry(
        id=feeds.tag_uri(settings.BASE_DOMAIN, publication.created_at.year, publication.kind, publication.code),
        url=publishing.address_of(publication),
        title=publication.title,
        summary=publication.summary,
        html=feeds.absolute_html(publication.html, f"{host.scheme}://{host.netloc}") + feeds.attached_html(_attached(publication)),
        author=publication.author.full_name if publication.group is not None else publication.sender,
        published_at=publication.published_at or publication.created_at,
        updated_at=publication.updated_at,
        categories=tuple(words.items()),
        picture=_picture(publication),
    )


def _entries(publications: QuerySet[Publication]) -> tuple[feeds.Entry, ...]:
    """The newest with their full texts."""
    return tuple(map(_entry, publications.defer(None).prefetch_related("tags", "attachments__upload")[:NEWEST]))


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a feed is made of; ``name`` that of its view, ``slug`` that of its topic."""

    name: str
    title: str
    home_url: str
    edition: PageEdition
    changed_at: datetime | None
    entries: Callable[[], tuple[feeds.Entry, ...]]
    slug: str = ""


def answer_with(request: HttpRequest, form: str, source: Source) -> HttpResponse:
    """The feed as Atom or JSON, or 304 where the reader's copy is still right."""
    place = place_of(request)
    kwargs = {"form": form, "slug": source.slug} if source.slug else {"form": form}
    scope = "hub" if place is None else f"kim-{place.group.pk}"

    def make() -> HttpResponse:
        feed = feeds.Feed(
            id=feeds.tag_uri(settings.BASE_DOMAIN, IDS_SINCE, scope, source.name, *([source.slug] if source.slug else [])),
            title=source.title,
            subtitle=settings.HUB_TAGLINE if place is None else place.site.tagline,
            url=url_on(place, f"portal:{source.name}", **kwargs),
            home_url=source.home_url,
            icon_url=hub_origin() + "/static/core/icon-180.png",
            language=get_language() or "id",
            author=settings.HUB_NAME if place is None else place.site.name,
            began_at=BEGAN_AT if place is None else place.group.created_at,
            entries=source.entries(),
        )
        if form == "atom":
            return HttpResponse(feeds.atom(feed), content_type="application/atom+xml; charset=utf-8")
        return HttpResponse(
            json.dumps(feeds.json_feed(feed), ensure_ascii=False, indent=1), content_type="application/feed+json; charset=utf-8"
        )

    response = freshness.answer(request, source.edition, make, changed_at=source.changed_at, dated=False)
    response["Access-Control-Allow-Origin"] = "*"  # so that any reader page may fetch it
    return response


def _answer(
    request: HttpRequest,
    form: str,
    *,
    name: str,
    title: str,
    home_url: str,
    list_publications: Callable[[], QuerySet[Publication]],
    slug: str = "",
) -> HttpResponse:
    publications = list_publications()
    source = Source(
        name=name,
        title=title,
        home_url=home_url,
        edition=freshness.place_edition(place_of(request)),
        changed_at=publications.order_by("-updated_at").values_list("updated_at", flat=True).first(),
        entries=lambda: _entries(publications),
        slug=slug,
    )
    return answer_with(request, form, source)


@require_safe
def article_feed(request: HttpRequest, form: str) -> HttpResponse:
    """What the group writes."""
    place = site_of(request)
    return _answer(
        request,
        form,
        name="article_feed",
        title=place.site.name,
        home_url=site_url(place.site, "portal:site_home"),
        list_publications=lambda: publishing.articles_of_site(place.site),
    )


@require_safe
def voice_feed(request: HttpRequest, form: str) -> HttpResponse:
    """What all groups write, on the hub."""
    return _answer(
        request,
        form,
        name="voice_feed",
        title=_("Suara desa · %(name)s") % {"name": settings.HUB_NAME},
        home_url=hub_url("newsroom:voice_list"),
        list_publications=publishing.articles_on_hub,
    )


@require_safe
def bulletin_feed(request: HttpRequest, form: str) -> HttpResponse:
    """All bulletins on the hub; on a site those that stand there."""
    place = place_of(request)
    return _answer(
        request,
        form,
        name="bulletin_feed",
        title=_("Pengumuman · %(name)s") % {"name": settings.HUB_NAME if place is None else place.site.name},
        home_url=url_on(place, "newsroom:bulletin_list"),
        list_publications=publishing.bulletins_on_hub if place is None else lambda: publishing.bulletins_for_site(place.site),
    )


@require_safe
def gallery_feed(request: HttpRequest, form: str) -> HttpResponse:
    """The galleries that stand on the site, or on the hub those of everybody, with all their pictures."""
    place = place_of(request)
    return _answer(
        request,
        form,
        name="gallery_feed",
        title=_("Galeri · %(name)s") % {"name": settings.HUB_NAME if place is None else place.site.name},
        home_url=url_on(place, "newsroom:gallery_list"),
        list_publications=lambda: (
            publishing.on_hub(Publication.Kind.GALLERY) if place is None else publishing.on_site(place.site, Publication.Kind.GALLERY)
        ),
    )


@require_safe
def alert_feed(request: HttpRequest, form: str) -> HttpResponse:
    """All emergency notices on the hub; on a site those that stand there. What changed since an entry was read makes it new."""
    place = place_of(request)
    return _answer(
        request,
        form,
        name="alert_feed",
        title=_("Peringatan darurat · %(name)s") % {"name": settings.HUB_NAME if place is None else place.site.name},
        home_url=url_on(place, "newsroom:alert_list"),
        list_publications=lambda: (
            publishing.of_regions(Publication.Kind.ALERT) if place is None else publishing.for_site(place.site, Publication.Kind.ALERT)
        ),
    )


@require_safe
def topic_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """What carries the tag: of one group on its site, of all groups on the hub."""
    place, tag = place_of(request), publishing.get_tag(slug)
    return _answer(
        request,
        form,
        name="topic_feed",
        slug=tag.slug,
        title=f"{tag.label} · {settings.HUB_NAME if place is None else place.site.name}",
        home_url=url_on(place, "newsroom:topic_show", slug=tag.slug),
        list_publications=lambda: publishing.with_tag(
            publishing.articles_on_hub() if place is None else publishing.articles_of_site(place.site), tag
        ),
    )
