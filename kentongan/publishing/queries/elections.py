"""Which elections hold where and when, and all the words a publication says in public."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import ancestor_codes
from kentongan.groups.models import Grant, Group, Role
from kentongan.groups.queries import Actor, editors_of, grants_of, holders

from ..models import Clearance, ElectionPeriod, Publication


def places_of(publication: Publication) -> tuple[str, ...]:
    """The codes of the regions whose readers it is for: its group's home, or each region addressed and the sender's own."""
    if publication.group is not None:
        return (publication.group.region_id,)
    addressed = publication.audiences.values_list("region_id", flat=True) if publication.pk else ()
    return tuple(dict.fromkeys([str(publication.region_id), *addressed]))


def _above(codes: Iterable[str]) -> set[str]:
    return {"00", *(above for code in codes for above in ancestor_codes(code))}


def periods_on(day: date, codes: Sequence[str], *, or_below: bool = False) -> list[ElectionPeriod]:
    """The elections under way on the day in one of these regions: declared for it, for one above, or ``or_below`` it. One query."""
    lasting = ElectionPeriod.objects.filter(ended_at=None, campaign_from__lte=day, voting_date__gte=day).order_by("voting_date", "pk")
    if or_below and "00" in codes:
        return list(lasting)
    place = Q(region_id__in=_above(codes))
    for code in codes if or_below else ():
        place |= Q(region__code__startswith=f"{code}.")
    return list(lasting.filter(place))


def periods_for(actor: Actor) -> QuerySet[ElectionPeriod]:
    """The elections in the regions that the actor coordinates and below, latest first."""
    inside = Q(pk=None)
    for code in coordinated_codes(actor):
        inside |= Q(region_id=code) | Q(region__code__startswith=f"{code}.")
    return ElectionPeriod.objects.filter(inside).select_related("region__parent", "entered_by", "ended_by")


def get_period(actor: Actor, period_id: int) -> ElectionPeriod:
    """An election in a region that the actor coordinates. Raises NotVisible."""
    found = periods_for(actor).filter(pk=period_id).first()
    if found is None:
        raise NotVisible("Masa pemilu ini tidak ada di wilayah Anda.")
    return found


def coordinated_codes(actor: Actor) -> list[str]:
    """The codes of the regions that the actor coordinates."""
    return list(dict.fromkeys(grant.region_id for grant in grants_of(actor) if grant.role == Role.COORDINATOR and grant.region_id))


def public_words(publication: Publication) -> tuple[str, ...]:
    """All that readers would read of it: headline, summary, text, details, tags, what is said of pictures and documents. Two queries."""
    said = [publication.title, publication.summary, publication.text, publication.besides]
    if publication.cover is not None:
        said += [publication.cover.alt, publication.cover.caption, publication.cover.credit]
    if publication.pk:
        said += publication.tags.order_by("label").values_list("label", flat=True)
        for caption, alt, credit in publication.attachments.values_list("caption", "upload__alt", "upload__credit"):
            said += [caption, alt, credit]
    return tuple(said)


def clearances_of(publication: Publication) -> QuerySet[Clearance]:
    """What people answered for when it went out during an election, newest first."""
    return publication.clearances.select_related("actor", "period")


def other_releasers(publication: Publication) -> QuerySet[Person]:
    """Who besides its author lets texts out in the owner's name."""
    if publication.group is not None:
        return editors_of(publication.group).exclude(pk=publication.author_id)
    senders = (Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)
    return holders(publication.owner, senders).exclude(pk=publication.author_id)


def other_coordinators(publication: Publication) -> QuerySet[Person]:
    """Who besides its author coordinates the region it comes from, or one above."""
    home = publication.group.region_id if publication.group is not None else str(publication.region_id)
    scopes = [f"region:{code}" for code in _above([home])]
    held = Q(grants__scope__in=scopes, grants__role=Role.COORDINATOR, grants__revoked_at=None)
    return Person.objects.filter(held, is_active=True).exclude(pk=publication.author_id).distinct().order_by("full_name")


def submitted_under(codes: Sequence[str]) -> QuerySet[Publication]:
    """What waits for review in living groups and regions under these, longest waiting first, with its text."""
    inside = Q(pk=None)
    for code in codes:
        inside |= Q(group__region_id=code) | Q(group__region__code__startswith=f"{code}.") | Q(region_id=code)
        inside |= Q(region__code__startswith=f"{code}.")
    with scopes_disabled():
        waiting = Publication.objects.filter(status=Publication.Status.SUBMITTED).filter(inside).exclude(group__state__in=Group.ENDED)
        with_card = waiting.select_related("group__site", "group__region", "region", "office", "cover", "topic", "author")
        return with_card.prefetch_related("tags", "attachments__upload", "audiences").order_by("submitted_at", "pk")


def read_ahead(publication: Publication) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """places_of and public_words of a text that came with its tags, attachments and audiences. No query."""
    said = [publication.title, publication.summary, publication.text, publication.besides, *(tag.label for tag in publication.tags.all())]
    if publication.cover is not None:
        said += [publication.cover.alt, publication.cover.caption, publication.cover.credit]
    for attachment in publication.attachments.all():
        said += [attachment.caption, attachment.upload.alt, attachment.upload.credit]
    if publication.group is not None:
        return (publication.group.region_id,), tuple(said)
    return (str(publication.region_id), *(audience.region_id for audience in publication.audiences.all())), tuple(said)


def releasers_of(owners: Iterable[str]) -> dict[str, set[int]]:
    """Owner → who lets texts out in its name. One query."""
    roles = (Role.EDITOR, Role.CHAIR, Role.COORDINATOR, Role.DISTRICT_OFFICER, Role.VILLAGE_OFFICER)
    held = Grant.objects.filter(scope__in=list(owners), role__in=roles, revoked_at=None, person__is_active=True)
    found: dict[str, set[int]] = {}
    for owner, person_id in held.values_list("scope", "person_id"):
        found.setdefault(owner, set()).add(person_id)
    return found
