"""The register of subjects, and finding what was said: for readers, for its author, for moderators."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kentongan.core.policies import read_code
from kentongan.core.rules import NotVisible
from kentongan.core.scopes import is_within
from kentongan.core.secrecy import keyed_hashes
from kentongan.groups.models import Role
from kentongan.groups.queries import Actor, grants_of
from kentongan.sites.addresses import hub_url
from kentongan.sites.queries import SitePlace

from .models import ModerationEntry, Remark, Thread
from .policies import READABLE, State

# --- Subjects ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SubjectKind:
    """What a room says of the things people may talk about: where one is read (on hub and sites alike), and whose roles moderate."""

    kind: str
    label: Any  # in words, translated late
    view: str  # name of the view that shows it
    argument: str  # what that view is given: the thread's subject
    moderators: frozenset[Role]  # in the owner's scope, or in a region the subject lies in

    def path(self, thread: Thread) -> str:
        """Where it is read, on the place of the request."""
        return reverse(self.view, kwargs={self.argument: thread.subject})

    def address(self, thread: Thread) -> str:
        """Where it is read on the hub, as a whole address."""
        return hub_url(self.view, **{self.argument: thread.subject})


_subjects: dict[str, SubjectKind] = {}


def register_subject(subject: SubjectKind) -> SubjectKind:
    """Sign a kind of subject up: called once by the room's AppConfig.ready. Raises ValueError where another has the key."""
    if _subjects.setdefault(subject.kind, subject) != subject:
        raise ValueError(f"{subject.kind}: signed up twice")
    return subject


def subject_of(kind: str) -> SubjectKind:
    """The kind of subject. Raises LookupError where no room has signed it up."""
    return _subjects[kind]


# --- Readers -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Conversation:
    """A thread as a page shows it: its latest remarks with their replies, and whether there are more."""

    thread: Thread
    remarks: list[Remark]  # each with ``shown_replies``
    has_more: bool


def _threads() -> QuerySet[Thread]:
    return Thread.objects.select_related("region__parent", "closed_by")


def thread_about(kind: str, subject: str) -> Thread | None:
    """What is said about a subject; None where nobody may talk about it yet."""
    with scopes_disabled():
        return _threads().filter(kind=kind, subject=subject).first()


def stands_at(thread: Thread, place: SitePlace | None) -> bool:
    """Whether the thread is read here: on the hub all, on a site those of its group and its place; none whose subject was withdrawn."""
    return thread.is_shown and (place is None or thread.owner == place.group.scope or is_within(thread.region_id, place.group.region_id))


def get_thread(thread_id: int, *, place: SitePlace | None = None) -> Thread:
    """The thread, if it is read at this place. Raises NotVisible."""
    with scopes_disabled():
        found = _threads().filter(pk=thread_id).first()
    if found is None or not stands_at(found, place):
        raise NotVisible(_("Percakapan ini tidak ada."))
    return found


def remarks_for_readers(thread: Thread) -> QuerySet[Remark]:
    """What anybody reads, newest first, each with its replies (``shown_replies``); what is out of sight only where replies hang on it."""
    replies = Remark.objects.filter(state__in=READABLE).order_by("sent_at", "pk")
    seen = Remark.objects.filter(thread=thread, parent=None).annotate(
        answers=Count("replies", filter=Q(replies__state__in=READABLE)),
    )
    seen = seen.filter(Q(state__in=READABLE) | (~Q(state=State.HELD) & Q(answers__gt=0)))
    return seen.order_by("-sent_at", "-pk").prefetch_related(Prefetch("replies", queryset=replies, to_attr="shown_replies"))


def conversation(thread: Thread, *, most: int) -> Conversation:
    """The latest of what is said. Two queries."""
    found = list(remarks_for_readers(thread)[: most + 1])
    return Conversation(thread, found[:most], has_more=len(found) > most)


def get_remark(remark_id: int) -> Remark:
    """The remark with its thread, whoever asks: the caller asks the rules. Raises NotVisible."""
    found = Remark.objects.select_related("thread__region", "author", "decided_by", "parent").filter(pk=remark_id).first()
    if found is None:
        raise NotVisible(_("Tanggapan ini tidak ada."))
    return found


def readable_remark(remark_id: int, *, place: SitePlace | None) -> Remark:
    """The remark, if anybody may read it here. Raises NotVisible."""
    found = get_remark(remark_id)
    if found.state not in READABLE or not stands_at(found.thread, place):
        raise NotVisible(_("Tanggapan ini tidak ada, atau tidak tampil lagi."))
    return found


# --- Its author ----------------------------------------------------------------------------------------------------------


def code_hashes(code: str) -> list[str]:
    """The keyed hash of a code, under today's key and under each that was in use before."""
    return keyed_hashes("kentongan.comments.code", code)


def remark_of_code(typed: str) -> Remark | None:
    """The remark that the code opens. Seventy bits make guessing hopeless, so nobody's tries are counted."""
    code = read_code(typed)
    if code is None:
        return None
    found = Remark.objects.select_related("thread__region", "decided_by").filter(code_hash__in=code_hashes(code))
    return found.exclude(state=State.WITHDRAWN).first()


def remark_of_client(client_id: UUID) -> Remark | None:
    """What the same device sent before under this id."""
    return Remark.objects.select_related("thread__region", "author").filter(client_id=client_id).first()


# --- Moderators ----------------------------------------------------------------------------------------------------------


def _moderated_by(actor: Actor) -> Q:
    """Which threads the actor moderates; the sentence is rules.is_moderator_of."""
    wanted = Q(pk__in=[])
    for subject in _subjects.values():
        for grant in grants_of(actor):
            if grant.role in subject.moderators:
                reach = Q(thread__owner=grant.scope)
                if grant.region_id:
                    reach |= Q(thread__region_id=grant.region_id) | Q(thread__region__code__startswith=grant.region_id + ".")
                wanted |= Q(thread__kind=subject.kind) & reach
    return wanted


def moderates_anything(actor: Actor) -> bool:
    """Whether something may come to the actor to be decided. No query where her roles are known."""
    roles = {role for subject in _subjects.values() for role in subject.moderators}
    return any(grant.role in roles for grant in grants_of(actor))


def waiting_for(actor: Actor) -> QuerySet[Remark]:
    """What waits for the actor: held, flagged, or an appeal against a decision that was not hers. The longest waiting first."""
    if not moderates_anything(actor):
        return Remark.objects.none()
    waits = Q(state=State.HELD) | Q(flags__gt=0, state__in=READABLE)
    appeals = Q(state=State.APPEALED) & ~Q(decided_by_id=actor.pk) & (Q(author=None) | ~Q(author_id=actor.pk))
    found = Remark.objects.filter(_moderated_by(actor), thread__is_shown=True).filter(waits | appeals)
    return found.select_related("thread__region", "author", "decided_by").order_by("sent_at", "pk")


def remarks_for_moderators(thread: Thread) -> QuerySet[Remark]:
    """All that was ever said there, newest first, with what became of it."""
    return thread.remarks.select_related("author", "decided_by", "appeal_decided_by", "parent").order_by("-sent_at", "-pk")


def log_of(thread: Thread) -> QuerySet[ModerationEntry]:
    """Everything that moderators and authors did there, newest first."""
    return thread.log.select_related("actor", "remark")


def reason_label(key: str) -> str:
    """A reason of the vocabulary in words; the key itself where a place took it out again."""
    return str(settings.COMMENT_HIDE_REASONS.get(key, {}).get("label", key))
