"""What changes of a text that is out, always with a dated note."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.core.actions import emit
from kentongan.core.rules import Denied

from .. import events, policies, queries, rules
from ..models import Publication, PublicNote, Revision
from .clearing import refuse_listed
from .moving import keep_revision
from .writing import claim_version


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
    claim_version(publication, version, {**written, "updated_at": now, "updated_by": actor})
    PublicNote.objects.create(publication=publication, kind=PublicNote.Kind.CORRECTION, text=note.strip(), author=actor, at=now)
    keep_revision(publication, Revision.Reason.CORRECTED, actor=actor, now=now, remarks=note.strip())
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
    claim_version(publication, version, {"updated_at": now, "updated_by": actor})
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
