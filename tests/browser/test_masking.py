"""A photo of a report is masked with a finger, or by tapping parts of a grid where there is no JavaScript, and shown to everybody."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from kentongan.aspirations.actions import send_report, suggest_faces, verify_report
from kentongan.aspirations.models import ReportPicture
from kentongan.cases.actions import attach
from kentongan.cases.models import CaseAttachment
from kentongan.media.policies import Box

from .conftest import DESK, PHONE, enter
from .pages import picture
from .test_pages import looked_at


@pytest.fixture
def taken(cast: SimpleNamespace, now: datetime) -> CaseAttachment:
    """A photo of a report that everybody can read; the machine saw a face."""
    with scopes_disabled():
        case = send_report(kind="complaint", text="Pipa bocor.", region=cast.siding_village, category="air", now=now).case
        attachment = attach(actor=None, case=case, file=picture(), now=now)
        suggest_faces(attachment_id=attachment.pk, now=now, look=lambda upload: [Box(600, 300, 120, 160)])
        words = {"kind": "complaint", "category": "air", "needs_examination": False, "public_title": "Pipa", "public_text": "Bocor."}
        verify_report(actor=cast.rini, case=case, now=now, **words)
    return attachment


def opened(page: Page, cast: SimpleNamespace, taken: CaseAttachment) -> None:
    enter(page, cast.rini)
    page.goto(f"/ruang/laporan/{taken.case.number}/")
    page.get_by_role("link", name="Foto 1").click()
    expect(page.get_by_role("heading", name="Foto untuk umum")).to_be_visible()


def send(page: Page) -> None:
    page.get_by_label("Apa yang terlihat").fill("Pipa yang bocor")
    page.get_by_label("Sudah saya periksa").check(force=True)
    page.get_by_role("button", name="Tampilkan untuk umum").click()
    expect(page.get_by_text("Dilepas oleh Rini Handayani")).to_be_visible()


def faults_of(page: Page) -> list[str]:
    return [fault for faults in looked_at(page).values() for fault in faults]


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_box_is_drawn_and_taken_away_again(
    screen: dict[str, int], cast: SimpleNamespace, taken: CaseAttachment, open_page: Callable[..., Page]
) -> None:
    page = open_page(screen, reduced_motion="reduce")
    opened(page, cast, taken)
    photo = page.locator("[data-masker] svg")
    photo.scroll_into_view_if_needed()
    edges = photo.bounding_box()
    assert edges is not None
    for left, top in ((0.1, 0.2), (0.5, 0.6)):
        page.mouse.move(edges["x"] + edges["width"] * left, edges["y"] + edges["height"] * top)
        page.mouse.down()
        page.mouse.move(edges["x"] + edges["width"] * (left + 0.2), edges["y"] + edges["height"] * (top + 0.2), steps=4)
        page.mouse.up()
    page.get_by_label("Kotak 2").uncheck(force=True)
    expect(photo.locator("rect.off")).to_have_count(1)
    assert faults_of(page) == []
    send(page)
    assert faults_of(page) == []
    face, drawn = ReportPicture.objects.get().boxes[1], ReportPicture.objects.get().boxes[0]
    assert face == [600, 300, 120, 160]
    assert [round(edge, -1) for edge in drawn] == [500, 600, 200, 200]


def test_without_javascript_parts_are_tapped(cast: SimpleNamespace, taken: CaseAttachment, open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    opened(page, cast, taken)
    page.get_by_label("Bagian 1", exact=True).check(force=True)
    page.get_by_label("Wajah 1").uncheck(force=True)
    send(page)
    assert ReportPicture.objects.get().boxes == [[0, 0, 125, 166]]


def test_by_keyboard_the_grid_comes_back(cast: SimpleNamespace, taken: CaseAttachment, open_page: Callable[..., Page]) -> None:
    page = open_page(DESK)
    opened(page, cast, taken)
    expect(page.locator(".cells")).to_be_hidden()
    page.get_by_role("button", name="Pakai kotak-kotak saja").press("Enter")
    page.get_by_label("Bagian 48", exact=True).press("Space")
    send(page)
    assert ReportPicture.objects.get().boxes == [[600, 300, 120, 160], [875, 833, 125, 167]]
