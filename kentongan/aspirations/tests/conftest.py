"""A report about Desa Siding, and the office that looks after roads."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.core import signing
from django.utils import timezone

from conftest import grant, make_person
from kentongan.accounts.models import Person
from kentongan.aspirations import actions
from kentongan.aspirations.forms.sending import OPENED
from kentongan.cases import actions as cases
from kentongan.cases.actions import Receipt
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.groups.models import Office, Role

Sending = Callable[..., Receipt]


def opened(*, seconds: int = 60) -> str:
    """What the form carries when its page was opened so long ago."""
    return signing.dumps(int(timezone.now().timestamp()) - seconds, salt=OPENED)


BROKEN = "Jembatan gantung di Dusun Hulu patah tiga papan. Anak sekolah memutar dua kilometer."


@pytest.fixture
def roads(cast: SimpleNamespace) -> Office:
    """The office of public works of the regency."""
    return Office.objects.create(region=cast.regency, name="Dinas Pekerjaan Umum", short_name="PUPR")


@pytest.fixture
def liaison(cast: SimpleNamespace, roads: Office, now: datetime) -> Person:
    """Agus answers for the office of public works."""
    agus = make_person("agus", "Agus Salim", phone="+6281255500120")
    row = grant(agus, Role.OFFICE_LIAISON, region=cast.regency, at=now)
    row.office = roads
    row.save()
    return agus


@pytest.fixture
def send(cast: SimpleNamespace, now: datetime) -> Sending:
    """``send(…)`` sends a complaint about a broken bridge in Siding."""

    def send_one(**changes: object) -> Receipt:
        values: dict[str, object] = {"kind": "complaint", "text": BROKEN, "region": cast.siding_village, "category": "jalan", "now": now}
        return actions.send_report(**(values | changes))  # type: ignore[arg-type]

    return send_one


@pytest.fixture
def sent(send: Sending) -> Case:
    """The bridge, at the coordinator's desk."""
    return send().case


@pytest.fixture
def answered(sent: Case, cast: SimpleNamespace, liaison: Person, roads: Office, now: datetime) -> Case:
    """The bridge, verified, given to public works, and answered by Agus."""
    words = {"public_title": "Jembatan rusak", "public_text": "Tiga papan patah."}
    actions.verify_report(actor=cast.rini, case=sent, kind="complaint", category="jalan", needs_examination=False, now=now, **words)
    actions.forward_report(actor=cast.rini, case=sent, to=cast.regency, office=roads, reason="Jembatan kabupaten.", now=now)
    cases.move_case(actor=liaison, case=sent, action="answer", text="Papan diganti hari Senin.", now=now)
    return sent


@pytest.fixture
def told() -> Callable[[], list[str]]:
    """``told()`` names the events since the last time it was asked."""
    seen = [0]

    def ask() -> list[str]:
        found = list(EventRecord.objects.filter(pk__gt=seen[0]).order_by("pk").values_list("pk", "name"))
        seen[0] = found[-1][0] if found else seen[0]
        return [name for _pk, name in found]

    return ask
