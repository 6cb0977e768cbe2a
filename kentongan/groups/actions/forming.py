"""Groups come into the register, say who they are, and join a forum."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.regions.models import Region

from .. import events, rules
from ..models import ContactChange, Group, Office

REMEMBERED = ("name", "address", "phone", "email")  # what people look a group up by: its former values are kept


@transaction.atomic
def create_group(
    *,
    actor: Person,
    region: Region,
    name: str,
    now: datetime,
    level: str = Group.Level.VILLAGE,
    kind: str = Group.Kind.KIM,
    description: str = "",
    address: str = "",
    phone: str = "",
    email: str = "",
    founded_year: int | None = None,
    register_number: str = "",
    kim_id_url: str = "",
    review_required: bool = True,
    further_regions: Iterable[Region] = (),
    is_demo: bool = False,
) -> Group:
    """Enter a group in the register. Raises Denied."""
    if not rules.can_form_group(actor, region):
        raise rules.Denied(_("KIM baru didaftarkan oleh koordinator wilayah ini."))
    group = Group.objects.create(
        region=region,
        name=name.strip(),
        level=level,
        kind=kind,
        description=description.strip(),
        address=address.strip(),
        phone=phone,
        email=email,
        founded_year=founded_year,
        register_number=register_number.strip(),
        kim_id_state=Group.KimId.ACTIVE if kim_id_url else Group.KimId.NONE,
        kim_id_url=kim_id_url,
        review_required=review_required,
        is_demo=is_demo,
    )
    group.further_regions.set(further_regions)
    emit(events.GroupFormed(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk))
    return group


@transaction.atomic
def change_group(
    *,
    actor: Person,
    group: Group,
    now: datetime,
    name: str,
    description: str,
    address: str,
    phone: str,
    email: str,
    founded_year: int | None,
    register_number: str,
    review_required: bool,
) -> Group:
    """Say anew who the group is and how it reviews its texts; former names, addresses and contacts are kept. Raises Denied."""
    if not rules.may_manage_group(actor, group):
        raise rules.Denied(_("Keterangan kelompok diubah oleh ketua atau koordinator."))
    former = Group.objects.values(*REMEMBERED).get(pk=group.pk)
    group.name, group.description, group.address = name.strip(), description.strip(), address.strip()
    group.phone, group.email, group.founded_year = phone, email, founded_year
    group.register_number, group.review_required = register_number.strip(), review_required
    group.save()
    changed = [field for field in REMEMBERED if former[field] != getattr(group, field)]
    ContactChange.objects.bulk_create(
        ContactChange(group=group, field=field, former=former[field], present=getattr(group, field), actor=actor, at=now)
        for field in changed
    )
    if changed:
        emit(events.ContactChanged(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk, fields=tuple(changed)))
    emit(events.GroupChanged(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk))
    return group


@transaction.atomic
def join_forum(*, actor: Person, forum: Group, group: Group, now: datetime) -> None:
    """Bring a group into a Forum KIM; once is enough. Raises Denied."""
    if not rules.can_join_forum(actor, forum, group):
        raise rules.Denied(_("Anggota forum ditambahkan oleh ketua forum atau koordinator."))
    if forum.member_groups.filter(pk=group.pk).exists():
        return
    forum.member_groups.add(group)
    emit(events.ForumJoined(scopes=(forum.scope, group.scope), actor_id=actor.pk, at=now, forum_id=forum.pk, group_id=group.pk))


@transaction.atomic
def leave_forum(*, actor: Person, forum: Group, group: Group, now: datetime) -> None:
    """Take a group out of a Forum KIM. Raises Denied."""
    if not rules.can_leave_forum(actor, forum, group):
        raise rules.Denied(_("Hanya pengurus forum atau ketua KIM itu sendiri yang dapat mengeluarkannya."))
    if not forum.member_groups.filter(pk=group.pk).exists():
        return
    forum.member_groups.remove(group)
    emit(events.ForumLeft(scopes=(forum.scope, group.scope), actor_id=actor.pk, at=now, forum_id=forum.pk, group_id=group.pk))


@transaction.atomic
def open_office(*, actor: Person, region: Region, name: str, now: datetime, short_name: str = "") -> Office:
    """Enter an office (OPD) of the region's government; the one that is there already is given back. Raises Denied."""
    if not rules.can_open_office(actor, region):
        raise rules.Denied(_("OPD didaftarkan oleh koordinator wilayah ini."))
    office, is_new = Office.objects.get_or_create(region=region, name=name.strip(), defaults={"short_name": short_name.strip()})
    if is_new:
        emit(events.OfficeOpened(scopes=(region.scope,), actor_id=actor.pk, at=now, office_id=office.pk))
    return office
