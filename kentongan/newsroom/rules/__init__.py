"""Which steps a person may take with a text now. Publishing's table decides; this only asks all of it at once, for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kentongan.accounts.models import Person
from kentongan.core.rules import Denied, NotVisible, Stale
from kentongan.groups import rules as group_rules
from kentongan.groups.models import Group
from kentongan.groups.queries import Actor
from kentongan.publishing import rules as publishing
from kentongan.publishing.models import Publication
from kentongan.publishing.queries.sharing import groups_sharing
from kentongan.publishing.rules import elections
from kentongan.publishing.rules.elections import Lock

__all__ = ["Denied", "NotVisible", "Stale"]

Status = Publication.Status


def can_attach_file(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may bring pictures and documents: who may write in it now, and after publication who may correct it."""
    return publishing.can_edit_publication(actor, publication) or publishing.can_correct_publication(actor, publication)


def can_write_script(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may change the loudspeaker script of what is out: who writes in its owner's name."""
    owner = publication.group or publication.region
    return (
        publication.is_public
        and owner is not None
        and publishing.can_see_publication(actor, publication)
        and publishing.may_write_for(actor, owner, Publication.Kind(publication.kind))
    )


def can_record_script(actor: Person, publication: Publication) -> bool:
    """Whether the actor may have the worker read it out: who writes the script, and whoever passes texts on in the name of a group."""
    return can_write_script(actor, publication) or (publication.is_public and bool(groups_sharing(actor)))


def before_readers(publication: Publication) -> bool:
    """Whether readers have not seen it yet: only then an election asks something of it."""
    return publication.status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.SCHEDULED)


def can_edit_profile(actor: Actor, group: Group) -> bool:
    """Whether the actor writes the profile of the group's village: redaktur and ketua, and the coordinator above."""
    return group_rules.is_editor_of(actor, group) or group_rules.may_manage_group(actor, group)


@dataclass(frozen=True, kw_only=True)
class Steps:
    """True for each step that is open."""

    edit: bool
    submit: bool
    take_back: bool
    send_back: bool
    publish: bool
    schedule: bool
    withdraw: bool
    correct: bool
    reply: bool
    archive: bool
    delete: bool
    waits_for_another: bool  # the actor may publish for the owner, but not what they wrote themselves
    lock: Lock | None  # what an election asks of it now
    needs_reason: bool  # the actor lets it out as coordinator, with a reason

    @property
    def review(self) -> bool:
        """Whether the actor decides on it."""
        return self.send_back


def can_change_event(actor: Actor, publication: Publication) -> bool:
    """Whether the actor may move or cancel an event that is out: whoever may correct its text."""
    return publication.kind == Publication.Kind.EVENT and publishing.can_correct_publication(actor, publication)


def steps_for(actor: Actor, publication: Publication, now: datetime) -> Steps:
    """The steps that are open to the actor."""

    def may(target: Publication.Status) -> bool:
        return publishing.can_move_publication(actor, publication, target, now)

    publish = may(Status.PUBLISHED)
    lock = elections.lock_on(publication, now) if before_readers(publication) else None
    releases = publishing.Part.RELEASER in publishing.parts_of(actor, publication)
    before = publication.status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
    can_correct, can_reply = publishing.can_correct_publication(actor, publication), publishing.can_reply_publication(actor, publication)
    return Steps(
        edit=publishing.can_edit_publication(actor, publication),
        submit=may(Status.SUBMITTED),
        take_back=may(Status.DRAFT),
        send_back=may(Status.RETURNED),
        publish=publish,
        schedule=may(Status.SCHEDULED),
        withdraw=may(Status.WITHDRAWN),
        correct=can_correct or publishing.can_correct_during_election(actor, publication, now),
        reply=can_reply or publishing.can_reply_during_election(actor, publication, now),
        archive=publishing.can_archive_publication(actor, publication),
        delete=publishing.can_delete_publication(actor, publication),
        waits_for_another=before and releases and not publish,
        lock=lock,
        needs_reason=elections.needs_reason(actor, publication, lock),
    )


def can_tend_alert(actor: Actor, publication: Publication) -> bool:
    """Whether the actor goes on with a notice that is out: updates, another end, the all-clear. Who may let such notices out there."""
    is_out = publication.kind == Publication.Kind.ALERT and publication.status == Status.PUBLISHED
    return is_out and publishing.Part.RELEASER in publishing.parts_of(actor, publication)


# What to say for each thing an emergency notice still lacks: what to write, with an example where it helps.
MISSING = {
    "danger": _l("Sebutkan bahayanya dan seberapa besar: misalnya air naik 1,2 meter dan merendam 30 rumah."),
    "affected": _l("Sebutkan siapa yang terdampak: dusun mana dan kira-kira berapa keluarga."),
    "evacuation": _l("Tulis cara dan tempat mengungsi. Kalau tidak perlu mengungsi, tulis begitu."),
    "avoidance": _l("Tulis apa yang harus dihindari supaya selamat."),
    "aid": _l("Tulis cara mendapat pertolongan: nomor yang ditelepon atau tempat yang didatangi."),
    "announcer": _l("Tulis siapa yang wajib mengumumkan, supaya warga tahu kabar mana yang resmi."),
    "announcing": _l("Tulis cara mengumumkannya kalau keadaan darurat: kentongan, pengeras suara, grup WhatsApp."),
    "measures": _l("Tulis upaya yang sudah dilakukan, sekecil apa pun."),
    "valid_until": _l("Isi sampai kapan peringatan ini berlaku. Nanti bisa diperpanjang."),
}


def what_is_missing(names: Iterable[str]) -> str:
    """In words, what is to be written before a notice can go out; "" where nothing is missing."""
    return " ".join(str(MISSING[name]) for name in names)


def why_not_until(ends_at: datetime, *, now: datetime) -> str:
    """In words, why an emergency notice cannot hold until then; "" where it can."""
    if ends_at <= now:
        return _("Waktu itu sudah lewat. Pilih waktu yang akan datang.")
    if ends_at > now + timedelta(days=settings.ALERT_LONGEST_DAYS):
        return _("Paling lama %(days)d hari. Kalau masih perlu, perpanjang nanti.") % {"days": settings.ALERT_LONGEST_DAYS}
    return ""
