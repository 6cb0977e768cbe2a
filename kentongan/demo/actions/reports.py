"""What residents report in the demo: sent, verified, forwarded and answered by the same deeds as real people's."""

import io
import tomllib
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseAttachment
from kentongan.cases.policies import Contact
from kentongan.cases.queries import case_of_client
from kentongan.groups.models import Office
from kentongan.media.policies import Box
from kentongan.regions.queries import get_region

from ..scenes import draw_scene
from ..stories import DATA

NAMES = uuid.UUID("6107c0de-0000-4000-8000-6c61706f7261")


def build_reports(*, coordinator: Person, now: datetime) -> int:
    """Build the reports that are missing; returns how many there are."""
    stories = tomllib.loads((DATA / "reports.toml").read_text(encoding="utf-8"))["report"]
    for story in stories:
        client_id = uuid.uuid5(NAMES, story["key"])
        if case_of_client(client_id) is None:
            _build(story, client_id, coordinator, now)
    return len(stories)


def _build(story: dict[str, Any], client_id: uuid.UUID, coordinator: Person, now: datetime) -> None:
    sent = now - timedelta(days=int(story["sent"].removesuffix("d")))
    region = get_region(story["region"])
    case = actions.send_report(
        kind=story["kind"],
        text=story["text"],
        region=region,
        category=story["category"],
        hamlet=story["hamlet"],
        is_anonymous=story.get("anonymous", False),
        contact=Contact(name=story.get("name", ""), phone=story.get("phone", "")),
        client_id=client_id,
        now=sent,
        is_demo=True,
    ).case
    taken = _take_photo(story, case, client_id, sent) if "photo" in story else None
    if "title" not in story:
        return
    read = sent + timedelta(hours=6)
    actions.verify_report(
        actor=coordinator,
        case=case,
        kind=story["kind"],
        category=story["category"],
        needs_examination=False,
        public_title=story["title"],
        public_text=story["text"],
        public_hamlet=story["hamlet"],
        now=read,
    )
    if taken is not None:
        boxes = [Box(*box) for box in story["hidden"]]
        shown = read + timedelta(minutes=5)
        actions.release_picture(actor=coordinator, case=case, attachment=taken, boxes=boxes, alt=story["photo_alt"], now=shown)
    office = Office.objects.get(region_id="61.07", name=story["office"])
    actions.forward_report(
        actor=coordinator, case=case, to=get_region("61.07"), office=office, reason=story["forwarded"], now=read + timedelta(hours=1)
    )
    if "answer" in story:
        cases.move_case(actor=coordinator, case=case, action="answer", text=story["answer"], now=read + timedelta(days=2))


def _take_photo(story: dict[str, Any], case: Case, client_id: uuid.UUID, now: datetime) -> CaseAttachment:
    """What the sender took with the telephone: a scene, drawn."""
    kept = io.BytesIO()
    draw_scene(story["photo"], seed=story["seed"], width=1280, height=960).save(kept, "JPEG", quality=90)
    file = ContentFile(kept.getvalue(), name="foto.jpg")
    return cases.attach(actor=None, case=case, file=file, now=now, client_id=uuid.uuid5(client_id, "photo"))
