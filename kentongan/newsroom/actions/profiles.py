"""Writing the profile of a village."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scope

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.groups.models import Group
from kentongan.publishing.models import Publication
from kentongan.publishing.policies import rendered

from .. import events, queries, rules
from ..models import Facility, Hamlet, Profile, ProfileChange, ProfileFigure
from ..policies import ProfileFacts, changed_facts
from ..policies.profiles import TEXTS


@transaction.atomic
def save_profile(
    *,
    actor: Person,
    group: Group,
    version: int,
    facts: ProfileFacts,
    gallery: Publication | None = None,
    now: datetime,
    is_demo: bool = False,
) -> Profile:
    """Keep what the profile says; version 0 is a profile nobody wrote yet. Nothing changed: nothing is noted.

    Raises Denied, or Stale where somebody saved since ``version``.
    """
    if not rules.can_edit_profile(actor, group):
        raise rules.Denied(_("Profil desa ditulis oleh redaktur, ketua, atau koordinator."))
    if gallery is not None and (gallery.group_id != group.pk or gallery.kind != Publication.Kind.GALLERY):
        raise rules.Denied(_("Galeri ini bukan milik kelompok yang sama."))
    with scope(owner=[group.scope]):
        before = queries.profile_of(group)
        if (before.version if before else 0) != version:
            raise _stale(before)
        differences = changed_facts(queries.facts_of(before), facts)
        if before is not None and before.gallery_id != (gallery.pk if gallery else None):
            differences.append(("gallery", before.gallery.title if before.gallery else "", gallery.title if gallery else ""))
        if before is not None and not differences:
            return before
        profile = _claimed(before, actor=actor, group=group, version=version, now=now, is_demo=is_demo, gallery=gallery, facts=facts)
    _keep_rows(profile, facts)
    ProfileChange.objects.create(profile=profile, version=profile.version, actor=actor, at=now, differences=differences)
    emit(events.ProfileChanged(scopes=(group.scope,), actor_id=actor.pk, at=now, group_id=group.pk))
    return profile


def _stale(stands: Profile | None) -> rules.Stale:
    name = stands.updated_by.full_name if stands is not None else _("Orang lain")
    return rules.Stale(_("%(name)s menyimpan perubahan lebih dulu. Isian Anda masih ada di bawah ini.") % {"name": name})


def _claimed(
    before: Profile | None, *, actor: Person, group: Group, version: int, now: datetime, is_demo: bool, gallery: Publication | None,
    facts: ProfileFacts,
) -> Profile:  # fmt: skip
    """Write the row if nobody else did since ``version``. Raises Stale."""
    values = {name: getattr(facts, name) for name in (*TEXTS, "hamlets_year", "facilities_year")}
    values |= {"history_html": rendered(facts.history), "gallery": gallery, "updated_at": now, "updated_by": actor}
    if before is None:
        try:
            with transaction.atomic():
                return Profile.objects.create(owner=group.scope, group=group, version=1, is_demo=is_demo, **values)
        except IntegrityError:
            raise _stale(queries.profile_of(group)) from None
    if not Profile.objects.filter(pk=before.pk, version=version).update(version=F("version") + 1, **values):
        raise _stale(queries.profile_of(group))
    return Profile.objects.get(pk=before.pk)


def _keep_rows(profile: Profile, facts: ProfileFacts) -> None:
    """Figures, hamlets and facilities anew: they are few, and their order is how they were typed."""
    for rows in (profile.figures, profile.hamlets, profile.facilities):
        rows.all().delete()
    ProfileFigure.objects.bulk_create(
        [ProfileFigure(profile=profile, kind=one.kind, value=one.value, year=one.year, source=one.source) for one in facts.figures]
    )
    Hamlet.objects.bulk_create(
        [
            Hamlet(
                profile=profile, order=order, name=one.name, head_name=one.head_name, households=one.households, population=one.population
            )
            for order, one in enumerate(facts.hamlets)
        ]
    )
    Facility.objects.bulk_create(
        [Facility(profile=profile, order=order, name=one.name, count=one.count) for order, one in enumerate(facts.facilities)]
    )
