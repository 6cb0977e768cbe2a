"""What residents report in the demo: sent, verified, forwarded and answered by the same deeds as real people's."""

import io
import tomllib
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.aspirations.queries import templates_of
from kentongan.cases import actions as cases
from kentongan.cases.models import Case, CaseAttachment
from kentongan.cases.policies import Contact
from kentongan.cases.queries import case_of_client
from kentongan.groups.models import Office
from kentongan.media.policies import Box
from kentongan.regions.queries import get_region
from kentongan.sites.models import Site

from ..scenes import draw_scene
from ..stories import DATA

NAMES = uuid.UUID("6107c0de-0000-4000-8000-6c61706f7261")


def build_reports(*, coordinator: Person, now: datetime) -> int:
    """Build the reports that are missing; returns how many there are."""
    told = tomllib.loads((DATA / "reports.toml").read_text(encoding="utf-8"))
    for story in told["report"]:
        client_id = uuid.uuid5(NAMES, story["key"])
        if case_of_client(client_id) is None:
            _build(story, client_id, coordinator, now)
    _keep_templates(told["template"], coordinator, now)
    actions.recount_figures()  # seen at once, before a worker tells the steps
    return len(told["report"])


def _keep_templates(templates: list[dict[str, str]], coordinator: Person, now: datetime) -> None:
    there = {template.title for template in templates_of(coordinator)}
    for story in templates:
        if story["title"] not in there:
            actions.keep_template(actor=coordinator, region=get_region("61.07"), title=story["title"], text=story["text"], now=now)


def _filing(story: dict[str, Any], sent: datetime) -> actions.Filing | None:
    """Who wrote it down for somebody, and for which KIM."""
    if "filed_by" not in story:
        return None
    group = Site.objects.get(slug=story["filed_in"]).group
    officer = Person.objects.get(username=story["filed_by"])
    return actions.Filing(officer=officer, consent=settings.FILING_CONSENT, read_back_at=sent, group=group)


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
        is_secret=story.get("secret", False),
        filing=_filing(story, sent),
        contact=Contact(name=story.get("name", ""), phone=story.get("phone", "")),
        client_id=client_id,
        now=sent,
        is_demo=True,
    ).case
    if "joins" in story:
        main = case_of_client(uuid.uuid5(NAMES, story["joins"]))
        if main is not None:
            actions.join_report(actor=coordinator, case=case, into=main, text=story["joined"], now=now)
        return
    if "handed_on" in story:
        handed = {"text": story["handed_on"], "sp4n_number": story["sp4n_number"]}
        actions.hand_on_report(actor=coordinator, case=case, now=sent + timedelta(hours=6), **handed)
        return
    taken = _take_photo(story, case, client_id, sent) if "photo" in story else None
    if "ask" in story:
        cases.move_case(actor=coordinator, case=case, action="ask", text=story["ask"], now=sent + timedelta(hours=6))
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
        public_text="" if story.get("secret") else story["text"],
        public_hamlet="" if story.get("secret") else story["hamlet"],
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
