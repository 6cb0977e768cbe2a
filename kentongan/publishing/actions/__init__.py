"""The deeds on publications: one action per arrow of the status table, and saving in between."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit, set_turns
from kentongan.core.policies import new_code
from kentongan.core.rules import Denied, Stale
from kentongan.groups.models import Group, Office
from kentongan.media.models import Upload
from kentongan.regions.models import Region
from kentongan.sites.models import Site

from .. import events, policies, queries, rules
from ..models import Attachment, Audience, Clearance, KimIdCopy, Presence, Publication, PublicNote, Revision, Tag
from ..queries.elections import clearances_of
from ..rules import elections as election_rules
from .clearing import clear, refuse_listed

Kind, Status = Publication.Kind, Publication.Status
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


def _claim_version(publication: Publication, version: int, values: dict[str, Any]) -> None:
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
    _claim_version(publication, version, values)
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


def _keep_revision(
    publication: Publication,
    reason: Revision.Reason,
    *,
    actor: Person,
    now: datetime,
    remarks: str = "",
    clearance: Clearance | None = None,
) -> Revision:
    latest = publication.revisions.values_list("number", flat=True).first() or 0
    return Revision.objects.create(
        publication=publication,
        number=latest + 1,
        reason=reason,
        title=publication.title,
        summary=publication.summary,
        text=publication.text,
        remarks=remarks,
        clearance=clearance,
        actor=actor,
        at=now,
    )


def _move(publication: Publication, target: Publication.Status, *, actor: Person, now: datetime, **values: Any) -> None:
    """The one door for a change of status: asks the table, then moves if the status is still the same. Raises Denied, Stale."""
    if not rules.can_move_publication(actor, publication, target, now):
        raise Denied(rules.why_not_move(actor, publication, target, now))
    _move_row(publication, status=target, updated_at=now, held_at=None, **values)


def _move_row(publication: Publication, **values: Any) -> None:
    """Where it goes out, what was read is what goes out: a text that somebody saved meanwhile is Stale."""
    as_read = {"version": publication.version} if values.get("status") in rules.LETTING_OUT else {}
    with scopes_disabled():
        as_it_was = Publication.objects.filter(pk=publication.pk, status=publication.status, **as_read)
        moved = as_it_was.update(version=F("version") + 1, **values)
    if not moved:
        raise Stale(_("Status tulisan ini baru saja diubah orang lain. Muat ulang untuk melihatnya."))
    for field, value in values.items():
        setattr(publication, field, value)
    publication.version += 1


def _require_complete(publication: Publication) -> None:
    """Raise Denied with what is missing. Forms say the same beside their fields; this holds for every other way in."""
    has_text = publication.text.strip() or publication.kind in rules.KINDS_WITHOUT_TEXT
    missing = [label for value, label in ((publication.title, _("judul")), (has_text, _("isi"))) if not value]
    if publication.kind == Kind.GALLERY and not publication.attachments.filter(upload__kind=Upload.Kind.PICTURE).exists():
        missing.append(_("foto"))
    if publication.group_id is None and not publication.audiences.exists():
        missing.append(_("wilayah yang dituju"))
    if missing:
        raise Denied(_("Masih kurang: %(what)s.") % {"what": ", ".join(missing)})


@transaction.atomic
def submit_publication(*, actor: Person, publication: Publication, now: datetime) -> Publication:
    """Hand a draft to the redaktur. Raises Denied, Stale."""
    _require_complete(publication)
    _move(publication, Status.SUBMITTED, actor=actor, now=now, submitted_at=now, reviewer=None)
    _keep_revision(publication, Revision.Reason.SUBMITTED, actor=actor, now=now)
    emit(events.PublicationSubmitted(scopes=(publication.owner,), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


@transaction.atomic
def take_back_publication(*, actor: Person, publication: Publication, now: datetime) -> Publication:
    """Turn what waits for review, or for its moment, into a draft again. Raises Denied, Stale."""
    _move(publication, Status.DRAFT, actor=actor, now=now, submitted_at=None, scheduled_at=None, is_embargoed=False)
    return publication


@transaction.atomic
def return_publication(*, actor: Person, publication: Publication, remarks: str, now: datetime) -> Publication:
    """Send it back to its author with remarks. Raises Denied, Stale."""
    if not remarks.strip():
        raise Denied(_("Tulis apa yang perlu diperbaiki, supaya penulis tahu."))
    _move(publication, Status.RETURNED, actor=actor, now=now, reviewer=actor, remarks=remarks.strip())
    _keep_revision(publication, Revision.Reason.RETURNED, actor=actor, now=now, remarks=remarks.strip())
    emit(events.PublicationReturned(scopes=(publication.owner,), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


def _free_slug(publication: Publication) -> str:
    """The address it keeps for good, given when it first goes out."""
    wanted = policies.slug_of(publication.title) or publication.code.lower()
    with scopes_disabled():
        siblings = Publication.objects.filter(kind=publication.kind, slug__startswith=wanted).exclude(pk=publication.pk)
        if publication.group_id is not None:  # what regions send stands on the hub and on any site, so it differs from everything
            siblings = siblings.filter(Q(owner=publication.owner) | Q(group=None))
        kept = Publication.KEPT_SLUGS.get(Kind(publication.kind), frozenset())
        return policies.free_slug(wanted, {*kept, *siblings.values_list("slug", flat=True)})


def _reviewed_by(actor: Person, publication: Publication) -> Person | None:
    return actor if actor.pk != publication.author_id else publication.reviewer


@transaction.atomic
def publish_publication(
    *, actor: Person, publication: Publication, now: datetime, states_neutral: bool = False, reason: str = ""
) -> Publication:
    """Let it out now. Its photo is released with it. Raises Denied, Stale.

    During an election the actor states that it is neutral, and the coordinator gives a reason, see rules.elections.
    """
    _require_complete(publication)
    values = {
        "published_at": now,
        "slug": publication.slug or _free_slug(publication),
        "scheduled_at": None,
        "is_embargoed": False,
        "remarks": "",
    }
    if not rules.can_move_publication(actor, publication, Status.PUBLISHED, now):
        raise Denied(rules.why_not_move(actor, publication, Status.PUBLISHED, now))
    clear(actor=actor, publication=publication, moments=(now,), states_neutral=states_neutral, reason=reason, now=now)
    _move(publication, Status.PUBLISHED, actor=actor, now=now, reviewer=_reviewed_by(actor, publication), **values)
    _announce(publication, actor=actor, now=now)
    return publication


def _announce(publication: Publication, *, actor: Person, now: datetime) -> None:
    cleared = clearances_of(publication).first()
    clearance = cleared if cleared is not None and cleared.mark == election_rules.mark_of(publication) else None
    _keep_revision(publication, Revision.Reason.PUBLISHED, actor=actor, now=now, clearance=clearance)
    refresh_release(queries.uploads_shown_by(publication))
    scopes = queries.scopes_reached(publication)
    set_turns(_turns_of(publication), scopes=scopes, moments=[publication.ends_at] if publication.ends_at else [])
    emit(events.PublicationPublished(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, kind=publication.kind))


def _turns_of(publication: Publication) -> str:
    return f"publication:{publication.pk}"


def set_end(publication: Publication, ends_at: datetime | None, *, further_turns: Iterable[datetime] = ()) -> None:
    """Say until when it holds. Where it is out, the pages that show it grow old then, and at ``further_turns``, by themselves.

    The room whose detail has an end calls this in its own deed, having asked its rules, and emits its own event.
    """
    with scopes_disabled():
        Publication.objects.filter(pk=publication.pk).update(ends_at=ends_at)
    publication.ends_at = ends_at
    if publication.is_public:
        moments = [*further_turns, *([ends_at] if ends_at else [])]
        set_turns(_turns_of(publication), scopes=queries.scopes_reached(publication), moments=moments)


def refresh_release(upload_ids: Iterable[int]) -> None:
    """A picture or document is public exactly while something public shows it. Two statements, however many there are."""
    wanted = set(upload_ids)
    if not wanted:
        return
    with scopes_disabled():
        of_text = Publication.objects.filter(Q(cover=OuterRef("pk")) | Q(attachments__upload=OuterRef("pk")), status=Status.PUBLISHED)
        is_shown = Q(Exists(of_text)) | Q(Exists(Site.objects.filter(logo=OuterRef("pk"))))
        shown = set(Upload.objects.filter(is_shown, pk__in=wanted).values_list("pk", flat=True))
        Upload.objects.filter(pk__in=shown).update(is_public=True)
        Upload.objects.filter(pk__in=wanted - shown).update(is_public=False)


@transaction.atomic
def attach_upload(*, actor: Person, publication: Publication, upload: Upload, now: datetime, caption: str = "") -> Attachment:
    """Add a picture or document at the end; the one that is there already is given back. Raises Denied."""
    _require_attachable(actor, publication)
    if upload.owner != publication.owner:
        raise Denied(_("Berkas ini bukan milik kelompok yang sama."))
    if publication.is_public:
        refuse_listed(actor=actor, publication=publication, said=(caption, upload.alt, upload.credit), now=now)
    last = publication.attachments.aggregate(last=Max("order"))["last"]
    values = {"caption": caption.strip(), "order": 0 if last is None else last + 1}
    attachment, is_new = Attachment.objects.get_or_create(publication=publication, upload=upload, defaults=values)
    if is_new:
        _settle_attachments(actor, publication, {upload.pk}, now)
    return attachment


@transaction.atomic
def arrange_attachments(
    *,
    actor: Person,
    publication: Publication,
    captions: Mapping[int, str],
    now: datetime,
    removed: Collection[int] = (),
    cover: int | None = None,
) -> None:
    """Put its attachments in the order of ``captions`` (attachment id → caption) and take off the ``removed`` ones. Raises Denied.

    What is named in neither, because somebody else brought it meanwhile, stays behind the others. ``cover`` is the attachment that stands
    for a gallery; without one it is the first picture. The files themselves stay with their owner.
    """
    _require_attachable(actor, publication)
    before = list(publication.attachments.select_related("upload"))
    if publication.is_public:
        stood = [attachment.caption for attachment in before]
        refuse_listed(actor=actor, publication=publication, said=captions.values(), instead_of=stood, now=now)
    gone = [attachment for attachment in before if attachment.pk in removed]
    places = {pk: place for place, pk in enumerate(captions)}
    stay = sorted((attachment for attachment in before if attachment.pk not in removed), key=lambda one: places.get(one.pk, len(places)))
    changed = []
    for order, attachment in enumerate(stay):
        caption = captions.get(attachment.pk, attachment.caption).strip()
        if (attachment.order, attachment.caption) != (order, caption):
            attachment.order, attachment.caption = order, caption
            changed.append(attachment)
    Attachment.objects.bulk_update(changed, ["order", "caption"])
    Attachment.objects.filter(pk__in=[attachment.pk for attachment in gone]).delete()
    chosen = next((attachment.upload for attachment in stay if attachment.pk == cover), None)
    has_new_cover = _choose_cover(publication, [attachment.upload for attachment in stay], chosen)
    if changed or gone or has_new_cover:
        _settle_attachments(actor, publication, {attachment.upload_id for attachment in gone}, now)


def _require_attachable(actor: Person, publication: Publication) -> None:
    if not (rules.can_edit_publication(actor, publication) or rules.can_correct_publication(actor, publication)):
        raise Denied(_("Foto dan berkas tulisan ini sedang tidak bisa diubah oleh Anda."))


def _choose_cover(publication: Publication, uploads: Iterable[Upload], chosen: Upload | None = None) -> bool:
    """A gallery's cover is one of its pictures: the chosen one, else the first. Returns whether it changed; other kinds keep theirs."""
    if publication.kind != Kind.GALLERY:
        return False
    pictures = [upload for upload in uploads if upload.kind == Upload.Kind.PICTURE]
    cover = chosen if chosen in pictures else next(iter(pictures), None)
    if (cover.pk if cover else None) == publication.cover_id:
        return False
    publication.cover = cover
    with scopes_disabled():
        Publication.objects.filter(pk=publication.pk).update(cover=cover)
    return True


def _settle_attachments(actor: Person, publication: Publication, changed: set[int], now: datetime) -> None:
    """Whose hand it was and when; the gallery has its cover; readers of a published text see the change at once."""
    if publication.cover_id is None:
        _choose_cover(publication, [attachment.upload for attachment in publication.attachments.select_related("upload")])
    with scopes_disabled():  # without a new version: it counts the words, which somebody may be typing at this moment
        Publication.objects.filter(pk=publication.pk).update(updated_at=now, updated_by=actor)
    publication.updated_at, publication.updated_by = now, actor
    refresh_release(changed)
    if publication.is_public:
        scopes = queries.scopes_reached(publication)
        emit(events.AttachmentsChanged(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk))


@transaction.atomic
def schedule_publication(
    *,
    actor: Person,
    publication: Publication,
    scheduled_at: datetime,
    now: datetime,
    is_embargoed: bool = False,
    states_neutral: bool = False,
    reason: str = "",
) -> Publication:
    """Let it out by itself at a moment; with an embargo the groups addressed read it ahead. Raises Denied, Stale.

    Where an election holds now or then, what it asks is asked now.
    """
    _require_complete(publication)
    if scheduled_at <= now:
        raise Denied(_("Waktu tayang sudah lewat. Pilih waktu yang akan datang."))
    slug = publication.slug or _free_slug(publication)
    values = {"scheduled_at": scheduled_at, "is_embargoed": is_embargoed, "slug": slug}
    if not rules.can_move_publication(actor, publication, Status.SCHEDULED, now):
        raise Denied(rules.why_not_move(actor, publication, Status.SCHEDULED, now))
    moments = (now, scheduled_at)
    clear(actor=actor, publication=publication, moments=moments, states_neutral=states_neutral, reason=reason, now=now)
    _move(publication, Status.SCHEDULED, actor=actor, now=now, reviewer=_reviewed_by(actor, publication), **values)
    emit(events.PublicationScheduled(scopes=queries.scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


def publish_due(*, now: datetime) -> int:
    """The clock: publish what is scheduled up to now, each in its own transaction and once however many clocks run.

    What an election does not let out waits for review again. Returns how many appeared.
    """
    published = 0
    for publication_id in queries.due_ids(now=now):
        with transaction.atomic(), scopes_disabled():
            found = Publication.objects.select_related("group__region", "region", "author", "reviewer", "cover")
            publication = found.get(pk=publication_id)
            why = election_rules.why_held(publication, election_rules.lock_on(publication, now))
            values = _held(why, now) if why else {"status": Status.PUBLISHED, "published_at": publication.scheduled_at, "remarks": ""}
            due = Publication.objects.filter(pk=publication_id, status=Status.SCHEDULED, scheduled_at__lte=now, version=publication.version)
            if due.update(version=F("version") + 1, updated_at=now, is_embargoed=False, **values) != 1:
                continue
            publication = found.get(pk=publication_id)
            actor = publication.reviewer or publication.author
            if why:
                _tell_held(publication, why, actor=actor, now=now)
            else:
                _announce(publication, actor=actor, now=now)
                published += 1
    return published


def _held(why: str, now: datetime) -> dict[str, Any]:
    """What stands in the row of a scheduled text that the clock does not let out."""
    return {"status": Status.SUBMITTED, "submitted_at": now, "scheduled_at": None, "held_at": now, "remarks": why}


def _tell_held(publication: Publication, why: str, *, actor: Person, now: datetime) -> None:
    _keep_revision(publication, Revision.Reason.HELD, actor=actor, now=now, remarks=why)
    told = {"publication_id": publication.pk, "author_id": publication.author_id}
    emit(events.PublicationHeld(scopes=(publication.owner,), actor_id=None, at=now, **told))


@transaction.atomic
def mark_copied(*, actor: Person, publication: Publication, is_copied: bool, now: datetime) -> None:
    """Note that the text was copied to kim.id, or that it was not; once is enough. Raises Denied."""
    if not rules.can_mark_copied(actor, publication):
        raise Denied(_("Yang menyalin ke kim.id orang kelompok ini sendiri, atau koordinatornya."))
    if is_copied:
        _copy, has_changed = KimIdCopy.objects.get_or_create(publication=publication, defaults={"person": actor, "at": now})
    else:
        has_changed = bool(KimIdCopy.objects.filter(publication=publication).delete()[0])
    if has_changed:
        scopes = (publication.owner,)
        emit(events.PublicationCopied(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, is_copied=is_copied))


@transaction.atomic
def call_off_schedules(*, group_id: int, now: datetime) -> int:
    """Make drafts again of what a group that has ended had planned. Returns how many those were."""
    with scopes_disabled():
        planned = Publication.objects.filter(group_id=group_id, group__state__in=Group.ENDED, status=Status.SCHEDULED)
        called_off = {"status": Status.DRAFT, "scheduled_at": None, "is_embargoed": False}
        return planned.update(version=F("version") + 1, updated_at=now, **called_off)


@transaction.atomic
def withdraw_publication(*, actor: Person, publication: Publication, reason: str, now: datetime) -> Publication:
    """Take it down everywhere; its address answers 410 and gives the reason. Raises Denied, Stale."""
    if not reason.strip():
        raise Denied(_("Tulis alasannya: pembaca yang datang ke alamat ini akan membacanya."))
    refuse_listed(actor=actor, publication=publication, said=(reason,), now=now)
    _move(publication, Status.WITHDRAWN, actor=actor, now=now, withdrawn_at=now, withdrawn_reason=reason.strip())
    _keep_revision(publication, Revision.Reason.WITHDRAWN, actor=actor, now=now, remarks=reason.strip())
    refresh_release(queries.uploads_shown_by(publication))
    set_turns(_turns_of(publication), scopes=(), moments=())
    scopes = queries.scopes_reached(publication)
    emit(events.PublicationWithdrawn(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, kind=publication.kind))
    return publication


@transaction.atomic
def correct_publication(
    *, actor: Person, publication: Publication, version: int, title: str, summary: str, text: str, note: str, now: datetime
) -> Publication:
    """Change a published text; the note tells readers what and when. Its address stays. Raises Denied, Stale."""
    if not (rules.can_correct_publication(actor, publication) or rules.can_correct_during_election(actor, publication, now)):
        raise Denied(_("Koreksi hanya oleh redaktur atau ketua, pada tulisan yang sudah terbit."))
    if not note.strip():
        raise Denied(_("Tulis apa yang dikoreksi: catatan ini dibaca warga."))
    if not title.strip() or not (text.strip() or publication.kind in rules.KINDS_WITHOUT_TEXT):
        raise Denied(_("Judul dan isi tidak boleh kosong."))
    stood = (publication.title, publication.summary, publication.text)
    refuse_listed(actor=actor, publication=publication, said=(title, summary, text, note), instead_of=stood, now=now)
    written = {"title": title.strip(), "summary": summary.strip(), "text": text, "html": policies.rendered(text)}
    _claim_version(publication, version, {**written, "updated_at": now, "updated_by": actor})
    PublicNote.objects.create(publication=publication, kind=PublicNote.Kind.CORRECTION, text=note.strip(), author=actor, at=now)
    _keep_revision(publication, Revision.Reason.CORRECTED, actor=actor, now=now, remarks=note.strip())
    emit(events.PublicationCorrected(scopes=queries.scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


@transaction.atomic
def note_change(
    *,
    actor: Person,
    publication: Publication,
    version: int,
    note: str,
    now: datetime,
    said: Iterable[str] = (),
    instead_of: Iterable[str] = (),
) -> Publication:
    """Say with a dated note that what its room keeps beside a published text is another now; the room writes that itself.

    ``said`` are the words that readers will find there, ``instead_of`` those that stood there. Raises Denied, or Stale where somebody
    saved since ``version``.
    """
    if not rules.can_correct_publication(actor, publication):
        raise Denied(_("Perubahan hanya oleh redaktur atau ketua, pada tulisan yang sudah terbit."))
    if not note.strip():
        raise Denied(_("Tulis apa yang berubah: catatan ini dibaca warga."))
    refuse_listed(actor=actor, publication=publication, said=(note, *said), instead_of=instead_of, now=now)
    _claim_version(publication, version, {"updated_at": now, "updated_by": actor})
    PublicNote.objects.create(publication=publication, kind=PublicNote.Kind.CHANGE, text=note.strip(), author=actor, at=now)
    emit(events.PublicationChanged(scopes=queries.scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return publication


@transaction.atomic
def add_reply(*, actor: Person, publication: Publication, name: str, text: str, now: datetime) -> PublicNote:
    """Set the reply of somebody concerned (hak jawab) beside the text. Raises Denied."""
    if not (rules.can_reply_publication(actor, publication) or rules.can_reply_during_election(actor, publication, now)):
        raise Denied(_("Hak jawab dipasang oleh redaktur atau ketua."))
    if not name.strip() or not text.strip():
        raise Denied(_("Nama dan isi hak jawab perlu diisi."))
    refuse_listed(actor=actor, publication=publication, said=(name, text), now=now)
    note = PublicNote.objects.create(
        publication=publication, kind=PublicNote.Kind.REPLY, name=name.strip(), text=text.strip(), author=actor, at=now
    )
    emit(events.PublicationReplied(scopes=queries.scopes_reached(publication), actor_id=actor.pk, at=now, publication_id=publication.pk))
    return note


@transaction.atomic
def set_archived(*, actor: Person, publication: Publication, is_archived: bool, now: datetime) -> Publication:
    """Take it out of the lists while its address stays readable, or bring it back. Raises Denied."""
    if not rules.can_archive_publication(actor, publication):
        raise Denied(_("Hanya redaktur atau ketua yang mengarsipkan tulisan terbit."))
    _move_row(publication, archived_at=now if is_archived else None, updated_at=now)
    scopes = queries.scopes_reached(publication)
    emit(events.PublicationArchived(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, is_archived=is_archived))
    return publication


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
