"""Minggu ini: what groups are asked to pass on, and what the sender's side is asked about it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.accounts.models import Person
from kentongan.groups.queries import bulletin_regions_of
from kentongan.newsroom.queries import passing_on, task_answers

from .errand import MOST, Errand, start_of
from .navigation import address_in_rooms


def task_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """What the actor's groups are asked to pass on, nearest deadline first, and what was asked back about their answers."""
    groups = passing_on.answering_groups(person)
    for group in groups:
        for task in passing_on.open_tasks(group)[:MOST]:
            row = passing_on.Row(task, group, now)
            address = address_in_rooms("writing:task_show", code=task.publication.code)
            yield Errand(
                when=row.when,
                about=_("%(sender)s · sudah diingatkan") % {"sender": task.publication.sender}
                if row.reminded_at
                else task.publication.sender,
                title=_("Sebarkan: “%(title)s”") % {"title": task.publication},
                text=task.publication.summary,
                url=f"{address}?kelompok={group.pk}" if len(groups) > 1 else address,
                button=_("Lanjutkan") if row.is_begun else _("Jawab"),
                urgency=row.urgency,
                due=start_of(task.deadline or timezone.localdate(now)),
            )
    for asked in task_answers.asked_back_waiting(groups)[:MOST] if groups else ():
        publication = asked.part.reception.task.publication
        yield Errand(
            since=asked.at,
            about=publication.sender,
            title=_("Jelaskan jawaban Anda: “%(title)s”") % {"title": publication},
            text=asked.text,
            url=address_in_rooms("writing:task_show", code=publication.code),
            button=_("Jelaskan"),
            urgency="soon",
            due=asked.at,
        )


def sender_errands(person: Person, now: datetime) -> Iterable[Errand]:
    """Questions of groups that wait for an answer, and pictures that were used before."""
    if not bulletin_regions_of(person):
        return
    for question in task_answers.questions_waiting(person)[:MOST]:
        publication = question.task.publication
        yield Errand(
            since=question.asked_at,
            about=question.group.name,
            title=_("Jawab pertanyaan tentang “%(title)s”") % {"title": publication},
            text=question.text,
            url=address_in_rooms("writing:task_answers", code=publication.code),
            button=_("Jawab"),
            urgency="soon",
            due=question.asked_at,
        )
    for photo in task_answers.resemblances_waiting(person)[:MOST]:
        reception = photo.part.reception
        yield Errand(
            since=photo.part.at,
            about=reception.group.name,
            title=_("Lihat foto bukti yang pernah dipakai: “%(title)s”") % {"title": reception.task.publication},
            url=address_in_rooms("writing:task_answers", code=reception.task.publication.code),
            button=_("Lihat"),
            due=photo.part.at,
        )
