"""Beginning a text, keeping what was written so far, and throwing a draft away."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.policies import new_code
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Group, Office
from kentongan.media.models import Upload
from kentongan.regions.models import Region

from .. import policies, rules
from ..models import Audience, Presence, Publication, Tag

WRITTEN = ("title", "summary", "text")


def create_publication(
    *, actor: Person, kind: Publication.Kind, owner: Group | Region, now: datetime, office: Office | None = None, is_demo: bool = False
) -> Publication:
    """Begin a draft in the name of a group or a region. Raises Denied."""
    if not rules.may_write_for(actor, owner, kind):
        raise Denied(_("Anda belum terdaftar sebagai penulis di sini."))
    if kind not in (rules.KINDS_OF_GROUP if isinstance(owner, Group) else rules.KINDS_OF_REGION):
        raise Denied(_("Jenis tulisan ini tidak dikirim atas nama %(owner)s.") % {"owner": owner})
    return Publication.objects.create(
        code=new_code(),
        kind=kind,
        owner=owner.scope,
        group=owner if isinstance(owner, Group) else None,
        region=owner if isinstance(owner, Region) else None,
        office=office,
        author=actor,
        created_at=now,
        updated_at=now,
        updated_by=actor,
        is_demo=is_demo,
    )


def claim_version(publication: Publication, version: int, values: dict[str, Any]) -> None:
    """Write ``values`` if nobody saved since ``version``; else raise Stale with both texts."""
    with scopes_disabled():
        changed = Publication.objects.filter(pk=publication.pk, version=version).update(version=F("version") + 1, **values)
        if not changed:
            stored = Publication.objects.select_related("updated_by").get(pk=publication.pk)
            label = {field: str(Publication._meta.get_field(field).verbose_name) for field in WRITTEN}  # type: ignore[union-attr]
            raise Stale(
                _("%(name)s menyimpan perubahan lebih dulu. Tulisan Anda masih ada di bawah ini.") % {"name": stored.updated_by.full_name},
                theirs={label[field]: getattr(stored, field) for field in WRITTEN if field in values},
                mine={label[field]: values[field] for field in WRITTEN if field in values},
            )
    for field, value in values.items():
        setattr(publication, field, value)
    publication.version = version + 1


@transaction.atomic
def save_publication(
    *,
    actor: Person,
    publication: Publication,
    version: int,
    now: datetime,
    title: str,
    summary: str,
    text: str,
    topic: Tag | None = None,
    tags: Sequence[Tag] = (),
    cover: Upload | None = None,
    audience: Iterable[Region] | None = None,
    office: Office | None = None,
) -> Publication:
    """Keep what was written so far. Raises Denied, or Stale where somebody saved since ``version``.

    ``audience`` None leaves the regions addressed as they are; each must lie in the sender's region.
    """
    if not rules.can_edit_publication(actor, publication):
        raise Denied(_("Tulisan ini sedang tidak bisa diubah oleh Anda."))
    if cover is not None and cover.owner != publication.owner:
        raise Denied(_("Foto ini bukan milik kelompok yang sama."))
    values: dict[str, Any] = {
        "title": title.strip(),
        "summary": summary.strip(),
        "text": text,
        "html": policies.rendered(text),
        "topic": topic,
        "cover": cover,
        "updated_at": now,
        "updated_by": actor,
    }
    if publication.region is not None:
        values["office"] = office
    claim_version(publication, version, values)
    publication.tags.set(tags)
    if audience is not None:
        set_audience(publication, audience)
    return publication


def keep_besides(publication: Publication, said: Iterable[str]) -> None:
    """Keep beside the text what the details of its kind say in public, so that whoever reads it along reads that too.

    The room that keeps the details calls it in the same transaction, after its rules were asked.
    """
    publication.besides = "\n".join(part for part in said if part)
    with scopes_disabled():
        Publication.objects.filter(pk=publication.pk).update(besides=publication.besides)


def set_audience(publication: Publication, regions: Iterable[Region]) -> None:
    """Address what a region sends to these regions, all of which must lie in the sender's. Raises Denied."""
    sender = publication.region
    chosen = {region.code: region for region in regions}
    if sender is None or any(sender.code not in region.codes_above for region in chosen.values()):
        raise Denied(_("Pengumuman hanya bisa dikirim ke wilayah sendiri dan di bawahnya."))
    publication.audiences.exclude(region_id__in=chosen).delete()
    Audience.objects.bulk_create([Audience(publication=publication, region=region) for region in chosen.values()], ignore_conflicts=True)


@transaction.atomic
def delete_publication(*, actor: Person, publication: Publication) -> None:
    """Throw a draft away for good. Raises Denied."""
    if not rules.can_delete_publication(actor, publication):
        raise Denied(_("Hanya draf yang belum pernah terbit bisa dihapus."))
    with scopes_disabled():
        Publication.objects.filter(pk=publication.pk).delete()


def note_presence(*, actor: Person, publication: Publication, now: datetime) -> None:
    """Remember that the actor has the text open. Raises Denied."""
    if not rules.can_see_publication(actor, publication):
        raise Denied(_("Tulisan ini bukan milik kelompok Anda."))
    Presence.objects.update_or_create(publication=publication, person=actor, defaults={"seen_at": now})


def tag_named(label: str, *, is_topic: bool = False) -> Tag | None:
    """The tag people mean by this word, made where it is new; None where nothing is left of the word."""
    slug = policies.slug_of(label, longest=60)
    if not slug:
        return None
    tag, _made = Tag.objects.get_or_create(slug=slug, defaults={"label": label.strip()[:60], "is_topic": is_topic})
    return tag
