"""What readers see: an article, a bulletin, and the lists by month and topic."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kentongan.core.rules import NotVisible
from kentongan.media.queries import picture_of
from kentongan.publishing import queries as publishing
from kentongan.publishing.models import Publication, PublicNote, Tag
from kentongan.publishing.policies import summary_of
from kentongan.sites import freshness
from kentongan.sites.addresses import hub_origin, hub_url, origin_of, site_url
from kentongan.sites.queries import SitePlace

from .. import queries
from ..policies import Facts, PictureFacts, linked_data
from ..queries.agenda import page_of

PER_PAGE = 20


def place_of(request: HttpRequest) -> SitePlace | None:
    """The site the request is for; None on the hub."""
    return getattr(request, "site", None)


def site_of(request: HttpRequest) -> SitePlace:
    """The site the request is for, on pages only sites have."""
    place = place_of(request)
    if place is None:
        raise NotVisible(_("Halaman ini hanya ada di situs KIM."))
    return place


def shown(publication: Publication) -> dict[str, Any]:
    """What the text itself shows, on the public page and in the preview alike."""
    return {
        "publication": publication,
        "cover": picture_of(publication.cover) if publication.kind != Publication.Kind.GALLERY else None,
        "pictures": queries.pictures_of(publication) if publication.kind == Publication.Kind.GALLERY else [],
        "documents": queries.documents_of(publication),
        "corrections": queries.notes_of(publication, PublicNote.Kind.CORRECTION),
        "replies": queries.notes_of(publication, PublicNote.Kind.REPLY),
        "changes": queries.notes_of(publication, PublicNote.Kind.CHANGE),
        "audience": [audience.region for audience in publication.audiences.all()],
        "tags": list(publication.tags.all()),
        **({"agenda": page_of(publication, timezone.localdate())} if publication.kind == Publication.Kind.EVENT else {}),
    }


# The list in which each kind stands, and how it is called.
LISTS = {
    Publication.Kind.ARTICLE: ("newsroom:article_list", gettext_lazy("Kabar")),
    Publication.Kind.BULLETIN: ("newsroom:bulletin_list", gettext_lazy("Pengumuman")),
    Publication.Kind.GALLERY: ("newsroom:gallery_list", gettext_lazy("Galeri")),
}


def _facts(publication: Publication, url: str, place: SitePlace | None) -> Facts:
    is_of_site = publication.group is not None and place is not None
    origin = origin_of(place.site) if is_of_site and place else hub_origin()
    name, label = LISTS[Publication.Kind(publication.kind)]
    listed = site_url(place.site, name) if is_of_site and place else hub_url(name)
    home = place.site.name if is_of_site and place else _("Kabupaten")
    return Facts(
        url=url,
        title=publication.title,
        description=publication.summary or summary_of(publication.text),
        published=publication.published_at.isoformat(timespec="seconds") if publication.published_at else "",
        modified=publication.updated_at.isoformat(timespec="seconds"),
        author=publication.author.full_name,
        publisher=publication.sender,
        publisher_url=origin + "/",
        section=publication.topic.label if publication.topic else "",
        images=tuple(hub_origin() + address for address in cover_paths(publication)),
        crumbs=((home, origin + "/"), (str(label), listed), (publication.title, url)),
        keywords=tuple(tag.label for tag in publication.tags.all()),
    )


def cover_paths(publication: Publication) -> list[str]:
    """The cover's larger files as paths on the hub, where every released file is found."""
    upload = publication.cover
    widths = sorted(upload.variants, reverse=True)[:2] if upload else []
    return [f"/berkas/{upload.key}/{width}.jpg" for width in widths] if upload else []


def _picture_facts(publication: Publication, url: str) -> list[PictureFacts]:
    """The pictures of a gallery, each with its largest file."""
    return [
        PictureFacts(
            url=f"{hub_origin()}/berkas/{one.upload.key}/{max(one.upload.variants)}.jpg",
            page=f"{url}{one.number}/",
            caption=one.caption,
            credit=one.upload.credit,
        )
        for one in queries.pictures_of(publication)
        if publication.kind == Publication.Kind.GALLERY
    ]


def gone(request: HttpRequest, publication: Publication) -> HttpResponse:
    """410: it was withdrawn; why, and what was replied."""
    replies = queries.notes_of(publication, PublicNote.Kind.REPLY)
    context = {
        "title": publication.title,
        "reason": publication.withdrawn_reason,
        "withdrawn_at": publication.withdrawn_at,
        "reply": "\n\n".join(f"{reply.name}: {reply.text}" for reply in replies),
    }
    return render(request, "core/410.html", context, status=410)


def publication_page(request: HttpRequest, publication: Publication, template: str, more: dict[str, Any]) -> HttpResponse:
    """The page of a text with all that machines are told of it; 410 where it was withdrawn."""
    if publication.status == Publication.Status.WITHDRAWN:
        return gone(request, publication)
    url = publishing.address_of(publication)
    facts = _facts(publication, url, place_of(request))
    context = {
        **shown(publication),
        "canonical_url": url,
        "description": facts.description,
        "linked_data": linked_data(facts, author_is_person=publication.group is not None, pictures=_picture_facts(publication, url)),
        "social_image": facts.images[0] if facts.images else "",
        "kit": publishing.share_kit(publication),
        **more,
    }
    return render(request, template, context)


@require_safe
def article_show(request: HttpRequest, slug: str) -> HttpResponse:
    """An article on its group's site; 410 with the reason where it was withdrawn."""
    place = site_of(request)

    def make() -> HttpResponse:
        article = publishing.article_for_readers(place.site, slug)
        others = queries.cards(queries.more_from(place.site, article), at_home=True)
        return publication_page(request, article, "newsroom/article_show.html", {"others": others})

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def bulletin_show(request: HttpRequest, slug: str) -> HttpResponse:
    """A bulletin, on the hub and on each site it is addressed to; its one address is the hub's."""
    place = place_of(request)

    def make() -> HttpResponse:
        bulletin = publishing.bulletin_for_readers(slug, site=place.site if place else None)
        listed = publishing.bulletins_for_site(place.site) if place else publishing.bulletins_on_hub()
        others = queries.cards(listed.exclude(pk=bulletin.pk)[:3], at_home=True)
        return publication_page(request, bulletin, "newsroom/bulletin_show.html", {"others": others})

    return freshness.answer(request, freshness.place_edition(place), make)


def _chips(found: list[Tag], current: Tag | None, everything: str) -> list[dict[str, Any]]:
    """Topics as chips, the first of which leads back to all."""
    if not found:
        return []
    first = {"label": _("Semua"), "url": everything, "is_current": current is None}
    return [
        first,
        *(
            {"label": tag.label, "url": reverse("newsroom:topic_show", kwargs={"slug": tag.slug}), "is_current": tag == current}
            for tag in found
        ),
    ]


def _months(publications: QuerySet[Publication], current: date | None) -> list[dict[str, Any]]:
    """The months in which something was published, with how many, for the archive."""
    return [
        {
            "month": month,
            "url": reverse(
                "newsroom:article_month", kwargs={"year": timezone.localtime(month).year, "month": timezone.localtime(month).month}
            ),
            "count": count,
            "is_current": current is not None and timezone.localtime(month).date() == current,
        }
        for month, count in publishing.months_of(publications)
    ]


def list_page(
    request: HttpRequest, publications: QuerySet[Publication], template: str, context: dict[str, Any], *, at_home: bool
) -> HttpResponse:
    """A list, twenty to a page."""
    page = Paginator(publications, PER_PAGE).get_page(request.GET.get("hal"))
    return render(request, template, {"page": page, "cards": queries.cards(page.object_list, at_home=at_home), **context})


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """All articles of the site, newest first."""
    place = site_of(request)

    def make() -> HttpResponse:
        articles = publishing.articles_of_site(place.site)
        chips = _chips(publishing.tags_of(articles), None, reverse("newsroom:article_list"))
        return list_page(request, articles, "newsroom/article_list.html", {"chips": chips, "months": _months(articles, None)}, at_home=True)

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def article_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The site's articles of one month."""
    place = site_of(request)
    try:
        first = date(year, month, 1)
    except ValueError:
        raise NotVisible(_("Bulan ini tidak ada.")) from None

    def make() -> HttpResponse:
        articles = publishing.articles_of_site(place.site)
        context = {"month": first, "months": _months(articles, first), "chips": []}
        return list_page(request, publishing.in_month(articles, year, month), "newsroom/article_month.html", context, at_home=True)

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def topic_show(request: HttpRequest, slug: str) -> HttpResponse:
    """What carries the tag: on a site its articles, on the hub those of all sites."""
    place = place_of(request)

    def make() -> HttpResponse:
        tag = publishing.get_tag(slug)
        articles = publishing.articles_of_site(place.site) if place else publishing.articles_on_hub()
        everything = reverse("newsroom:article_list") if place else reverse("newsroom:voice_list")
        context = {"tag": tag, "chips": _chips(publishing.tags_of(articles), tag, everything), "months": []}
        return list_page(request, publishing.with_tag(articles, tag), "newsroom/topic_show.html", context, at_home=place is not None)

    return freshness.answer(request, freshness.place_edition(place), make)


@require_safe
def voice_list(request: HttpRequest) -> HttpResponse:
    """Suara desa: the articles of all sites, on the hub."""

    def make() -> HttpResponse:
        articles = publishing.articles_on_hub()
        chips = _chips(publishing.tags_of(articles), None, reverse("newsroom:voice_list"))
        return list_page(request, articles, "newsroom/voice_list.html", {"chips": chips, "months": []}, at_home=False)

    return freshness.answer(request, freshness.hub_edition(), make)


@require_safe
def bulletin_list(request: HttpRequest) -> HttpResponse:
    """The bulletins that stand here, newest first."""
    place = place_of(request)

    def make() -> HttpResponse:
        bulletins = publishing.bulletins_for_site(place.site) if place else publishing.bulletins_on_hub()
        return list_page(request, bulletins, "newsroom/bulletin_list.html", {"months": [], "chips": []}, at_home=True)

    return freshness.answer(request, freshness.place_edition(place), make)
