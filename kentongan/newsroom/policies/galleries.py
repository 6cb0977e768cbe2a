"""The order of what hangs on a text, and a gallery as linked data. Plain arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kentongan.core.policies import whole


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """What a form says of attachments, by their ids: captions in their order, which go, the cover, words of each picture."""

    captions: Mapping[int, str]
    removed: frozenset[int] = frozenset()
    cover: int | None = None
    words: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def ordered(known: Sequence[int], typed: str) -> list[int]:
    """The ids in the order of "12,9,10"; what is not named there stays behind, unknown ids and repetitions are left out."""
    wanted = [whole(part) for part in typed.split(",")]
    named = [pk for pk in dict.fromkeys(wanted) if pk in known]
    return named + [pk for pk in known if pk not in named]


def moved(order: Sequence[int], pk: int, by: int, *, among: Sequence[int]) -> list[int]:
    """The order after ``pk`` changed places with its neighbour ``among`` its like: −1 forward, +1 backward. At the end nothing changes."""
    like = [one for one in order if one in among]
    if pk not in like or not 0 <= like.index(pk) + by < len(like):
        return list(order)
    other = like[like.index(pk) + by]
    exchanged = {pk: other, other: pk}
    return [exchanged.get(one, one) for one in order]


@dataclass(frozen=True, kw_only=True)
class PictureFacts:
    """A picture of a gallery as search engines are told of it. Addresses are absolute."""

    url: str
    page: str
    caption: str
    credit: str


def gallery_node(article: Mapping[str, Any], pictures: Sequence[PictureFacts]) -> dict[str, Any]:
    """schema.org ImageGallery, with what any text says of itself (``article``) and its pictures."""
    kept = {key: value for key, value in article.items() if key not in ("articleSection", "isAccessibleForFree")}
    media = [
        {"@type": "ImageObject", "contentUrl": one.url, "url": one.page}
        | {key: value for key, value in (("caption", one.caption), ("creditText", one.credit)) if value}
        for one in pictures
    ]
    return {**kept, "@type": "ImageGallery", "associatedMedia": media}
