"""Groups, which roles a person holds where, what a group did (activities.py), and what it was asked (duties.py)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import SET_NULL, Exists, Max, Model, OuterRef, Prefetch, Q, QuerySet

from kentongan.accounts.models import Person
from kentongan.core.models import ScopeField
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import group_id_of, region_scope
from kentongan.regions.models import Region

from ..models import BoardSeat, Chapter, ContactChange, Decree, Grant, Group, GroupQuerySet, Member, Office, Role, TermReminder
from .activities import activities_by_kind as activities_by_kind
from .activities import activities_of as activities_of
from .activities import activity_of_client as activity_of_client
from .activities import changes_of_activity as changes_of_activity
from .activities import get_activity as get_activity
from .activities import quiet_since as quiet_since
from .duties import duties_of as duties_of
from .duties import register_duties as register_duties

Actor = Person | AnonymousUser


def grants_of(actor: Actor) -> list[Grant]:
    """The roles the actor holds now, with their groups and regions. One query per actor object, none for a stranger."""
    if not actor.is_authenticated:
        return []
    held = getattr(actor, "_held_grants", None)
    if held is None:
        held = list(
            Grant.objects.filter(person_id=actor.pk, revoked_at=None).select_related("group__region", "region", "office").order_by("pk")
        )
        actor._held_grants = held  # type: ignore[attr-defined]
    return held


def forget_grants(actor: Actor) -> None:
    """Ask the database again at the next question: after a role was granted or revoked."""
    actor.__dict__.pop("_held_grants", None)


def fresh_grants_of(person: Person) -> list[Grant]:
    """The roles somebody holds now, asked anew, for questions about that person."""
    held = Grant.objects.filter(person_id=person.pk, revoked_at=None)
    return list(held.select_related("group__region", "region", "office").order_by("pk"))


def memberships_of(person: Person) -> list[Member]:
    """The groups somebody belongs to today, as membership rows with the group and its region. A group that has ended holds nobody."""
    held = Member.objects.filter(person_id=person.pk, left_date=None, group__state__in=Group.LIVING)
    return list(held.select_related("group__region"))


def scopes_of(actor: Actor) -> tuple[str, ...]:
    """The scopes in which the actor holds a role."""
    return tuple(dict.fromkeys(grant.scope for grant in grants_of(actor)))


def groups_of(actor: Actor) -> list[Group]:
    """The groups in which the actor holds a role, in the order they were granted."""
    return list({grant.group_id: grant.group for grant in grants_of(actor) if grant.group is not None}.values())


def holders(scope: str, roles: Iterable[Role]) -> QuerySet[Person]:
    """Who holds one of the roles in exactly this scope."""
    held = Q(grants__scope=scope, grants__role__in=list(roles), grants__revoked_at=None)
    return Person.objects.filter(held, is_active=True).distinct().order_by("full_name")


def editors_of(group: Group) -> QuerySet[Person]:
    """Who may review and publish in the group."""
    return holders(group.scope, (Role.EDITOR, Role.CHAIR))


def groups_under(code: str) -> GroupQuerySet:
    """All living groups whose home region is ``code`` or lies below it ("00": all)."""
    return registered_under(code).living()


def registered_under(code: str) -> GroupQuerySet:
    """All groups that were ever entered there, those merged or dissolved, too."""
    groups = Group.objects.select_related("region", "region__parent").order_by("region__code", "name")
    return groups if code == "00" else groups.filter(Q(region__code=code) | Q(region__code__startswith=code + "."))


def board_of(group: Group) -> list[BoardSeat]:
    """The board as it sits now: appointed and not dismissed. Of a group that has ended, as it sat at the end."""
    seats = group.board_seats.filter(dismissed_by=None) if group.has_ended else group.board_seats.sitting()
    return list(seats.select_related("appointed_by"))


def term_end_of(group: Group) -> date | None:
    """The last day of the latest term of office, None where no decree names one."""
    return Decree.objects.filter(group=group).exclude(term_end=None).order_by("-term_end").values_list("term_end", flat=True).first()


def members_of(group: Group) -> QuerySet[Member]:
    """The members of today, each with the roles held in the group (``held_roles``)."""
    held = Grant.objects.filter(group=group, revoked_at=None)
    return (
        group.members.filter(left_date=None)
        .select_related("person")
        .prefetch_related(Prefetch("person__grants", queryset=held, to_attr="held_roles"))
    )


def get_member(group: Group, person_id: int) -> Member:
    """The membership of today of this person. Raises NotVisible."""
    try:
        return members_of(group).get(person_id=person_id)
    except Member.DoesNotExist:
        raise NotVisible("Orang ini bukan anggota kelompok.") from None


def decrees_of(group: Group) -> QuerySet[Decree]:
    """The group's decrees, newest first."""
    return group.decrees.all()


def get_decree(group: Group, decree_id: int) -> Decree:
    """A decree of the group. Raises NotVisible."""
    try:
        return group.decrees.get(pk=decree_id)
    except Decree.DoesNotExist:
        raise NotVisible("SK ini tidak ada.") from None


def get_seat(group: Group, seat_id: int) -> BoardSeat:
    """A seat of the group's board, held or ended. Raises NotVisible."""
    try:
        return group.board_seats.select_related("appointed_by", "dismissed_by").get(pk=seat_id)
    except BoardSeat.DoesNotExist:
        raise NotVisible("Jabatan ini tidak ada.") from None


def get_grant(grant_id: int) -> Grant:
    """A role held or ended. Raises NotVisible."""
    try:
        return Grant.objects.select_related("person", "group__region", "region", "office").get(pk=grant_id)
    except Grant.DoesNotExist:
        raise NotVisible("Tugas ini tidak ada.") from None


def grants_in(group: Group, people: Iterable[int], *, roles: Iterable[Role]) -> list[Grant]:
    """Which of these roles these persons hold in the group. One query."""
    held = Grant.objects.filter(group=group, person_id__in=list(people), role__in=list(roles), revoked_at=None)
    return list(held.select_related("person", "group__region", "region").order_by("pk"))


def officers_under(code: str) -> QuerySet[Grant]:
    """Who holds a role in the region or in one below it: its officers, not the people of its groups."""
    held = Grant.objects.filter(revoked_at=None).exclude(region=None).select_related("person", "region", "office")
    return held.filter(Q(region__code=code) | Q(region__code__startswith=code + ".")).order_by("region_id", "role", "person__full_name")


def terms_ending(groups: Iterable[Group], *, until: date) -> list[tuple[Group, date]]:
    """Groups whose latest term of office ends on or before the day, the first to end first. One query."""
    by_id = {group.pk: group for group in groups}
    latest = Decree.objects.filter(group_id__in=by_id).exclude(term_end=None).order_by().values_list("group_id").annotate(Max("term_end"))
    return sorted(((by_id[group_id], end) for group_id, end in latest if end <= until), key=lambda pair: (pair[1], pair[0].name))


def term_ends_of(groups: Iterable[Group]) -> dict[int, date]:
    """Group id → last day of its latest term of office, for those that have one. One query."""
    latest = Decree.objects.filter(group_id__in=[group.pk for group in groups]).exclude(term_end=None)
    return dict(latest.order_by().values_list("group_id").annotate(Max("term_end")))


def chairs_without_role(code: str) -> QuerySet[BoardSeat]:
    """Chairs by decree who have an account and not the role of chair, in living groups in and below the region."""
    led = Grant.objects.filter(person=OuterRef("person"), group=OuterRef("group"), role=Role.CHAIR, revoked_at=None)
    seats = BoardSeat.objects.sitting().filter(~Exists(led), position=BoardSeat.Position.CHAIR, person__isnull=False)
    within = Q(group__region_id=code) | Q(group__region__code__startswith=code + ".")
    return (
        seats.filter(within)
        .filter(group__state__in=Group.LIVING)
        .select_related("group", "appointed_by")
        .order_by("-appointed_by__date", "pk")
    )


def terms_in_sight(today: date, *, most: int, patience: int) -> list[tuple[Group, date]]:
    """Living groups whose latest term ends within ``most`` days or ended at most ``patience`` days ago. One query."""
    ends = Group.objects.living().annotate(latest_end=Max("decrees__term_end"))
    seen = ends.filter(latest_end__gte=today - timedelta(days=patience), latest_end__lte=today + timedelta(days=most))
    return [(group, group.latest_end) for group in seen.order_by("latest_end", "pk")]


def rested_ids(today: date) -> list[int]:
    """Groups whose last day of rest is over."""
    return list(Group.objects.filter(state=Group.State.RESTING, rests_until__lt=today).order_by("pk").values_list("pk", flat=True))


def get_group_under(code: str, group_id: int) -> Group:
    """A group that was ever entered in or below the region, with its site where it has one. Raises NotVisible."""
    try:
        return registered_under(code).select_related("region__parent__parent", "merged_into", "site").get(pk=group_id)
    except Group.DoesNotExist:
        raise NotVisible("KIM ini tidak ada di wilayah ini.") from None


def chapters_of(group: Group) -> QuerySet[Chapter]:
    """The turns of a group's life, the latest first."""
    return group.chapters.select_related("actor", "decree", "into")


def ending_of(group: Group) -> Chapter | None:
    """The chapter by which the group ended; None where none was written."""
    return group.chapters.filter(kind__in=(Chapter.Kind.MERGE, Chapter.Kind.DISSOLVE)).first()


def contact_changes_of(group: Group) -> QuerySet[ContactChange]:
    """What its name, address and contacts were before, the latest change first."""
    return group.contact_changes.select_related("actor")


def offices_of(region_code: str) -> QuerySet[Office]:
    """The offices of this region's government."""
    return Office.objects.filter(region_id=region_code)


def bulletin_regions_of(actor: Actor) -> list[Grant]:
    """The grants by which the actor sends bulletins in a region's name, one for each scope and office."""
    senders = (Role.COORDINATOR, Role.VILLAGE_OFFICER, Role.DISTRICT_OFFICER, Role.OFFICE_LIAISON)
    return [grant for grant in grants_of(actor) if grant.role in senders and grant.scope == region_scope(grant.region_id or "")]


def what_stands_on(groups: Iterable[Group]) -> dict[int, set[type[Model]]]:
    """Group id → the kinds of rows that would lose their ground if the group were not there, for groups that have any.

    Not its own decrees, board, reminders, regions and former contacts; not what only remembers it (``SET_NULL``); not the log. On whatever
    floor a row lives, it is found by its foreign key or by its scope. One query for each kind.
    """
    groups = list(groups)
    ids = [group.pk for group in groups]
    own = (Decree, BoardSeat, TermReminder, ContactChange, Group.further_regions.through)
    found: dict[int, set[type[Model]]] = {}
    for relation in Group._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not relation.auto_created or relation.concrete or relation.many_to_many or model in own:
            continue
        if relation.on_delete is not SET_NULL:  # type: ignore[union-attr]
            field = relation.field.attname  # type: ignore[union-attr]
            for group_id in model._base_manager.filter(**{f"{field}__in": ids}).values_list(field, flat=True).distinct():  # type: ignore[union-attr]
                found.setdefault(group_id, set()).add(model)  # type: ignore[arg-type]
    scopes = [group.scope for group in groups]
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, ScopeField)]
        for field in fields if model._meta.app_label != "core" else ():
            for scope in model._base_manager.filter(**{f"{field}__in": scopes}).values_list(field, flat=True).distinct():
                found.setdefault(group_id_of(scope) or 0, set()).add(model)
    return found


def warning_grants_of(actor: Actor) -> list[Grant]:
    """The grants by which the actor lets out emergency notices of a region and of those below it."""
    return [grant for grant in grants_of(actor) if grant.role in (Role.COORDINATOR, Role.EMERGENCY_OFFICER) and grant.region is not None]


def alert_grants_of(actor: Actor) -> list[Grant]:
    """The grants by which the actor writes emergency notices: for the regions he sends for; as an editor, for the home of his group."""
    warns = [grant for grant in grants_of(actor) if grant.role == Role.EMERGENCY_OFFICER and grant.region is not None]
    proposes = [grant for grant in grants_of(actor) if grant.role in (Role.EDITOR, Role.CHAIR) and grant.group is not None]
    return [*bulletin_regions_of(actor), *warns, *proposes]


def alert_releasers_of(region: Region) -> QuerySet[Person]:
    """Who may let out emergency notices in the region's name, see rules.may_release_alerts_for."""
    own = Q(grants__scope=region.scope, grants__role__in=(Role.VILLAGE_OFFICER, Role.DISTRICT_OFFICER))
    above = Q(grants__scope__in=region.scope_chain, grants__role__in=(Role.COORDINATOR, Role.EMERGENCY_OFFICER))
    return Person.objects.filter(own | above, grants__revoked_at=None, is_active=True).distinct().order_by("full_name")
