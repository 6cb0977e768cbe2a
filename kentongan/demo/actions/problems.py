"""What villages do together in the demo: one bridge in work, one well that is clear again, by the same deeds as real people's."""

import io
import tomllib
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kentongan.accounts.models import Person
from kentongan.aspirations.actions import problem_work as work
from kentongan.aspirations.actions import problems
from kentongan.aspirations.models import Problem
from kentongan.aspirations.queries.problems import problem_desks
from kentongan.comments import actions as comments
from kentongan.comments.queries import thread_about

from ..scenes import draw_scene
from ..stories import DATA

NAMES = UUID("6107c0de-0000-4000-8000-6d6173616c61")


def build_problems(*, now: datetime, picture_width: int) -> int:
    """Build the shared problems that are missing; returns how many there are. Needs scopes disabled."""
    stories = tomllib.loads((DATA / "problems.toml").read_text(encoding="utf-8"))["problem"]
    for story in stories:
        if not Problem.objects.filter(title=story["title"], is_demo=True).exists():
            _build(story, now, picture_width)
    return len(stories)


def picture_file(scene: tuple[str, int], width: int) -> SimpleUploadedFile:
    """A drawn scene (key and seed) as somebody would bring it as a photo."""
    key, seed = scene
    kept = io.BytesIO()
    draw_scene(key, seed=seed, width=width, height=width * 3 // 4).convert("RGB").save(kept, "JPEG", quality=90)
    return SimpleUploadedFile(f"{key}.jpg", kept.getvalue(), content_type="image/jpeg")


def _build(story: dict[str, Any], now: datetime, width: int) -> None:
    keeper = Person.objects.get(username=story["keeper"])
    begun = now - timedelta(days=story["begun"])
    problem = problems.start_problem(
        actor=keeper,
        desk=problem_desks(keeper)[0],
        title=story["title"],
        text=story["text"],
        hamlets=story["hamlets"],
        picture=picture_file(story["before"], width),
        now=begun,
        is_demo=True,
    )
    for number in range(story["supporters"]):
        problems.support_problem(problem=problem, client_id=uuid5(NAMES, f"{problem.slug} {number}"), now=begun + timedelta(hours=number))
    _talk(problem, story["said"], begun)
    for number, step in enumerate(story["step"]):
        made = work.add_step(
            actor=keeper,
            problem=problem,
            what=step["what"],
            who=step["who"],
            materials=step.get("materials", ""),
            now=begun + timedelta(days=1),
        )
        if step.get("progress"):
            work.mark_step(actor=keeper, problem=problem, step=made, progress=step["progress"], now=begun + timedelta(days=2 + number))
    _work_day(problem, keeper, story["work_day"], now)
    for told in story.get("update", []):
        work.add_update(
            actor=keeper, problem=problem, text=told["text"], picture=picture_file(told["picture"], width),
            now=now - timedelta(days=told["ago"]), is_demo=True,
        )  # fmt: skip
    if "result" in story:
        work.solve_problem(
            actor=keeper, problem=problem, result=story["result"], thanks=story["thanks"], after=picture_file(story["after"], width),
            now=now - timedelta(days=1), is_demo=True,
        )  # fmt: skip


def _talk(problem: Problem, said: list[dict[str, str]], begun: datetime) -> None:
    thread = thread_about(problems.KIND, problem.slug)
    if thread is None:
        return
    keeper, first = problem.started_by, None
    for number, words in enumerate(said):
        at = begun + timedelta(hours=3 + number)
        actor = Person.objects.get(username=words["by"]) if "by" in words else None
        remark = comments.send_remark(
            thread=thread, text=words["text"], name=words.get("name", ""), actor=actor, parent=first if actor else None,
            client_id=uuid5(NAMES, f"{problem.slug} {words['text']}"), now=at,
        ).remark  # fmt: skip
        if actor is None and not words.get("held"):
            comments.decide_remark(actor=keeper, remark=remark, deed="show", now=at + timedelta(hours=1))
            first = first or remark


def _work_day(problem: Problem, keeper: Person, told: dict[str, Any], now: datetime) -> None:
    day = timezone.localdate(now) + timedelta(days=told["in_days"])
    called = now + timedelta(days=min(0, told["in_days"] - 3))
    work_day = work.add_work_day(
        actor=keeper, problem=problem, day=day, starts_at=time(7), place=told["place"], bring=told["bring"], now=called
    )
    work_day.problem = problem
    for number in range(told["joiners"]):
        problems.join_work_day(work_day=work_day, client_id=uuid5(NAMES, f"{work_day.pk} {number}"), now=called)
