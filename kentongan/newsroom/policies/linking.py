"""An article as search engines and messengers are told of it. Plain arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .galleries import PictureFacts, gallery_node


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What search engines and messengers are told of an article. Addresses are absolute, moments ISO 8601."""

    url: str
    title: str
    description: str
    published: str
    modified: str
    author: str
    publisher: str
    publisher_url: str
    section: str
    images: tuple[str, ...]
    crumbs: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...] = ()


def linked_data(facts: Facts, *, author_is_person: bool, pictures: Sequence[PictureFacts] = ()) -> dict[str, Any]:
    """schema.org NewsArticle, or with pictures ImageGallery, and the way to it, as one graph."""
    publisher = {"@type": "Organization", "name": facts.publisher, "url": facts.publisher_url}
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": facts.url,
        "url": facts.url,
        "headline": facts.title[:110],
        "description": facts.description,
        "datePublished": facts.published,
        "dateModified": facts.modified,
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "author": {"@type": "Person", "name": facts.author} if author_is_person else publisher,
        "publisher": publisher,
    }
    if facts.section:
        article["articleSection"] = facts.section
    if facts.images:
        article["image"] = list(facts.images)
    if facts.keywords:
        article["keywords"] = list(facts.keywords)
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url} for number, (name, url) in enumerate(facts.crumbs, start=1)
    ]
    node = gallery_node(article, pictures) if pictures else article
    return {"@context": "https://schema.org", "@graph": [node, {"@type": "BreadcrumbList", "itemListElement": items}]}
