"""A house whose process is killed while it publishes and tells. Run by test_kill.py in a process and a database of its own.

For each draft a child process is forked that publishes it and then works off the queue like the worker does. The child kills itself
(SIGKILL: nothing is tidied up) right before or right after a database statement chosen at random. Then a fresh child does what a restart
does: publishes again if the draft is still one, works off the queue, sweeps. What is left is printed as JSON.
"""

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import connection, connections, transaction  # noqa: E402  (after setup)
from django.utils import timezone  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402
from django_tasks_db.management.commands.db_worker import Worker  # noqa: E402

from kentongan.accounts.actions import create_person  # noqa: E402
from kentongan.core.actions import sweep_untold  # noqa: E402
from kentongan.core.events import subscriber  # noqa: E402
from kentongan.core.models import Edition, EventNumber, EventRecord, Telling  # noqa: E402
from kentongan.groups.models import Grant, Group, Role  # noqa: E402
from kentongan.publishing import actions  # noqa: E402
from kentongan.publishing.events import PublicationPublished  # noqa: E402
from kentongan.publishing.models import Publication, PublicNote  # noqa: E402
from kentongan.regions.models import Region  # noqa: E402

Status = Publication.Status


@subscriber(PublicationPublished)
def leave_a_mark(event: PublicationPublished) -> None:
    """The effect that must come about exactly once for each text."""
    PublicNote.objects.create(publication_id=event.publication_id, kind="reply", text="told", author_id=event.actor_id, at=event.at)


class KillAt:
    """Kills this process at a database statement: before it is sent (odd) or after it came back (even)."""

    def __init__(self, moment: int) -> None:
        self.moment = moment
        self.steps = 0

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self._step()
        result = execute(sql, params, many, context)
        self._step()
        return result


def work_off_the_queue() -> None:
    """What the worker does until nothing is left."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="w",
    )
    worker.run()


def publish(publication_id: int) -> None:
    """What the redaktur's button does."""
    with scopes_disabled():
        text = Publication.objects.select_related("group", "author").get(pk=publication_id)
        if text.status == Status.DRAFT:
            actions.publish_publication(actor=text.author, publication=text, now=timezone.now())


def in_a_child(deed: Callable[[], None]) -> int:
    """Run the deed in a forked process; the number of the signal that ended it, or its exit code."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            deed()
        except BaseException as failure:  # noqa: BLE001  (the child must end here, whatever it was)
            sys.stderr.write(f"{failure!r}\n")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def make_drafts(count: int) -> list[int]:
    """A group with one redaktur and her drafts."""
    region = Region.objects.create(code="61", name="Kalimantan Barat", kind="provinsi", search_name="kalimantan barat")
    group = Group.objects.create(name="KIM Uji", region=region)
    sari = create_person(username="sari", full_name="Sari")
    Grant.objects.create(person=sari, role=Role.EDITOR, scope=group.scope, group=group, granted_at=timezone.now())
    drafts = []
    with scopes_disabled():
        for number in range(count):
            text = actions.create_publication(actor=sari, kind=Publication.Kind.ARTICLE, owner=group, now=timezone.now())
            values = {"title": f"Kabar {number}", "summary": "", "text": "Isi."}
            with transaction.atomic():
                actions.save_publication(actor=sari, publication=text, version=text.version, now=timezone.now(), **values)
            drafts.append(text.pk)
    return drafts


def count_steps(publication_id: int) -> int:
    """How many moments there are: one text is published and told undisturbed, in this process."""
    counter = KillAt(0)
    with connection.execute_wrapper(counter):
        publish(publication_id)
        work_off_the_queue()
    return counter.steps


def main(kills: int, seed: int) -> None:
    """Publish two texts undisturbed, then ``kills`` texts each killed at a random moment and recovered."""
    drafts = make_drafts(kills + 2)
    count_steps(drafts[0])  # the very first takes more statements: it makes the edition's row
    steps = count_steps(drafts[1])
    chosen = random.Random(seed).sample(range(1, steps + 1), kills)
    endings = []
    for publication_id, moment in zip(drafts[2:], chosen, strict=True):

        def disturbed(publication_id: int = publication_id, moment: int = moment) -> None:
            with connection.execute_wrapper(KillAt(moment)):
                publish(publication_id)
                work_off_the_queue()

        def restarted(publication_id: int = publication_id) -> None:
            publish(publication_id)
            work_off_the_queue()
            sweep_untold(now=timezone.now() + timedelta(minutes=5))

        endings.append((in_a_child(disturbed), in_a_child(restarted)))
    with scopes_disabled():
        found = {
            "moments": len(set(chosen)),
            "endings": endings,
            "published": Publication.objects.filter(status=Status.PUBLISHED).count(),
            "facts": sorted(
                record.payload["publication_id"] for record in EventRecord.objects.filter(name="publishing.PublicationPublished")
            ),
            "marks": sorted(PublicNote.objects.values_list("publication_id", flat=True)),
            "untold": Telling.objects.filter(told_at=None).count(),
            "numbers": list(EventNumber.objects.filter(scope__startswith="group:").order_by("number").values_list("number", flat=True)),
            "edition": Edition.objects.get(scope__startswith="group:").number,
            "drafts": drafts,
        }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(kills=int(sys.argv[1]), seed=int(sys.argv[2]))
