"""Editions of wall newspapers, the texts that may go on one, and what was withdrawn since it was printed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django_scopes import scope, scopes_disabled

from kentongan.core.rules import NotVisible
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.media.models import Upload
from kentongan.media.queries import known_keys
from kentongan.publishing.models import Publication
from kentongan.sites.models import Site
from kentongan.sites.queries import get_site

from ..models import WallSheet, WallSheetItem
from ..policies.wall_sheet import PAPERS
from ..policies.wall_sheet_choices import Choices, choices_of

KINDS = (Publication.Kind.ARTICLE, Publication.Kind.GALLERY)
OFFERED_TEXTS = 40
WAS_PRINTED = Exists(WallSheetItem.objects.filter(publication=OuterRef("pk"), sheet__published_at__isnull=False))


# --- Editions


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def next_number(group: Group) -> int:
    """The number of the group's next edition. Needs an open scope."""
    return (WallSheet.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0) + 1


def last_choices(group: Group) -> Choices:
    """What was decided of the group's latest edition. Needs an open scope."""
    return choices_of(WallSheet.objects.filter(group=group).values_list("choices", flat=True).first() or {})


def open_sheet(group: Group) -> WallSheet | None:
    """The group's edition that is not published yet. Needs an open scope."""
    return WallSheet.objects.filter(group=group, published_at=None).first()


def _whole(sheets: QuerySet[WallSheet]) -> QuerySet[WallSheet]:
    items = WallSheetItem.objects.select_related(
        "publication__group__site", "publication__cover", "publication__topic", "publication__author"
    )
    with_site = sheets.select_related("group__region__parent", "group__site__logo", "file", "picture", "made_by", "published_by")
    return with_site.prefetch_related(Prefetch("items", items))


def sheet_by_id(sheet_id: int) -> WallSheet | None:
    """The edition of this key with all that goes on it, for the worker."""
    with scopes_disabled():
        return _whole(WallSheet.objects.filter(pk=sheet_id)).first()


def stuck_sheets(*, before: datetime) -> QuerySet[WallSheet]:
    """Editions that have been in the making since before the moment."""
    with scopes_disabled():
        return WallSheet.objects.filter(state=WallSheet.State.MAKING, state_at__lt=before)


def get_sheet_desk(*, actor: Actor, slug: str) -> Site:
    """The site whose wall newspaper is made, if the actor sees its group's desk. Raises NotVisible."""
    site = get_site(slug)
    if not group_rules.may_see_group_desk(actor, site.group):
        raise NotVisible("Kelompok ini tidak ada, atau bukan kelompok Anda.")
    return site


def sheets_of(group: Group) -> QuerySet[WallSheet]:
    """The group's editions, newest first."""
    with scope(owner=[group.scope]):
        return WallSheet.objects.filter(group=group).select_related("picture", "file").defer("contents")


def published_sheets(group: Group) -> QuerySet[WallSheet]:
    """Those that hang in the archive, newest first."""
    return sheets_of(group).exclude(published_at=None)


def get_sheet(group: Group, number: int, *, is_public: bool = False) -> WallSheet:
    """The group's edition of this number, of those that are public or of all. Raises NotVisible."""
    with scope(owner=[group.scope]):
        found = _whole(WallSheet.objects.filter(group=group, number=number)).first()
    if found is None or (is_public and not found.is_public):
        raise NotVisible("Edisi ini tidak ada.")
    return found


def published_with(publication_id: int) -> list[WallSheet]:
    """The published editions on which a text stands: a group's own, or a notice of a region that was printed beside them."""
    with scopes_disabled():
        code = Publication.objects.filter(pk=publication_id).values_list("code", flat=True).get()
        printed = WallSheet.objects.filter(published_at__isnull=False).annotate(printed=Cast("contents", TextField()))
        own = Exists(WallSheetItem.objects.filter(sheet=OuterRef("pk"), publication_id=publication_id))
        found = printed.filter(own | Q(printed__contains=f'"{code}"'))
        return list(found.select_related("file", "picture").defer("contents"))


def published_showing(upload: Upload) -> list[WallSheet]:
    """The published editions on which the picture is printed."""
    with scope(owner=[upload.owner]):
        printed = WallSheet.objects.filter(published_at__isnull=False).annotate(printed=Cast("contents", TextField()))
        found = printed.filter(printed__contains=f'"{upload.key}"')
        return list(found.select_related("file", "picture").defer("contents"))


# --- Texts


def texts_for_sheets(group: Group) -> QuerySet[Publication]:
    """What of the group's own texts may go on a sheet, newest first; ``was_printed`` on one that is published. Needs an open scope."""
    own = Publication.objects.filter(owner=group.scope, kind__in=KINDS, status=Publication.Status.PUBLISHED, archived_at=None)
    related = own.select_related("group__site", "cover", "topic", "author")
    return related.annotate(was_printed=WAS_PRINTED).order_by("-published_at", "-pk")


def new_texts(group: Group, *, paper: str, sides: int, now: datetime) -> list[Publication]:
    """The latest that were on no sheet yet, as many as the paper has room for. Needs an open scope."""
    size = PAPERS[paper]
    most = size.front + (size.back if sides > 1 else 0)
    return list(texts_for_sheets(group).filter(~WAS_PRINTED, published_at__lte=now)[:most])


def texts_offered(group: Group) -> list[Publication]:
    """What one may choose from: the latest, printed or not."""
    with scope(owner=[group.scope]):
        return list(texts_for_sheets(group)[:OFFERED_TEXTS])


# --- What was withdrawn since


def codes_on(contents: dict[str, Any]) -> list[str]:
    """The codes of all of which words stand on a printed edition: its texts, notices and dates, and what is named by its title."""
    return [one["code"] for name in ("texts", "bulletins", "alerts", "dates", "more") for one in contents[name]]


def lacks_pictures(contents: dict[str, Any]) -> bool:
    """Whether a picture on a laid out edition is gone since, because it may not be shown any more. One query."""
    keys = [text["picture"] for text in contents["texts"] if text["picture"]]
    return len(known_keys(keys)) < len(set(keys))


def withdrawn_since(contents: dict[str, Any], *, is_held: bool = False) -> dict[str, Publication]:
    """Of what stands on a printed edition, by code, that which was withdrawn since. Paper cannot be called back.

    ``is_held``: nobody withdraws any of it until the transaction ends.
    """
    codes = codes_on(contents)
    with scopes_disabled():
        printed = Publication.objects.filter(code__in=codes).select_related("group__site").order_by("pk")
        printed = printed.select_for_update(of=("self",), no_key=True) if is_held else printed
        return {publication.code: publication for publication in printed if publication.status == Publication.Status.WITHDRAWN}
