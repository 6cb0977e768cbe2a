"""Applications of villages that have no KIM yet: filled, sent and answered by the same deeds as real people's."""

import io
import tomllib
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from kentongan.accounts.models import Person
from kentongan.cases.models import Case
from kentongan.cases.queries import case_of_client
from kentongan.regions.queries import get_region
from kentongan.registration import actions

from ..stories import DATA

NAMES = uuid.UUID("6107c0de-0000-4000-8000-70656e676a75")


def _days(text: str) -> int:
    return int(text.removesuffix("d"))


def _paper(title: str, lines: list[str]) -> ContentFile:
    """A sheet of paper as a phone photographs one, with its heading and what must be readable."""
    sheet = Image.new("RGB", (720, 1020), "#f4f1e8")
    brush, large, small = ImageDraw.Draw(sheet), ImageFont.load_default(size=30), ImageFont.load_default(size=22)
    brush.text((360, 90), title, fill="#222", font=large, anchor="mm")
    brush.line((80, 130, 640, 130), fill="#222", width=3)
    for place, line in enumerate(lines):
        brush.text((80, 190 + place * 46), line, fill="#333", font=small)
    brush.text((460, 900), "CONTOH", fill="#a33d22", font=large)
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", quality=80)
    return ContentFile(kept.getvalue(), name=f"{title.lower().replace(' ', '-')}.jpg")


def build_formations(*, coordinator: Person, now: datetime) -> int:
    """Build the applications that are missing; returns how many there are."""
    stories = tomllib.loads((DATA / "formations.toml").read_text(encoding="utf-8"))["formation"]
    for story in stories:
        client_id = uuid.uuid5(NAMES, story["key"])
        if case_of_client(client_id) is None:
            _build(story, client_id, coordinator, now)
    return len(stories)


def _build(story: dict[str, Any], client_id: uuid.UUID, coordinator: Person, now: datetime) -> None:
    sent = now - timedelta(days=_days(story["sent"]))
    begun = sent - timedelta(hours=5)
    case = actions.begin_formation(
        name=story["name"], level="desa", region=get_region(story["region"]), client_id=client_id, now=begun, is_demo=True
    ).case
    today = now.date()
    _fill(case, story, today, begun)
    actions.send_formation(case=case, now=sent)
    answered = sent + timedelta(hours=20)
    if story["status"] == "asked":
        actions.ask_back(actor=coordinator, case=case, remarks=story["remarks"], now=answered)
    elif story["status"] == "refused":
        actions.refuse_formation(actor=coordinator, case=case, reason=story["refused"], now=answered)


def _fill(case: Case, story: dict[str, Any], today: date, now: datetime) -> None:
    decree = story["decree"]
    signed = today - timedelta(days=_days(decree["ago"]))
    number = decree["number"].format(year=signed.year)
    met = today - timedelta(days=_days(story["met"]))
    seats = [actions.Seat(seat["position"], seat["name"], seat.get("section", ""), seat["year"]) for seat in story["board"]]
    steps: dict[str, dict[str, Any]] = {
        "musyawarah": {"met_on": met} | {name: story[name] for name in ("met_at", "women", "men", "minutes")},
        "pengurus": {"seats": seats, "chair_phone": story["chair_phone"], "members": story["members"]},
        "sk": {
            "decree_number": number,
            "decree_issuer": decree["issuer"],
            "decree_about": decree["about"],
            "decree_on": signed,
            "term_start": signed,
            "term_end": signed.replace(year=signed.year + decree["years"]) if signed.day < 29 else signed + timedelta(days=1095),
        },
        "adart": {name: story[name] for name in ("vision", "mission", "aims", "programme")},
        "pernyataan": {"no_ties": True},
        "situs": {name: story[name] for name in ("description", "address", "slug", "accent", "tagline")},
    }
    for step, values in steps.items():
        actions.save_step(case=case, step=step, values=values, now=now)
    minutes = _paper("BERITA ACARA", [f"Musyawarah pembentukan {story['name']}", f"{met:%d-%m-%Y}, {story['met_at']}"])
    actions.attach_document(case=case, kind="minutes", file=minutes, now=now)
    scan = _paper("KEPUTUSAN", [f"Nomor {number}", "tentang", decree["about"], f"ditetapkan {signed:%d-%m-%Y}"])
    actions.attach_document(case=case, kind="decree", file=scan, now=now)
