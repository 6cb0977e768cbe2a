"""The one door for a change of status, and what goes with it: versions kept, files released, the turns of the clock."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.accounts.models import Person
from kentongan.core.actions import emit, set_turns
from kentongan.core.rules import Denied, Stale
from kentongan.media.models import Upload
from kentongan.sites.models import Site

from .. import events, policies, queries, rules
from ..models import Clearance, Publication, Revision
from ..queries.elections import clearances_of
from ..rules import elections as election_rules

Kind, Status = Publication.Kind, Publication.Status


def move(publication: Publication, target: Publication.Status, *, actor: Person, now: datetime, **values: Any) -> None:
    """The one door for a change of status: asks the table, then moves if the status is still the same. Raises Denied, Stale."""
    if not rules.can_move_publication(actor, publication, target, now):
        raise Denied(rules.why_not_move(actor, publication, target, now))
    move_row(publication, status=target, updated_at=now, held_at=None, **values)


def move_row(publication: Publication, **values: Any) -> None:
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


def require_complete(publication: Publication) -> None:
    """Raise Denied with what is missing. Forms say the same beside their fields; this holds for every other way in."""
    has_text = publication.text.strip() or publication.kind in rules.KINDS_WITHOUT_TEXT
    missing = [label for value, label in ((publication.title, _("judul")), (has_text, _("isi"))) if not value]
    if publication.kind == Kind.GALLERY and not publication.attachments.filter(upload__kind=Upload.Kind.PICTURE).exists():
        missing.append(_("foto"))
    if publication.group_id is None and not publication.audiences.exists():
        missing.append(_("wilayah yang dituju"))
    if missing:
        raise Denied(_("Masih kurang: %(what)s.") % {"what": ", ".join(missing)})


def keep_revision(
    publication: Publication,
    reason: Revision.Reason,
    *,
    actor: Person,
    now: datetime,
    remarks: str = "",
    clearance: Clearance | None = None,
) -> Revision:
    """Keep the text as it is at a moment that matters."""
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


def free_slug_of(publication: Publication) -> str:
    """The address it keeps for good, given when it first goes out."""
    wanted = policies.slug_of(publication.title) or publication.code.lower()
    with scopes_disabled():
        siblings = Publication.objects.filter(kind=publication.kind, slug__startswith=wanted).exclude(pk=publication.pk)
        if publication.group_id is not None:  # what regions send stands on the hub and on any site, so it differs from everything
            siblings = siblings.filter(Q(owner=publication.owner) | Q(group=None))
        kept = Publication.KEPT_SLUGS.get(Kind(publication.kind), frozenset())
        return policies.free_slug(wanted, {*kept, *siblings.values_list("slug", flat=True)})


def reviewed_by(actor: Person, publication: Publication) -> Person | None:
    """Who let it out is its reviewer; whoever let out her own has none of her own."""
    return actor if actor.pk != publication.author_id else publication.reviewer


def announce(publication: Publication, *, actor: Person, now: datetime) -> None:
    """It is out: kept as it is, its files released, told, and grown old when it ends."""
    cleared = clearances_of(publication).first()
    clearance = cleared if cleared is not None and cleared.mark == election_rules.mark_of(publication) else None
    keep_revision(publication, Revision.Reason.PUBLISHED, actor=actor, now=now, clearance=clearance)
    refresh_release(queries.uploads_shown_by(publication))
    scopes = queries.scopes_reached(publication)
    set_turns(turns_of(publication), scopes=scopes, moments=[publication.ends_at] if publication.ends_at else [])
    emit(events.PublicationPublished(scopes=scopes, actor_id=actor.pk, at=now, publication_id=publication.pk, kind=publication.kind))


def turns_of(publication: Publication) -> str:
    """Under which name its turns of the clock are kept."""
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
        set_turns(turns_of(publication), scopes=queries.scopes_reached(publication), moments=moments)


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
