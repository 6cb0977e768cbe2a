"""What the regency asks the KIM to pass on: answered in parts with proof, in time and late, refused, asked about, or not answered."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid5

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from kentongan.accounts.models import Person
from kentongan.newsroom.actions import asking, passing_on
from kentongan.newsroom.models import DisseminationTask
from kentongan.newsroom.queries.passing_on import groups_of_actor
from kentongan.publishing.models import Publication

from ..scenes import draw_scene
from ..stories import DATA
from .drawing import NAMES

Deed = tuple[datetime, Callable[[datetime], object]]


def build_tasks(*, now: datetime) -> int:
    """Build the tasks where there are none yet, deed by deed in the order in which they happened; returns how many there are."""
    built = DisseminationTask.objects.filter(publication__is_demo=True)
    if not built.exists():
        with transaction.atomic():
            _build(now)
    return built.count()


def _build(now: datetime) -> None:
    deeds: list[Deed] = []
    for story in tomllib.loads((DATA / "tasks.toml").read_text(encoding="utf-8"))["task"]:
        bulletin = Publication.objects.get(is_demo=True, kind=Publication.Kind.BULLETIN, title__startswith=story["bulletin"])
        deeds += [(at, deed) for at, deed in _deeds_of(story, bulletin) if at <= now]
    asked = min(at for at, _deed in deeds)
    mornings = (timezone.localtime(asked).replace(hour=8, minute=0) + timedelta(days=days) for days in range(60))
    deeds += [(morning, _remind) for morning in mornings if asked < morning <= now]
    for at, deed in sorted(deeds, key=lambda each: each[0]):
        deed(at)


def _remind(at: datetime) -> object:
    return asking.say_task_reminders(now=at)


def _deeds_of(story: dict[str, Any], bulletin: Publication) -> Iterator[Deed]:
    people = Person.objects.filter(is_demo=True).in_bulk(field_name="username")
    begun = bulletin.published_at or bulletin.updated_at

    def task() -> DisseminationTask:
        return DisseminationTask.objects.select_related("publication__region").get(publication=bulletin)

    def ask(at: datetime) -> object:
        deadline = timezone.localdate(begun) + timedelta(days=story["deadline"])
        asks = {name: story.get(name, []) for name in ("carriers", "people")}
        return asking.ask_to_pass_on(
            actor=people[story["asker"]], publication=bulletin, now=at, deadline=deadline, note=story.get("note", ""), **asks
        )

    yield begun, ask
    for told in story.get("part", ()):
        yield from _part_deeds(told, people, begun, task)
    for told in story.get("refusal", ()):
        yield _refusal(told, people, begun, task)
    for told in story.get("question", ()):
        yield from _question_deeds(told, people, begun, task)


def _refusal(told: dict[str, Any], people: dict[str, Person], begun: datetime, task: Callable[[], DisseminationTask]) -> Deed:
    def refuse(at: datetime) -> object:
        return passing_on.refuse_task(**_who(told, people, task()), reason=told["reason"], now=at)

    return begun + timedelta(hours=told["after"]), refuse


def _who(told: dict[str, Any], people: dict[str, Person], task: DisseminationTask) -> dict[str, Any]:
    actor = people[told["who"]]
    return {"actor": actor, "task": task, "group": groups_of_actor(task, actor)[0]}


def _part_deeds(told: dict[str, Any], people: dict[str, Person], begun: datetime, task: Callable[[], DisseminationTask]) -> Iterator[Deed]:
    def give(at: datetime) -> object:
        who = _who(told, people, task())
        client_id = uuid5(NAMES, f"{who['task'].pk} {told['who']} {told['after']}")
        values = {name: told[name] for name in ("hamlets", "people", "remark", "closes") if name in told}
        part = passing_on.pass_on(**who, client_id=client_id, carriers=told["carriers"], now=at, **values)
        if "photo" in told:
            kept = BytesIO()
            draw_scene(told["photo"], seed=told["seed"], width=640, height=480).save(kept, "JPEG", quality=88)
            file = ContentFile(kept.getvalue(), name="bukti.jpg")
            photo = passing_on.keep_proof(actor=who["actor"], part=part, file=file, client_id=uuid5(client_id, "foto"), now=at)
            passing_on.notice_resemblance(photo_id=photo.pk, now=at)
        if "ask_back" in told:
            back = begun + timedelta(hours=told["ask_back_after"])
            asking.ask_back(actor=people[told["ask_back_by"]], part=part, text=told["ask_back"], now=back)
        return part

    yield begun + timedelta(hours=told["after"]), give


def _question_deeds(
    told: dict[str, Any], people: dict[str, Person], begun: datetime, task: Callable[[], DisseminationTask]
) -> Iterator[Deed]:
    def ask(at: datetime) -> object:
        who = _who(told, people, task())
        client_id = uuid5(NAMES, f"{who['task'].pk} {told['text']}")
        question = passing_on.ask_question(**who, client_id=client_id, text=told["text"], now=at)
        answered = begun + timedelta(hours=told["answer_after"])
        return asking.answer_question(actor=people[told["answer_by"]], question=question, text=told["answer"], now=answered)

    yield begun + timedelta(hours=told["after"]), ask
