"""The actor's texts and the texts of his desks."""

from django.db.models import QuerySet

from kentongan.groups.queries import Actor, scopes_of
from kentongan.publishing import queries as publishing_queries
from kentongan.publishing.models import Publication

from .navigation import address_in_rooms

Status = Publication.Status
# What the filter of the list is called in the address → the statuses it keeps.
STATUS_FILTERS: dict[str, tuple[Publication.Status, ...]] = {
    "draf": (Status.DRAFT, Status.RETURNED),
    "menunggu": (Status.SUBMITTED,),
    "dijadwalkan": (Status.SCHEDULED,),
    "terbit": (Status.PUBLISHED,),
    "ditarik": (Status.WITHDRAWN,),
}


def texts_for(actor: Actor, *, whose: str = "saya", status: str = "", text: str = "") -> QuerySet[Publication]:
    """The actor's own texts, or ("semua") those of all scopes he works in; by status and words of the title. Needs an open scope."""
    texts = publishing_queries.desk_publications(scopes_of(actor)) if whose == "semua" else publishing_queries.own_publications(actor)
    if status in STATUS_FILTERS:
        texts = texts.filter(status__in=STATUS_FILTERS[status])
    for word in text.split()[:6]:
        texts = texts.filter(title__icontains=word)
    return texts


def text_url(publication: Publication, *, is_review: bool = False) -> str:
    """Where its page is in the workspace: the review page, a draft's writing table, or the preview with the steps that are open."""
    if is_review:
        return address_in_rooms("writing:article_review", code=publication.code)
    name = "writing:article_write" if publication.status in STATUS_FILTERS["draf"] else "writing:article_preview"
    return address_in_rooms(name, code=publication.code)
