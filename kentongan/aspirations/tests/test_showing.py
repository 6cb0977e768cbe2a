"""What everybody can read of reports, and where."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from kentongan.aspirations import actions, queries
from kentongan.cases import actions as cases
from kentongan.cases.models import Case

from .conftest import BROKEN, Sending
from .test_verifying import read


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def public(sent: Case, cast: SimpleNamespace, now: datetime) -> Case:
    """The bridge, verified."""
    actions.verify_report(actor=cast.rini, case=sent, now=now, **read())
    return sent


def test_where_a_report_shows(public: Case, send: Sending, cast: SimpleNamespace) -> None:
    send()  # nobody has read this one yet
    places = ("61.07", "61.07.12", cast.siding_village.code, cast.jagoi_village.code, "61.08")
    shown = {code: [report.case.number for report in queries.public_reports(code)] for code in places}
    here = [public.number]
    assert shown == {code: here if public.region_id == code or public.region_id.startswith(f"{code}.") else [] for code in places}


@pytest.mark.parametrize(
    ("is_secret", "then", "status"),
    [(False, "", 200), (True, "", 404), (False, "join", 404), (False, "archive", 404), (False, "refer", 200), (False, "unread", 404)],
)
def test_what_everybody_may_open(
    is_secret: bool, then: str, status: int, send: Sending, cast: SimpleNamespace, now: datetime, visitor: Client
) -> None:
    case = send(is_secret=is_secret).case
    if then != "unread":
        actions.verify_report(actor=cast.rini, case=case, now=now, **read())
    if then not in ("", "unread"):
        cases.move_case(actor=cast.rini, case=case, action=then, text="Karena itu.", now=now)
    assert visitor.get(f"/laporan/{case.number}/").status_code == status
    assert (case.number in visitor.get("/laporan/").content.decode()) is (status == 200)


def test_the_page_tells_the_public_words_only(public: Case, cast: SimpleNamespace, now: datetime, visitor: Client) -> None:
    cases.move_case(actor=cast.rini, case=public, action="ask", text="Kapan mulainya?", now=now)
    cases.move_as_applicant(case=public, action="complete", text="Sejak Minggu, saya Pak Lukas.", now=now)
    page = visitor.get(f"/laporan/{public.number}/").content.decode()
    assert "Jembatan gantung di Dusun Hulu patah tiga papan." in page
    assert "Kapan mulainya?" in page
    assert BROKEN not in page
    assert "Lukas" not in page
